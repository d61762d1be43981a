#include "search/query_tree.hh"

#include <algorithm>
#include <utility>

#include "core/field_table.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "indexer/schema.hh"

namespace sohoa::search {
namespace {

std::vector<std::string> split(std::string_view s, char at) {
  std::vector<std::string> out;
  while (!s.empty()) {
    const std::size_t end = std::min(s.find(at), s.size());
    if (end > 0) out.emplace_back(s.substr(0, end));
    s.remove_prefix(std::min(end + 1, s.size()));
  }
  return out;
}

/// The words of a name without marks, single spaces between: "Số, ký hiệu" → "so ky hieu", "issued_date" → "issued date".
std::string plain(std::string_view name) {
  const std::string folded = text::fold(text::normalize(name));
  std::string out;
  for (const std::string_view word : text::words(folded)) (out += out.empty() ? "" : " ") += word;
  return out;
}

/// Whether one letter more, less or other makes one of them the other, of as many words.
bool one_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() > a.size() + 1 || std::ranges::count(a, ' ') != std::ranges::count(b, ' ')) return false;
  const auto [at_a, at_b] = std::ranges::mismatch(a, b);
  const std::string_view rest_a(at_a, a.end()), rest_b(at_b, b.end());
  if (rest_b.empty()) return false;
  return rest_b.substr(1) == (a.size() == b.size() ? rest_a.substr(1) : rest_a);
}

/// `query` as in core/field_table.hh: its names, and what else the program calls the field, are all understood.
Filter filter_of(std::string_view query, std::string_view label_vi, std::string_view label_en) {
  const std::vector<std::string> shorts = split(query, '|');
  Filter out;
  out.name = shorts.back();
  out.typed = in_language(shorts.front(), shorts.back());
  out.label = in_language(label_vi, label_en);
  for (const std::string& one : shorts) out.names.push_back(plain(one));
  for (const std::string_view one : {label_vi, label_en}) out.names.push_back(plain(one));
  return out;
}

std::vector<Filter> make_filters() {
  std::vector<Filter> out;
  for (const FieldSpec& spec : kFields) {
    Filter filter = filter_of(spec.query, spec.label_vi, spec.label_en);
    filter.names.push_back(plain(spec.name));
    filter.kind = spec.type == FieldType::date ? FilterKind::date : spec.type == FieldType::number ? FilterKind::number : FilterKind::words;
    filter.prefix = schema::field_prefix(spec);
    filter.slot = spec.slot;
    out.push_back(std::move(filter));
  }
  const auto add = [&](std::string_view query, std::string_view label_vi, std::string_view label_en, FilterKind kind, std::string_view prefix, int slot = -1) {
    Filter filter = filter_of(query, label_vi, label_en);
    filter.kind = kind;
    filter.prefix = prefix;
    filter.slot = slot;
    out.push_back(std::move(filter));
  };
  add("năm|year", "Năm", "Year", FilterKind::date, "", spec_of(FieldId::issued_date).slot);
  add("hồ sơ|dossier", "Hồ sơ", "Dossier", FilterKind::words, schema::kDossier);
  add("tệp|file", "Tên tệp", "File name", FilterKind::words, schema::kFile);
  add("hạn|deadline", "Thời hạn", "Deadline", FilterKind::date, schema::kDue);
  add("trạng thái|status", "Trạng thái", "Status", FilterKind::words, schema::kStatus);
  add("viện dẫn|citing", "Viện dẫn", "Cites", FilterKind::number, schema::kCites);
  return out;
}

std::string print(const QueryItem& item) {
  switch (item.kind) {
    case ItemKind::word:
    case ItemKind::number:
    case ItemKind::day: return item.text;
    case ItemKind::phrase: return '"' + item.text + '"';
    case ItemKind::filter: return filter_named(item.key)->typed + ":\"" + item.text + '"';
  }
  return {};
}

/// Whether "22/QĐ" and the excluded "TTg" behind it would be read as the one number "22/QĐ -TTg".
bool runs_together(const QueryItem& before, const QueryItem& excluded) {
  const bool digits = before.kind == ItemKind::word && before.text.find_first_of("0123456789") != std::string::npos;
  const bool figures = excluded.kind == ItemKind::number || excluded.kind == ItemKind::day;
  return before.kind == ItemKind::number || before.kind == ItemKind::day ? excluded.kind == ItemKind::word || figures : digits && figures;
}

}  // namespace

const std::vector<Filter>& filters() {
  static const std::vector<Filter> all = make_filters();
  return all;
}

const Filter* filter_named(std::string_view name) {
  const std::string folded = plain(name);
  for (const Filter& filter : filters())
    if (std::ranges::find(filter.names, folded) != filter.names.end()) return &filter;
  return nullptr;
}

const Filter* filter_nearly_named(std::string_view name) {
  constexpr std::size_t kShortest = 5;
  const std::string folded = plain(name);
  if (folded.size() + 1 < kShortest || filter_named(name)) return nullptr;
  for (const Filter& filter : filters())
    if (std::ranges::any_of(filter.names, [&](const std::string& one) { return one.size() >= kShortest && one_apart(one, folded); })) return &filter;
  return nullptr;
}

std::string print(const QueryTree& tree) {
  std::string out;
  const QueryItem* before = nullptr;
  for (const Clause& clause : tree.clauses) {
    if (!out.empty()) out += ' ';
    if (before && clause.excluded && runs_together(*before, clause.any.front())) out += "\"\" ";  // a phrase of no words
    if (clause.excluded) out += '-';
    before = &clause.any.back();
    for (std::size_t i = 0; i < clause.any.size(); ++i) {
      if (i > 0) out += " OR ";
      out += print(clause.any[i]);
    }
  }
  return out;
}

}  // namespace sohoa::search
