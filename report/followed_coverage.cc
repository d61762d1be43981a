#include "report/followed_coverage.hh"

#include <algorithm>
#include <numeric>
#include <set>

namespace sohoa {
namespace {

constexpr std::size_t kAtOnce = 1000;  // ids of one question

/// Whose value differs, or who stands on one side only.
template <class Value>
void differing(const std::map<std::string, Value>& a, const std::map<std::string, Value>& b, std::set<std::string>& out) {
  for (const auto* one : {&a, &b})
    for (const auto& [id, value] : *one) {
      const auto& other = one == &a ? b : a;
      if (const auto found = other.find(id); found == other.end() || found->second != value) out.insert(id);
    }
}

}  // namespace

FollowedCoverage::FollowedCoverage(Register book, std::string as_of, Counts counts) : as_of_(std::move(as_of)), counts_(std::move(counts)) {
  report_.book = std::move(book);
}

Result<std::unique_ptr<FollowedCoverage>> FollowedCoverage::begin(const Archive& archive, Register book, std::string as_of, Counts counts) {
  std::unique_ptr<FollowedCoverage> out(new FollowedCoverage(std::move(book), std::move(as_of), std::move(counts)));
  TRY_VOID(out->count_all(archive));
  return out;
}

Result<void> FollowedCoverage::count_all(const Archive& archive) {
  kept_.reset();
  report_.archive = {};
  later_.clear();
  gone_ = 0;
  mark_ = TRY(archive.mark());  // first: what changes meanwhile is looked at again
  besides_ = TRY(archive.besides());
  TRY_VOID(archive.each_summary([&](const Summary& summary) {
    if (!counts_ || counts_(summary)) report_.archive.add(summary);
    return true;
  }));
  first_.resize(report_.scans().size());
  std::iota(first_.begin(), first_.end(), 0U);
  kept_ = std::make_unique<KeptCoverage>(report_.book, report_.scans(), as_of_);
  return tell(archive);
}

std::uint32_t* FollowedCoverage::index_of(std::string_view id) {
  if (const auto found = later_.find(id); found != later_.end()) return &found->second;
  const std::vector<Scan>& scans = report_.scans();
  const auto at = std::ranges::lower_bound(first_, id, {}, [&](std::uint32_t i) { return scans[i].id.view(); });
  return at == first_.end() || !(scans[*at].id == id) ? nullptr : &*at;
}

/// Puts what a document is now in the place of what it was.
Result<void> FollowedCoverage::look_again(const Archive& archive, const std::string& id, std::vector<std::uint32_t>& touched) {
  std::vector<Scan>& scans = report_.archive.scans;
  if (const std::uint32_t* known = index_of(id); known && !scans[*known].gone) {
    scans[*known].gone = true;
    touched.push_back(*known);
    ++gone_;
  }
  std::optional<Summary> summary = TRY(archive.summary(id));
  if (!summary) return {};
  besides_.tell(*summary);
  if (counts_ && !counts_(*summary)) return {};
  const auto index = static_cast<std::uint32_t>(scans.size());
  report_.archive.add(*summary);
  touched.push_back(index);
  if (std::uint32_t* known = index_of(id)) *known = index;
  else later_.emplace(id, index);
  return {};
}

Result<std::size_t> FollowedCoverage::follow(const Archive& archive, std::set<std::string> also) {
  Result<std::size_t> done = catch_up(archive, std::move(also));
  if (!done) kept_.reset();  // what was caught up with half would stay so
  return done;
}

Result<std::size_t> FollowedCoverage::catch_up(const Archive& archive, std::set<std::string> ids) {
  if (!kept_) {
    TRY_VOID(count_all(archive));
    return report_.scans().size();
  }
  Besides now = TRY(archive.besides());
  differing(besides_.duplicates, now.duplicates, ids);
  std::ranges::set_symmetric_difference(besides_.unindexed, now.unindexed, std::inserter(ids, ids.end()));
  besides_ = std::move(now);
  for (Changes changes{{}, mark_, true}; changes.more;) {
    changes = TRY(archive.changed_since(mark_, kAtOnce));
    ids.insert(changes.ids.begin(), changes.ids.end());
    mark_ = changes.mark;
  }
  if (gone_ + ids.size() > report_.scans().size() / 2 + kAtOnce) {  // what is kept is mostly of no use
    TRY_VOID(count_all(archive));
    return ids.size();
  }
  std::vector<std::uint32_t> touched;
  for (const std::string& id : ids) TRY_VOID(look_again(archive, id, touched));
  if (!touched.empty()) kept_->changed(touched);
  TRY_VOID(tell(archive));
  return ids.size();
}

Result<void> FollowedCoverage::tell(const Archive& archive) {
  report_.coverage = kept_->now();
  if (!counts_) report_.failures = TRY(archive.status()).failures;
  report_.coverage.total.unreadable += static_cast<int>(report_.failures.size());  // files of which nothing was read, so in no group
  return {};
}

void FollowedCoverage::tell_apart(const std::vector<Dimension>& by, const std::vector<Period>& quarters) {
  report_.tables.clear();
  for (const Dimension d : by) report_.tables.emplace_back(d, counts_by(d, report_.book, report_.scans(), report_.coverage, quarters, as_of_));
}

}  // namespace sohoa
