#include "search/query_tree.hh"

#include <algorithm>

#include "core/field_table.hh"
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

std::vector<Filter> make_filters() {
  std::vector<Filter> out;
  for (const FieldSpec& spec : kFields) {
    const bool date = spec.type == FieldType::date;
    if (spec.query.empty()) continue;
    const FilterKind kind = date ? FilterKind::date : spec.type == FieldType::number ? FilterKind::number : FilterKind::words;
    std::vector<std::string> names = split(spec.query, '|');
    out.push_back({names.back(), std::move(names), kind, schema::field_prefix(spec), spec.slot, std::string(spec.label_vi)});
  }
  out.push_back({"year", {"nam", "year"}, FilterKind::date, "", spec_of(FieldId::issued_date).slot, "Năm"});
  out.push_back({"dossier", {"ho so", "dossier"}, FilterKind::words, std::string(schema::kDossier), -1, "Hồ sơ"});
  out.push_back({"file", {"tep", "ten tep", "file"}, FilterKind::words, std::string(schema::kFile), -1, "Tên tệp"});
  out.push_back({"deadline", {"han", "thoi han", "deadline"}, FilterKind::date, std::string(schema::kDue), -1, "Thời hạn"});
  out.push_back({"status", {"trang thai", "status"}, FilterKind::words, std::string(schema::kStatus), -1, "Trạng thái"});
  out.push_back({"citing", {"vien dan", "citing"}, FilterKind::number, std::string(schema::kCites), -1, "Viện dẫn"});
  return out;
}

std::string print(const QueryItem& item) {
  switch (item.kind) {
    case ItemKind::word:
    case ItemKind::number: return item.text;
    case ItemKind::phrase: return '"' + item.text + '"';
    case ItemKind::filter: return item.key + ":\"" + item.text + '"';
  }
  return {};
}

/// Whether "22/QĐ" and the excluded "TTg" behind it would be read as the one number "22/QĐ -TTg".
bool runs_together(const QueryItem& before, const QueryItem& excluded) {
  const bool digits = before.kind == ItemKind::word && before.text.find_first_of("0123456789") != std::string::npos;
  return before.kind == ItemKind::number ? excluded.kind == ItemKind::word || excluded.kind == ItemKind::number
                                         : digits && excluded.kind == ItemKind::number;
}

}  // namespace

const std::vector<Filter>& filters() {
  static const std::vector<Filter> all = make_filters();
  return all;
}

const Filter* filter_named(std::string_view folded) {
  for (const Filter& filter : filters())
    if (std::ranges::find(filter.names, folded) != filter.names.end()) return &filter;
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
