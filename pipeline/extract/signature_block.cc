#include "pipeline/extract/signature_block.hh"

#include <algorithm>
#include <cstdlib>

#include "pipeline/extract/reading.hh"
#include "pipeline/layout/line_signs.hh"

namespace sohoa {
namespace {

bool above(const Line& a, const Line& b) { return a.page < b.page || (a.page == b.page && (!a.box || !b.box || a.box->y0 < b.box->y0)); }

/// Lines of authority stand one under another; a line of the same words far above the name is none of its title.
std::vector<const Line*> title_above(const SignatureBlock& block) {
  std::vector<const Line*> stack{block.authority.back()};
  for (auto line = block.authority.rbegin() + 1; line != block.authority.rend(); ++line) {
    const auto &upper = (*line)->box, &lower = stack.back()->box;
    if (!upper || !lower || (*line)->page != stack.back()->page || lower->y0 - upper->y1 > 2 * lower->height()) break;
    stack.push_back(*line);
  }
  return stack;
}

/// Whether the name is plain print on a page that reads well: in place, and no ink of seals, stamps or pens over or beside it.
bool in_clean_print(const SignatureBlock& block, const Page* page) {
  constexpr double kReadsWell = 0.97;  // a blurred page, on which marks are confused, is below
  const auto box = letters_box(*block.line);
  if (!page || !box || block.authority.empty() || stands_aside(block) || page->confidence < kReadsWell) return false;
  const int beside = box->height();
  return std::none_of(page->layers.begin(), page->layers.end(), [&](const Layer& layer) {
    return layer.box.x0 < box->x1 + beside && layer.box.x1 > box->x0 - beside && layer.box.y0 < box->y1 + beside / 2 && layer.box.y1 > box->y0 - beside / 2;
  });
}

/// Titles are often wider than the name under them, and a name may stand a little aside.
constexpr int kAside = 300;  // pixels at 300 dpi: 2.5 cm

/// Every line of the zone that can be a name, the likeliest first.
std::vector<SignatureBlock> possible_blocks(const FieldInput& in) {
  const auto lines = lines_in(in.lines, Zone::signature);
  std::vector<SignatureBlock> found;
  for (const Line* line : lines) {
    if (is_authority_line(*line)) continue;
    SignatureBlock one{person_name(line->words, in.known), line, {}, false};
    if (one.name.text.empty()) continue;
    for (const Line* title : lines)
      if (is_authority_line(*title) && above(*title, *line) &&
          (!line->box || (title->box->x0 < line->box->x1 + kAside && title->box->x1 > line->box->x0 - kAside)))
        one.authority.push_back(title);
    if (in_clean_print(one, in.page(line->page))) one.name = person_name(line->words, in.known, NamePrint::clean);
    found.push_back(std::move(one));
  }
  const auto score = [](const SignatureBlock& s) {
    return (s.name.surname ? 2.0 : 0.0) + (s.name.plausible ? 1.0 : 0.0) + (s.authority.empty() ? 0.0 : 1.5) - s.name.doubt;
  };
  std::stable_sort(found.begin(), found.end(), [&](const SignatureBlock& a, const SignatureBlock& b) { return score(a) > score(b); });
  return found;
}

/// Whether the name stands right under a line of authority, which is none of the other's.
bool has_own_authority(const SignatureBlock& block, const SignatureBlock& other) {
  const auto over = [](const Line* title, const Line* name) { return title->box && title->box->x0 < name->box->x1 && title->box->x1 > name->box->x0; };
  return std::any_of(block.authority.begin(), block.authority.end(), [&](const Line* title) { return over(title, block.line) && !over(title, other.line); });
}

/// Whether `other` signs beside `first`: at the same height, or, of a joint act, under an authority of more lines.
bool stands_beside(const SignatureBlock& other, const SignatureBlock& first) {
  constexpr int kLevel = 60, kSteps = 300;  // pixels at 300 dpi; four lines of a title
  const auto &a = other.line->box, &b = first.line->box;
  if (!other.name.surname || !other.name.plausible || !a || !b || other.line->page != first.line->page || (a->x1 >= b->x0 && a->x0 <= b->x1)) return false;
  const int step = std::abs(a->center_y() - b->center_y());
  return step < kLevel || (step < kSteps && has_own_authority(other, first) && has_own_authority(first, other));
}

}  // namespace

bool stands_aside(const SignatureBlock& block) {
  constexpr int kOff = 34;  // pixels at 300 dpi: less than half of "Lê "
  const auto name = letters_box(*block.line);
  std::optional<Box> title;
  if (!block.authority.empty())
    for (const Line* line : title_above(block))
      if (const auto box = letters_box(*line)) title = title ? united(*title, *box) : *box;
  return name && title && name->center_x() - title->center_x() > kOff;
}

std::vector<SignatureBlock> signature_blocks(const FieldInput& in) {
  auto found = possible_blocks(in);
  if (found.empty()) return found;
  std::vector<SignatureBlock> kept{found.front()};
  const auto beside = std::find_if(found.begin() + 1, found.end(), [&](const SignatureBlock& other) { return stands_beside(other, found.front()); });
  if (beside != found.end()) kept.insert(beside->line->box->x0 < kept[0].line->box->x0 ? kept.begin() : kept.end(), *beside);
  const auto likely = std::count_if(found.begin(), found.end(), [](const SignatureBlock& s) { return s.name.plausible; });
  for (SignatureBlock& block : kept) block.alone = likely <= static_cast<std::ptrdiff_t>(kept.size());
  return kept;
}

}  // namespace sohoa
