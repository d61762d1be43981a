#include "apps/server/kept_counts.hh"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "apps/server/visible.hh"
#include "core/data_files.hh"
#include "report/counting.hh"

namespace sohoa::server {
namespace {

constexpr std::size_t kMost = 4;  // kept; a million rows with their documents are 0.8 GB

/// Changes when the file does, or other documents may be seen.
std::string name_of(const std::filesystem::path& book, const Account& person) {
  std::error_code error;
  std::string out = fmt::format("{}\n{}\n{}\n{}", book.string(), std::filesystem::file_size(book, error), std::filesystem::last_write_time(book, error).time_since_epoch().count(),
                                person.cleared);
  for (const std::string& dossier : person.dossiers) out += '\n' + dossier;
  return out;
}

/// Of the documents with decisions the ledger does not know yet those this person may not see; what cannot be read is not shown.
std::set<std::string> hidden_from(const Account& person, FreshArchive& archive) {
  std::set<std::string> out = archive.pending_documents();
  std::erase_if(out, [&](const std::string& id) {
    const Result<Document> document = archive.record(id);
    return document && may_see(person, *document);
  });
  return out;
}

}  // namespace

std::shared_ptr<KeptCounts::Kept> KeptCounts::kept(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  auto found = std::ranges::find(all_, name, [](const auto& one) { return one->name; });
  if (found == all_.end()) {
    all_.push_front(std::make_shared<Kept>());
    all_.front()->name = name;
    if (all_.size() > kMost) all_.pop_back();
  } else {
    all_.splice(all_.begin(), all_, found);
  }
  return all_.front();
}

Result<WebAnswer> KeptCounts::with(const std::filesystem::path& book, const Account& person, const std::vector<Dimension>& by,
                                   const std::function<Result<WebAnswer>(const CoverageReport&)>& use) {
  const std::vector<Period> quarters = TRY(reporting_quarters(kFirstYear, kLastYear));
  const Archive archive = TRY(Archive::open(archive_.kho()));
  const std::shared_ptr<Kept> one = kept(name_of(book, person));
  const std::scoped_lock lock(one->mutex);
  const std::set<std::string> before = std::exchange(one->hidden, hidden_from(person, archive_));  // first: the ledger knows what is pending no more
  if (one->coverage) {
    std::set<std::string> others;
    std::ranges::set_symmetric_difference(before, one->hidden, std::inserter(others, others.end()));
    TRY(one->coverage->follow(archive, std::move(others)));
  } else {
    const DataTable columns = TRY(register_columns({}));
    const std::string bytes = TRY(read_file(book));
    Register read = TRY(parse_register(bytes, book.filename().string(), columns));
    const auto seen = [person, &hidden = one->hidden](const Summary& s) { return may_see(person, s.dossier, s.secret) && !hidden.contains(s.id); };
    one->coverage = TRY(FollowedCoverage::begin(archive, std::move(read), {}, seen));
  }
  one->coverage->tell_apart(by, quarters);
  return use(one->coverage->report());
}

}  // namespace sohoa::server
