#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hh"

namespace sohoa {

/// A cell in HTML manner: it stands once, in its first row and column, and says over how many it reaches.
struct TableCell {
  std::string text;         // NFC; printed lines are joined by spaces
  int page = 0;             // 1-based; a table may run over many pages
  std::optional<Box> box;   // none in text files
  double confidence = 0.0;  // 0..1, mean over its words; 1 where it is empty
  int rowspan = 1, colspan = 1;

  bool operator==(const TableCell&) const = default;
};

/// How the cells were found: between printed rules, by the alignment of words, or in the columns of a text file.
enum class TableKind { ruled, aligned, text };

/// Rows under a title of their own: a section row ("II | CÔNG TÁC LƯU TRỮ") and those that follow it.
struct TableGroup {
  int row = 0;         // the section row, from 0 as in Table::rows
  int rows = 0;        // below it that belong to it, section rows of deeper levels among them
  int level = 1;       // 2 = inside of a group of level 1
  std::string number;  // "II", "A"; empty where none is printed
  std::string title;

  bool operator==(const TableGroup&) const = default;
};

/// A table of the document. On a page: the part that stands there; on a record: the whole, over all its pages.
struct Table {
  TableKind kind = TableKind::ruled;
  int page = 0;            // where it begins
  std::optional<Box> box;  // of its first part
  int header = 0;          // number of leading rows that are column headings
  double confidence = 0.0; // 0..1 that rows and columns are as printed
  std::vector<std::vector<TableCell>> rows;
  std::vector<TableGroup> groups;  // of a record's table, by their rows

  bool operator==(const Table&) const = default;
};

}  // namespace sohoa
