#include "pipeline/extract/table_columns.hh"

#include <array>
#include <utility>

#include "core/text/normalize.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/table_grid.hh"

namespace sohoa {
namespace {

constexpr std::size_t kLongestHeading = 16;  // words

/// The role whose words are the most of those that stand in a heading; `other` when there are none.
ColumnRole role_of(const std::string& heading, const std::vector<ColumnHeading>& known) {
  if (word_count(heading) > kLongestHeading) return ColumnRole::other;
  std::string spaced = " ";
  const std::string folded = text::fold(heading);
  for (const std::string_view word : text::words(folded)) spaced.append(word) += ' ';
  std::size_t longest = 0;
  ColumnRole role = ColumnRole::other;
  for (const ColumnHeading& row : known)
    if (row.words.size() > longest && spaced.find(" " + row.words + " ") != spaced.npos) {
      longest = row.words.size();
      role = row.role;
    }
  return role;
}

}  // namespace

std::optional<ColumnRole> column_role_named(std::string_view name) {
  using enum ColumnRole;
  static constexpr std::array<std::pair<std::string_view, ColumnRole>, 9> kNames{
      {{"number", number}, {"task", task}, {"lead", lead}, {"coordinating", coordinating}, {"time", time},
       {"result", result}, {"target", target}, {"measure", measure}, {"basis", basis}}};
  for (const auto& [known, role] : kNames)
    if (known == name) return role;
  return std::nullopt;
}

std::vector<ColumnRole> column_roles(const Table& table, const std::vector<ColumnHeading>& known) {
  const auto grid = grid_of(table);
  std::vector<ColumnRole> roles(static_cast<std::size_t>(column_count(table)), ColumnRole::other);
  for (std::size_t c = 0; c < roles.size(); ++c)
    for (std::size_t r = static_cast<std::size_t>(table.header); r-- > 0 && roles[c] == ColumnRole::other;)
      if (const TableCell* cell = grid[r][c]) roles[c] = role_of(cell->text, known);
  return roles;
}

}  // namespace sohoa
