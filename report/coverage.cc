#include "report/coverage.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/language.hh"
#include "report/coverage_counts.hh"
#include "report/matching.hh"
#include "report/second_scans.hh"
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
void list_unmatched(const std::vector<Scan>& scans, const SecondScans& seconds, Coverage& coverage) {
  for (std::size_t i = 0; i < scans.size(); ++i) {
    if (scans[i].gone) continue;
    for (const std::string_view path : scans[i].duplicates) coverage.duplicates.push_back({i, i, path});
    if (scans[i].unreadable) coverage.unreadable.push_back(i);
    if (seconds.matched(i)) continue;
    if (const auto first = seconds.first_scan(i))
      coverage.duplicates.push_back({i, *first, {}});
    else
      coverage.unexpected.push_back(i);
  }
}

Coverage coverage_of(const Register& book, const std::vector<Scan>& scans, std::vector<Match> matches, const SecondScans& seconds,
                     std::vector<RowProblem> problems, std::string_view as_of) {
  Coverage coverage;
  coverage.problems = std::move(problems);
  coverage.matches = std::move(matches);
  list_unmatched(scans, seconds, coverage);
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
  SecondScans seconds(scans, matching);
  std::vector<Match> matches = matching.matches();
  seconds.look(matches);
  return coverage_of(book, scans, std::move(matches), seconds, problems_of(book, matching), as_of);
}

struct KeptCoverage::Kept {
  Kept(const Register& book, const std::vector<Scan>& scans)
      : matching(book.rows, scans), seconds(scans, matching), matches(matching.matches()), problems(problems_of(book, matching)) {
    seconds.look(matches);
    while (in_order < scans.size() && (in_order == 0 || scans[in_order - 1].id < scans[in_order].id)) ++in_order;
  }

  Matching matching;
  SecondScans seconds;
  std::vector<Match> matches;
  std::vector<RowProblem> problems;
  std::size_t in_order = 0;  // so many of the first scans stand by id
};

KeptCoverage::KeptCoverage(const Register& book, const std::vector<Scan>& scans, std::string as_of)
    : book_(book), scans_(scans), as_of_(std::move(as_of)), kept_(std::make_unique<Kept>(book, scans)) {}

KeptCoverage::~KeptCoverage() = default;

Coverage KeptCoverage::now() const {
  Coverage out = coverage_of(book_, scans_, kept_->matches, kept_->seconds, kept_->problems, as_of_);
  // Of a list by index only the end, what came later, is out of order.
  const auto by_id = [&](auto& list, auto scan) {
    const auto less = [&](const auto& a, const auto& b) { return scans_[scan(a)].id < scans_[scan(b)].id; };
    const auto later = std::ranges::partition_point(list, [&](const auto& item) { return scan(item) < kept_->in_order; });
    std::stable_sort(later, list.end(), less);
    std::inplace_merge(list.begin(), later, list.end(), less);
  };
  const auto itself = [](std::size_t scan) { return scan; };
  by_id(out.unexpected, itself);
  by_id(out.unreadable, itself);
  by_id(out.duplicates, [](const Duplicate& d) { return d.scan; });
  return out;
}

void KeptCoverage::changed(std::span<const std::uint32_t> scans) {
  kept_->matching.changed(scans);
  kept_->matches = kept_->matching.matches();
  kept_->seconds.look(kept_->matches);
}

}  // namespace sohoa
