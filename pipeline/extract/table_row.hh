#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "pipeline/extract/flow.hh"

namespace sohoa {

/// The row of a table a byte stands in, as far as lines of text tell: its task or name, the units in it, the section
/// above it.
struct TableRow {
  std::string task, lead, coordinating, section;
  std::size_t begin = 0;
};

/// Nothing outside of tables and above their first numbered row.
std::optional<TableRow> table_row(const Flow&, std::size_t at);

}  // namespace sohoa
