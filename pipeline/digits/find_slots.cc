#include "pipeline/digits/find_slots.hh"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/text/normalize.hh"
#include "pipeline/digits/form_words.hh"
#include "pipeline/layout/header.hh"

namespace sohoa {
namespace {

/// Cuts off what ran into a printed word, given how wide print of this size is.
Box trimmed(const Printed& word, std::string_view form, double per_unit) {
  const int width = static_cast<int>(print_width(form) * per_unit);
  Box box = word.box;
  if (word.after && !word.before) box.x1 = std::min(box.x1, box.x0 + width);
  if (word.before && !word.after) box.x0 = std::max(box.x0, box.x1 - width);
  if (word.before && word.after) box = {box.center_x() - width / 2, box.y0, box.center_x() + width / 2, box.y1};
  return box;
}

Slot slot_between(SlotKind kind, const Box& before, const Box& after) {
  return {kind, {before.x1, std::min(before.y0, after.y0), after.x0, std::max(before.y1, after.y1)}, false, {}, {}};
}

void find_date_slots(const Line& line, std::vector<Slot>& slots) {
  std::array<std::optional<Printed>, 3> found;
  std::size_t part = 0;
  for (const Word& word : line.words)
    for (std::size_t form = part; form < 3; ++form)
      if (auto printed = form_in(word, kDateForm[form])) {
        if (form == 2 && part == 0) break;  // "Nam" of a place
        // "ngàyÂtháng": both in one word.
        if (form == 0 && text::fold(word.text).find("thang") != std::string::npos) {
          found[0] = Printed{*word.box, false, true};
          found[1] = Printed{*word.box, true, false};
          part = 2;
          break;
        }
        found[form] = printed;
        part = form + 1;
        break;
      }
  double per_unit = 0;
  for (std::size_t form = 0; form < 3; ++form)
    if (found[form] && found[form]->whole && !found[form]->before && !found[form]->after)
      per_unit = std::max(per_unit, found[form]->box.width() / static_cast<double>(print_width(kDateForm[form])));
  if (per_unit == 0) {
    if (!line.box) return;
    per_unit = line.box->height() / 1000.0;
  }
  if (found[1] && !found[2]) {  // "năm" was lost
    const Box& month = found[1]->box;
    found[2] = Printed{{month.x1 + 5 * month.height() / 2, month.y0, month.x1 + 4 * month.height(), month.y1}, false, false};
  }
  for (std::size_t form = 0; form < 2; ++form)
    if (found[form] && found[form + 1]) {
      const Slot slot = slot_between(form == 0 ? SlotKind::day : SlotKind::month, trimmed(*found[form], kDateForm[form], per_unit),
                                     trimmed(*found[form + 1], kDateForm[form + 1], per_unit));
      if (slot.box.width() > slot.box.height() / 3) slots.push_back(slot);
    }
}

void find_number_slot(const Line& line, const Page& page, std::vector<Slot>& slots) {
  if (line.words.empty() || !line.words.front().box) return;
  const Word& label = line.words.front();
  const std::string folded = plain(label.text);
  if (folded.size() < 2 || (folded[0] != 'S' && folded[0] != 's')) return;
  std::vector<const Word*> behind;
  for (std::size_t i = 1; i < line.words.size(); ++i)
    if (line.words[i].box) behind.push_back(&line.words[i]);
  // A layout that lost the symbol leaves it on the page, on the same row.
  const int height = label.box->height();
  for (const Word& word : page.words)
    if (word.box && word.box->x0 >= label.box->x1 && word.box->x0 < label.box->x1 + 8 * height && word.box->center_y() > label.box->y0 &&
        word.box->center_y() < label.box->y1 &&
        std::none_of(behind.begin(), behind.end(), [&](const Word* w) { return w->box == word.box; }))
      behind.push_back(&word);
  std::sort(behind.begin(), behind.end(), [](const Word* a, const Word* b) { return a->box->x0 < b->box->x0; });

  std::optional<Box> symbol;
  for (const Word* word : behind) {
    if (const auto at = symbol_from(word->text); at != std::string::npos) {
      symbol = *word->box;
      if (at > 0 && word->text.find_first_not_of(". ") < at) {
        const int units = print_width(plain(word->text.substr(at))), all = print_width(plain(word->text));
        symbol->x0 = symbol->x1 - symbol->width() * units / all;
      } else if (at > 0) {
        symbol->x0 += static_cast<int>(at) * word->box->height() * 278 / 1000;
      }
      break;
    }
  }
  // The slash was lost: the first word of capitals.
  for (const Word* word : behind) {
    const std::string letters = plain(word->text);
    const auto capitals = std::count_if(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!symbol && capitals >= 2 && letters.find_first_of("0123456789") == std::string::npos) symbol = *word->box;
  }
  Box before = *label.box;
  const int printed = static_cast<int>(1150 * height / 1000.0);  // "Số:" by its height, which the marks make that of the size
  // The colon, and what ran into it: "Số:04", "Sốz44".
  const bool ran = folded.size() > 3 || (folded.size() == 3 && folded[2] != ':' && folded[2] != '.' && folded[2] != ',');
  if (ran || before.width() > printed * 3 / 2) before.x1 = std::min(before.x1, before.x0 + printed * 6 / 5);
  if (!behind.empty() && behind.front()->text == ":" && folded.size() == 2) before.x1 = behind.front()->box->x1;
  if (!symbol) symbol = Box{before.x1 + 4 * height, before.y0, before.x1 + 5 * height, before.y1};
  const Slot slot = slot_between(SlotKind::number, before, *symbol);
  if (slot.box.width() > height / 3) slots.push_back(slot);
}

}  // namespace

std::vector<Slot> find_slots(const Page& page) {
  std::vector<Line> lines = lines_of(page);
  if (!begins_document(lines, page.height)) return {};
  zone_header(lines, page.width, page.height, {});
  std::vector<Slot> slots;
  for (const Line& line : lines) {
    if (!line.box) continue;
    if (line.zone == Zone::number) find_number_slot(line, page, slots);
    if (line.zone == Zone::dateline) find_date_slots(line, slots);
  }
  return slots;
}

}  // namespace sohoa
