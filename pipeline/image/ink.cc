#include "pipeline/image/ink.hh"

#include <algorithm>
#include <vector>

#include "pipeline/image/pix.hh"
#include "pipeline/image/show_through.hh"

namespace sohoa {
namespace {

/// Ink is what is this much darker than the paper; the back of the sheet shining through is not.
constexpr double kInkShare = 0.62;

/// Less than this share of the ink is never looked at closely.
constexpr double kFewPale = 0.03;

/// Paper darker than this is the ground of a negative when there are letters twice as bright on it.
constexpr int kDarkPaper = 90;

/// Whether the paper's brightness differs over the page: medians of a few large tiles.
bool is_uneven(Pix* small) {
  constexpr int kTiles = 6;
  int darkest = 255, brightest = 0;
  const int w = pixGetWidth(small) / kTiles, h = pixGetHeight(small) / kTiles;
  if (w < 4 || h < 4) return false;
  for (int i = 0; i < kTiles * kTiles; ++i) {
    const int x = i % kTiles * w, y = i / kTiles * h;
    const PixPtr tile = clipped(small, {x, y, x + w, y + h});
    if (!tile) continue;
    const int paper = brightness_below(tile.get(), kPaperShare);
    darkest = std::min(darkest, paper);
    brightest = std::max(brightest, paper);
  }
  return brightest - darkest > 50;
}

/// Sum of squared differences of the ink in neighbouring rows: large when text lines lie along the rows.
double row_contrast(Pix* binary) {
  Numa* counts = pixCountPixelsByRow(binary, nullptr);
  double sum = 0;
  for (int i = 1; counts && i < numaGetCount(counts); ++i) {
    l_float32 a = 0, b = 0;
    numaGetFValue(counts, i - 1, &a);
    numaGetFValue(counts, i, &b);
    sum += static_cast<double>(b - a) * (b - a);
  }
  numaDestroy(&counts);
  return sum / std::max(1, pixGetWidth(binary)) / std::max(1, pixGetWidth(binary)) /
         std::max(1, pixGetHeight(binary));
}

/// Marks between 1 and 7 mm high that are no rules and no blots.
int count_letters(Pix* binary, double dpi) {
  int letters = 0;
  const double mm = dpi / 25.4;
  for (const Box& mark : connected_boxes(binary)) {
    const int w = mark.width(), h = mark.height();
    letters += h >= 1.2 * mm && h <= 7 * mm && w >= 0.3 * mm && w <= 12 * mm;
  }
  return letters;
}

/// Marks that nothing as dark as print is near: the soft edges of letters are not meant.
void measure_pale(Ink& ink, Pix* small, double dpi) {
  constexpr double kPale = 0.75;
  constexpr int kNear = 7;
  PixPtr print(pixThresholdToBinary(small, std::max(1, static_cast<int>(ink.paper * kPrint))));
  PixPtr pale(pixThresholdToBinary(small, std::max(1, static_cast<int>(ink.paper * kPale))));
  PixPtr near(print ? pixDilateBrick(nullptr, print.get(), kNear, kNear) : nullptr);
  if (!pale || !near) return;
  pixSubtract(pale.get(), pale.get(), near.get());
  l_int32 dark = 0, light = 0;
  pixCountPixels(print.get(), &dark, nullptr);
  pixCountPixels(pale.get(), &light, nullptr);
  ink.pale_share = light / std::max(1.0, dark + static_cast<double>(light));
  if (ink.pale_share > kFewPale) ink.pale = count_letters(pale.get(), dpi);
}

}  // namespace

int paper_of(const Image& grey) { return grey.empty() ? 255 : brightness_below(grey.pix(), kPaperShare, 4); }

Ink ink_of(const Image& grey) {
  Ink ink;
  PixPtr small(pixScaleAreaMap2(grey.pix()));
  if (!small) return ink;
  ink.paper = brightness_below(small.get(), kPaperShare);
  ink.uneven = is_uneven(small.get());
  PixPtr binary(pixThresholdToBinary(small.get(), std::max(1, static_cast<int>(ink.paper * kInkShare))));
  if (!binary) return ink;
  ink.letters = count_letters(binary.get(), grey.dpi() / 2.0);
  measure_pale(ink, small.get(), grey.dpi() / 2.0);
  // Rules of tables lie both ways and say nothing about the letters.
  const int most = static_cast<int>(12 * grey.dpi() / 2.0 / 25.4);
  PixPtr marks(pixSelectBySize(binary.get(), most, most, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LT, nullptr));
  PixPtr coarse(marks ? pixReduceRankBinaryCascade(marks.get(), 1, 0, 0, 0) : nullptr);
  PixPtr turned(coarse ? pixRotate90(coarse.get(), 1) : nullptr);
  if (coarse && turned) ink.upright = row_contrast(coarse.get()) / std::max(1e-12, row_contrast(turned.get()));
  return ink;
}

InkUnder ink_under(const Image& grey, const std::vector<Word>& words) {
  InkUnder under;
  constexpr int kDark = 160;
  PixPtr binary(pixThresholdToBinary(grey.pix(), kDark));
  if (!binary || words.empty()) return under;
  l_int32 all = 0, left = 0;
  pixCountPixels(binary.get(), &all, nullptr);
  const double scale = grey.dpi() / kRecordDpi;
  int inked = 0;
  for (const Word& word : words) {
    if (!word.box) continue;
    const auto scaled = [scale](int x) { return static_cast<int>(x * scale); };
    // One pixel more on each side: drawn letters stand out of the boxes their fonts claim.
    ::Box* box = boxCreate(std::max(0, scaled(word.box->x0) - 1), std::max(0, scaled(word.box->y0) - 1),
                           scaled(word.box->width()) + 3, scaled(word.box->height()) + 3);
    PixPtr part(pixClipRectangle(binary.get(), box, nullptr));
    l_int32 empty = 1;
    if (part) pixZero(part.get(), &empty);
    inked += !empty;
    pixClearInRect(binary.get(), box);
    boxDestroy(&box);
  }
  pixCountPixels(binary.get(), &left, nullptr);
  under.words_with_ink = inked / static_cast<double>(words.size());
  under.ink_in_words = all ? 1.0 - left / static_cast<double>(all) : 0.0;
  return under;
}

bool has_letter(const Image& grey, const Box& box) {
  constexpr double kBeside = 0.8, kHeight = 1.2, kWidth = 0.25, kRule = 0.6;  // mm
  constexpr double kDark = 0.72;  // of the paper's brightness
  const double mm = grey.dpi() / 25.4;
  const int beside = static_cast<int>(kBeside * mm);
  PixPtr part = clipped(grey.pix(), {box.x0 + beside, box.y0 + beside, box.x1 - beside, box.y1 - beside});
  if (!part) return false;
  const int width = pixGetWidth(part.get()), height = pixGetHeight(part.get());
  PixPtr dark(pixThresholdToBinary(part.get(), std::max(1, static_cast<int>(kDark * brightness_below(part.get(), kPaperShare)))));
  const std::vector<Box> marks = dark ? connected_boxes(dark.get()) : std::vector<Box>();
  return std::any_of(marks.begin(), marks.end(), [&](const Box& mark) {
    const bool at_edge = mark.x0 <= 0 || mark.y0 <= 0 || mark.x1 >= width || mark.y1 >= height;  // a border that is not straight
    return mark.height() >= kHeight * mm && mark.width() >= (at_edge ? kRule : kWidth) * mm;
  });
}

Image positive(Image grey) {
  PixPtr small(pixScaleByIntSampling(grey.pix(), 4));
  if (!small || brightness_below(small.get(), kPaperShare) > kDarkPaper || brightness_below(small.get(), 0.995) < 2 * kDarkPaper) return grey;
  PixPtr inverted(pixInvert(nullptr, grey.pix()));
  return inverted ? Image(inverted.release(), grey.dpi()) : std::move(grey);
}

Image flatten(Image grey) {
  PixPtr even(pixBackgroundNorm(grey.pix(), nullptr, nullptr, 16, 16, 60, 40, 235, 2, 2));
  return even ? Image(even.release(), grey.dpi()) : std::move(grey);
}

}  // namespace sohoa
