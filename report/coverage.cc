#include "report/coverage.hh"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <thread>
#include <tuple>
#include <unordered_set>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/coverage_counts.hh"
#include "report/match.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

using Index = std::uint32_t;

constexpr std::size_t kRareWords = 3;           // a row is compared with scans that share one of its rarest words
constexpr std::size_t kTooManyToCompare = 300;  // … unless the word is in this many subjects
constexpr std::size_t kThreads = 2;
constexpr std::size_t kWorthThreads = 20'000;   // rows

/// A possible match.
struct Pair {
  Index row, scan;
  Judgement judgement;
};

/// Numbers under which something is found: (hash, index) sorted, a tenth of the memory of a map of vectors.
class Postings {
 public:
  void add(std::uint64_t key, std::size_t index) {
    if (key != 0) entries_.emplace_back(key, static_cast<Index>(index));
  }
  void settle() { std::sort(entries_.begin(), entries_.end()); }

  template <class Visit>
  void each(std::uint64_t key, Visit visit) const {
    auto at = std::lower_bound(entries_.begin(), entries_.end(), std::pair<std::uint64_t, Index>(key, 0));
    for (; key != 0 && at != entries_.end() && at->first == key; ++at) visit(at->second);
  }
  std::size_t count(std::uint64_t key) const {
    const auto from = std::lower_bound(entries_.begin(), entries_.end(), std::pair<std::uint64_t, Index>(key, 0));
    return static_cast<std::size_t>(std::lower_bound(from, entries_.end(), std::pair<std::uint64_t, Index>(key + 1, 0)) - from);
  }

 private:
  std::vector<std::pair<std::uint64_t, Index>> entries_;
};

std::uint64_t hash_of(std::string_view s) { return s.empty() ? 0 : std::hash<std::string_view>{}(s) | 1; }

