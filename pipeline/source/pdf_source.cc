#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/language.hh"
#include "pipeline/source/pdf_contents.hh"
#include "pipeline/source/passwords.hh"
#include "pipeline/source/pdf_text.hh"
#include "pipeline/source/sources.hh"

namespace sohoa {
namespace {

/// What one drawn page may have: an A0 at 150 dpi. Larger sheets are drawn with fewer dots per inch.
constexpr double kMaxPixels = 36e6;
constexpr int kMaxSide = 32000;  // Tesseract and Leptonica refuse more than 32767
constexpr int kLeastDpi = 20;

Result<Image> damaged() {
  return fail(ErrorCode::damaged, tr("the page cannot be drawn"),
              tr("Open the file in a PDF viewer; scan the page again if it shows nothing."));
}

/// The part and level of PDF/A that XMP metadata claim, "2B"; empty when they claim none. Written as an attribute or as an element.
std::string pdfa_claimed(std::string_view xmp) {
  const auto value_of = [&](std::string_view name) {
    const std::size_t at = xmp.find(name);
    const std::size_t from = at == xmp.npos ? at : xmp.find_first_not_of("=\"'> \t\r\n", at + name.size());
    return from == xmp.npos ? std::string_view() : xmp.substr(from, std::min(xmp.find_first_of("\"'< \t\r\n", from), xmp.size()) - from);
  };
  const std::string_view part = value_of("pdfaid:part");
  if (part.empty()) return {};
  return std::string(part) + std::string(value_of("pdfaid:conformance"));
}

class PdfSource : public PageSource {
 public:
  PdfSource(std::unique_ptr<poppler::document> document, std::span<const std::byte> bytes, const std::string& password)
      : document_(std::move(document)), contents_(bytes, password) {
    const auto xmp = document_->metadata().to_utf8();
    pdfa_ = pdfa_claimed({xmp.data(), xmp.size()});
  }

  FileKind kind() const override { return FileKind::pdf; }
  int page_count() const override { return document_->pages(); }

  Result<PageFacts> facts(int n) override {
    const auto page = open(n);
    if (!page) return tl::unexpected(damaged().error());
    PageFacts facts = size_of(*page);
    facts.dpi = contents_.scan_dpi(n, facts.width_pt, facts.height_pt);
    facts.scanned = facts.dpi > 0;
    facts.pdfa = pdfa_;
    facts.colourless = facts.scanned && contents_.is_colourless(n);
    facts.pictures = contents_.has_pictures(n);
    PdfText text = text_of_page(*page);
    facts.embedded = std::move(text.words);
    facts.decoded = text.decoded;
    if (!facts.embedded.empty()) {
      PageDrawing drawing = contents_.drawing(n);
      facts.invisible = drawing.text_is_invisible;
      if (!facts.scanned) facts.rules = std::move(drawing.rules);
    }
    return facts;
  }

  Result<Image> render(int n, int dpi, bool colour) override {
    const auto page = open(n);
    if (!page) return damaged();
    const PageFacts size = size_of(*page);
    const double inches_w = size.width_pt / 72.0, inches_h = size.height_pt / 72.0;
    if (!(inches_w > 0) || !(inches_h > 0)) return damaged();
    const double most =
        std::min(std::sqrt(kMaxPixels / (inches_w * inches_h)), kMaxSide / std::max(inches_w, inches_h));
    if (most < kLeastDpi)
      return fail(ErrorCode::too_large, tr("the page is too large to be drawn"),
                  tr("Split it or save it in a smaller format."));
    dpi = std::min(dpi, static_cast<int>(most));
    poppler::page_renderer renderer;
    renderer.set_image_format(colour ? poppler::image::format_rgb24 : poppler::image::format_gray8);
    renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
    const poppler::image drawn = renderer.render_page(page.get(), dpi, dpi);
    if (!drawn.is_valid()) return damaged();
    const auto* data = reinterpret_cast<const unsigned char*>(drawn.const_data());
    const auto stride = static_cast<std::size_t>(drawn.bytes_per_row());
    return colour ? Image::from_rgb(data, drawn.width(), drawn.height(), stride, dpi)
                  : Image::from_grey(data, drawn.width(), drawn.height(), stride, dpi);
  }

  std::vector<Signature> signatures(int n) override { return contents_.signatures(n); }

 private:
  std::unique_ptr<poppler::page> open(int n) { return std::unique_ptr<poppler::page>(document_->create_page(n - 1)); }

  static PageFacts size_of(const poppler::page& page) {
    const poppler::rectf rect = page.page_rect(poppler::crop_box);
    PageFacts facts;
    facts.width_pt = std::abs(rect.width());
    facts.height_pt = std::abs(rect.height());
    const auto turned = page.orientation();
    if (turned == poppler::page::landscape || turned == poppler::page::seascape)
      std::swap(facts.width_pt, facts.height_pt);
    facts.width_px = static_cast<int>(std::lround(facts.width_pt * kRecordDpi / 72.0));
    facts.height_px = static_cast<int>(std::lround(facts.height_pt * kRecordDpi / 72.0));
    return facts;
  }

  std::unique_ptr<poppler::document> document_;
  PdfContents contents_;
  std::string pdfa_;
};

}  // namespace

Result<std::unique_ptr<PageSource>> open_pdf(std::span<const std::byte> bytes) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    return fail(ErrorCode::too_large, tr("the PDF is larger than 2 GB"), tr("Split it into smaller files."));
  const auto size = static_cast<int>(bytes.size());
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(reinterpret_cast<const char*>(bytes.data()), size));
  if (!document)
    return fail(ErrorCode::damaged, tr("the PDF cannot be understood"),
                tr("Open it in a PDF viewer; scan it again if it does not open."));
  std::string password;
  for (const std::string& known : passwords())
    if (document->is_locked() && !document->unlock(known, known)) password = known;
  if (document->is_locked())
    return fail(ErrorCode::encrypted, tr("the PDF wants a password"),
                tr("Save it without a password, or put the password into a list: --passwords FILE."));
  if (document->pages() < 1) return fail(ErrorCode::empty, tr("the PDF holds no page"), {});
  return std::make_unique<PdfSource>(std::move(document), bytes, password);
}

}  // namespace sohoa
