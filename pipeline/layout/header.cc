#include "pipeline/layout/header.hh"

#include <algorithm>
#include <cstdlib>

#include "core/text/normalize.hh"
#include "pipeline/layout/columns.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"
#include "pipeline/layout/title.hh"

namespace sohoa {
namespace {

constexpr std::string_view kCountry = "conghoaxahoichunghiavietnam";
constexpr std::string_view kMotto = "doclaptudohanhphuc";
constexpr std::string_view kParty = "dangcongsanvietnam";

using Lines = std::vector<Line>;
constexpr std::size_t kNone = kNoLine;

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

/// ĐẾN stamps carry a number and dates of their own: what stands close under the anchor belongs to the stamp.
void zone_stamps(Lines& lines, int height, int limit_y) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].box || lines[i].box->y0 > limit_y || lines[i].zone != Zone::body || !is_stamp_line(lines[i])) continue;
    lines[i].zone = Zone::stamp;
    const std::string key = key_of(lines[i].text);
    if (!key.ends_with("den") && lines[i].words.front().text != "ĐẾN") continue;
    const Box anchor = *lines[i].box;
    for (Line& line : lines) {
      if (!line.box || line.zone != Zone::body || title_type(line, {"quyetdinh"}) >= 0) continue;
      const bool beneath = line.box->center_y() > anchor.y0 - height && line.box->y0 < anchor.y1 + 6 * height;
      const bool aligned = line.box->center_x() > anchor.x0 - 4 * height && line.box->center_x() < anchor.x1 + 4 * height;
      const std::string start = key_of(line.words.front().text);
      const bool slot = start == "so" || start == "ngay" || start == "chuyen" || start == "gio" || line.confidence < 0.5;
      if (beneath && aligned && slot && line.text.find('/') == std::string::npos) line.zone = Zone::stamp;
      else if (beneath && aligned && slot && start == "ngay") line.zone = Zone::stamp;
    }
  }
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

/// The number of a paper without one at its head stands under the title, in its middle: at most `aside` pixels off, `below` deep.
void zone_title_number(Lines& lines, std::size_t title, int aside, int below) {
  for (std::size_t i = title + 1; i < std::min(lines.size(), title + 8); ++i) {
    Line& line = lines[i];
    if (line.zone != Zone::body || !is_title_number(line)) continue;
    const auto &a = lines[title].box, &b = line.box;
    if (a && b && (std::abs(a->center_x() - b->center_x()) > aside || b->y0 - a->y1 > below)) continue;
    line.zone = Zone::number;
    return;
  }
}

/// The word with which the dateline begins: its place, or "ngày"; 0 when nothing of the line stands before it.
std::size_t dateline_at(const Line& line) {
  const auto begins_large = [](const std::string& word) { return !word.empty() && text::lower(word) != word; };
  const auto day = std::ranges::find_if(line.words, [](const Word& word) { return key_of(word.text).starts_with("ngay"); });
  if (day == line.words.end()) return 0;
  auto at = static_cast<std::size_t>(day - line.words.begin());
  while (at > 0) {
    const std::string& word = line.words[at - 1].text;
    if (word.find_first_of("/:0123456789") != std::string::npos) break;
    // Of "Bà Rịa - Vũng Tàu" the dash belongs to the place.
    const bool dash = word == "-" && at > 1 && begins_large(line.words[at - 2].text) && line.words[at - 2].text.find('/') == std::string::npos;
    const bool abbreviated = key_of(word) == "tp";
    if (!dash && !abbreviated && (!begins_large(word) || (text::upper(word) == word && key_of(word).size() > 1))) break;
    --at;
  }
  return at;
}

/// In a flattened text both columns of the header may stand in one line; the right one begins with quốc hiệu, tiêu ngữ, the Party's name
/// or the dateline. Cuts such lines, down to the first paragraph.
void part_header_columns(Lines& lines) {
  constexpr std::size_t kHeader = 20, kTop = 4, kDateline = 24;  // lines; lines; words
  for (std::size_t i = 0; i < std::min(lines.size(), kHeader); ++i) {
    const Line& line = lines[i];
    if (begins_with_phrase(line.text, "kinhgui", 1) || begins_with_phrase(line.text, "cancu", 0)) return;
    auto right = find_phrase(line.words, kCountry, 6);
    if (!right) right = find_phrase(line.words, kMotto, 4);
    if (!right && i < kTop && in_capitals(line.text)) right = find_phrase(line.words, kParty, 2);
    std::size_t word = right ? right->first : 0;
    if (!right && has_date_words(line) && line.words.size() < kDateline) {
      const std::size_t at = dateline_at(line);
      const Line left = line_of(line.page, {line.words.begin(), line.words.begin() + static_cast<std::ptrdiff_t>(at)});
      if (at > 0 && (number_likeness(left) >= 2 || begins_letter_subject(left) || in_capitals(left.text))) word = at;
    }
    if (word > 0) cut(lines, i++, word);
  }
}

