#include "report/matching.hh"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <thread>
#include <tuple>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr std::size_t kRareWords = 3;           // a row is compared with scans that share one of its rarest words
constexpr std::size_t kTooManyToCompare = 300;  // … unless the word is in this many subjects
constexpr double kCopyLikeness = 0.9;           // of the subjects of two scans of one document
constexpr std::size_t kThreads = 2;
constexpr std::size_t kWorthThreads = 20'000;   // rows

std::vector<std::uint64_t> distinct_words(std::string_view subject) {
  const std::string folded = text::fold(subject);
  std::vector<std::uint64_t> out;
  for (const auto w : text::words(folded)) out.push_back(hash_of(w));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

/// Works on [0, n) in two threads when it is worth it; what each found is put together in order.
template <class Work>
std::vector<Matching::Pair> Matching::in_threads(std::size_t n, const Work& work) {
  const std::size_t threads = n < kWorthThreads ? 1 : kThreads;
  std::vector<std::vector<Pair>> found(threads);
  std::vector<std::thread> running;
  for (std::size_t t = 1; t < threads; ++t) running.emplace_back([&, t] { found[t] = work(n * t / threads, n * (t + 1) / threads); });
  found[0] = work(0, n / threads);
  for (std::thread& one : running) one.join();
  for (std::size_t t = 1; t < threads; ++t) found[0].insert(found[0].end(), found[t].begin(), found[t].end());
  return std::move(found[0]);
}

template <class Item>
void Matching::fill(const std::vector<Item>& items, std::vector<CompareKey>& keys) {
  keys.resize(items.size());
  in_threads(items.size(), [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) keys[i].number = number_form(items[i].number);
    return std::vector<Pair>();
  });
  for (std::size_t i = 0; i < items.size(); ++i) names_.index(items[i], keys[i]);
}

Matching::Matching(const std::vector<RegisterRow>& rows, const std::vector<Scan>& scans)
    : rows_(rows), scans_(scans), match_of_(rows.size()), settled_(rows.size()), scan_done_(scans.size()) {
  fill(rows, row_keys_);
  fill(scans, scan_keys_);
  names_.compare_dossiers(share_dossiers());
  settle_all();
}

bool Matching::share_dossiers() const {
  for (std::size_t s = 0; s < scan_keys_.size(); ++s)
    if (!scans_[s].gone && names_.shared_dossier(scan_keys_[s])) return true;
  return false;
}

std::vector<Match> Matching::matches() const {
  std::vector<Match> out;
  for (std::size_t r = 0; r < match_of_.size(); ++r)
    if (settled_[r] != Settled::no) out.push_back(match_of_[r]);
  return out;
}

void Matching::settle_numbers(const std::vector<Index>& rows, const std::vector<Index>& scans) {
  std::vector<Pair> pairs = by_number(rows, scans);
  assign(pairs, Verdict::certain, Settled::by_number);
  std::erase_if(pairs, [&](const Pair& p) { return row_done(p.row) || scan_done_[p.scan]; });
  open_.insert(open_.end(), pairs.begin(), pairs.end());
  std::ranges::sort(open_, by_place());
}

void Matching::settle_rest() {
  std::vector<Index> rows, scans;
  bool unnumbered = false;
  for (Index r = 0; r < rows_.size(); ++r) {
    if (row_done(r)) continue;
    rows.push_back(r);
    unnumbered |= row_keys_[r].number.key == 0;
  }
  for (Index s = 0; s < scans_.size(); ++s)
    if (!scan_done_[s] && !scans_[s].gone && (unnumbered || is_open(s))) scans.push_back(s);
  if (scans != rest_scans_) rest_.clear(), rest_rows_.clear();
  std::vector<Index> more;
  std::ranges::set_difference(rows, rest_rows_, std::back_inserter(more));
  std::erase_if(rest_, [&](const Pair& p) { return row_done(p.row); });
  const std::vector<Pair> found = by_day_and_subject(more, scans);
  rest_.insert(rest_.end(), found.begin(), found.end());
  std::ranges::sort(rest_, by_place());
  rest_rows_ = std::move(rows);
  rest_scans_ = std::move(scans);

  std::vector<Pair> pairs = open_;
  pairs.insert(pairs.end(), rest_.begin(), rest_.end());
  assign(pairs, Verdict::certain, Settled::by_rest);
  leave_out_copies(pairs);
  assign(pairs, Verdict::doubtful, Settled::by_rest);
}

