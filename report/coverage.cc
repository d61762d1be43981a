#include "report/coverage.hh"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "report/likeness.hh"
#include "report/match.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

constexpr std::size_t kRareWords = 3;          // a row is compared with scans that share one of its rarest words
constexpr std::size_t kTooManyToCompare = 300;  // … unless the word is in this many subjects

using Postings = std::unordered_map<std::string, std::vector<std::size_t>>;

/// Where to look for the scans a row may mean, so that not every pair is compared.
struct Lookup {
  Postings spelling, shape, day, word;

  explicit Lookup(const std::vector<Scan>& scans) {
    for (std::size_t i = 0; i < scans.size(); ++i) {
      if (auto key = number_key(scans[i].number); !key.empty()) spelling[std::move(key)].push_back(i);
      if (auto key = number_shape(scans[i].number); !key.empty()) shape[std::move(key)].push_back(i);
      if (scans[i].date.size() == 10) day[scans[i].date].push_back(i);
      for (auto& key : distinct_words(scans[i].subject)) word[std::move(key)].push_back(i);
    }
  }

  static std::set<std::string> distinct_words(std::string_view subject) {
    const std::string folded = text::fold(subject);
    std::set<std::string> out;
    for (const auto w : text::words(folded)) out.emplace(w);
    return out;
  }

  std::set<std::size_t> candidates(const RegisterRow& row) const {
    std::set<std::size_t> out;
    const auto add = [&](const Postings& postings, const std::string& key) {
      if (const auto found = postings.find(key); found != postings.end()) out.insert(found->second.begin(), found->second.end());
    };
    add(spelling, number_key(row.number));
    add(shape, number_shape(row.number));
    add(day, row.date);
    std::vector<const std::vector<std::size_t>*> rare;
    for (const std::string& w : distinct_words(row.subject))
      if (const auto found = word.find(w); found != word.end() && found->second.size() < kTooManyToCompare)
        rare.push_back(&found->second);
    std::stable_sort(rare.begin(), rare.end(), [](auto* a, auto* b) { return a->size() < b->size(); });
    for (std::size_t i = 0; i < std::min(rare.size(), kRareWords); ++i) out.insert(rare[i]->begin(), rare[i]->end());
    return out;
  }
};

/// A possible match, for ordering.
struct Pair {
  std::size_t row, scan;
  Judgement judgement;
};

template <class T>
bool same_document(const T& a, const T& b) {
  return number_key(a.number) == number_key(b.number) && a.date == b.date;
}

/// Certain pairs first, the better before the worse; each row and each scan once.
std::vector<Match> assigned(std::vector<Pair> pairs, const std::vector<Scan>& scans, const std::vector<RegisterRow>& rows) {
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    if (a.judgement.verdict != b.judgement.verdict) return a.judgement.verdict > b.judgement.verdict;
    return a.judgement.score > b.judgement.score;
  });
  std::vector<bool> row_done(rows.size()), scan_done(scans.size());
  std::vector<Match> out;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Pair& p = pairs[i];
    if (row_done[p.row] || scan_done[p.scan]) continue;
    Match match{p.row, p.scan, p.judgement.verdict == Verdict::certain, p.judgement.remarks};
    for (std::size_t k = i + 1; k < pairs.size() && pairs[k].judgement.verdict == p.judgement.verdict &&
                                pairs[k].judgement.score > p.judgement.score - 1e-9; ++k)
      if ((pairs[k].row == p.row && !scan_done[pairs[k].scan] && !same_document(scans[pairs[k].scan], scans[p.scan])) ||
          (pairs[k].scan == p.scan && !row_done[pairs[k].row] && !same_document(rows[pairs[k].row], rows[p.row]))) {
        match.certain = false;
        match.remarks.push_back(Remark::several_fit);
        break;
      }
    row_done[p.row] = scan_done[p.scan] = true;
    out.push_back(std::move(match));
  }
  std::sort(out.begin(), out.end(), [](const Match& a, const Match& b) { return a.row < b.row; });
  return out;
}

/// Rows that name the same document as an earlier one.
void list_repeated(const std::vector<RegisterRow>& rows, std::vector<RowProblem>& problems) {
  std::map<std::string, std::vector<const RegisterRow*>> seen;
  for (const RegisterRow& row : rows) {
    const std::string key = number_key(row.number);
    if (key.empty()) continue;
    for (const RegisterRow* before : seen[key])
      if (before->date == row.date && issuers_agree(before->issuer, row.issuer) != Agreement::no) {
        problems.push_back({row.row, fmt::format(fmt::runtime(tr("{} stands in row {} already")), row.number, before->row)});
        break;
      }
    seen[key].push_back(&row);
  }
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
}

