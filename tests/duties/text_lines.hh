#pragma once
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/extract/flow.hh"
#include "pipeline/layout/roles.hh"

namespace sohoa::test {

/// Lines without boxes, as of a text file: '\f' parts pages.
inline std::vector<Line> lines_of_text(const std::string& text) {
  std::vector<Page> pages;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, '\f');) {
    Page& page = pages.emplace_back();
    page.n = static_cast<int>(pages.size());
    std::istringstream rows(part);
    int line = 0;
    for (std::string row; std::getline(rows, row); ++line) {
      std::istringstream cells(row);
      for (std::string word; cells >> word;) page.words.push_back({word, {}, 1.0, line, 0});
    }
  }
  mark_roles(pages);
  std::vector<Line> lines;
  for (const Page& page : pages)
    for (Line& line : lines_of(page)) lines.push_back(std::move(line));
  return lines;
}

inline Flow flow_of_text(const std::string& text) { return flow_of(lines_of_text(text)); }

}  // namespace sohoa::test
