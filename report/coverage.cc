#include "report/coverage.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/language.hh"
#include "report/coverage_counts.hh"
#include "report/matching.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

/// Rows that name the same document as an earlier one.
void list_repeated(const std::vector<RegisterRow>& rows, const Matching& matching, std::vector<RowProblem>& problems) {
  IssuerAgreements issuers;
  Postings seen;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (matching.row_number(i).key != 0) seen.add(matching.row_number(i).key ^ (hash_of(rows[i].date) << 1) ^ 1, i);
  seen.settle();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (matching.row_number(i).key == 0) continue;
    bool said = false;
    seen.each(matching.row_number(i).key ^ (hash_of(rows[i].date) << 1) ^ 1, [&](std::uint32_t before) {
      if (said || before >= i || issuers(rows[before].issuer, rows[i].issuer) == Agreement::no) return;
      problems.push_back({rows[i].row, fmt::format(fmt::runtime(tr("{} stands in row {} already")), rows[i].number, rows[before].row)});
      said = true;
    });
  }
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
}

/// Scans that were not matched: another scan of a matched document is a duplicate, the rest was not expected.
void list_unmatched(const std::vector<Scan>& scans, const Matching& matching, Coverage& coverage) {
  std::vector<bool> used(scans.size());
  IssuerAgreements issuers;
  const auto on_day = [&](std::size_t s) { return scans[s].date.size() == 10 && matching.scan_number(s).key != 0 ? matching.scan_number(s).key * 3 ^ hash_of(scans[s].date) : 0; };
  Postings matched, matched_on_day;
  for (const Match& m : coverage.matches) {
    used[m.scan] = true;
    matched.add(matching.scan_number(m.scan).key, m.scan);
    matched_on_day.add(on_day(m.scan), m.scan);
  }
  matched.settle();
  matched_on_day.settle();
  for (std::size_t i = 0; i < scans.size(); ++i) {
    if (scans[i].gone) continue;
    for (const std::string_view path : scans[i].duplicates) coverage.duplicates.push_back({i, i, path});
    if (scans[i].unreadable) coverage.unreadable.push_back(i);
    if (used[i]) continue;
    std::optional<std::uint32_t> twin;
    const auto consider = [&](std::uint32_t other) {
      const Scan &a = scans[other], &b = scans[i];
      if ((!twin || a.id < scans[*twin].id) && dates_agree(a.date, b.date) && issuers(a.issuer, b.issuer) != Agreement::no) twin = other;
    };
    matched_on_day.each(on_day(i), consider);
    if (!twin) matched.each(matching.scan_number(i).key, consider);
    if (twin)
      coverage.duplicates.push_back({i, *twin, {}});
    else
      coverage.unexpected.push_back(i);
  }
}

Coverage coverage_of(const Register& book, const std::vector<Scan>& scans, const Matching& matching, std::vector<RowProblem> problems, std::string_view as_of) {
  Coverage coverage;
  coverage.problems = std::move(problems);
  coverage.matches = matching.matches();
  list_unmatched(scans, matching, coverage);
  auto match = coverage.matches.begin();
  for (std::size_t r = 0; r < book.rows.size(); ++r) {
    if (match == coverage.matches.end() || match->row != r) {
      coverage.missing.push_back(r);
      continue;
    }
    const RegisterRow& row = book.rows[r];
    const Scan& scan = scans[match->scan];
    if (row.pages && (*row.pages > scan.pages || *row.pages < scan.pages - scan.blank_pages)) coverage.page_differences.push_back(*match);
    ++match;
  }
  coverage.total = total_count(book, scans, coverage, as_of);
  return coverage;
}

std::vector<RowProblem> problems_of(const Register& book, const Matching& matching) {
  std::vector<RowProblem> problems = book.problems;
  list_repeated(book.rows, matching, problems);
  return problems;
}

}  // namespace

double Count::percent() const {
  if (expected == 0) return -1.0;
  return static_cast<double>(10000LL * digitized / expected) / 100.0;
}

Coverage count_coverage(const Register& book, const std::vector<Scan>& scans, std::string_view as_of) {
  const Matching matching(book.rows, scans);
  return coverage_of(book, scans, matching, problems_of(book, matching), as_of);
}

KeptCoverage::KeptCoverage(const Register& book, const std::vector<Scan>& scans, std::string as_of)
    : book_(book), scans_(scans), as_of_(std::move(as_of)), matching_(std::make_unique<Matching>(book.rows, scans)), problems_(problems_of(book, *matching_)) {}

KeptCoverage::~KeptCoverage() = default;

Coverage KeptCoverage::now() const {
  Coverage out = coverage_of(book_, scans_, *matching_, problems_, as_of_);
  const auto by_id = [&](std::size_t a, std::size_t b) { return scans_[a].id < scans_[b].id; };
  std::ranges::sort(out.unexpected, by_id);
  std::ranges::sort(out.unreadable, by_id);
  std::ranges::stable_sort(out.duplicates, by_id, &Duplicate::scan);
  return out;
}

void KeptCoverage::changed(std::span<const std::uint32_t> scans) { matching_->changed(scans); }

}  // namespace sohoa
