#include "pipeline/read_page.hh"

#include <cmath>

#include "core/text/syllable.hh"

namespace sohoa {
namespace {

/// Letters of 13 points are then as tall as the model was trained on (design: measured.md).
constexpr int kReadingDpi = 150;
constexpr double kGoodLayer = 0.9;  // share of valid syllables a text layer must have to be believed
constexpr std::size_t kFewWords = 8;

int to_pixels(double points) { return static_cast<int>(std::lround(points * kRecordDpi / 72.0)); }

double mean_confidence(const std::vector<Word>& words) {
  double sum = 0;
  for (const Word& word : words) sum += word.confidence;
  return words.empty() ? 0.0 : sum / static_cast<double>(words.size());
}

bool good_layer(const std::vector<Word>& words) {
  if (words.size() < kFewWords) return false;
  Page page;
  page.words = words;
  return text::valid_share(text_of(page)) >= kGoodLayer;
}

}  // namespace

Result<Page> read_page(PageSource& source, int n, OcrEngine& engine) {
  PageFacts facts = TRY(source.facts(n));
  Page page;
  page.n = n;
  page.dpi = facts.dpi;
  page.width = to_pixels(facts.width_pt);
  page.height = to_pixels(facts.height_pt);
  if (source.kind() == FileKind::text || good_layer(facts.embedded)) {
    page.origin = source.kind() == FileKind::text ? Origin::text : Origin::embedded;
    page.words = std::move(facts.embedded);
  } else {
    const Image image = TRY(source.render(n, kReadingDpi, false));
    page.words = TRY(engine.recognize(image));
    const double scale = static_cast<double>(page.width) / image.width();
    const auto scaled = [scale](int x) { return static_cast<int>(std::lround(x * scale)); };
    for (Word& word : page.words)
      if (word.box) word.box = Box{scaled(word.box->x0), scaled(word.box->y0), scaled(word.box->x1), scaled(word.box->y1)};
  }
  if (facts.width_px > 0 && page.width > 0) {
    const double scale = static_cast<double>(facts.width_px) / page.width;
    page.to_original = {scale, 0, 0, 0, scale, 0};
  }
  page.confidence = mean_confidence(page.words);
  page.valid_syllables = text::valid_share(text_of(page));
  page.blank = page.words.empty();
  return page;
}

}  // namespace sohoa
