#include "pipeline/layout/header.hh"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

#include "core/text/normalize.hh"
#include "pipeline/layout/ending.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

constexpr std::string_view kCountry = "conghoaxahoichunghiavietnam";
constexpr std::string_view kMotto = "doclaptudohanhphuc";
constexpr std::string_view kParty = "dangcongsanvietnam";

using Lines = std::vector<Line>;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

int height_of(const Line& line) { return line.box ? line.box->height() : 0; }

/// Distances are measured in this: the usual height of a printed line of the page.
int usual_height(const Lines& lines) {
  std::vector<int> heights;
  for (const Line& line : lines)
    if (line.box) heights.push_back(height_of(line));
  if (heights.empty()) return 50;
  std::sort(heights.begin(), heights.end());
  return std::clamp(heights[heights.size() / 2], 20, 90);
}

/// Cuts a line before one of its words; the rest becomes the next line.
void cut(Lines& lines, std::size_t at, std::size_t word) {
  if (word == 0 || word >= lines[at].words.size()) return;
  auto& words = lines[at].words;
  const auto middle = words.begin() + static_cast<std::ptrdiff_t>(word);
  Line right = line_of(lines[at].page, {middle, words.end()});
  lines[at] = line_of(lines[at].page, {words.begin(), middle});
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(right));
}

/// Index of the line that holds a phrase of the right column, cut off from what stands left of it.
std::size_t isolate(Lines& lines, std::string_view phrase, int max_errors, int limit_y) {
  std::size_t best = kNone;
  PhraseMatch match;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].box && lines[i].box->y0 > limit_y) continue;
    const auto found = find_phrase(lines[i].words, phrase, best == kNone ? max_errors : match.errors - 1);
    if (found) best = i, match = *found;
  }
  if (best == kNone) return kNone;
  if (match.first == 0) return best;
  // A rule or speck before the motto is no left column.
  cut(lines, best, match.first);
  return best + 1;
}

/// The place from which words belong to the right column, for lines that run on from the left one.
std::size_t word_at_column(const Line& line, int column_x, int height) {
  std::size_t best = 0;
  int widest = height / 2;
  for (std::size_t i = 1; i < line.words.size(); ++i) {
    if (!line.words[i].box || !line.words[i - 1].box) continue;
    const int from = line.words[i - 1].box->x1, to = line.words[i].box->x0;
    if (to < column_x - 6 * height || from > column_x + 8 * height) continue;
    if (to - from > widest) widest = to - from, best = i;
  }
  return best;
}

bool digital_or_stamp(const Line& line) {
  const std::string key = key_of(line.text);
  for (const std::string_view phrase : {"congvanden", "thongtindientu", "trungtamcongbao"})
    if (find_phrase(line.words, phrase, 2) && key.size() < 60) return true;
  if (key.starts_with("kyboi") || key.starts_with("thoigianky") || key.starts_with("nguoiky")) return true;
  return line.text.find("+07:00") != std::string::npos || line.text.find("+0700") != std::string::npos ||
         key == "den" || key == "vanden";
}

/// "Số: 12/QĐ-ABC": how much a line looks like it, 0 = not at all.
int number_likeness(const Line& line) {
  const std::string key = key_of(line.text);
  int score = 0;
  if (!line.words.empty()) {
    const std::string first = key_of(line.words.front().text);
    if (key.starts_with("so") || key.starts_with("s0") || key.starts_with("s6")) score += first.size() <= 8 ? 2 : 1;
    else if (key.starts_with("se") || key.starts_with("sd")) score += 1;
  }
  const auto slash = line.text.find('/');
  if (slash != std::string::npos && slash + 2 < line.text.size()) {
    const std::string after = key_of(std::string_view(line.text).substr(slash + 1));
    const auto capitals = std::count_if(line.text.begin() + static_cast<std::ptrdiff_t>(slash), line.text.end(),
                                        [](char c) { return c >= 'A' && c <= 'Z'; });
    if (after.size() >= 2 && capitals >= 2) score += 2;
    else if (after.size() >= 2) score += 1;
  }
  return key.size() > 40 ? 0 : score;
}

