#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "core/text/normalize.hh"
#include "pipeline/layout/line.hh"
#include "pipeline/second_look.hh"
#include "pipeline/strip.hh"

namespace sohoa {
namespace {

constexpr std::array<Look, 5> kLooks{{{1, 6, false}, {0.75, 6, false}, {0.9, 6, false}, {1.15, 6, false}, {1.4, 6, false}}};
constexpr double kDigitReader = 0.45;  // its first reading at least so likely
constexpr double kBothAgree = 0.95;    // two readers that work differently, and several pictures
constexpr int kEven = 2;               // pixels by which the feet of printed digits differ at most
constexpr int kCloser = 1;             // and their feet and heads, where no year is there to compare with

/// Words whose middle lies within a slot.
bool within(const Word& word, const Box& slot) {
  return word.box && word.box->center_x() > slot.x0 && word.box->center_x() < slot.x1 && word.box->center_y() > slot.y0 - slot.height() / 2 &&
         word.box->center_y() < slot.y1 + slot.height() / 2;
}

/// The digits a text shows when strokes, rings and hooks are taken for 1, 0 and 5, as they are between digits; "" when a sign is none.
std::string digits_shown(const std::string& text) {
  static constexpr std::string_view kShapes = "l1|1!1]1[1i1o0u0s5";
  std::string digits;
  for (const char c : text::fold(text)) {
    if (c == '_' || c == '.' || c == ',' || c == ' ') continue;
    const char* found = c >= '0' && c <= '9' ? &c : nullptr;
    for (std::size_t i = 0; !found && i < kShapes.size(); i += 2)
      if (kShapes[i] == c) found = &kShapes[i + 1];
    if (!found) return {};
    digits += *found;
  }
  return digits;
}

/// The printed year behind the slots: its digits say how high print is in this line.
const Word* year_behind(const Page& page, const Box& slot) {
  for (const Word& word : page.words)
    if (word.box && word.box->x0 >= slot.x1 && word.box->center_y() > slot.y0 && word.box->center_y() < slot.y1 && word.text.size() >= 4 &&
        (word.text.starts_with("19") || word.text.starts_with("20")))
      return &word;
  return nullptr;
}

/// Whether the ink of a slot can be print: digits with one foot, none higher than the year's, and in the line with it. Pens do not keep so
/// to a line. A year with a speck in its box says nothing; then days and months must agree.
bool looks_printed(const Page& page, const Slot& slot) {
  if (slot.pen || slot.digits.size() != 2) return false;
  const auto [low, high] = std::minmax_element(slot.digits.begin(), slot.digits.end(), [](const Box& a, const Box& b) { return a.y1 < b.y1; });
  if (high->y1 - low->y1 > kEven) return false;
  const auto fits = [&](int height, int foot) {
    return std::all_of(slot.digits.begin(), slot.digits.end(), [&](const Box& d) { return d.height() <= height + 1 && 10 * d.height() >= 7 * height && std::abs(d.y1 - foot) <= 4; });
  };
  const Word* year = year_behind(page, slot.box);
  if (year && fits(year->box->height(), year->box->y1)) return true;
  const bool same_heads = std::abs(slot.digits[0].y0 - slot.digits[1].y0) <= kCloser && high->y1 - low->y1 <= kCloser;
  return same_heads && std::any_of(page.slots.begin(), page.slots.end(), [&](const Slot& other) {
    return other.kind != slot.kind && other.kind != SlotKind::number && other.digits.size() == 2 && !other.pen &&
           std::all_of(other.digits.begin(), other.digits.end(), [&](const Box& d) { return std::abs(d.y1 - slot.digits[0].y1) <= kCloser && std::abs(d.y0 - slot.digits[0].y0) <= kCloser + 1; });
  });
}

/// What the looks and the digit reader agree on; "" when they do not.
std::string agreed_digits(const Slot& slot, const Box& strip, const std::string& before, const Scanned& scanned, OcrEngine& engine) {
  if (slot.readings.empty() || slot.readings.front().probability < kDigitReader) return {};
  const std::string& want = slot.readings.front().digits;
  std::size_t agree = 0, said = 0;
  for (const Look& look : kLooks) {
    std::string text;
    for (const Word& word : read_strip(scanned.grey, scanned.to_image, strip, look, engine))
      if (within(word, slot.box)) text += word.text;
    const std::string digits = digits_shown(text);
    agree += digits == want;
    said += digits.size() == want.size();
  }
  const bool first = digits_shown(before) == want;
  return agree + first >= 3 && agree == said ? want : std::string();
}

}  // namespace

void look_again_at_days(Page& page, const Scanned& scanned, OcrEngine& engine) {
  for (const Slot& slot : page.slots) {
    if (slot.kind == SlotKind::number) continue;
    std::string before;
    for (const Word& word : page.words)
      if (within(word, slot.box)) before += word.text;
    const bool clear = before.size() == 2 && std::all_of(before.begin(), before.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (before.empty() || clear || !looks_printed(page, slot)) continue;
    Box strip = slot.box;
    for (const Line& line : lines_of(page))
      if (line.box && std::any_of(line.words.begin(), line.words.end(), [&](const Word& word) { return within(word, slot.box); })) strip = *line.box;
    const std::string digits = agreed_digits(slot, strip, before, scanned, engine);
    if (digits.empty()) continue;
    const auto first = std::find_if(page.words.begin(), page.words.end(), [&](const Word& word) { return within(word, slot.box); });
    Word one = *first;
    one.raw = before;
    one.text = digits;
    one.confidence = std::max(slot.readings.front().probability, kBothAgree);
    one.box = united(slot.digits[0], slot.digits[1]);
    const auto at = first - page.words.begin();
    page.words.erase(std::remove_if(first, page.words.end(), [&](const Word& word) { return within(word, slot.box); }), page.words.end());
    page.words.insert(page.words.begin() + at, std::move(one));
  }
}

}  // namespace sohoa
