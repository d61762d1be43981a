#include "pipeline/layout/line.hh"

namespace sohoa {

std::vector<Line> lines_of(const Page& page) {
  std::vector<Line> lines;
  int last = -1;
  for (const Word& word : page.words) {
    if (lines.empty() || word.line != last) lines.push_back({page.n, {}, {}, {}, 0.0, Zone::body});
    last = word.line;
    Line& line = lines.back();
    if (!line.words.empty()) line.text += ' ';
    line.text += word.text;
    line.words.push_back(word);
    if (word.box) line.box = line.box ? united(*line.box, *word.box) : *word.box;
  }
  for (Line& line : lines) {
    for (const Word& word : line.words) line.confidence += word.confidence;
    line.confidence /= static_cast<double>(line.words.size());
  }
  return lines;
}

}  // namespace sohoa