/// How first paragraphs begin; titles may, too, so that the place must speak.
bool may_begin_text(const Line& line) {
  static constexpr std::array<std::string_view, 8> kStarts{"thuchien", "theodenghi", "theoquydinh", "tiepnhan",
                                                           "tiepthu",  "homnay",     "ngay",        "saukhi"};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return begins_with_phrase(line.text, start, 0); });
}

bool starts_small(const Line& line) {
  const std::string first = line.words.front().text;
  return text::lower(first) == first && key_of(first).size() > 1;
}

bool stops_title(const Line& line) {
  static constexpr std::array<std::string_view, 5> kStarts{"kinhgui", "cancu", "xetdenghi", "kemtheo", "banhanhkemtheo"};
  static constexpr std::array<std::string_view, 10> kHeadings{"(Kèm", "(Ban hành", "(kèm", "Chương I ", "Điều 1", "I.", "I-", "1.", "A.", "Phần I "};
  const std::string text = line.text + ' ';
  // A remark in brackets stands under the title; one inside it goes on in small letters: "(giai đoạn 1)".
  if (text.starts_with("(") && !starts_small(line)) return true;
  if (std::any_of(kHeadings.begin(), kHeadings.end(), [&](std::string_view heading) { return text.starts_with(heading); })) return true;
  if (starts_small(line)) return false;
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
    return begins_with_phrase(line.text, start, start.size() > 6 ? 1 : 0);
  });
}

struct Margins {
  int left = 0, right = 0;
};

Margins margins_of(const Lines& lines, int page_width) {
  std::vector<int> lefts, rights;
  for (const Line& line : lines)
    if (line.box && line.box->width() > page_width / 2) lefts.push_back(line.box->x0), rights.push_back(line.box->x1);
  if (lefts.size() < 3) return {page_width / 8, page_width - page_width / 12};
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.begin(), rights.end());
  return {lefts[lefts.size() / 8], rights[rights.size() - 1 - rights.size() / 8]};
}

/// A first line of a paragraph: indented at the left, full to the right, beginning with a capital.
bool begins_paragraph(const Line& line, const Margins& margins, int page_width) {
  if (!line.box || starts_small(line)) return false;
  const int indent = line.box->x0 - margins.left, rest = margins.right - line.box->x1;
  return indent > page_width * 3 / 100 && indent < page_width / 8 && rest < page_width / 60;
}

/// The lines of a title under its first: until the addressee, the first paragraph, or an authority in capitals.
void zone_title(Lines& lines, std::size_t title, const Margins& margins, int page_width, int height, bool letter) {
  lines[title].zone = Zone::title;
  const Line* last = &lines[title];
  int count = 0;
  const bool capitals = letter ? false : true;
  bool all_capitals = capitals;
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
      if (step > (count == 0 ? 4 : 2) * height + height / 2) break;
      if (!letter && begins_paragraph(line, margins, page_width)) break;
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
    if (count > 0 && now && !all_capitals) break;
    if (!letter && now && is_authority_line(line)) break;
    all_capitals = all_capitals && now;
    line.zone = Zone::title;
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

/// Joins a line with the pieces on its printed line that `belongs` allows, left to right, and returns the joined line.
template <class Belongs>
Line joined_row(const Lines& lines, std::size_t at, std::vector<std::size_t>& parts, Belongs belongs) {
  const Box& row = *lines[at].box;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].box || lines[i].zone != Zone::body || (i != at && !belongs(lines[i]))) continue;
    const int shared = std::min(row.y1, lines[i].box->y1) - std::max(row.y0, lines[i].box->y0);
    if (2 * shared >= std::min(row.height(), lines[i].box->height())) parts.push_back(i);
  }
  std::sort(parts.begin(), parts.end(), [&](std::size_t a, std::size_t b) { return lines[a].box->x0 < lines[b].box->x0; });
  std::vector<Word> words;
  for (const std::size_t part : parts) words.insert(words.end(), lines[part].words.begin(), lines[part].words.end());
  return line_of(lines[at].page, std::move(words));
}

void replace_row(Lines& lines, std::size_t at, const std::vector<std::size_t>& parts, Line row) {
  lines[at] = std::move(row);
  std::vector<std::size_t> others;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(others), [&](std::size_t part) { return part != at; });
  std::sort(others.rbegin(), others.rend());
  for (const std::size_t other : others) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(other));
}

