#include "pipeline/pdfa/sheets.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "pipeline/image/stored_image.hh"

namespace sohoa::pdfa {
namespace {

Coding coding_of(FileKind kind) {
  switch (kind) {
    case FileKind::tiff: return Coding::tiff;
    case FileKind::jpeg: return Coding::jpeg;
    case FileKind::png: return Coding::png;
    default: return Coding::jpeg2000;
  }
}

QPDFObjectHandle colours_of(QPDF& pdf, const StoredImage& image) {
  if (image.palette.empty()) return QPDFObjectHandle::newName(image.channels == 3 ? "/DeviceRGB" : "/DeviceGray");
  QPDFObjectHandle indexed = QPDFObjectHandle::parse("[/Indexed /DeviceRGB]");
  indexed.appendItem(QPDFObjectHandle::newInteger(static_cast<long long>(image.palette.size() / 3) - 1));
  indexed.appendItem(pdf.newStream(image.palette));
  return indexed;
}

QPDFObjectHandle image_object(QPDF& pdf, const StoredImage& image) {
  QPDFObjectHandle stream = pdf.newStream();
  QPDFObjectHandle dictionary = QPDFObjectHandle::parse(fmt::format(
      "<< /Type /XObject /Subtype /Image /Width {} /Height {} /BitsPerComponent {} >>", image.width, image.height, image.bits));
  dictionary.replaceKey("/ColorSpace", colours_of(pdf, image));
  stream.replaceDict(dictionary);
  QPDFObjectHandle parameters = QPDFObjectHandle::newNull();
  const char* filter = nullptr;
  switch (image.filter) {
    case StoredImage::Filter::dct: filter = "/DCTDecode"; break;
    case StoredImage::Filter::jpx: filter = "/JPXDecode"; break;
    case StoredImage::Filter::ccitt_g4:
      filter = "/CCITTFaxDecode";
      parameters = QPDFObjectHandle::parse(fmt::format("<< /K -1 /Columns {} /Rows {} /BlackIs1 {} >>", image.width, image.height,
                                                       image.black_is_one));
      break;
    case StoredImage::Filter::flate:
      filter = "/FlateDecode";
      if (image.png_rows)
        parameters = QPDFObjectHandle::parse(fmt::format("<< /Predictor 15 /Colors {} /BitsPerComponent {} /Columns {} >>",
                                                         image.channels, image.bits, image.width));
      break;
  }
  stream.replaceStreamData(image.bytes, QPDFObjectHandle::newName(filter), parameters);
  return stream;
}

}  // namespace

Result<> add_sheets(QPDF& pdf, std::span<const std::byte> bytes, PageSource& source) {
  for (int n = 1; n <= source.page_count(); ++n) {
    const PageFacts facts = TRY(source.facts(n));
    const StoredImage image = TRY(stored_image(bytes, coding_of(source.kind()), n - 1));
    QPDFObjectHandle page = QPDFObjectHandle::parse(fmt::format(
        "<< /Type /Page /MediaBox [0 0 {0:.4f} {1:.4f}] >>", facts.width_pt, facts.height_pt));
    QPDFObjectHandle images = QPDFObjectHandle::newDictionary(), resources = QPDFObjectHandle::newDictionary();
    images.replaceKey("/Scan", image_object(pdf, image));
    resources.replaceKey("/XObject", images);
    page.replaceKey("/Resources", resources);
    page.replaceKey("/Contents", pdf.newStream(fmt::format("q {:.4f} 0 0 {:.4f} 0 0 cm /Scan Do Q\n", facts.width_pt, facts.height_pt)));
    QPDFPageDocumentHelper(pdf).addPage(QPDFPageObjectHelper(pdf.makeIndirectObject(page)), false);
  }
  return {};
}

}  // namespace sohoa::pdfa