std::vector<std::uint64_t> distinct_words(std::string_view subject) {
  const std::string folded = text::fold(subject);
  std::vector<std::uint64_t> out;
  for (const auto w : text::words(folded)) out.push_back(hash_of(w));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Works on [0, n) in two threads when it is worth it; what each found is put together in order.
template <class Work>
std::vector<Pair> in_threads(std::size_t n, const Work& work) {
  const std::size_t threads = n < kWorthThreads ? 1 : kThreads;
  std::vector<std::vector<Pair>> found(threads);
  std::vector<std::thread> running;
  for (std::size_t t = 1; t < threads; ++t) running.emplace_back([&, t] { found[t] = work(n * t / threads, n * (t + 1) / threads); });
  found[0] = work(0, n / threads);
  for (std::thread& one : running) one.join();
  for (std::size_t t = 1; t < threads; ++t) found[0].insert(found[0].end(), found[t].begin(), found[t].end());
  return std::move(found[0]);
}

/// Finds for every row its scan. First by number: that settles nearly all. What is left is compared by day and subject with
/// the scans whose number was not read with certainty, or, where the register gives no number, with all that are left.
class Matching {
 public:
  Matching(const std::vector<RegisterRow>& rows, const std::vector<Scan>& scans)
      : rows_(rows), scans_(scans), row_done_(rows.size()), scan_done_(scans.size()) {
    fill(rows, row_keys_);
    fill(scans, scan_keys_);
  }

  std::vector<Match> matches() {
    std::vector<Pair> pairs = by_number();
    assign(pairs, Verdict::certain);
    std::erase_if(pairs, [&](const Pair& p) { return row_done_[p.row] || scan_done_[p.scan]; });
    for (Pair& p : by_day_and_subject()) pairs.push_back(p);
    assign(pairs, Verdict::certain);
    assign(pairs, Verdict::doubtful);
    std::sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) { return a.row < b.row; });
    return std::move(matches_);
  }

 private:
  template <class Item>
  void fill(const std::vector<Item>& items, std::vector<CompareKey>& keys) {
    keys.resize(items.size());
    in_threads(items.size(), [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to; ++i) keys[i].number = number_form(items[i].number);
      return std::vector<Pair>();
    });
    for (std::size_t i = 0; i < items.size(); ++i) names_.index(items[i], keys[i]);
  }

  void judge(Judge& judge, std::size_t row, std::size_t scan, std::vector<Pair>& out) const {
    if (const Judgement j = judge(rows_[row], row_keys_[row], scans_[scan], scan_keys_[scan]); j.verdict != Verdict::none)
      out.push_back({static_cast<Index>(row), static_cast<Index>(scan), j});
  }

  /// Candidates from the closest to the farthest: equal in number, day and subject; number and day; number. Numbers return
  /// every year and with every commune, so a row that has found its scan for certain and without a remark looks no farther.
  std::vector<Pair> by_number() const {
    constexpr std::size_t kLevels = 3;
    const auto key = [](std::size_t level, const NumberForm& form, const auto& item) -> std::uint64_t {
      if (form.shape == 0 || level == 2) return form.shape;
      if (item.date.size() != 10 || (level == 0 && item.subject.empty())) return 0;
      return (form.shape + hash_of(item.date)) * 3 ^ (level == 0 ? hash_of(item.subject) : 0);
    };
    Postings scans[kLevels];
    for (std::size_t level = 0; level < kLevels; ++level) {
      for (std::size_t i = 0; i < scans_.size(); ++i) scans[level].add(key(level, scan_keys_[i].number, scans_[i]), i);
      scans[level].settle();
    }
    std::vector<Index> order(rows_.size());  // rows of one number and day meet the same scans: their words are at hand still
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(), [&](Index a, Index b) {
      return std::tie(row_keys_[a].number.shape, rows_[a].date, a) < std::tie(row_keys_[b].number.shape, rows_[b].date, b);
    });
    auto pairs = in_threads(order.size(), [&](std::size_t from, std::size_t to) {
      Judge judge_pair(names_);
      std::vector<Pair> out;
      for (std::size_t i = from; i < to; ++i) {
        const Index r = order[i];
        bool settled = false;
        for (std::size_t level = 0; level < kLevels && !settled; ++level)
          scans[level].each(key(level, row_keys_[r].number, rows_[r]), [&](Index s) {
            const std::size_t before = out.size();
            judge(judge_pair, r, s, out);
            if (out.size() == before) return;
            const Judgement& found = out.back().judgement;
            settled |= level < 2 && found.verdict == Verdict::certain && found.remarks.empty();
          });
      }
      return out;
    });
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return std::tie(a.row, a.scan) < std::tie(b.row, b.scan); });
    const auto same = [](const Pair& a, const Pair& b) { return a.row == b.row && a.scan == b.scan; };
    pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
    return pairs;
  }

  std::vector<Pair> by_day_and_subject() const {
    std::vector<Index> rows;
    bool unnumbered = false;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (row_done_[r]) continue;
      rows.push_back(static_cast<Index>(r));
      unnumbered |= row_keys_[r].number.key == 0;
    }
    Postings days[2], words[2];  // [1]: of scans whose number is open; [0]: of all, for rows without a number
    for (std::size_t i = 0; i < scans_.size(); ++i) {
      if (scan_done_[i]) continue;
      const bool open = !scans_[i].number_sure || scan_keys_[i].number.key == 0;
      if (!open && !unnumbered) continue;
      const auto subject = distinct_words(scans_[i].subject);
      for (const bool only_open : {false, true}) {
        if (only_open ? !open : !unnumbered) continue;
        if (scans_[i].date.size() == 10) days[only_open].add(hash_of(scans_[i].date), i);
        for (const std::uint64_t w : subject) words[only_open].add(w, i);
      }
    }
    for (const bool open : {false, true}) days[open].settle(), words[open].settle();
    return in_threads(rows.size(), [&](std::size_t from, std::size_t to) {
      Judge judge_pair(names_);
      std::vector<Pair> out;
      std::vector<Index> candidates;
      for (std::size_t i = from; i < to; ++i) {
        const RegisterRow& row = rows_[rows[i]];
        const NumberForm& number = row_keys_[rows[i]].number;
        const bool open = number.key != 0;
        candidates.clear();
        const auto add = [&](Index s) {
          if (number.shape == 0 || scan_keys_[s].number.shape != number.shape) candidates.push_back(s);
        };
        days[open].each(hash_of(row.date), add);
        std::vector<std::pair<std::size_t, std::uint64_t>> rare;
        for (const std::uint64_t w : distinct_words(row.subject))
          if (const std::size_t n = words[open].count(w); n > 0 && n < kTooManyToCompare) rare.emplace_back(n, w);
        std::sort(rare.begin(), rare.end());
        for (std::size_t k = 0; k < std::min(rare.size(), kRareWords); ++k) words[open].each(rare[k].second, add);
        std::sort(candidates.begin(), candidates.end());
        candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
        for (const Index s : candidates) judge(judge_pair, rows[i], s, out);
      }
      return out;
    });
  }

  bool same_scan(Index a, Index b) const {
    return scan_keys_[a].number.key == scan_keys_[b].number.key && scans_[a].date == scans_[b].date;
  }
  bool same_row(Index a, Index b) const {
    return row_keys_[a].number.key == row_keys_[b].number.key && rows_[a].date == rows_[b].date;
  }

  /// Of the pairs of one verdict the better before the worse; each row and each scan once. One that has an equal rival, which
  /// is not the same document, is not certain.
  void assign(const std::vector<Pair>& pairs, Verdict verdict) {
    std::vector<Index> order;
    Postings of_row, of_scan;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs[i].judgement.verdict != verdict || row_done_[pairs[i].row] || scan_done_[pairs[i].scan]) continue;
      order.push_back(static_cast<Index>(i));
      of_row.add(pairs[i].row + std::uint64_t{1}, i);
      of_scan.add(pairs[i].scan + std::uint64_t{1}, i);
    }
    of_row.settle();
    of_scan.settle();
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return pairs[a].judgement.score > pairs[b].judgement.score; });
    for (const Index i : order) {
      const Pair& p = pairs[i];
      if (row_done_[p.row] || scan_done_[p.scan]) continue;
      Match match{p.row, p.scan, verdict == Verdict::certain, p.judgement.remarks};
      bool rival = false;
      const auto equal = [&](const Pair& other) { return other.judgement.score > p.judgement.score - 1e-5F; };
      of_row.each(p.row + std::uint64_t{1}, [&](Index k) {
        const Pair& other = pairs[k];
        rival |= other.scan != p.scan && equal(other) && !scan_done_[other.scan] && !same_scan(other.scan, p.scan);
      });
      of_scan.each(p.scan + std::uint64_t{1}, [&](Index k) {
        const Pair& other = pairs[k];
        rival |= other.row != p.row && equal(other) && !row_done_[other.row] && !same_row(other.row, p.row);
      });
      if (rival) {
        match.certain = false;
        match.remarks.add(Remark::several_fit);
      }
      row_done_[p.row] = scan_done_[p.scan] = true;
      matches_.push_back(match);
    }
  }

  const std::vector<RegisterRow>& rows_;
  const std::vector<Scan>& scans_;
  ComparedNames names_;
  std::vector<CompareKey> row_keys_, scan_keys_;
  std::vector<bool> row_done_, scan_done_;
  std::vector<Match> matches_;

  friend void list_repeated(const Matching&, std::vector<RowProblem>&);
  friend void list_unmatched(const Matching&, Coverage&);
};