/// Header of a text file: by words and order alone. Only lines before the first paragraph can belong to it.
void zone_text_header(Lines& lines, const std::vector<std::string>& types) {
  part_header_columns(lines);
  std::size_t title = kNone, letter = kNone, end = std::min<std::size_t>(lines.size(), 40);
  for (std::size_t i = 0; i < end; ++i) {
    Line& line = lines[i];
    if (is_stamp_line(line)) line.zone = Zone::stamp;
    else if (find_phrase(line.words, kCountry, 6) || find_phrase(line.words, kMotto, 4)) line.zone = Zone::motto;
    else if (has_date_words(line) && line.words.size() < 14 && title == kNone) line.zone = Zone::dateline;
    else if (number_likeness(line) >= 4 && title == kNone) line.zone = Zone::number;
    else if (is_mark(line)) line.zone = Zone::mark;
    else if (title == kNone && title_type(line, types) >= 0) title = i;
    else if (letter == kNone && begins_letter_subject(line) && line.text.find('/') != std::string::npos) letter = i;
    if (begins_with_phrase(line.text, "kinhgui", 1) || begins_with_phrase(line.text, "cancu", 0)) break;
  }
  const std::size_t first = title != kNone ? title : letter;
  // Agencies in capitals stand before the title, beside nothing that can be told apart.
  for (std::size_t i = 0; i < std::min(first, end); ++i)
    if (lines[i].zone == Zone::body && in_capitals(lines[i].text) && first != kNone) lines[i].zone = Zone::agency;
  if (first != kNone) zone_title(lines, first, {}, 0, 50, title == kNone);
  const bool numbered = std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.zone == Zone::number; });
  if (!numbered && title != kNone) zone_title_number(lines, title, 0, 0);
  zone_addressee(lines, 0, 50);
}

}  // namespace

bool begins_document(const Lines& lines, int page_height) {
  const int limit = page_height > 0 ? page_height / 2 : 1 << 30;
  std::size_t seen = 0;
  bool number = false, date = false;
  for (const Line& line : lines) {
    if (line.box ? line.box->y0 > limit : ++seen > 25) continue;
    if (find_phrase(line.words, kCountry, 8) || find_phrase(line.words, kMotto, 5)) return true;
    if (in_capitals(line.text) && line.text.size() < 60 && (find_phrase(line.words, kParty, 3) || is_youth_heading(line.text))) return true;
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
  for (const std::string_view heading : kYouthHeadings)
    if (country == kNone && motto == kNone) country = isolate(lines, heading, 2, page_height / 4);
  if (country != kNone && motto != kNone && motto <= country) country = isolate(lines, kCountry, 8, page_height / 2);
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
        line.box->y1 > right_bottom - height && !stops_title(line) &&
        (right_bottom > 0 || line.text.find_first_of("0123456789") != std::string::npos))
      date = i;
  }
  int likeness = 2;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (i == date || line.zone != Zone::body || line.box->y0 < top || line.box->y0 > depth || line.box->x0 > column) continue;
    if (line.box->center_x() > std::max(column, page_width / 2) || is_stamp_line(line)) continue;
    int score = number_likeness(line);
    // The number stands level with the dateline: there even a spoilt "Số" will do.
    if (score > 1 && date != kNone && std::abs(line.box->center_y() - lines[date].box->center_y()) < 2 * height) score += 1;
    if (score > likeness) likeness = score, number = i;
  }
  int bottom = right_bottom;
  if (number != kNone) lines[number].zone = Zone::number, bottom = std::max(bottom, lines[number].box->y1);
  // On a page without quốc hiệu and number a dateline may stand at the foot of a short list: nothing above it is a header.
  const bool headed = right_bottom > 0 || number != kNone;
  // Applications have theirs under their text, above the signature.
  const bool under_title = date != kNone && number == kNone && std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
    return line.zone == Zone::body && line.box->y0 > right_bottom - height && line.box->y1 < lines[date].box->y0 && title_type(line, types) >= 0;
  });
  if (date != kNone) {
    lines[date].zone = Zone::dateline;
    if (headed && !under_title) bottom = std::max(bottom, lines[date].box->y1);
  }

  for (Line& line : lines) {
    if (line.zone != Zone::body) continue;
    if (line.box->y1 < top - height / 3 && top > 0) line.zone = Zone::stamp;
    else if (line.box->y0 < page_height / 2 && is_mark(line)) line.zone = Zone::mark;
  }
  zone_stamps(lines, height, page_height * 6 / 10);
  // Agencies: left of quốc hiệu, above the number (or above the dateline when there is none).
  const int agency_bottom = number != kNone ? lines[number].box->y0 + height / 3 : date != kNone ? lines[date].box->y1 : right_bottom + 2 * height;
  for (Line& line : lines)
    if (line.zone == Zone::body && line.box->y0 >= top - height && line.box->center_y() < agency_bottom && line.box->center_x() < column &&
        (headed || in_capitals(line.text)) && !has_date_words(line) && title_type(line, types) < 0 && (headed || title_prefix(line, types) < 0) &&
        !key_of(line.text).empty())
      line.zone = Zone::agency;

  std::size_t title = kNone, letter = kNone;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.zone != Zone::body || line.box->y0 > page_height * 7 / 10) continue;
    if (line.box->center_y() < bottom - height) continue;
    if (letter == kNone && begins_letter_subject(line) && line.box->x0 < column && title == kNone &&
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
  // A letter's "V/v" may be unreadable: it stands in the left column right under the number, where an addressee follows.
  const bool addressed = std::any_of(lines.begin(), lines.end(), [](const Line& line) { return begins_with_phrase(line.text, "kinhgui", 1); });
  if (title == kNone && letter == kNone && number != kNone && addressed)
    for (std::size_t i = 0; i < lines.size() && letter == kNone; ++i) {
      const Line& line = lines[i];
      const int step = line.box->y0 - lines[number].box->y1;
      if (line.zone == Zone::body && step > -height / 3 && step < 2 * height && line.box->x1 < column + 2 * height &&
          line.words.size() > 2 && !stops_title(line))
        letter = i;
    }
  if (title != kNone || letter != kNone)
    zone_title(lines, title != kNone ? title : letter, margins, page_width, height, title == kNone);
  if (number == kNone && title != kNone) zone_title_number(lines, title, page_width / 8, 12 * height);
  zone_addressee(lines, page_width, height);
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return rank(a.zone) < rank(b.zone); });
}

}  // namespace sohoa