/// Blanks left for handwriting, or cleared of it, part a printed line: "Số:" from "/QĐ-ABC", "ngày" from "tháng" and "năm 2025".
void join_blanks(Lines& lines, int column, int top, int depth, int height) {
  const auto inside = [&](const Line& line) { return line.box && line.zone == Zone::body && line.box->y0 > top && line.box->y0 < depth; };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string key = key_of(lines[i].text);
    const bool slot = (key.starts_with("so") || key.starts_with("s0") || key.starts_with("s6")) && key.size() <= 7;
    if (!slot || !inside(lines[i]) || lines[i].box->x0 > column || lines[i].text.find('/') != std::string::npos) continue;
    std::vector<std::size_t> parts;
    const int right = lines[i].box->x1;
    Line row = joined_row(lines, i, parts, [&](const Line& other) {
      return other.box->x0 >= right && other.box->x0 < right + 8 * height && other.box->center_x() < column;
    });
    if (parts.size() < 2 || row.text.find('/') == std::string::npos) continue;
    replace_row(lines, i, parts, std::move(row));
    break;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string key = key_of(lines[i].text);
    if (!inside(lines[i]) || lines[i].box->x0 < column - 4 * height || has_date_words(lines[i])) continue;
    if (key.find("ngay") == std::string::npos && key.find("thang") == std::string::npos) continue;
    std::vector<std::size_t> parts;
    Line row = joined_row(lines, i, parts, [&](const Line& other) { return other.box->x0 > column - 4 * height; });
    if (parts.size() < 2 || !has_date_words(row)) continue;
    replace_row(lines, i, parts, std::move(row));
    break;
  }
}

/// ĐẾN stamps carry a number and dates of their own: what stands close under the anchor belongs to the stamp.
void zone_stamps(Lines& lines, int height) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].zone != Zone::body || !digital_or_stamp(lines[i])) continue;
    lines[i].zone = Zone::stamp;
    const std::string key = key_of(lines[i].text);
    if (!lines[i].box || !key.ends_with("den")) continue;
    const Box anchor = *lines[i].box;
    for (Line& line : lines) {
      if (!line.box || line.zone != Zone::body || title_type(line, {"quyetdinh"}) >= 0) continue;
      const bool beneath = line.box->center_y() > anchor.y0 && line.box->y0 < anchor.y1 + 6 * height;
      const bool aligned = line.box->center_x() > anchor.x0 - 4 * height && line.box->center_x() < anchor.x1 + 4 * height;
      const std::string start = key_of(line.words.front().text);
      const bool slot = start == "so" || start == "ngay" || start == "chuyen" || start == "gio" || line.confidence < 0.5;
      if (beneath && aligned && slot && line.text.find('/') == std::string::npos) line.zone = Zone::stamp;
      else if (beneath && aligned && slot && start == "ngay") line.zone = Zone::stamp;
    }
  }
}

/// Urgency and secrecy stand alone as a stamp: short, in capitals.
bool is_mark(const Line& line) {
  static constexpr std::array<std::string_view, 9> kMarks{"hoatoc", "thuongkhan", "khan", "tuyetmat", "toimat", "mat",
                                                          "luuhanhnoibo", "xemxongtralai", "hoatochengio"};
  if (!in_capitals(line.text)) return false;
  const std::string key = key_of(line.text);
  return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) {
    return key == mark || (mark.size() > 5 && edit_distance(key, mark, 1) <= 1);
  });
}

int rank(Zone zone) {
  switch (zone) {
    case Zone::stamp: return 0;
    case Zone::agency: return 1;
    case Zone::number: return 2;
    case Zone::motto: return 3;
    case Zone::dateline: return 4;
    case Zone::mark: return 5;
    case Zone::title: return 6;
    case Zone::addressee: return 7;
    default: return 8;
  }
}