/// A second scan of a document that was found is a copy of it, and not perhaps the document of another row. What was not read is not alike:
/// two communes write "05/QĐ-UBND" on one day.
void Matching::leave_out_copies(std::vector<Pair>& pairs) const {
  const auto document = [&](Index s) -> std::uint64_t {
    const CompareKey& key = scan_keys_[s];
    return key.number.key == 0 || scans_[s].issuer.empty() || scans_[s].date.size() != 10 ? 0 : (key.number.key * 31 + hash_of(scans_[s].date)) * 31 + key.issuer;
  };
  std::unordered_map<std::uint64_t, std::vector<Index>> found;
  for (const Pair& p : pairs) found.try_emplace(document(p.scan));
  found.erase(0);
  for (Index r = 0; r < rows_.size(); ++r)
    if (settled_[r] != Settled::no && match_of_[r].certain)
      if (const auto at = found.find(document(match_of_[r].scan)); at != found.end()) at->second.push_back(match_of_[r].scan);
  const auto alike = [&](Index a, Index b) { return subject_likeness(scans_[a].subject, scans_[b].subject) >= kCopyLikeness; };  // < 0: not known
  std::erase_if(pairs, [&](const Pair& p) {
    const auto at = found.find(document(p.scan));
    return at != found.end() && std::ranges::any_of(at->second, [&](Index s) { return s != p.scan && alike(s, p.scan); });
  });
}

void Matching::settle_all() {
  std::ranges::fill(settled_, Settled::no);
  scan_done_.assign(scans_.size(), false);
  open_.clear();
  rest_scans_.assign(1, static_cast<Index>(-1));  // of no scans that are
  std::vector<Index> rows(rows_.size()), scans(scans_.size());
  std::iota(rows.begin(), rows.end(), Index{0});
  std::iota(scans.begin(), scans.end(), Index{0});
  std::erase_if(scans, [&](Index s) { return scans_[s].gone; });
  settle_numbers(rows, scans);
  settle_rest();
}

void Matching::take_back(Index row) {
  settled_[row] = Settled::no;
  scan_done_[match_of_[row].scan] = false;
}

void Matching::changed(std::span<const std::uint32_t> which) {
  if (!by_shape_) {
    by_shape_ = true;
    for (std::size_t r = 0; r < rows_.size(); ++r) rows_by_shape_.add(row_keys_[r].number.shape, r);
    for (std::size_t s = 0; s < scan_keys_.size(); ++s) scans_by_shape_.add(scan_keys_[s].number.shape, s);
    rows_by_shape_.settle();
    scans_by_shape_.settle();
  }
  scan_done_.resize(scans_.size());
  for (std::size_t s = scan_keys_.size(); s < scans_.size(); ++s) {
    CompareKey& key = scan_keys_.emplace_back();
    key.number = number_form(scans_[s].number);
    names_.index(scans_[s], key);
    scans_by_shape_.insert(key.number.shape, s);
  }
  if (const bool now = share_dossiers(); now != names_.dossiers_comparable()) {  // every judgement may be another
    names_.compare_dossiers(now);
    return settle_all();
  }

  std::vector<std::uint64_t> shapes;
  for (const Index s : which) shapes.push_back(scan_keys_[s].number.shape);
  std::ranges::sort(shapes);
  const auto repeated = std::ranges::unique(shapes);
  shapes.erase(repeated.begin(), repeated.end());
  const auto touched = [&](Index row) { return std::ranges::binary_search(shapes, row_keys_[row].number.shape); };
  for (Index r = 0; r < settled_.size(); ++r)
    if (settled_[r] == Settled::by_rest || (settled_[r] == Settled::by_number && touched(r))) take_back(r);
  std::erase_if(open_, [&](const Pair& p) { return touched(p.row); });
  std::vector<Index> rows, scans;
  for (const std::uint64_t shape : shapes) {
    rows_by_shape_.each(shape, [&](Index r) { rows.push_back(r); });
    scans_by_shape_.each(shape, [&](Index s) {
      if (!scans_[s].gone) scans.push_back(s);
    });
  }
  settle_numbers(rows, scans);
  settle_rest();
}

