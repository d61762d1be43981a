#include "pipeline/extract/slot.hh"

#include <algorithm>
#include <cstdlib>

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
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    else if (c == 'o' || c == 'O' || c == 'Q' || c == 'D') digits += '0';
    else if (c == 'l' || c == 'I' || c == '|' || c == '!' || c == ']' || c == '[') digits += '1';
    else if (c == 'S' || c == 's') digits += '5';
    else if (c == 'B') digits += '8';
    else if (c == 'Z' || c == 'z') digits += '2';
  }
  return digits;
}

SlotSigns judge_slot(const std::vector<Word>& slot, const Word* before, const Word* after, const std::vector<Word>& reference,
                     const std::vector<Layer>& layers) {
  if (slot.empty()) return {true, "empty"};
  Box box;
  std::string text;
  double confidence = 1.0;
  for (const Word& word : slot) {
    if (word.box) box = united(box, *word.box);
    text += word.text;
    confidence = std::min(confidence, word.confidence);
  }
  if (box.empty()) return {};  // text has no ink
  for (const Layer& layer : layers)
    if (layer.kind == LayerKind::handwriting && overlap(layer.box, box)) return {true, "layer"};
  if (!all_digits(text)) return {true, "letters"};
  if (confidence < 0.7) return {true, "confidence"};

  const int height = average(reference, [](const Box& b) { return b.height(); });
  const int foot = average(reference, [](const Box& b) { return b.y1; });
  if (height > 0) {
    const int slack = std::max(3, height / 12);
    if (std::abs(box.height() - height) > slack) return {true, "height"};
    if (std::abs(box.y1 - foot) > slack + 1) return {true, "foot"};
  }
  const int room = std::max(height > 0 ? height : box.height(), 20) * 7 / 10;
  if (before && before->box && box.x0 - before->box->x1 > room) return {true, "gap"};
  if (after && after->box && after->box->x0 - box.x1 > room) return {true, "gap"};
  return {};
}

}  // namespace sohoa
