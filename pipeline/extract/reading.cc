#include "pipeline/extract/reading.hh"

#include <algorithm>

#include "core/text/normalize.hh"

namespace sohoa {

std::vector<const Line*> lines_in(const std::vector<Line>& lines, Zone zone) {
  std::vector<const Line*> found;
  for (const Line& line : lines)
    if (line.zone == zone) found.push_back(&line);
  return found;
}

Evidence evidence_of(const Line& line, std::string rule) { return {line.page, line.box, std::move(rule)}; }

Evidence evidence_of(const std::vector<const Line*>& lines, std::string rule) {
  if (lines.empty()) return {};
  Evidence evidence{lines.front()->page, {}, std::move(rule)};
  for (const Line* line : lines)
    if (line->page == evidence.page && line->box) evidence.box = evidence.box ? united(*evidence.box, *line->box) : *line->box;
  return evidence;
}

Evidence evidence_of(const Line& line, std::size_t first, std::size_t last, std::string rule) {
  Evidence evidence{line.page, {}, std::move(rule)};
  for (std::size_t i = first; i < std::min(last, line.words.size()); ++i)
    if (const auto& box = line.words[i].box) evidence.box = evidence.box ? united(*evidence.box, *box) : *box;
  return evidence;
}

std::optional<Box> letters_box(const Line& line) {
  std::optional<Box> box;
  for (const Word& word : line.words)
    if (word.box && !text::words(word.text).empty()) box = box ? united(*box, *word.box) : *word.box;
  return box;
}

namespace {

bool speck(const Word& word) {
  return text::words(word.text).empty() && word.confidence < 0.5;
}

}  // namespace

std::string joined_text(const std::vector<const Line*>& lines) {
  std::string text;
  for (const Line* line : lines)
    for (const Word& word : line->words) {
      if (speck(word)) continue;
      if (!text.empty()) text += ' ';
      text += word.text;
    }
  return text;
}

double mean_confidence(const std::vector<const Line*>& lines) {
  double sum = 0.0;
  int count = 0;
  for (const Line* line : lines)
    for (const Word& word : line->words)
      if (!text::words(word.text).empty()) sum += word.confidence, ++count;
  return count ? sum / count : 0.0;
}

double least_confidence(const std::vector<Word>& words) {
  double least = 1.0;
  bool any = false;
  for (const Word& word : words)
    if (!text::words(word.text).empty()) least = std::min(least, word.confidence), any = true;
  return any ? least : 0.0;
}

std::string sentence_case(std::string_view text) {
  const std::string small = text::lower(text);
  const auto words = text::words(small);
  if (words.empty()) return small;
  const auto at = static_cast<std::size_t>(words.front().data() - small.data());
  // The first letter may take up to four bytes; a letter ends where the next byte begins a new one.
  std::size_t end = at + 1;
  while (end < small.size() && (static_cast<unsigned char>(small[end]) & 0xC0) == 0x80) ++end;
  return small.substr(0, at) + text::upper(small.substr(at, end - at)) + small.substr(end);
}

std::string title_case(std::string_view text) {
  std::string out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) {
      if (!out.empty()) out += ' ';
      out += sentence_case(text.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  return out;
}

std::string joined_repairs(const std::vector<std::string>& repairs) {
  std::string told;
  for (const std::string& repair : repairs)
    if (!repair.empty() && told.find(repair) == std::string::npos) told += (told.empty() ? "" : ", ") + repair;
  return told;
}

void tell_repairs(Field& field, const std::vector<std::string>& repairs) {
  if (std::string told = joined_repairs(repairs); !told.empty()) field.extra["repairs"] = std::move(told);
}

std::string trimmed_signs(std::string_view text) {
  const auto words = text::words(text);
  if (words.empty()) return {};
  const char* from = words.front().data();
  const char* to = words.back().data() + words.back().size();
  return std::string(from, to);
}

}  // namespace sohoa
