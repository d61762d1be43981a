#include "pipeline/pdfa/copy.hh"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <numbers>

#include "core/language.hh"
#include "pipeline/pdfa/conformance.hh"
#include "pipeline/pdfa/hidden_text.hh"
#include "pipeline/pdfa/metadata.hh"
#include "pipeline/pdfa/old_text.hh"
#include "pipeline/pdfa/sheets.hh"

#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFWriter.hh>

namespace sohoa {
namespace {

using namespace pdfa;

int rotation_of(QPDFPageObjectHelper& page) {
  long long degrees = 0;
  page.getAttribute("/Rotate", false).getValueAsInt(degrees);
  return static_cast<int>((degrees % 360 + 360) % 360);
}

/// From points of the page as it is shown (y downwards) to its user space.
Affine shown_to_user(QPDFPageObjectHelper& page) {
  const QPDFObjectHandle::Rectangle box = page.getCropBox().getArrayAsRectangle();
  switch (rotation_of(page)) {
    case 90: return {0, 1, box.llx, 1, 0, box.lly};
    case 180: return {-1, 0, box.urx, 0, 1, box.lly};
    case 270: return {0, -1, box.urx, -1, 0, box.ury};
    default: return {1, 0, box.llx, 0, -1, box.ury};
  }
}

/// Quarter turns, clockwise, by which the sheet must be shown for its text to stand upright.
int quarters_to_upright(const Affine& to_original) {
  const double angle = std::atan2(to_original[3], to_original[0]);  // of the printed lines, clockwise
  return (4 - static_cast<int>(std::lround(angle / (std::numbers::pi / 2)))) % 4;
}

void add_font(QPDFPageObjectHelper& page, QPDFObjectHandle font) {
  QPDFObjectHandle resources = page.getAttribute("/Resources", true);
  if (!resources.isDictionary()) {
    resources = QPDFObjectHandle::newDictionary();
    page.getObjectHandle().replaceKey("/Resources", resources);
  }
  QPDFObjectHandle fonts = resources.getKey("/Font");
  fonts = fonts.isDictionary() ? fonts.shallowCopy() : QPDFObjectHandle::newDictionary();  // others may share it
  fonts.replaceKey(kFontName, font);
  resources.replaceKey("/Font", fonts);
}

/// Lays the page's words under what is drawn. `points` are those of a pixel of the original image.
void add_text(QPDF& pdf, QPDFPageObjectHelper& page, const Page& read, double points, BlankFont& blank, QPDFObjectHandle font) {
  const Affine scale{points, 0, 0, 0, points, 0};
  const std::string text = hidden_text(read, composed(shown_to_user(page), scale), blank);
  const int quarters = quarters_to_upright(read.to_original);
  if (quarters != 0)
    page.getObjectHandle().replaceKey("/Rotate", QPDFObjectHandle::newInteger((rotation_of(page) + 90 * quarters) % 360));
  if (text.empty()) return;
  add_font(page, font);
  page.addPageContents(pdf.newStream("q\n"), true);  // what the page leaves behind must not move the words
  page.addPageContents(pdf.newStream("\nQ\n" + text), false);
}

/// Points a pixel of `to_original` stands for: PDFs count 300 to the inch, images their own.
Result<double> points_of_pixel(PageSource& source, int n) {
  if (source.kind() == FileKind::pdf) return 72.0 / kRecordDpi;
  const PageFacts facts = TRY(source.facts(n));
  return facts.width_pt / facts.width_px;
}

std::string written(QPDF& pdf) {
  // A mended file may lack it, and qpdf only corrects what is there.
  pdf.getTrailer().replaceKey("/Size", QPDFObjectHandle::newInteger(0));
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setPreserveEncryption(false);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.forcePDFVersion("1.7");
  writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

/// Whether the page's words are ours to write: read from its picture, made better than the layer has them, or taken from a layer
/// over a scan. Born digital, its own text says the same.
bool words_are_ours(const Page& read, QPDFPageObjectHelper& page) {
  if (read.origin != Origin::embedded) return read.origin == Origin::ocr;
  for (const Issue& issue : read.issues)
    if (issue.code == "page.text_decoded" || issue.code == "page.text_layer_mended") return true;
  return only_hidden_text(page);
}

/// Of a file that was cut, the pages of other documents stay behind.
void keep_own_pages(QPDF& pdf, std::vector<QPDFPageObjectHelper>& pages, const Document& document) {
  const bool cut = std::any_of(document.issues.begin(), document.issues.end(), [](const Issue& issue) { return issue.code == "pile.cut"; });
  if (!cut || document.sources.empty() || document.sources.front().pages.empty()) return;
  const auto [first, last] = std::minmax_element(document.sources.front().pages.begin(), document.sources.front().pages.end());
  for (std::size_t i = 0; i < pages.size(); ++i)
    if (static_cast<int>(i) + 1 < *first || static_cast<int>(i) + 1 > *last) QPDFPageDocumentHelper(pdf).removePage(pages[i]);
}

Result<PdfaCopy> make_copy(std::span<const std::byte> original, const Document& document, PageSource& source) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  const bool is_pdf = source.kind() == FileKind::pdf;
  if (is_pdf) {
    pdf.processMemoryFile("pdf", reinterpret_cast<const char*>(original.data()), original.size());
  } else {
    pdf.emptyPDF();
    TRY_VOID(add_sheets(pdf, original, source));
  }
  PdfaCopy copy;
  const std::vector<std::string> signers = signers_of(pdf);
  copy.signed_original = !signers.empty();
  make_still(pdf);

  BlankFont blank;
  QPDFObjectHandle font = QPDFObjectHandle::newReserved(&pdf);
  std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
  for (const Page& read : document.pages) {
    if (read.n < 1 || static_cast<std::size_t>(read.n) > pages.size()) continue;
    QPDFPageObjectHelper& page = pages[static_cast<std::size_t>(read.n - 1)];
    if (!words_are_ours(read, page)) continue;
    if (is_pdf) silence_old_text(pdf, page);
    add_text(pdf, page, read, TRY(points_of_pixel(source, read.n)), blank, font);
  }
  if (blank.used()) blank.add_to(pdf, font);
  keep_own_pages(pdf, pages, document);
  copy.departures = departures(pdf);
  describe(pdf, metadata_of(document, signers), copy.departures.empty());
  copy.bytes = written(pdf);
  return copy;
}

tl::unexpected<Error> damaged(const char* why) {
  return fail(ErrorCode::damaged, fmt::format(fmt::runtime(tr("the PDF cannot be copied: {}")), why),
              tr("Open it in a PDF viewer; scan it again if it does not open."));
}

}  // namespace

Result<PdfaCopy> pdfa_copy(std::span<const std::byte> original, const Document& document) {
  const std::string name = document.sources.empty() ? std::string() : document.sources.front().path;
  try {
    const auto source = TRY(open_source(original, name));
    if (source->kind() == FileKind::text)
      return fail(ErrorCode::unsupported, tr("a plain text has no scanned page to show"), tr("`sohoa show --text` prints it."));
    return make_copy(original, document, *source);
  } catch (const QPDFExc& e) {
    if (e.getErrorCode() == qpdf_e_password)
      return fail(ErrorCode::encrypted, tr("the PDF wants a password"), tr("Save it without a password and try again."));
    return damaged(e.what());
  } catch (const std::exception& e) {
    return damaged(e.what());
  }
}

}  // namespace sohoa
