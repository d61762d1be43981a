#include "pipeline/extract/knowledge.hh"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/hash.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa {
namespace {

namespace fs = std::filesystem;
using Row = std::vector<std::string>;

/// The named columns of a table, row after row, in the order asked for.
Result<std::vector<Row>> columns(const fs::path& file, const std::vector<std::string>& names) {
  const DataTable table = TRY(read_csv(file));
  std::vector<std::size_t> at;
  for (const std::string& name : names) {
    const int column = table.column(name);
    if (column < 0)
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{} has no column \"{}\"")), file.filename().string(), name));
    at.push_back(static_cast<std::size_t>(column));
  }
  std::vector<Row> rows;
  for (const Row& row : table.rows) {
    rows.emplace_back();
    for (const std::size_t column : at) rows.back().push_back(text::normalize(row[column]));
  }
  return rows;
}

Result<std::string> fingerprint_of(const fs::path& folder) {
  std::vector<fs::path> tables;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    // Words decide how pages are read: they belong to the reading key.
    if (entry.path().extension() == ".csv" && entry.path().filename() != "words.csv") tables.push_back(entry.path());
  std::sort(tables.begin(), tables.end());
  Sha256 hash;
  for (const fs::path& table : tables) {
    hash.add(table.filename().string());
    hash.add(TRY(read_file(table)));
  }
  return hash.hex().substr(0, 12);
}

/// A year of four digits, or `missing` when the cell is empty; 0 for anything else.
int year_in(const std::string& cell, int missing) {
  if (cell.empty()) return missing;
  int year = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), year);
  return cell.size() == 4 && error == std::errc() && end == cell.data() + cell.size() ? year : 0;
}

/// The parts of a cell between `mark`s.
std::vector<std::string> split(const std::string& cell, std::string_view mark) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= cell.size();) {
    const auto end = std::min(cell.find(mark, begin), cell.size());
    parts.push_back(cell.substr(begin, end - begin));
    begin = end + mark.size();
  }
  return parts;
}

Result<std::vector<OfficeHolder>> holders_in(const fs::path& file) {
  std::vector<OfficeHolder> holders;
  for (Row& row : TRY(columns(file, {"name", "position", "bodies", "from", "until", "checked_until"}))) {
    OfficeHolder holder{row[0], row[1], {}, year_in(row[3], 0), year_in(row[4], year_in(row[5], 0))};
    if (holder.from == 0 || holder.until < holder.from)
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("office_holders.csv: \"{}\" wants the years of office")), holder.name));
    if (!row[2].empty()) holder.bodies = split(row[2], "; ");
    holders.push_back(std::move(holder));
  }
  return holders;
}

}  // namespace

