#include "pipeline/extract/slot.hh"

#include <algorithm>
#include <cstdlib>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"

namespace sohoa {
namespace {

int average(const std::vector<Word>& words, int (*measure)(const Box&)) {
  int sum = 0, count = 0;
  for (const Word& word : words)
    if (word.box) sum += measure(*word.box), ++count;
  return count ? sum / count : 0;
}

}  // namespace

bool all_digits(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string digits_of(const std::string& text) {
  static constexpr std::string_view kLooks = "o0O0Q0D0l1I1|1!1]1[1S5s5B8Z2z2";
  std::string digits;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    std::string sign = text.substr(at, end - at);
    // A speck over a digit makes it a letter with a mark: "2Š" is 25.
    if (sign.size() > 1) sign = text::lower(sign) == sign ? text::fold(sign) : text::upper(text::fold(sign));
    at = end;
    if (sign.size() != 1) continue;
    if (sign[0] >= '0' && sign[0] <= '9') digits += sign;
    for (std::size_t i = 0; i < kLooks.size(); i += 2)
      if (sign[0] == kLooks[i]) digits += kLooks[i + 1];
  }
  return digits;
}

double trust_in(const Page& page) {
  if (page.origin != Origin::embedded) return 1.0;
  int odd = 0, all = 0;
  for (const Word& word : page.words)
    for (const std::string_view letters : text::words(word.text)) {
      ++all;
      odd += text::has_marks(letters) && !text::is_syllable(letters) && text::upper(letters) != letters;
    }
  return odd > 1 && odd * 200 > all ? 0.7 : 1.0;
}

SlotSigns judge_slot(const std::vector<Word>& slot, const SlotPlace& place, const Page* page) {
  if (slot.empty()) return {true, "empty"};
  Box box;
  std::string text;
  double confidence = 1.0;
  for (const Word& word : slot) {
    if (word.box) box = united(box, *word.box);
    text += word.text;
    confidence = std::min(confidence, word.confidence);
  }
  if (box.empty() || !page) return {};
  for (const Layer& layer : page->layers)
    if (layer.kind == LayerKind::handwriting && overlap(layer.box, box)) return {true, "layer"};
  if (!all_digits(text)) return {true, "letters"};
  if (confidence < 0.7) return {true, "confidence"};
  if (page->origin == Origin::embedded && trust_in(*page) == 1.0) return {};

  bool steady = confidence >= 0.9;  // nothing else speaks against print
  if (!place.digits.empty()) {
    const int height = average(place.digits, [](const Box& b) { return b.height(); });
    const int foot = average(place.digits, [](const Box& b) { return b.y1; });
    const int slack = std::max(3, height / 12);
    if (std::abs(box.height() - height) > slack) return {true, "height"};
    if (std::abs(box.y1 - foot) > slack + 1) return {true, "foot"};
    steady = steady && std::abs(box.height() - height) <= 2;
  }
  if (!place.symbol.empty()) {
    const int head = average(place.symbol, [](const Box& b) { return b.y0; });
    const int foot = average(place.symbol, [](const Box& b) { return b.y1; });
    if (box.y0 < head - 4 || box.y1 > foot + 3) return {true, "height"};
    if (10 * box.height() < 7 * (foot - head)) return {true, "height"};
  }
  const int room = std::max(box.height(), 20) * (steady ? 10 : 7) / 10;
  if (place.before && place.before->box && box.x0 - place.before->box->x1 > room) return {true, "gap"};
  if (place.after && place.after->box && place.after->box->x0 - box.x1 > room) return {true, "gap"};
  return {};
}

}  // namespace sohoa