/// Header of a text file: by words and order alone. Only lines before the first paragraph can belong to it.
void zone_text_header(Lines& lines, const std::vector<std::string>& types) {
  std::size_t title = kNone, letter = kNone, end = std::min<std::size_t>(lines.size(), 40);
  for (std::size_t i = 0; i < end; ++i) {
    Line& line = lines[i];
    if (digital_or_stamp(line)) line.zone = Zone::stamp;
    else if (find_phrase(line.words, kCountry, 6) || find_phrase(line.words, kMotto, 4)) line.zone = Zone::motto;
    else if (has_date_words(line) && line.words.size() < 14 && title == kNone) line.zone = Zone::dateline;
    else if (number_likeness(line) >= 4 && title == kNone) line.zone = Zone::number;
    else if (is_mark(line)) line.zone = Zone::mark;
    else if (title == kNone && title_type(line, types) >= 0) title = i;
    else if (letter == kNone && key_of(line.text).starts_with("vv") && line.text.find('/') != std::string::npos) letter = i;
    if (begins_with_phrase(line.text, "kinhgui", 1) || begins_with_phrase(line.text, "cancu", 0)) break;
  }
  const std::size_t first = title != kNone ? title : letter;
  // Agencies in capitals stand before the title, beside nothing that can be told apart.
  for (std::size_t i = 0; i < std::min(first, end); ++i)
    if (lines[i].zone == Zone::body && in_capitals(lines[i].text) && first != kNone) lines[i].zone = Zone::agency;
  if (first != kNone) zone_title(lines, first, {}, 0, 50, title == kNone);
  zone_addressee(lines, 0, 50);
}

}  // namespace

bool in_capitals(std::string_view text) {
  int capital = 0, small = 0;
  for (const std::string_view word : text::words(text)) {
    const std::string lower = text::lower(word);
    if (lower == text::upper(word)) continue;  // digits
    if (text::upper(word) == word) capital += static_cast<int>(word.size());
    else if (lower == word) small += static_cast<int>(word.size());
    else small += static_cast<int>(word.size()) / 2;
  }
  return capital > 4 * small;
}