/// Scans that were not matched: another scan of a matched document is a duplicate, the rest was not expected.
void list_unmatched(Coverage& coverage, const std::vector<Scan>& scans) {
  std::vector<bool> used(scans.size());
  std::unordered_map<std::string, std::vector<std::size_t>> matched;
  for (const Match& m : coverage.matches) {
    used[m.scan] = true;
    if (auto key = number_key(scans[m.scan].number); !key.empty()) matched[std::move(key)].push_back(m.scan);
  }
  for (std::size_t i = 0; i < scans.size(); ++i) {
    for (const std::string& path : scans[i].duplicates) coverage.duplicates.push_back({i, i, path});
    if (used[i]) continue;
    const auto found = matched.find(number_key(scans[i].number));
    const auto twin = [&](std::size_t other) {
      return dates_agree(scans[other].date, scans[i].date) &&
             issuers_agree(scans[other].issuer, scans[i].issuer) != Agreement::no;
    };
    if (found != matched.end())
      if (const auto of = std::find_if(found->second.begin(), found->second.end(), twin); of != found->second.end()) {
        coverage.duplicates.push_back({i, *of, {}});
        continue;
      }
    coverage.unexpected.push_back(i);
  }
}

void add_row(Count& count, const RegisterRow& row, const Match* match, const std::vector<Scan>& scans) {
  ++count.expected;
  count.pages_expected += row.pages.value_or(0);
  if (!match) return;
  ++(match->certain ? count.digitized : count.doubtful);
  if (match->certain) count.pages_digitized += std::min(row.pages.value_or(0), scans[match->scan].pages);
}

}  // namespace

double Count::percent() const {
  if (expected == 0) return -1.0;
  return static_cast<double>(10000LL * digitized / expected) / 100.0;
}

Scan scan_of(const Document& document) {
  const auto sure = [&](FieldId id) {
    const Status status = document.field(id).status;
    return status == Status::accepted || status == Status::corrected;
  };
  Scan scan;
  scan.id = document.id;
  scan.dossier = document.dossier;
  if (!document.sources.empty()) scan.path = document.sources.front().path;
  for (const Source& source : document.sources) scan.pages += static_cast<int>(source.pages.size());
  for (const Issue& issue : document.issues) scan.blank_pages += issue.code == "page.blank";
  scan.number = document.field(FieldId::number).value();
  scan.number_sure = sure(FieldId::number);
  scan.date = document.field(FieldId::issued_date).value();
  scan.date_sure = sure(FieldId::issued_date);
  const Field& issuer = document.field(FieldId::issuer);
  const auto full = issuer.extra.find("full");
  if (full != issuer.extra.end()) scan.issuer = full->second;
  for (const std::string& value : issuer.values)  // joint acts have several
    if (scan.issuer.empty() || issuer.values.size() > 1) (scan.issuer += scan.issuer.empty() ? "" : "; ") += value;
  scan.subject = document.field(FieldId::subject).value();
  scan.type = document.field(FieldId::type).value();
  scan.duplicates = document.duplicates;
  return scan;
}

Coverage count_coverage(const Register& book, const std::vector<Scan>& scans) {
  Coverage coverage;
  coverage.problems = book.problems;
  list_repeated(book.rows, coverage.problems);

  std::set<std::string> folders;
  for (const Scan& scan : scans) folders.insert(dossier_spelling(scan.dossier));
  // Registers and folders may name dossiers in two ways that have nothing in common; then the dossier proves nothing.
  const bool comparable = std::any_of(book.rows.begin(), book.rows.end(), [&](const RegisterRow& row) {
    return !row.dossier.empty() && folders.count(dossier_spelling(row.dossier)) > 0;
  });
  const Lookup lookup(scans);
  std::vector<Pair> pairs;
  for (std::size_t r = 0; r < book.rows.size(); ++r)
    for (const std::size_t s : lookup.candidates(book.rows[r]))
      if (Judgement j = judge(book.rows[r], scans[s], comparable); j.verdict != Verdict::none)
        pairs.push_back({r, s, std::move(j)});
  coverage.matches = assigned(std::move(pairs), scans, book.rows);

  std::vector<const Match*> match_of(book.rows.size());
  for (const Match& m : coverage.matches) match_of[m.row] = &m;
  std::map<std::string, std::size_t> place;
  for (std::size_t r = 0; r < book.rows.size(); ++r) {
    const RegisterRow& row = book.rows[r];
    const Match* match = match_of[r];
    const auto [at, added] = place.emplace(row.dossier, coverage.dossiers.size());
    if (added) coverage.dossiers.push_back({row.dossier});
    add_row(coverage.dossiers[at->second], row, match, scans);
    add_row(coverage.total, row, match, scans);
    if (!match) {
      coverage.missing.push_back(r);
      continue;
    }
    const Scan& scan = scans[match->scan];
    if (row.pages && (*row.pages > scan.pages || *row.pages < scan.pages - scan.blank_pages))
      coverage.page_differences.push_back(*match);
  }
  list_unmatched(coverage, scans);
  return coverage;
}

}  // namespace sohoa
