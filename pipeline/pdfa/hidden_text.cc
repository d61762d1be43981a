#include "pipeline/pdfa/hidden_text.hh"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

namespace sohoa::pdfa {
namespace {

constexpr double kPoints = 72.0 / kRecordDpi;  // points a pixel of the record

int median(std::vector<int> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Where the words of a line stand, as most of them do: marks above and letters below the line move single words only.
struct Baseline {
  int bottom = 0, height = 1;
};

Baseline baseline_of(std::span<const Word* const> line) {
  std::vector<int> bottoms, tops;
  for (const Word* word : line) {
    bottoms.push_back(word->box->y1);
    tops.push_back(word->box->y0);
  }
  const int bottom = median(std::move(bottoms));
  return {bottom, std::max(1, bottom - median(std::move(tops)))};
}

std::string number(double value) {
  std::string out = fmt::format("{:.4f}", value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out == "-0" ? "0" : out;
}

/// The line's words, each at its place. Text space is the upright page in points, y upwards, from the line's beginning.
std::string line_text(const Page& page, std::span<const Word* const> line, const Affine& to_points, BlankFont& font) {
  const Baseline base = baseline_of(line);
  const double size = base.height * kPoints * 1000 / kHeight;
  const int x0 = line.front()->box->x0, middle = (x0 + line.back()->box->x1) / 2;
  const auto [a, b, c, d, e, f] = composed(to_points, to_original_at(page, middle, base.bottom));
  std::string out = fmt::format("{} {} Tf {} {} {} {} {} {} Tm\n", kFontName, number(size), number(a / kPoints), number(d / kPoints),
                                number(-b / kPoints), number(-e / kPoints), number(a * x0 + b * base.bottom + c),
                                number(d * x0 + e * base.bottom + f));
  int at = x0;
  for (const Word* word : line) {
    const bool last = word == line.back();
    BlankFont::Codes codes = font.codes(word->text);
    if (codes.glyphs == 0) continue;
    const double natural = codes.glyphs * size * kAdvance / 1000;
    const double stretch = 100 * word->box->width() * kPoints / natural;
    if (!last) codes.hex += font.codes(" ").hex;
    if (word->box->x0 != at) out += number((word->box->x0 - at) * kPoints) + " 0 Td ";
    out += fmt::format("{} Tz <{}> Tj\n", number(stretch), codes.hex);
    at = word->box->x0;
  }
  return out;
}

}  // namespace

std::string hidden_text(const Page& page, const Affine& to_points, BlankFont& font) {
  std::vector<const Word*> words;
  for (const Word& word : page.words)
    if (word.box && !word.box->empty() && !word.text.empty()) words.push_back(&word);
  std::string out;
  for (auto begin = words.begin(); begin != words.end();) {
    const auto end = std::find_if(begin, words.end(), [&](const Word* w) { return w->line != (*begin)->line || w->block != (*begin)->block; });
    out += line_text(page, {begin, end}, to_points, font);
    begin = end;
  }
  return out.empty() ? out : "q BT 3 Tr\n" + out + "ET Q\n";
}

}  // namespace sohoa::pdfa
