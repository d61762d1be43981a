#include "report/review.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "core/language.hh"
#include "core/names.hh"
#include "core/text/normalize.hh"
#include "report/headed_rows.hh"

namespace sohoa {
namespace {

/// In the order of what they are worth; fields that are not here follow in the order of the field table.
constexpr std::array kPrinted{FieldId::number, FieldId::issued_date, FieldId::type, FieldId::issuer, FieldId::signer, FieldId::subject};

/// Types that are themselves the result of a procedure of the one-stop shop (Thông tư 01/2023/TT-VPCP, Điều 7).
constexpr std::array<std::string_view, 6> kResults{"quyet dinh", "giay phep", "giay chung nhan", "giay xac nhan", "chung chi", "ban sao"};

bool is_result(const Document& d) {
  if (!d.field(FieldId::result_kind).values.empty() || !d.field(FieldId::case_code).values.empty()) return true;
  const std::string type = text::fold(d.field(FieldId::type).value());
  return std::ranges::any_of(kResults, [&](std::string_view result) { return type.starts_with(result); });
}

// Columns of the list. The headings are Vietnamese whatever the language of messages, as the offices' own tables are; a list
// with the keys as headings is understood too.
struct Heading {
  std::string_view key, label;
};
constexpr std::array kHeadings{Heading{"id", "Mã"},
                               Heading{"field", "Trường"},
                               Heading{"decision", "Quyết định (đúng / không có)"},
                               Heading{"correct", "Giá trị đúng"},
                               Heading{"value", "Máy đọc"},
                               Heading{"others", "Có thể là"},
                               Heading{"confidence", "Độ chắc"},
                               Heading{"handwritten", "Viết tay"},
                               Heading{"dossier", "Hồ sơ"},
                               Heading{"path", "Tệp"},
                               Heading{"page", "Trang"},
                               Heading{"crop", "Ảnh cắt"}};

/// A heading without what it says in brackets, marks and capitals: people shorten and retype headings.
std::string bare(std::string_view heading) { return plain_words(heading.substr(0, heading.find('('))); }

/// Where the column stands; bad_data where the list lost it: what was decided in it would be passed over in silence.
Result<std::size_t> column_of(const DataTable& table, std::string_view key) {
  const Heading& wanted = *std::ranges::find(kHeadings, key, &Heading::key);
  for (std::size_t i = 0; i < table.header.size(); ++i)
    if (const std::string there = bare(table.header[i]); there == wanted.key || there == bare(wanted.label)) return i;
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("this list of doubtful fields has lost its column \"{}\"")), wanted.label),
              tr("Make one with `sohoa review --format csv --output FILE.csv` and fill in its columns."));
}

std::optional<FieldId> field_of(const std::string& text) {
  for (const FieldSpec& spec : kFields)
    if (text == spec.name || text == spec.label_vi || text == spec.label_en) return spec.id;
  return std::nullopt;
}

/// The apostrophe as_csv puts before what a spreadsheet would run is not part of the value.
std::string unquoted(const std::string& cell) {
  return cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos ? cell.substr(1) : cell;
}

enum class Said { nothing, accept, absent, unknown };

Said said_in(const std::string& cell) {
  const std::string folded = text::fold(cell);
  if (folded.empty()) return Said::nothing;
  if (folded == "dung" || folded == "accept" || folded == "ok" || folded == "x") return Said::accept;
  if (folded == "khong co" || folded == "absent") return Said::absent;
  return Said::unknown;
}

}  // namespace

int worth_of(const Document& d, FieldId field) {
  constexpr int kByHand = 200, kByHandOnResult = 300, kFirstPrinted = 100;
  const bool names_it = field == FieldId::number || field == FieldId::issued_date;
  const int first = field == FieldId::number ? 1 : 0;
  if (names_it && d.field(field).handwritten) return (is_result(d) ? kByHandOnResult : kByHand) + first;
  const auto printed = std::ranges::find(kPrinted, field);
  if (printed != kPrinted.end()) return kFirstPrinted - static_cast<int>(printed - kPrinted.begin());
  return static_cast<int>(kFields.size()) - static_cast<int>(field);
}

std::vector<Doubt> doubts_of(const Document& d) {
  std::vector<Doubt> doubts;
  for (const auto& [id, field] : d.fields)
    if (field.status == Status::review)
      doubts.push_back({d.id, d.dossier, d.sources.empty() ? "" : d.sources.front().path, d.field(FieldId::number).value(), id, field,
                        worth_of(d, id), {}});
  return doubts;
}

bool before(const Doubt& a, const Doubt& b) {
  if (a.value != b.value) return a.value > b.value;
  return std::tie(a.dossier, a.path, a.id, a.field) < std::tie(b.dossier, b.path, b.id, b.field);
}

void sort_doubts(std::vector<Doubt>& doubts) { std::ranges::stable_sort(doubts, before); }

std::vector<std::string> readings_of(const Field& field) {
  std::vector<std::string> readings;
  const auto add = [&](const std::string& value) {
    if (!value.empty() && std::ranges::find(readings, value) == readings.end()) readings.push_back(value);
  };
  std::string all;
  for (const std::string& value : field.values) all += (all.empty() ? "" : "; ") + value;
  add(all);
  for (const Candidate& candidate : field.candidates) add(candidate.value);
  return readings;
}

Listing doubt_rows(const std::vector<Doubt>& doubts, Audience audience) {
  Listing list;
  for (const Heading& heading : kHeadings) list.columns.push_back({std::string(heading.key), std::string(heading.label)});
  for (const Doubt& doubt : doubts) {
    std::vector<std::string> readings = readings_of(doubt.read);
    const std::string best = doubt.read.values.empty() || readings.empty() ? "" : readings.front();
    if (!best.empty()) readings.erase(readings.begin());
    list.rows.push_back({doubt.id, audience == Audience::people ? label(doubt.field) : spec_of(doubt.field).name, "", "", best, readings,
                         shown_confidence(doubt.read.confidence),
                         doubt.read.handwritten ? "x" : "", doubt.dossier, doubt.path, doubt.read.evidence.page, doubt.crop});
  }
  return list;
}

Result<std::vector<FilledRow>> filled_rows(const DataTable& table, std::vector<std::string>& problems) {
  const std::size_t id = TRY(column_of(table, "id")), field = TRY(column_of(table, "field")), decision = TRY(column_of(table, "decision")),
                    correct = TRY(column_of(table, "correct"));
  std::vector<FilledRow> rows;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto cell = [&](std::size_t column) { return unquoted(table.rows[i][column]); };
    const std::string value = cell(correct);
    const Said said = said_in(cell(decision));
    if (value.empty() && said == Said::nothing) continue;
    const auto problem = [&](const std::string& what) { problems.push_back(fmt::format(fmt::runtime(tr("line {}: {}")), table.lines[i], what)); };
    const std::optional<FieldId> known = field_of(cell(field));
    if (!known) problem(fmt::format(fmt::runtime(tr("there is no field {}")), cell(field)));
    else if (said == Said::unknown) problem(fmt::format(fmt::runtime(tr("the decision \"{}\" is not understood; write đúng or không có")), cell(decision)));
    else if (!value.empty() && said == Said::absent) problem(tr("a field that is absent has no value"));
    else
      rows.push_back({table.lines[i], cell(id), *known,
                      !value.empty()         ? FilledRow::Decision::correct
                      : said == Said::accept ? FilledRow::Decision::accept
                                             : FilledRow::Decision::absent,
                      value});
  }
  return rows;
}

}  // namespace sohoa