bool has_date_words(const Line& line) {
  int found = 0;
  bool month = false;
  for (const Word& word : line.words) {
    const std::string key = key_of(word.text);
    if (key.find("ngay") != std::string::npos) found |= 1;
    if (key.find("thang") != std::string::npos || key.find("hang") != std::string::npos) found |= 2, month = true;
    if (key.starts_with("nam") || key.ends_with("nam")) found |= 4;
  }
  return found == 7 || (found == 3 && month) || (found == 6 && line.text.size() < 60) ||
         (found == 5 && line.text.size() < 60);
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

bool begins_document(const Lines& lines, int page_height) {
  const int limit = page_height > 0 ? page_height / 2 : 1 << 30;
  std::size_t seen = 0;
  bool number = false, date = false;
  for (const Line& line : lines) {
    if (line.box ? line.box->y0 > limit : ++seen > 25) continue;
    if (find_phrase(line.words, kCountry, 8) || find_phrase(line.words, kMotto, 5)) return true;
    if (in_capitals(line.text) && line.text.size() < 60 && find_phrase(line.words, kParty, 3)) return true;
    number = number || number_likeness(line) >= 4;
    date = date || (has_date_words(line) && line.words.size() < 12);
  }
  return number && date;
}

void zone_header(Lines& lines, int page_width, int page_height, const std::vector<std::string>& types) {
  if (lines.empty()) return;
  if (page_width == 0 || !lines.front().box) return zone_text_header(lines, types);

  const int height = usual_height(lines);
  const Margins margins = margins_of(lines, page_width);
  std::size_t country = isolate(lines, kCountry, 8, page_height / 2);
  const std::size_t motto = isolate(lines, kMotto, 5, page_height / 2);
  if (country == kNone && motto == kNone) country = isolate(lines, kParty, 3, page_height / 4);
  else if (country != kNone && motto != kNone && motto <= country) country = isolate(lines, kCountry, 8, page_height / 2);
  // Without its motto a header begins at the top of the page.
  int top = 0, column = page_width * 9 / 20, right_bottom = 0;
  if (country != kNone) {
    top = lines[country].box->y0;
    column = lines[country].box->x0 - height / 2;
    right_bottom = lines[country].box->y1;
    lines[country].zone = Zone::motto;
  }
  if (motto != kNone) {
    if (country == kNone) top = lines[motto].box->y0 - 3 * height / 2, column = lines[motto].box->x0 - 3 * height;
    right_bottom = lines[motto].box->y1;
    lines[motto].zone = Zone::motto;
  }
  const int depth = top + page_height / 4;

  // Lines that still run over both columns; then number and dateline.
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.zone != Zone::body || !line.box || line.box->y0 < top - height || line.box->y0 > depth) continue;
    if (line.box->x0 > column - 2 * height || line.box->x1 < column + 4 * height) continue;
    if (!has_date_words(line) && (right_bottom == 0 || line.box->y0 > right_bottom)) continue;
    if (stops_title(line)) continue;
    if (const std::size_t word = word_at_column(line, column, height)) cut(lines, i, word);
  }
  std::stable_sort(lines.begin(), lines.end(), [&](const Line& a, const Line& b) {
    // Only the upper part of the page is put in order of height; below it the engine's order is better.
    const int ya = std::min(a.box->y0, depth + page_height / 3), yb = std::min(b.box->y0, depth + page_height / 3);
    return ya < yb;
  });
  join_blanks(lines, column, top, depth, height);
  std::size_t number = kNone, date = kNone;
  for (std::size_t i = 0; i < lines.size() && date == kNone; ++i) {
    const Line& line = lines[i];
    if (line.zone != Zone::body || line.box->y0 < top - height || line.box->y0 > depth) continue;
    if (has_date_words(line) && line.box->x0 > column - 6 * height && line.box->center_x() > column && line.words.size() < 16 &&
        line.box->y1 > right_bottom - height && !stops_title(line))
      date = i;
  }
  int likeness = 2;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (i == date || line.zone != Zone::body || line.box->y0 < top || line.box->y0 > depth || line.box->x0 > column) continue;
    if (line.box->center_x() > std::max(column, page_width / 2) || digital_or_stamp(line)) continue;
    int score = number_likeness(line);
    // The number stands level with the dateline: there even a spoilt "Số" will do.
    if (score > 1 && date != kNone && std::abs(line.box->center_y() - lines[date].box->center_y()) < 2 * height) score += 1;
    if (score > likeness) likeness = score, number = i;
  }
  int bottom = right_bottom;
  if (number != kNone) lines[number].zone = Zone::number, bottom = std::max(bottom, lines[number].box->y1);
  if (date != kNone) lines[date].zone = Zone::dateline, bottom = std::max(bottom, lines[date].box->y1);

  for (Line& line : lines) {
    if (line.zone != Zone::body) continue;
    if (line.box->y1 < top - height / 3 && top > 0) line.zone = Zone::stamp;
    else if (line.box->y0 < page_height / 2 && is_mark(line)) line.zone = Zone::mark;
  }
  zone_stamps(lines, height);
  // Agencies: left of quốc hiệu, above the number (or above the dateline when there is none).
  const int agency_bottom = number != kNone ? lines[number].box->y0 + height / 3 : date != kNone ? lines[date].box->y1 : right_bottom + 2 * height;
  for (Line& line : lines)
    if (line.zone == Zone::body && line.box->y0 >= top - height && line.box->center_y() < agency_bottom && line.box->center_x() < column &&
        !has_date_words(line) && title_type(line, types) < 0 && !key_of(line.text).empty())
      line.zone = Zone::agency;

  std::size_t title = kNone, letter = kNone;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.zone != Zone::body || line.box->y0 > page_height * 7 / 10) continue;
    if (line.box->center_y() < bottom - height) continue;
    const std::string key = key_of(line.text);
    if (letter == kNone && (key.starts_with("vv") || key.starts_with("veviec")) && line.box->x0 < column && title == kNone &&
        line.box->center_x() < std::max(column, page_width * 9 / 20))
      letter = i;
    if (title_type(line, types) >= 0) {
      title = i;
      break;
    }
    if (stops_title(line)) break;
  }
  if (letter != kNone) title = kNone;
  // A title may run on in its own line: "DANH SÁCH CÁN BỘ …".
  for (std::size_t i = 0; i < lines.size() && title == kNone && letter == kNone; ++i) {
    const Line& line = lines[i];
    if (line.zone != Zone::body || line.box->y0 > page_height * 45 / 100 || line.box->center_y() < bottom - height) continue;
    if (stops_title(line)) break;
    if (title_prefix(line, types) >= 0) title = i;
  }
  if (title != kNone || letter != kNone)
    zone_title(lines, title != kNone ? title : letter, margins, page_width, height, title == kNone);
  zone_addressee(lines, page_width, height);
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return rank(a.zone) < rank(b.zone); });
}

}  // namespace sohoa
