#include "pipeline/text_layer.hh"

#include <algorithm>

#include "core/text/syllable.hh"
#include "pipeline/image/ink.hh"

namespace sohoa {
namespace {

constexpr std::size_t kFewWords = 8;
constexpr double kGoodShare = 0.8;      // of valid syllables; below are old codes (TCVN3) and broken maps
constexpr double kMostUnknown = 0.02;   // of letters no map could name
constexpr double kInkUnderWords = 0.7;  // of the words something must be drawn where they claim to stand
constexpr double kInkInWords = 0.4;     // of the ink must belong to words; the rest are rules, emblems, seals

double unknown_share(const std::string& text) {
  std::size_t unknown = 0, letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    letters += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    unknown += text.compare(i, 3, "\xEF\xBF\xBD") == 0;
  }
  return letters ? static_cast<double>(unknown) / static_cast<double>(letters) : 1.0;
}

}  // namespace

std::string distrust(const PageFacts& facts, const Image& drawn) {
  if (facts.scanned) return "Trang là ảnh quét: lớp chữ có sẵn là kết quả nhận dạng của máy quét, đã nhận dạng lại.";
  if (facts.embedded.size() < kFewWords) return "Lớp chữ có sẵn quá ít chữ, đã nhận dạng lại.";
  Page page;
  page.words = facts.embedded;
  const std::string text = text_of(page);
  if (unknown_share(text) > kMostUnknown) return "Lớp chữ có sẵn có nhiều ký tự không xác định, đã nhận dạng lại.";
  if (text::valid_share(text) < kGoodShare) return "Lớp chữ có sẵn không phải chữ Việt Unicode, đã nhận dạng lại.";
  const InkUnder ink = ink_under(drawn, facts.embedded);
  if (ink.words_with_ink < kInkUnderWords) return "Lớp chữ có sẵn không khớp với hình của trang, đã nhận dạng lại.";
  if (ink.ink_in_words < kInkInWords) return "Lớp chữ có sẵn thiếu phần lớn nội dung của trang, đã nhận dạng lại.";
  return {};
}

}  // namespace sohoa
