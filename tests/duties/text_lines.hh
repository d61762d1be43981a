#pragma once
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/extract/flow.hh"

namespace sohoa::test {

/// Lines without boxes, as of a text file: '\f' parts pages.
inline std::vector<Line> lines_of_text(const std::string& text) {
  std::vector<Line> lines;
  int page = 1;
  std::istringstream pages(text);
  for (std::string part; std::getline(pages, part, '\f'); ++page) {
    std::istringstream rows(part);
    for (std::string row; std::getline(rows, row);) {
      std::vector<Word> words;
      std::istringstream cells(row);
      for (std::string word; cells >> word;) words.push_back({word, {}, 1.0, 0, 0, false, false});
      if (!words.empty()) lines.push_back(line_of(page, std::move(words)));
    }
  }
  return lines;
}

inline Flow flow_of_text(const std::string& text) { return flow_of(lines_of_text(text)); }

}  // namespace sohoa::test
