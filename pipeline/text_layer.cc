#include "pipeline/text_layer.hh"

#include <algorithm>
#include <cmath>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/image/ink.hh"
#include "pipeline/mend_spaces.hh"
#include "pipeline/quick_reading.hh"

namespace sohoa {
namespace {

constexpr std::size_t kFewWords = 8;
constexpr std::size_t kNotesOnScan = 60;  // words over a scan: a signature's or a stamp's text, not the page's
constexpr double kMostUnknown = 0.02;     // of letters no map could name
constexpr double kGoodShare =
    0.8;  // of valid syllables; below are old codes (TCVN3), broken maps, and tables of abbreviations
constexpr double kAgrees = 0.85;        // of the words of sample lines; of a layer with few syllables
constexpr double kInkUnderWords = 0.7;  // of the words something must be drawn where they claim to stand
constexpr double kInkInWords = 0.4;     // of the ink must belong to words; the rest are rules, emblems, seals
constexpr double kGoodScanShare =
    0.98;  // looking at another program's reading pays only when nearly all of it makes sense
constexpr double kScanAgrees = 0.98;  // as good as ours would be
constexpr double kPlainWord = 0.95,
                 kOtherWord = 0.8;  // confidence in such a reading: syllables, and numbers and names no one checked
constexpr int kLayerCheckDpi = 60;
constexpr int kReadingDpi = 150;

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

/// Replacement characters, private use and control codes; single signs are bullets of symbol fonts.
double unknown_share(const std::vector<Word>& words) {
  std::size_t unknown = 0, letters = 0;
  for (const Word& word : words) {
    const std::string& s = word.text;
    for (std::size_t i = 0; i < s.size(); ++i) {
      const auto c = static_cast<unsigned char>(s[i]);
      letters += (c & 0xC0) != 0x80;
      const bool replaced = s.compare(i, 3, "\xEF\xBF\xBD") == 0;
      const bool private_use =
          s.size() > 3 && (c == 0xEE || (c == 0xEF && i + 1 < s.size() && static_cast<unsigned char>(s[i + 1]) < 0xA4));
      unknown += replaced || private_use || c < 0x20;
    }
  }
  return letters ? static_cast<double>(unknown) / static_cast<double>(letters) : 1.0;
}

double share_of_syllables(const std::vector<Word>& words) {
  std::string all;
  for (const Word& word : words) (all += word.text) += ' ';
  return text::valid_share(all);
}

LayerVerdict unused(std::string why) {
  return {false, {}, "page.text_layer_unused", "Lớp chữ có sẵn " + std::move(why) + ", đã nhận dạng lại."};
}

/// The reading of another program: only as sure as our own look at some lines, and never of what no syllable rule can
/// check.
void doubt(std::vector<Word>& words, double agrees) {
  for (Word& word : words) {
    const auto parts = text::words(word.text);
    const bool plain =
        std::all_of(parts.begin(), parts.end(), [](std::string_view part) { return text::is_syllable(part); });
    word.confidence = agrees * (plain ? kPlainWord : kOtherWord);
  }
}

Result<std::optional<double>> agreement_on_page(const std::vector<Word>& words, PageSource& source, int n,
                                                OcrEngine& engine) {
  const Image grey = TRY(source.render(n, kReadingDpi, false));
  return agreement(words, grey, engine);
}

Result<LayerVerdict> judge_reading_of_scan(PageFacts facts, PageSource& source, int n, OcrEngine& engine) {
  if (facts.scanned && !facts.invisible && facts.embedded.size() < kNotesOnScan)
    return unused("trên ảnh quét chỉ là ghi chú (như dấu ký số), không phải nội dung trang");
  const double share = share_of_syllables(facts.embedded);
  if (share < kGoodScanShare)
    return unused("là kết quả nhận dạng kém của máy quét (" + percent(share) + " âm tiết đúng)");
  const auto agrees = TRY(agreement_on_page(facts.embedded, source, n, engine));
  if (!agrees) return unused("là kết quả nhận dạng của máy quét, quá ngắn để kiểm tra");
  if (*agrees < kScanAgrees)
    return unused("là kết quả nhận dạng của máy quét, chỉ khớp " + percent(*agrees) + " khi đọc thử vài dòng");
  doubt(facts.embedded, *agrees);
  return LayerVerdict{
      true, std::move(facts.embedded), "page.text_layer_kept",
      "Dùng kết quả nhận dạng có sẵn của máy quét: khớp " + percent(*agrees) + " khi đọc thử vài dòng."};
}

}  // namespace

Result<LayerVerdict> judge_text_layer(PageFacts facts, PageSource& source, int n, OcrEngine& engine) {
  if (facts.embedded.size() < kFewWords) return unused("quá ít chữ");
  if (unknown_share(facts.embedded) > kMostUnknown) return unused("có nhiều ký tự không xác định");
  if (facts.scanned || facts.invisible) return judge_reading_of_scan(std::move(facts), source, n, engine);

  const Image drawn = TRY(source.render(n, kLayerCheckDpi, false));
  const InkUnder ink = ink_under(drawn, facts.embedded);
  if (ink.words_with_ink < kInkUnderWords) return unused("không khớp với hình của trang");
  if (ink.ink_in_words < kInkInWords) return unused("thiếu phần lớn nội dung của trang");
  const int mended = mend_spaces(facts.embedded);
  if (share_of_syllables(facts.embedded) < kGoodShare) {
    const auto agrees = TRY(agreement_on_page(facts.embedded, source, n, engine));
    if (!agrees) return unused("không phải chữ Việt Unicode");
    if (*agrees < kAgrees)
      return unused("không phải chữ Việt Unicode, chỉ khớp " + percent(*agrees) + " với chữ in trên trang");
  }
  LayerVerdict verdict{true, std::move(facts.embedded), {}, {}};
  if (facts.decoded || mended > 0) {
    verdict.code = "page.text_layer_mended";
    verdict.reason = "Lớp chữ có sẵn đã được sửa:";
    if (facts.decoded) verdict.reason += " chuyển chữ mã cũ (TCVN3, VNI, VISCII…) sang Unicode";
    if (facts.decoded && mended > 0) verdict.reason += ";";
    if (mended > 0) verdict.reason += " nối, tách từ ở " + std::to_string(mended) + " chỗ";
    verdict.reason += ".";
  }
  return verdict;
}

}  // namespace sohoa
