#include "pipeline/extract/signature_block.hh"

#include <algorithm>
#include <cstdlib>

#include "pipeline/extract/reading.hh"
#include "pipeline/layout/line_signs.hh"

namespace sohoa {
namespace {

bool above(const Line& a, const Line& b) { return a.page < b.page || (a.page == b.page && (!a.box || !b.box || a.box->y0 < b.box->y0)); }

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
