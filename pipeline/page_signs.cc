#include "pipeline/page_signs.hh"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "core/text/digits.hh"
#include "pipeline/layout/header.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

using Lines = std::vector<Line>;

/// A year of four digits that stands alone.
bool has_year(std::string_view s) {
  for (std::size_t i = 0; i + 4 <= s.size(); ++i)
    if ((s.substr(i, 2) == "19" || s.substr(i, 2) == "20") && text::has_digit(s.substr(i + 2, 1)) && text::has_digit(s.substr(i + 3, 1)) &&
        (i + 4 == s.size() || !text::has_digit(s.substr(i + 4, 1))))
      return true;
  return false;
}

int printed_number(const Page& page) {
  for (const Word& word : page.words) {
    int n = 0;
    if (word.role != Role::page_number) continue;
    const auto [end, error] = std::from_chars(word.text.data(), word.text.data() + word.text.size(), n);
    if (error == std::errc() && end == word.text.data() + word.text.size()) return n;
  }
  return 0;
}

bool is_end(const Lines& lines, const Page& page) {
  const auto right_half = [&](const Line& line) { return !line.box || line.box->center_x() > page.width * 45 / 100; };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.words.size() <= 8 && begins_with_phrase(line.text, "noinhan", 1) && !begins_with_phrase(line.text, "noinhanvien", 1)) return true;
    if (!is_authority_line(line) || !right_half(line)) continue;
    for (std::size_t j = i + 1; j < std::min(lines.size(), i + 20); ++j)
      if (right_half(lines[j]) && is_name_shaped(lines[j])) return true;
  }
  return false;
}

/// Headings of what belongs to another document, though it may have a header of its own.
bool is_attached(const Line& line) {
  const std::string key = key_of(line.text);
  if (key.starts_with("phuluc") && key.size() < 24) return true;
  if ((key.starts_with("mauso") || key.starts_with("bieumau") || key.starts_with("mau0") || key.starts_with("bieuso")) && key.size() < 40) return true;
  if (key.starts_with("duthao") && key.size() < 20) return true;
  if (key == "saoy" || key == "saoluc" || key == "trichsao" || key == "saoybanchinh") return true;
  return line.text.starts_with('(') && key.find("kemtheo") != std::string::npos;
}

/// The slot before the stroke holds digits, or words the engine made of ink.
bool slot_is_filled(const Line& line) {
  const std::size_t stroke = line.text.find('/');
  const std::string before = line.text.substr(0, stroke);
  return stroke != std::string::npos && text::has_digit(before);
}

void read_header(PageSigns& signs, Lines lines, const Page& page, const std::vector<std::string>& types) {
  zone_header(lines, page.width, page.height, types);
  int top = 0;
  for (const Line& line : lines)
    if (line.zone == Zone::motto) {
      signs.header = !line.box || line.box->y0 < page.height * 35 / 100;
      top = line.box ? line.box->y1 : 0;
      break;
    }
  for (const Line& line : lines) {
    if (line.zone == Zone::number) {
      signs.number_line = true;
      signs.number = signs.number || slot_is_filled(line);
      const std::size_t stroke = line.text.find('/');
      if (stroke != std::string::npos) signs.symbol = key_of(std::string_view(line.text).substr(stroke));
      for (const std::string_view copy : {"sy", "sl", "trs", "bs"})
        signs.attached = signs.attached || signs.symbol.starts_with(std::string(copy) + "ubnd") || signs.symbol == copy;
    }
    if (line.zone == Zone::dateline) signs.year = signs.year || has_year(line.text);
    const bool head = !line.box || line.box->y0 < std::max(top, 1) + page.height / 4;
    signs.attached = signs.attached || (head && is_attached(line));
  }
}

}  // namespace

PageSigns signs_of(const Page& page, const std::vector<std::string>& types) {
  constexpr std::size_t kFewWords = 8;
  PageSigns signs;
  const Lines lines = lines_of(page);
  signs.separator = !page.barcodes.empty() && page.words.size() <= kFewWords;
  signs.blank = !signs.separator && (page.blank || page.words.empty());
  signs.printed = printed_number(page);
  signs.ends = is_end(lines, page);
  signs.sealed = std::ranges::any_of(page.layers, [](const Layer& layer) { return layer.kind == LayerKind::seal; });
  if (begins_document(lines, page.height)) read_header(signs, lines, page, types);
  return signs;
}

}  // namespace sohoa