/// Rows that name the same document as an earlier one.
void list_repeated(const Matching& matching, std::vector<RowProblem>& problems) {
  const auto& rows = matching.rows_;
  IssuerAgreements issuers;
  Postings seen;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (matching.row_keys_[i].number.key != 0) seen.add(matching.row_keys_[i].number.key ^ (hash_of(rows[i].date) << 1) ^ 1, i);
  seen.settle();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (matching.row_keys_[i].number.key == 0) continue;
    bool said = false;
    seen.each(matching.row_keys_[i].number.key ^ (hash_of(rows[i].date) << 1) ^ 1, [&](Index before) {
      if (said || before >= i || issuers(rows[before].issuer, rows[i].issuer) == Agreement::no) return;
      problems.push_back({rows[i].row, fmt::format(fmt::runtime(tr("{} stands in row {} already")), rows[i].number, rows[before].row)});
      said = true;
    });
  }
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
}

/// Scans that were not matched: another scan of a matched document is a duplicate, the rest was not expected.
void list_unmatched(const Matching& matching, Coverage& coverage) {
  const auto& scans = matching.scans_;
  std::vector<bool> used(scans.size());
  IssuerAgreements issuers;
  Postings matched;
  for (const Match& m : coverage.matches) {
    used[m.scan] = true;
    matched.add(matching.scan_keys_[m.scan].number.key, m.scan);
  }
  matched.settle();
  for (std::size_t i = 0; i < scans.size(); ++i) {
    for (const std::string_view path : scans[i].duplicates) coverage.duplicates.push_back({i, i, path});
    if (scans[i].unreadable) coverage.unreadable.push_back(i);
    if (used[i]) continue;
    std::optional<Index> twin;
    matched.each(matching.scan_keys_[i].number.key, [&](Index other) {
      const Scan &a = scans[other], &b = scans[i];
      if (!twin && dates_agree(a.date, b.date) && issuers(a.issuer, b.issuer) != Agreement::no) twin = other;
    });
    if (twin)
      coverage.duplicates.push_back({i, *twin, {}});
    else
      coverage.unexpected.push_back(i);
  }
}

}  // namespace

double Count::percent() const {
  if (expected == 0) return -1.0;
  return static_cast<double>(10000LL * digitized / expected) / 100.0;
}

Coverage count_coverage(const Register& book, const std::vector<Scan>& scans, std::string_view as_of) {
  Coverage coverage;
  coverage.problems = book.problems;
  Matching matching(book.rows, scans);
  coverage.matches = matching.matches();
  list_repeated(matching, coverage.problems);
  list_unmatched(matching, coverage);
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

}  // namespace sohoa
