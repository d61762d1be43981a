#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"
#include "search/query_tree.hh"

namespace sohoa::search {

/// Which agency or province took over which, and when: data/provinces.csv and data/agencies.csv.
class Succession {
 public:
  static Result<Succession> load(const std::filesystem::path& data);

  /// Names of the bodies that had become part of this one by a day (ISO; empty: up to now), also of those before them.
  std::vector<std::string> former(std::string_view name, std::string_view as_of) const;

  /// The query asking for the former bodies as well, in its filters, phrases and rows of words; `notes` says which.
  QueryTree with_former(const QueryTree&, std::string_view as_of, std::vector<std::string>& notes) const;

 private:
  struct Body {
    std::string name;
    std::vector<std::string> words;  // without marks
    std::string until, successor;
  };
  std::vector<const Body*> named_in(const std::vector<std::string>& words, std::size_t at, std::size_t& length) const;
  void extend(Clause&, std::string_view as_of, std::vector<std::string>& notes) const;

  std::vector<Body> bodies_;
};

}  // namespace sohoa::search
