#include "report/archived_acts.hh"

#include <map>
#include <memory>

namespace sohoa {

FindActs acts_of(const Archive& archive) {
  const auto known =
      std::make_shared<std::map<std::string, std::vector<ArchivedAct>, std::less<>>>();
  return [&archive, known](std::string_view number) {
    if (const auto found = known->find(number); found != known->end()) return found->second;
    std::vector<ArchivedAct> acts;
    if (const auto ids = archive.find(number))
      for (const std::string& id : *ids)
        if (const auto document = archive.document(id)) acts.push_back(archived_act(*document));
    return known->emplace(number, std::move(acts)).first->second;
  };
}

}  // namespace sohoa
