#include "pipeline/pdfa/copy.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poppler-document.h>
#include <poppler-page.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>

#include "pipeline/pdfa/qpdf.hh"
#include "tests/pipeline/files.hh"

#include <qpdf/QPDFWriter.hh>

namespace sohoa {
namespace {

using test::bytes_of;

std::string sample(const std::string& name) {
  std::ifstream file(std::string(SOHOA_SAMPLES) + "/scans/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A document of one page on which two words were read.
Document read_as(const std::string& name, Origin origin = Origin::ocr, const Affine& to_original = kIdentity) {
  Document document;
  document.id = "0123abcd4567ef89";
  document.sources = {{name, "ab", {1}}};
  Page page;
  page.origin = origin;
  page.to_original = to_original;
  page.words = {{"Nghị", Box{600, 900, 700, 965}, 1, 0, 0}, {"định", Box{730, 905, 820, 965}, 1, 0, 0}};
  document.pages = {page};
  return document;
}

struct Opened {
  std::string bytes;
  std::unique_ptr<QPDF> pdf = std::make_unique<QPDF>();
  std::unique_ptr<poppler::document> seen;

  explicit Opened(std::string file) : bytes(std::move(file)) {
    pdf->setSuppressWarnings(true);
    pdf->processMemoryFile("copy", bytes.data(), bytes.size());
    seen.reset(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  }
  QPDFObjectHandle page() { return pdf->getAllPages().at(0); }
  std::string text() const {
    const auto utf8 = std::unique_ptr<poppler::page>(seen->create_page(0))->text().to_utf8();
    const std::string said(utf8.begin(), utf8.end());
    return said.substr(0, said.find_last_not_of("\n\f ") + 1);
  }
  std::vector<poppler::text_box> words() const { return std::unique_ptr<poppler::page>(seen->create_page(0))->text_list(0); }
  std::string xmp() {
    const auto data = pdf->getRoot().getKey("/Metadata").getStreamData();
    return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
  }
  std::string image() {
    std::string raw;
    QPDFPageObjectHelper(page()).forEachImage(true, [&](QPDFObjectHandle& image, QPDFObjectHandle&, std::string const&) {
      const auto data = image.getRawStreamData();
      raw.assign(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    });
    return raw;
  }
};

/// What PDF/A-2b asks of every file and can be seen without a validator.
void expect_pdfa(Opened& copy) {
  EXPECT_TRUE(copy.pdf->getWarnings().empty());
  EXPECT_EQ(copy.pdf->getPDFVersion(), "1.7");
  EXPECT_TRUE(copy.pdf->getTrailer().getKey("/ID").isArray());
  EXPECT_FALSE(copy.pdf->isEncrypted());
  EXPECT_THAT(copy.xmp(), testing::HasSubstr("<pdfaid:part>2</pdfaid:part>"));
  EXPECT_FALSE(copy.pdf->getRoot().getKey("/Metadata").getDict().hasKey("/Filter"));
  QPDFObjectHandle intent = copy.pdf->getRoot().getKey("/OutputIntents").getArrayItem(0);
  EXPECT_EQ(intent.getKey("/S").getName(), "/GTS_PDFA1");
  const auto profile = intent.getKey("/DestOutputProfile").getStreamData();
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(profile->getBuffer()) + 12, 8), "mntrRGB ");
  for (const char* key : {"/AcroForm", "/OpenAction", "/AA", "/Perms"}) EXPECT_FALSE(copy.pdf->getRoot().hasKey(key)) << key;
  for (const poppler::font_info& font : copy.seen->fonts()) EXPECT_TRUE(font.is_embedded()) << font.name();
}

double iou(const Box& a, const poppler::rectf& p) {
  const double s = kRecordDpi / 72, x0 = p.left() * s, y0 = p.top() * s, x1 = p.right() * s, y1 = p.bottom() * s;
  const double w = std::max(0.0, std::min<double>(a.x1, x1) - std::max<double>(a.x0, x0));
  const double h = std::max(0.0, std::min<double>(a.y1, y1) - std::max<double>(a.y0, y0));
  return w * h / (a.width() * a.height() + (x1 - x0) * (y1 - y0) - w * h);
}

TEST(PdfaCopy, ImagesOfEveryKindBecomeSheetsWithTheirWordsInPlace) {
  // Pixels of the originals: 150 or 200 dpi; the page is read at 300.
  const std::pair<const char*, double> rows[] = {{"hoso01/giay-moi-45.png", 0.5}, {"hoso02/scan_20251006_BC342.tif", 2.0 / 3},
                                                 {"hoso03/cv-311-SNV.jp2", 0.5}, {"hoso02/IMG_20250923_0815.jpg", 0.6}};
  for (const auto& [name, scale] : rows) {
    SCOPED_TRACE(name);
    const std::string original = sample(name);
    const Document document = read_as(name, Origin::ocr, {scale, 0, 0, 0, scale, 0});
    const auto copy = pdfa_copy(bytes_of(original), document);
    ASSERT_TRUE(copy.has_value()) << copy.error().message;
    EXPECT_TRUE(copy->departures.empty());
    EXPECT_FALSE(copy->signed_original);
    EXPECT_EQ(pdfa_copy(bytes_of(original), document)->bytes, copy->bytes) << "not the same twice";
    Opened opened(copy->bytes);
    expect_pdfa(opened);
    EXPECT_EQ(opened.text(), "Nghị định");
    EXPECT_LT(copy->bytes.size(), original.size() * 14 / 10);
    const std::string stored = opened.image();
    const bool packed_anew = original.find(stored.substr(0, 8000)) == std::string::npos;
    EXPECT_EQ(packed_anew, std::string(name).ends_with("tif"));
    const double stretch = opened.words()[0].bbox().width() * kRecordDpi / 72 / 100;
    EXPECT_NEAR(stretch, 1, 0.25);  // an assumed resolution moves the whole page, words and picture alike
  }
}

TEST(PdfaCopy, WordsLandOnTheirBoxesHoweverTheSheetLies) {
  // The page as read is upright, 2480 × 3508; to_original is what turning it did.
  struct Row {
    const char* rotate;
    Affine to_original;
    long long shown;
  };
  const Row rows[] = {{"", kIdentity, 0},
                      {"", {-1, 0, 2479, 0, -1, 3508}, 180},
                      {"/Rotate 180", {-1, 0, 2479, 0, -1, 3508}, 0},
                      {"", {0, 1, 0, -1, 0, 3508}, 90},
                      {"", {0, -1, 2479, 1, 0, 0}, 270},
                      {"/Rotate 90", {0, -1, 3508, 1, 0, 0}, 0}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.rotate + std::to_string(row.shown));
    const std::string original = test::pdf("0 g 10 10 50 50 re f", "0 0 595 842", row.rotate);
    const Document document = read_as("a.pdf", Origin::ocr, row.to_original);
    const auto copy = pdfa_copy(bytes_of(original), document);
    ASSERT_TRUE(copy.has_value()) << copy.error().message;
    Opened opened(copy->bytes);
    expect_pdfa(opened);
    long long shown = 0;
    opened.page().getKey("/Rotate").getValueAsInt(shown);
    EXPECT_EQ(shown, row.shown);
    EXPECT_EQ(opened.text(), "Nghị định");
    const auto words = opened.words();
    ASSERT_EQ(words.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) EXPECT_GT(iou(*document.pages[0].words[i].box, words[i].bbox()), 0.85) << i;
  }
}

struct OldText {
  const char *what, *content, *text;
  Origin origin = Origin::ocr;
  const char* issue = "";
};

TEST(PdfaCopy, OldTextLayersGiveWayAndBornDigitalPagesStay) {
  const OldText rows[] = {
      {"invisible", "BT 3 Tr /F 12 Tf 50 50 Td (alt) Tj ET 0 g 10 10 50 50 re f", "Nghị định"},
      {"invisible in q", "q BT 3 Tr /F 12 Tf 50 50 Td [(al)-20(t)] TJ ET Q 0 g 10 10 50 50 re f", "Nghị định"},
      {"drawn over an old reading", "BT /F 12 Tf 50 50 Td (Watermark) Tj ET", "Nghị định"},
      {"born digital", "BT /F 12 Tf 50 50 Td (Digital) Tj ET", "Digital", Origin::embedded},
      {"born digital with hidden words besides", "BT /F 12 Tf 50 50 Td (Digital) Tj 3 Tr 0 -20 Td (too) Tj ET", "Digital\ntoo",
       Origin::embedded},
      {"a layer over a scan, believed", "BT 3 Tr /F 12 Tf 50 50 Td (nghi) Tj ET", "Nghị định", Origin::embedded},
      {"an old code", "BT /F 12 Tf 50 50 Td (NghÞ ®Þnh) Tj ET", "Nghị định", Origin::embedded, "page.text_decoded"},
  };
  for (const OldText& row : rows) {
    SCOPED_TRACE(row.what);
    Document document = read_as("a.pdf", row.origin);
    if (*row.issue) document.pages[0].issues = {{row.issue, Severity::notice, 1, ""}};
    const auto copy = pdfa_copy(bytes_of(test::pdf(row.content)), document);
    ASSERT_TRUE(copy.has_value());
    EXPECT_EQ(Opened(copy->bytes).text(), row.text);
  }
}

TEST(PdfaCopy, SaysWhatKeepsItFromBeingPdfA) {
  struct Row {
    const char *what, *content;
    Origin origin;
    std::vector<std::string> departures;
  };
  const Row rows[] = {
      {"the old layer's font goes with it", "BT 3 Tr /F 12 Tf (alt) Tj ET", Origin::ocr, {}},
      {"a font in use", "BT /F 12 Tf (alt) Tj ET", Origin::embedded, {"the font Helvetica is not embedded"}},
      {"CMYK", "0 0 0 1 k 0 0 9 9 re f", Origin::ocr, {"it uses CMYK colours"}},
  };
  for (const Row& row : rows) {
    const auto copy = pdfa_copy(bytes_of(test::pdf(row.content)), read_as("a.pdf", row.origin));
    ASSERT_TRUE(copy.has_value()) << row.what;
    EXPECT_EQ(copy->departures, row.departures) << row.what;
    EXPECT_EQ(Opened(copy->bytes).xmp().find("pdfaid:part>") == std::string::npos, !row.departures.empty()) << row.what;
  }
}

TEST(PdfaCopy, ScriptsAttachmentsAndSignaturesDoNotComeAlong) {
  std::string original = test::pdf("0 g 10 10 50 50 re f", "0 0 595 842",
                                   "/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>/Annots[6 0 R 7 0 R]");
  const std::string catalog = "/Type/Catalog", more =
      "/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>/AcroForm<</Fields[6 0 R]/SigFlags 3>>"
      "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>/EmbeddedFiles<</Names[]>>>>";
  original.replace(original.find(catalog), catalog.size(), more);
  original.insert(original.find("trailer"),
                  "6 0 obj<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/F 132/Rect[300 100 400 150]/AP<</N 8 0 R>>"
                  "/V<</Type/Sig/Filter/Adobe.PPKLite/Name(Nguyen Van A)/ByteRange[0 1 2 3]/Contents<00>>>>>endobj\n"
                  "7 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org)>>>>endobj\n"
                  "8 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 100 50]/Length 24>>stream\n1 0 0 rg 0 0 100 50 re f\nendstream endobj\n");
  const auto copy = pdfa_copy(bytes_of(original), read_as("a.pdf"));
  ASSERT_TRUE(copy.has_value()) << copy.error().message;
  EXPECT_TRUE(copy->signed_original);
  Opened opened(copy->bytes);
  expect_pdfa(opened);
  EXPECT_THAT(opened.xmp(), testing::HasSubstr("ký số bởi Nguyen Van A"));
  EXPECT_FALSE(opened.page().hasKey("/AA"));
  EXPECT_EQ(opened.page().getKey("/Annots").getArrayNItems(), 1);  // the link
  EXPECT_EQ(opened.page().getKey("/Resources").getKey("/XObject").getKeys().size(), 1U);  // what the signature shows
  QPDFWriter plain(*opened.pdf);
  plain.setOutputMemory();
  plain.setQDFMode(true);
  plain.write();
  const auto buffer = plain.getBufferSharedPointer();
  const std::string all(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  for (const char* gone : {"JavaScript", "ByteRange", "EmbeddedFiles"}) EXPECT_EQ(all.find(gone), std::string::npos) << gone;
}

TEST(PdfaCopy, RefusesWhatItCannotCopy) {
  QPDF locked;
  const std::string original = test::pdf("0 g 10 10 50 50 re f");
  locked.setSuppressWarnings(true);
  locked.processMemoryFile("a", original.data(), original.size());
  QPDFWriter writer(locked);
  writer.setOutputMemory();
  writer.setR6EncryptionParameters("user", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  const std::pair<std::string, ErrorCode> rows[] = {
      {std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()), ErrorCode::encrypted},
      {"%PDF-1.4\nrubbish", ErrorCode::damaged},
      {"", ErrorCode::empty}};
  for (const auto& [bytes, code] : rows) {
    const auto copy = pdfa_copy(bytes_of(bytes), read_as("a.pdf"));
    ASSERT_FALSE(copy.has_value());
    EXPECT_EQ(copy.error().code, code);
  }
  EXPECT_EQ(pdfa_copy(bytes_of("chữ"), read_as("a.txt", Origin::text)).error().code, ErrorCode::unsupported);
}

TEST(PdfaCopy, HostileFilesEndInACopyOrAnError) {
  for (const char* name : {"hoso01/482-UBND-TTPVHCC.pdf", "hoso02/scan_20251006_BC342.tif", "hoso01/giay-moi-45.png",
                           "hoso02/IMG_20250923_0815.jpg"}) {
    const std::string whole = sample(name);
    for (std::size_t part = 1; part < 12; ++part) {
      std::string broken = whole.substr(0, whole.size() * part / 12);
      (void)pdfa_copy(bytes_of(broken), read_as(name));
      broken = whole;
      for (std::size_t i = part * 7; i < broken.size(); i += 997 * part) broken[i] = static_cast<char>(broken[i] ^ 0x55);
      (void)pdfa_copy(bytes_of(broken), read_as(name));
    }
  }
  Document wrong = read_as("a.pdf");
  wrong.pages[0].n = 7;
  EXPECT_TRUE(pdfa_copy(bytes_of(test::pdf("")), wrong).has_value());
}

}  // namespace
}  // namespace sohoa