void Matching::judge(Judge& judge, std::size_t row, std::size_t scan, std::vector<Pair>& out) const {
  if (const Judgement j = judge(rows_[row], row_keys_[row], scans_[scan], scan_keys_[scan]); j.verdict != Verdict::none)
    out.push_back({static_cast<Index>(row), static_cast<Index>(scan), j});
}

/// Candidates from the closest to the farthest: equal in number, day and subject; number and day; number. Numbers return
/// every year and with every commune, so a row that has found its scan for certain and without a remark looks no farther.
std::vector<Matching::Pair> Matching::by_number(const std::vector<Index>& rows, const std::vector<Index>& among) const {
  constexpr std::size_t kLevels = 3;
  const auto key = [](std::size_t level, const NumberForm& form, const auto& item) -> std::uint64_t {
    if (form.shape == 0 || level == 2) return form.shape;
    if (item.date.size() != 10 || (level == 0 && item.subject.empty())) return 0;
    return (form.shape + hash_of(item.date)) * 3 ^ (level == 0 ? hash_of(item.subject) : 0);
  };
  Postings scans[kLevels];
  for (std::size_t level = 0; level < kLevels; ++level) {
    for (const Index i : among) scans[level].add(key(level, scan_keys_[i].number, scans_[i]), i);
    scans[level].settle();
  }
  std::vector<Index> order = rows;  // rows of one number and day meet the same scans: their words are at hand still
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
  std::ranges::sort(pairs, by_place());
  const auto same = [](const Pair& a, const Pair& b) { return a.row == b.row && a.scan == b.scan; };
  pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
  return pairs;
}

std::vector<Matching::Pair> Matching::by_day_and_subject(const std::vector<Index>& rows, const std::vector<Index>& scans) const {
  Postings days[2], words[2];  // [1]: of scans whose number is open; [0]: of all, for rows without a number
  for (const Index i : scans) {
    const auto subject = distinct_words(scans_[i].subject);
    for (const bool only_open : {false, true}) {
      if (only_open && !is_open(i)) continue;
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

bool Matching::same_scan(Index a, Index b) const { return scan_keys_[a].number.key == scan_keys_[b].number.key && scans_[a].date == scans_[b].date; }
bool Matching::same_row(Index a, Index b) const { return row_keys_[a].number.key == row_keys_[b].number.key && rows_[a].date == rows_[b].date; }

/// Of the pairs of one verdict the better before the worse; each row and each scan once. One that has an equal rival, which
/// is not the same document, is not certain.
void Matching::assign(const std::vector<Pair>& pairs, Verdict verdict, Settled how) {
  std::vector<Index> order;
  Postings of_row, of_scan;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].judgement.verdict != verdict || row_done(pairs[i].row) || scan_done_[pairs[i].scan]) continue;
    order.push_back(static_cast<Index>(i));
    of_row.add(pairs[i].row + std::uint64_t{1}, i);
    of_scan.add(pairs[i].scan + std::uint64_t{1}, i);
  }
  of_row.settle();
  of_scan.settle();
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return pairs[a].judgement.score > pairs[b].judgement.score; });
  for (const Index i : order) {
    const Pair& p = pairs[i];
    if (row_done(p.row) || scan_done_[p.scan]) continue;
    Match match{p.row, p.scan, verdict == Verdict::certain, p.judgement.remarks};
    bool rival = false;
    const auto equal = [&](const Pair& other) { return other.judgement.score > p.judgement.score - 1e-5F; };
    of_row.each(p.row + std::uint64_t{1}, [&](Index k) {
      const Pair& other = pairs[k];
      rival |= other.scan != p.scan && equal(other) && !scan_done_[other.scan] && !same_scan(other.scan, p.scan);
    });
    of_scan.each(p.scan + std::uint64_t{1}, [&](Index k) {
      const Pair& other = pairs[k];
      rival |= other.row != p.row && equal(other) && !row_done(other.row) && !same_row(other.row, p.row);
    });
    if (rival) {
      match.certain = false;
      match.remarks.add(Remark::several_fit);
    }
    scan_done_[p.scan] = true;
    settled_[p.row] = how;
    match_of_[p.row] = match;
  }
}

}  // namespace sohoa