Result<Knowledge> Knowledge::load(const fs::path& folder) {
  Knowledge known;
  known.fingerprint = TRY(fingerprint_of(folder));
  for (Row& row : TRY(columns(folder / "document_types.csv", {"name", "code", "kind"})))
    known.types.push_back({row[0], row[1], row[2]});
  for (Row& row : TRY(columns(folder / "type_qualifiers.csv", {"qualifier"}))) known.type_qualifiers.push_back(row[0]);
  for (Row& row : TRY(columns(folder / "agencies.csv", {"name", "symbol", "from", "until", "successor"})))
    known.agencies.push_back({row[0], row[1], row[2], row[3], row[4]});
  for (Row& row : TRY(columns(folder / "local_agencies.csv", {"name", "symbol"})))
    known.local_agencies.push_back({row[0], row[1], {}, {}, {}});
  for (Row& row : TRY(columns(folder / "provinces.csv", {"name", "kind", "from", "until", "successor"})))
    known.provinces.push_back({row[0], row[1], row[2], row[3], row[4]});
  for (Row& row : TRY(columns(folder / "towns.csv", {"name"}))) known.towns.push_back(row[0]);
  for (Row& row : TRY(columns(folder / "position_titles.csv", {"name"}))) known.positions.push_back(row[0]);
  for (Row& row : TRY(columns(folder / "abbreviations.csv", {"short", "long", "in_names"})))
    if (row[2] == "yes") known.abbreviations.emplace_back(row[0], row[1]);
  for (Row& row : TRY(columns(folder / "surnames.csv", {"name"}))) known.surnames.insert(text::canonical(row[0]));
  for (Row& row : TRY(columns(folder / "given_names.csv", {"name"}))) known.given_names.insert(text::canonical(row[0]));
  for (const std::string& name : known.surnames) known.surname_spellings[text::fold(name)].insert(name);
  known.name_spellings = known.surname_spellings;
  for (const std::string& name : known.given_names) known.name_spellings[text::fold(name)].insert(name);
  known.office_holders = TRY(holders_in(folder / "office_holders.csv"));
  for (Row& row : TRY(columns(folder / "acceptance.csv", {"field", "threshold"}))) {
    constexpr std::string_view kByHand = " by hand";
    const bool by_hand = row[0].ends_with(kByHand);
    const auto field = field_named(std::string_view(row[0]).substr(0, row[0].size() - (by_hand ? kByHand.size() : 0)));
    double threshold = -1.0;
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), threshold);
    if (!field || threshold < 0.0 || threshold > 1.0)
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("acceptance.csv: \"{}\" wants a field and a number from 0 to 1")), row[0]));
    (by_hand ? known.acceptance_by_hand : known.acceptance)[*field] = threshold;
  }
  for (Row& row : TRY(columns(folder / "case_papers.csv", {"name", "kind"}))) known.case_papers.push_back({row[0], row[1]});
  for (Row& row : TRY(columns(folder / "case_labels.csv", {"field", "label"}))) {
    const auto field = field_named(row[0]);
    if (!field && !row[0].empty())
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("case_labels.csv: there is no field \"{}\"")), row[0]));
    known.case_labels.push_back({field, row[1]});
  }
  for (Row& row : TRY(columns(folder / "english_organizations.csv", {"word"}))) known.english_organizations.insert(text::lower(row[0]));
  for (Row& row : TRY(columns(folder / "organization_kinds.csv", {"name"}))) known.organization_kinds.push_back(row[0]);
  for (Row& row : TRY(columns(folder / "table_columns.csv", {"role", "heading"}))) {
    const auto role = column_role_named(row[0]);
    if (!role || row[1].empty())
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("table_columns.csv: there is no role \"{}\"")), row[0]));
    known.column_headings.push_back({text::fold(row[1]), *role});
  }
  for (Row& row : TRY(columns(folder / "table_sums.csv", {"total", "parts"}))) {
    ColumnSum& sum = known.column_sums.emplace_back();
    sum.total = split(text::fold(row[0]), " / ");
    for (const std::string& part : split(text::fold(row[1]), "; ")) sum.parts.push_back(split(part, " / "));
  }
  for (Row& row : TRY(columns(folder / "languages.csv", {"code", "words"})))
    for (const std::string_view word : text::words(row[1])) known.language_words[row[0]].emplace(word);
  known.calendar = TRY(WorkingDays::load(folder));
  return known;
}

const DocumentType* Knowledge::type_of_code(std::string_view code) const {
  if (code.empty()) return nullptr;
  const auto found = std::find_if(types.begin(), types.end(), [&](const DocumentType& type) { return type.code == code; });
  return found == types.end() ? nullptr : &*found;
}

bool Knowledge::may_number(std::string_view type, std::string_view code, std::string_view number) const {
  const bool of_party = number.find('-') < number.find('/');
  return std::any_of(types.begin(), types.end(), [&](const DocumentType& row) {
    return row.name == type && row.code == code && (row.kind != "party" || of_party);
  });
}

const DocumentType* Knowledge::type_named(std::string_view name) const {
  const std::string key = text::canonical(name);
  const auto found =
      std::find_if(types.begin(), types.end(), [&](const DocumentType& type) { return text::canonical(type.name) == key; });
  return found == types.end() ? nullptr : &*found;
}

}  // namespace sohoa
