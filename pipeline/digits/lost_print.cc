#include "pipeline/digits/lost_print.hh"

#include <algorithm>
#include <string_view>

#include "pipeline/digits/form_words.hh"
#include "pipeline/layout/header.hh"

namespace sohoa {
namespace {

bool within(const Word& word, const Box& box) {
  return word.box && word.box->center_x() >= box.x0 && word.box->center_x() < box.x1 && word.box->center_y() >= box.y0 && word.box->center_y() < box.y1;
}

bool is_label(const Word& word) {
  const std::string folded = plain(word.text);
  return word.box && folded.size() >= 2 && (folded[0] == 'S' || folded[0] == 's') && (folded[1] == 'o' || folded[1] == '6');
}

int date_forms(const std::vector<Word>& words) {
  int count = 0;
  for (const auto form : kDateForm)
    count += std::any_of(words.begin(), words.end(), [&](const Word& w) { return form_in(w, form).has_value(); });
  return count;
}

int symbols(const std::vector<Word>& words) {
  return static_cast<int>(std::count_if(words.begin(), words.end(), [](const Word& w) { return symbol_from(w.text) != std::string::npos; }));
}

/// A slash alone before capitals is taken for a letter or a figure: "7TB", "JATTP".
void mend_slash(Word& word) {
  static constexpr std::string_view kLike = "7JI1l|f(";
  const std::string letters = plain(word.text);
  if (letters.size() < 3 || kLike.find(letters[0]) == std::string_view::npos || letters.find('/') != std::string::npos) return;
  const auto capital = [&](std::size_t i) { return letters[i] >= 'A' && letters[i] <= 'Z'; };
  if (letters[0] != word.text[0] || !capital(1) || !capital(2)) return;
  if (word.raw.empty()) word.raw = word.text;
  word.text[0] = '/';
}

std::vector<Word> words_in(const Page& page, const Box& box) {
  std::vector<Word> words;
  std::copy_if(page.words.begin(), page.words.end(), std::back_inserter(words), [&](const Word& w) { return within(w, box); });
  return words;
}

/// What lies right of a label up to what comes next on its row, or the middle of the page.
void find_lost_symbol(const Page& page, const Word& label, std::vector<LostPrint>& lost) {
  const int height = label.box->height(), from = label.box->x0 + 2 * height;
  LostPrint row{{label.box->x1 - height / 8, label.box->y0 - height * 2 / 5, page.width / 2, label.box->y1 + height * 2 / 5}, label.line, label.block, false};
  if (row.box.empty()) return;  // right of the middle
  for (const Word& word : page.words)
    if (within(word, {from, row.box.y0, row.box.x1, row.box.y1}) && word.line != label.line && word.box->x0 > label.box->x1 + 6 * height)
      row.box.x1 = std::min(row.box.x1, word.box->x0);
  if (symbols(words_in(page, row.box)) == 0) lost.push_back(row);
}

/// The right part of a row from the comma behind the place on, where date words are missing.
void find_lost_date(const Page& page, const Line& line, std::vector<LostPrint>& lost) {
  std::vector<Box> boxes;
  for (const Word& word : line.words)
    if (word.box) boxes.push_back(*word.box);
  if (boxes.empty()) return;
  std::nth_element(boxes.begin(), boxes.begin() + static_cast<std::ptrdiff_t>(boxes.size() / 2), boxes.end(), [](const Box& a, const Box& b) { return a.height() < b.height(); });
  const int height = boxes[boxes.size() / 2].height(), y = line.words.back().box ? line.words.back().box->center_y() : line.box->center_y();
  const Box row{page.width * 2 / 5, y - height / 2, page.width, y + height / 2};
  const std::vector<Word> words = words_in(page, row);
  const int forms = date_forms(words);
  if (forms == 0 || forms == 3) return;
  LostPrint part{{page.width, y - height * 9 / 10, 0, y + height * 8 / 10}, line.words.back().line, line.words.back().block, true};
  for (const Word& word : words) {
    const bool place = word.text.ends_with(',');
    part.box.x0 = std::min(part.box.x0, place ? word.box->x1 : word.box->x0);
    part.box.x1 = std::max(part.box.x1, word.box->x1 + height / 4);
    if (place) part.box.x0 = word.box->x1;
  }
  if (part.box.width() > 5 * height) lost.push_back(part);
}

}  // namespace

std::vector<LostPrint> find_lost_print(const Page& page) {
  std::vector<Line> lines = lines_of(page);
  if (!begins_document(lines, page.height)) return {};
  zone_header(lines, page.width, page.height, {});
  std::vector<LostPrint> lost;
  for (const Line& line : lines) {
    if (!line.box || line.words.empty()) continue;
    if (line.zone == Zone::number && is_label(line.words.front())) find_lost_symbol(page, line.words.front(), lost);
    if (line.zone == Zone::number || line.zone == Zone::dateline) find_lost_date(page, line, lost);
  }
  // A number and a date on one row are one line or two.
  const auto same = [](const LostPrint& a, const LostPrint& b) { return a.date && b.date; };
  lost.erase(std::unique(lost.begin(), lost.end(), same), lost.end());
  return lost;
}

bool take_found(Page& page, const LostPrint& lost, std::vector<Word> found) {
  const std::vector<Word> before = words_in(page, lost.box);
  std::erase_if(found, [&](const Word& word) { return !within(word, lost.box); });
  if (!lost.date && symbols(found) == 0)
    for (Word& word : found) mend_slash(word);
  if (lost.date ? date_forms(found) <= date_forms(before) : symbols(found) == 0) return false;
  std::sort(found.begin(), found.end(), [](const Word& a, const Word& b) { return a.box->x0 < b.box->x0; });
  for (Word& word : found) word.line = lost.line, word.block = lost.block;
  std::erase_if(page.words, [&](const Word& word) { return within(word, lost.box); });
  auto at = std::find_if(page.words.begin(), page.words.end(), [&](const Word& w) { return w.line == lost.line && w.box && w.box->center_x() >= lost.box.x1; });
  if (at == page.words.end()) {
    const auto last = std::find_if(page.words.rbegin(), page.words.rend(), [&](const Word& w) { return w.line == lost.line; });
    at = last.base();
    if (last == page.words.rend()) at = std::find_if(page.words.begin(), page.words.end(), [&](const Word& w) { return w.line > lost.line; });
  }
  page.words.insert(at, found.begin(), found.end());
  return true;
}

}  // namespace sohoa
