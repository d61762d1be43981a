#include "check/joins.hh"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "check/check_document.hh"
#include "core/language.hh"

namespace sohoa {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Numbers in names count as numbers: "trang 2" before "trang 10".
bool natural_before(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      std::size_t m = i, n = j;
      while (m < a.size() && is_digit(a[m])) ++m;
      while (n < b.size() && is_digit(b[n])) ++n;
      while (i + 1 < m && a[i] == '0') ++i;
      while (j + 1 < n && b[j] == '0') ++j;
      if (m - i != n - j) return m - i < n - j;
      if (const int order = a.compare(i, m - i, b, j, n - j); order != 0) return order < 0;
      i = m, j = n;
    } else {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i, ++j;
    }
  }
  return a.size() - i < b.size() - j;
}

/// "trang 2.jpg" behind "trang 1.jpg": the names are the same but for one number, which is one more.
bool counts_on(const std::string& a, const std::string& b) {
  const std::size_t same = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  std::size_t from = same;
  while (from > 0 && is_digit(a[from - 1])) --from;
  const auto number = [&](const std::string& s, std::size_t& end) {
    long long value = -1;
    const auto [stop, error] = std::from_chars(s.data() + from, s.data() + s.size(), value);
    end = static_cast<std::size_t>(stop - s.data());
    return error == std::errc() ? value : -1;
  };
  std::size_t end_a = 0, end_b = 0;
  const long long x = number(a, end_a), y = number(b, end_b);
  return x >= 0 && y == x + 1 && a.substr(end_a) == b.substr(end_b);
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

}  // namespace

struct JoinProposals::Link {
  double confidence = 0.0;  // 0 = none
  bool sure = false;
  std::string reasons;
};

void JoinProposals::add(const Document& d) {
  if (d.sources.empty() || d.sources.front().pages.empty()) return;
  const Source& first = d.sources.front();
  folders_[d.dossier + '\n' + folder_of(first.path)].push_back({d.id, d.field(FieldId::number).value(), d.dossier, first.path, first.pages.front(),
                                                                first.pages.back(), d.ends, d.sources.size() > 1, !d.field(FieldId::secrecy).values.empty()});
}

JoinProposals::Link JoinProposals::link_of(const Part& a, const Part& b) const {
  if (b.ends.headed || a.joined || b.joined || a.path == b.path) return {};
  // The first page mostly bears no number, the second a 2.
  const int pages = a.last_page - a.first_page + 1;
  const bool numbers = b.ends.first_printed > 1 && (b.ends.first_printed == a.ends.last_printed + 1 ||
                                                    (a.ends.last_printed == 0 && a.ends.headed && b.ends.first_printed == pages + 1));
  if (b.ends.first_printed > 0 && !numbers) return {};
  if (a.ends.finished && !numbers) return {};
  const bool sentence = a.ends.ends_inside && b.ends.begins_inside;
  Link link;
  const auto because = [&](bool holds, double weight, const char* why) {
    if (!holds) return;
    link.confidence += weight;
    link.reasons += (link.reasons.empty() ? "" : ", ") + std::string(why);
  };
  because(numbers, weights_.page_number_goes_on, tr("the page number goes on"));
  because(sentence, weights_.sentence_goes_on, tr("a sentence goes on"));
  because(!sentence && b.ends.begins_inside, weights_.begins_inside_sentence, tr("it begins inside a sentence"));
  because(!a.ends.finished, weights_.before_has_no_signature, tr("the part before has no signature"));
  because(b.ends.finished && !a.ends.finished, weights_.behind_has_the_signature, tr("this one has it"));
  because(counts_on(a.path, b.path), weights_.file_names_count_on, tr("the names of the files count on"));
  because(a.ends.headed && !a.ends.finished, weights_.before_has_a_header, tr("the part before has a header"));
  link.confidence = std::min(link.confidence, weights_.threshold_most);
  link.sure = link.confidence >= weights_.threshold_sure && !a.ends.finished && (numbers || sentence);
  return link.confidence >= weights_.threshold_propose ? link : Link{};
}

std::vector<JoinProposal> JoinProposals::proposals() const {
  std::vector<JoinProposal> all;
  for (const auto& [folder, parts] : folders_) {
    std::vector<const Part*> order;
    for (const Part& part : parts) order.push_back(&part);
    std::ranges::sort(order, [](const Part* a, const Part* b) { return a->path == b->path ? a->first_page < b->first_page : natural_before(a->path, b->path); });
    bool open = false;
    for (std::size_t i = 1; i < order.size(); ++i) {
      const Part &before = *order[i - 1], &behind = *order[i];
      const Link link = link_of(before, behind);
      if (link.confidence > 0.0 && !open) all.push_back({{before.id}, {before.path}, before.dossier, before.number, before.last_page, 1.0, true, before.secret, {}});
      open = link.confidence > 0.0;
      if (!open) continue;
      JoinProposal& whole = all.back();
      whole.ids.push_back(behind.id);
      whole.paths.push_back(behind.path);
      whole.confidence = std::min(whole.confidence, link.confidence);
      whole.sure = whole.sure && link.sure;
      whole.secret = whole.secret || behind.secret;
      if (whole.reasons.find(link.reasons) == std::string::npos) whole.reasons += (whole.reasons.empty() ? "" : "; ") + link.reasons;
    }
  }
  return all;
}

std::vector<Finding> JoinProposals::findings(const Rulebook& book, const std::set<Profile>& profiles) const {
  const CheckRule* rule = book.rule("document.continues");
  if (!rule || !wanted(*rule, profiles)) return {};
  std::vector<Finding> out;
  for (const JoinProposal& one : proposals()) {
    if (one.secret) continue;
    std::string others;
    for (std::size_t i = 1; i < one.paths.size(); ++i) others += (i > 1 ? ", " : "") + one.paths[i].substr(one.paths[i].rfind('/') + 1);
    Finding finding{rule->id, one.sure ? rule->severity : Severity::notice, one.sure, one.ids.front(), one.number, one.dossier, one.paths.front(), {one.last_page, {}, {}},
                   fmt::format(fmt::runtime(tr("seems to go on in {} ({}; confidence {} %): if so, sohoa join {}")), others, one.reasons,
                               std::lround(one.confidence * 100), fmt::join(one.ids, " ")),
                    one.ids.back()};
    out.push_back(std::move(finding));
  }
  return out;
}

}  // namespace sohoa
