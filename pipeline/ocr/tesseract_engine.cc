#include <fmt/format.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/hash.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "pipeline/ocr/engine.hh"

namespace sohoa {
namespace {

constexpr const char* kLanguage = "vie";

/// Settings that hold for every page. The LSTM network keeps nothing from one image to the next; the classic
/// classifier, which would, is never loaded.
constexpr std::pair<const char*, const char*> kSettings[] = {
    {"debug_file", "/dev/null"},
    {"tessedit_do_invert", "0"},
};

std::vector<Word> collect(tesseract::TessBaseAPI& api) {
  std::vector<Word> words;
  const std::unique_ptr<tesseract::ResultIterator> it(api.GetIterator());
  if (!it) return words;
  int line = -1, block = -1;
  bool new_line = true, new_block = true;
  do {
    new_line = new_line || it->IsAtBeginningOf(tesseract::RIL_TEXTLINE);
    new_block = new_block || it->IsAtBeginningOf(tesseract::RIL_BLOCK);
    if (it->Empty(tesseract::RIL_WORD)) continue;
    const std::unique_ptr<char[]> raw(it->GetUTF8Text(tesseract::RIL_WORD));
    Word word;
    Box box;
    if (raw) word.text = text::normalize(raw.get());
    if (word.text.find_first_not_of(' ') == std::string::npos) continue;
    if (!it->BoundingBox(tesseract::RIL_WORD, &box.x0, &box.y0, &box.x1, &box.y1)) continue;
    // A line counts only when a word of it does, so that numbers have no gaps.
    line += new_line;
    block += new_block;
    new_line = new_block = false;
    word.box = box;
    word.confidence = std::clamp(it->Confidence(tesseract::RIL_WORD) / 100.0, 0.0, 1.0);
    word.line = line;
    word.block = block;
    words.push_back(std::move(word));
  } while (it->Next(tesseract::RIL_WORD));
  return words;
}

class TesseractEngine : public OcrEngine {
 public:
  Result<void> load() {
    set_all();
    if (api_.Init(nullptr, kLanguage, tesseract::OEM_LSTM_ONLY) != 0)
      return fail(
          ErrorCode::no_engine, tr("the Vietnamese model of Tesseract is missing"),
          tr("Install it: apt install tesseract-ocr-vie (or set TESSDATA_PREFIX to the folder of vie.traineddata)."));
    set_all();  // Init resets what belongs to the instance
    api_.SetPageSegMode(tesseract::PSM_AUTO);
    std::ifstream model(std::string(api_.GetDatapath()) + "/" + kLanguage + ".traineddata", std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(model), {});
    fingerprint_ =
        fmt::format("tesseract {} {} {}", tesseract::TessBaseAPI::Version(), kLanguage, sha256(bytes).substr(0, 12));
    return {};
  }

  using OcrEngine::recognize;
  /// Finds tables by itself.
  Result<std::vector<Word>> recognize(const Image& image, const std::vector<Box>&) override {
    if (image.empty()) return std::vector<Word>{};
    try {
      api_.SetImage(image.pix());
      api_.SetSourceResolution(image.dpi() > 0 ? image.dpi() : 150);
      const bool failed = api_.Recognize(nullptr) != 0;
      std::vector<Word> words = failed ? std::vector<Word>{} : collect(api_);
      api_.Clear();
      if (failed) return fail(ErrorCode::internal, tr("Tesseract could not read the page"), {});
      return words;
    } catch (const std::exception& e) {
      api_.Clear();
      return fail(ErrorCode::internal,
                  fmt::format(fmt::runtime(tr("Tesseract could not read the page: {}")), e.what()), {});
    }
  }

  std::string fingerprint() const override { return fingerprint_; }

 private:
  void set_all() {
    for (const auto& [name, value] : kSettings) api_.SetVariable(name, value);
  }

  tesseract::TessBaseAPI api_;
  std::string fingerprint_;
};

}  // namespace

Result<std::unique_ptr<OcrEngine>> make_tesseract() {
  silence_leptonica();
  auto engine = std::make_unique<TesseractEngine>();
  TRY_VOID(engine->load());
  return engine;
}

}  // namespace sohoa
