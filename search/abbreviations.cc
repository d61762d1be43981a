#include "search/abbreviations.hh"

#include <fmt/format.h>

#include "core/data_files.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa::search {

Result<Abbreviations> Abbreviations::load(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "abbreviations.csv";
  const DataTable table = TRY(read_csv(file));
  const int shorter = table.column("short"), longer = table.column("long");
  if (shorter < 0 || longer < 0)
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{} needs the columns short and long")), file.string()));
  Abbreviations out;
  for (const auto& row : table.rows)
    if (const auto words = text::words(row[static_cast<std::size_t>(shorter)]); words.size() == 1)
      out.long_forms_.emplace(text::fold(words.front()), row[static_cast<std::size_t>(longer)]);
  return out;
}

QueryTree Abbreviations::with_long_forms(QueryTree tree) const {
  for (Clause& clause : tree.clauses)
    for (QueryItem& item : clause.any) {
      if (item.kind != ItemKind::word) continue;
      if (const auto found = long_forms_.find(text::fold(item.text)); found != long_forms_.end()) item.long_form = found->second;
    }
  return tree;
}

}  // namespace sohoa::search
