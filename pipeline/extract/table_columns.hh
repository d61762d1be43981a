#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/table.hh"

namespace sohoa {

/// What a column of a table of duties holds, as its heading says.
enum class ColumnRole { other, number, task, lead, coordinating, time, result, target, measure, basis };

/// "number", "task", …: the names of data/table_columns.csv. Nothing for another word.
std::optional<ColumnRole> column_role_named(std::string_view name);

/// Words of a heading and what stands below them (data/table_columns.csv).
struct ColumnHeading {
  std::string words;  // folded (text::fold)
  ColumnRole role = ColumnRole::other;
};

/// One role for every column. The lowest heading of a column counts before those above it, more words before fewer.
std::vector<ColumnRole> column_roles(const Table&, const std::vector<ColumnHeading>&);

}  // namespace sohoa
