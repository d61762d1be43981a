#include "pipeline/layout/title.hh"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/text/normalize.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

using Lines = std::vector<Line>;

/// How first paragraphs begin; titles may, too, so that the place must speak.
bool may_begin_text(const Line& line) {
  static constexpr std::array<std::string_view, 8> kStarts{"thuchien", "theodenghi", "theoquydinh", "tiepnhan",
                                                           "tiepthu",  "homnay",     "ngay",        "saukhi"};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return begins_with_phrase(line.text, start, 0); });
}

/// A first line of a paragraph: indented at the left, full to the right, beginning with a capital.
bool begins_paragraph(const Line& line, const Margins& margins, int page_width) {
  if (!line.box || starts_small(line)) return false;
  const int indent = line.box->x0 - margins.left, rest = margins.right - line.box->x1;
  return indent > page_width * 3 / 100 && indent < page_width / 8 && rest < page_width / 60;
}

}  // namespace

bool is_title_number(const Line& line) {
  return number_likeness(line) >= 4 && line.words.size() <= 6 && line.text.find_first_of("0123456789") != std::string::npos;
}

bool stops_title(const Line& line) {
  static constexpr std::array<std::string_view, 5> kStarts{"kinhgui", "cancu", "xetdenghi", "kemtheo", "banhanhkemtheo"};
  static constexpr std::array<std::string_view, 12> kHeadings{"(Kèm", "(kèm", "Đơn vị:", "Chương I ", "Điều 1", "Thời gian", "Địa điểm", "I.", "I-", "1.", "A.", "Phần I "};
  const std::string text = line.text + ' ';
  // A remark in brackets stands under the title; one inside it goes on in small letters: "(giai đoạn 1)".
  if (text.starts_with("(") && !starts_small(line) && !begins_letter_subject(line)) return true;
  if (std::any_of(kHeadings.begin(), kHeadings.end(), [&](std::string_view heading) { return text.starts_with(heading); })) return true;
  // "Số: 15/2024/HĐ-ABC" under the title of a contract is its number.
  if (is_title_number(line)) return true;
  if (starts_small(line)) return false;
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
    return begins_with_phrase(line.text, start, start.size() > 6 ? 1 : 0);
  });
}

Margins margins_of(const Lines& lines, int page_width) {
  std::vector<int> lefts, rights;
  for (const Line& line : lines)
    if (line.box && line.box->width() > page_width / 2) lefts.push_back(line.box->x0), rights.push_back(line.box->x1);
  if (lefts.size() < 3) return {page_width / 8, page_width - page_width / 12};
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.begin(), rights.end());
  return {lefts[lefts.size() / 8], rights[rights.size() - 1 - rights.size() / 8]};
}

void zone_title(Lines& lines, std::size_t title, const Margins& margins, int page_width, int height, bool letter) {
  lines[title].zone = Zone::title;
  const Line* last = &lines[title];
  int count = 0, pitch = 0;
  bool all_capitals = !letter;
  for (std::size_t i = title + 1; i < lines.size() && count < 12; ++i) {
    Line& line = lines[i];
    if (line.zone != Zone::body) continue;
    if (stops_title(line)) break;
    if (line.box && last->box) {
      const int step = line.box->y0 - last->box->y0;
      if (line.box->center_x() < margins.left || line.box->width() < height) continue;
      // Beside, not below: another column or a stamp.
      if (step < height / 3) continue;
      if (letter && line.box->center_x() > last->box->center_x() + page_width / 6) continue;
      // Above a table in small print the lines of a title are taller, and further apart, than the page's usual ones.
      const int tall = std::max(height, last->box->height() * 3 / 4);
      if (step > (count == 0 ? 4 : 2) * tall + tall / 2) break;
      // Lines of one title stand equally far apart; the first paragraph keeps a distance. Marks and specks make boxes higher.
      if (!letter && pitch > 0 && 2 * std::min(step, line.box->y1 - last->box->y1) > 3 * pitch) break;
      if (!letter && (begins_paragraph(line, margins, page_width) || line.text.ends_with(":"))) break;
      // A line that fills the width up to the right margin after a shorter one is text.
      const int edge = margins.right - page_width / 60;
      if (!letter && count > 0 && line.box->x1 > edge && last->box->x1 < edge - page_width / 25 && !starts_small(line)) break;
      if (!letter && may_begin_text(line) && std::abs(line.box->center_x() - lines[title].box->center_x()) > page_width / 40) break;
      const int middle = (margins.left + margins.right) / 2;
      if (!letter && line.box->width() < page_width / 3 && std::abs(line.box->center_x() - middle) > page_width / 6) continue;
    } else if (!line.box) {
      // Paragraphs of a text file may stand on one long line each.
      if (may_begin_text(line) || line.text.size() > 250 || line.text.ends_with(":")) break;
      if (count > 0 && !letter && !starts_small(line) && is_authority_line(line)) break;
    }
    const bool now = in_capitals(line.text);
    const bool goes_on = awaits_number(last->text) && line.text.find_first_of("0123456789") != std::string::npos;
    if (count > 0 && now && !all_capitals && !goes_on) break;
    if (!letter && now && is_authority_line(line)) break;
    all_capitals = all_capitals && now;
    line.zone = Zone::title;
    if (count > 0 && line.box && last->box) pitch = std::max(line.box->y0 - last->box->y0, line.box->y1 - last->box->y1);
    last = &line;
    ++count;
  }
}

void zone_addressee(Lines& lines, int page_width, int height) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].zone != Zone::body || !begins_with_phrase(lines[i].text, "kinhgui", 1)) continue;
    if (lines[i].box && lines[i].box->x0 < page_width / 8) continue;
    lines[i].zone = Zone::addressee;
    for (std::size_t j = i + 1; j < lines.size() && j < i + 25; ++j) {
      if (lines[j].zone != Zone::body) continue;
      if (lines[j].box && lines[i].box) {
        if (lines[j].box->x0 < page_width * 3 / 10) break;
        if (lines[j].box->y0 > lines[j - 1].box->y1 + 2 * height) break;
      } else if (!lines[j].text.starts_with("-") && !starts_small(lines[j])) {
        break;
      }
      lines[j].zone = Zone::addressee;
    }
    return;
  }
}

int title_type(const Line& line, const std::vector<std::string>& types) {
  if (!in_capitals(line.text) && !line.text.starts_with("Phụ lục")) return -1;
  // Specks at the ends come as short words of low confidence.
  std::size_t first = 0, last = line.words.size();
  const auto speck = [](const Word& word) { return key_of(word.text).size() <= 1 || word.confidence < 0.3; };
  while (first < last && speck(line.words[first])) ++first;
  while (last > first && speck(line.words[last - 1])) --last;
  std::string key;
  for (std::size_t i = first; i < last; ++i) key += key_of(line.words[i].text);
  const std::string whole = key_of(line.text);
  int best = -1, least = 100;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const int allowed = static_cast<int>(types[i].size()) / 6;
    const int errors = std::min(edit_distance(key, types[i], allowed), edit_distance(whole, types[i], allowed));
    if (errors <= allowed && errors < least) best = static_cast<int>(i), least = errors;
  }
  return best;
}

int title_prefix(const Line& line, const std::vector<std::string>& types) {
  if (!in_capitals(line.text)) return -1;
  const std::string key = key_of(line.text);
  int best = -1;
  for (std::size_t i = 0; i < types.size(); ++i)
    if (types[i].size() >= 6 && key.starts_with(types[i]) && (best < 0 || types[i].size() > types[static_cast<std::size_t>(best)].size()))
      best = static_cast<int>(i);
  return best;
}

}  // namespace sohoa
