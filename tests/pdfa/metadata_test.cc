#include "pipeline/pdfa/metadata.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sohoa::pdfa {
namespace {

using testing::HasSubstr;
using testing::Not;

Document document_with(Status status) {
  Document document;
  document.id = "0123abcd4567ef89";
  document.sources = {{"scans/a & b.pdf", "ff00", {1}}};
  const auto put = [&](FieldId id, const char* value) {
    document.fields[id].values = {value};
    document.fields[id].status = status;
  };
  put(FieldId::number, "15/QĐ-UBND");
  put(FieldId::subject, "Về <số hóa> & lưu trữ\x01");
  put(FieldId::issuer, "UBND tỉnh Lạng Sơn");
  put(FieldId::type, "Quyết định");
  put(FieldId::issued_date, "2025-05-14");
  return document;
}

TEST(CopyMetadata, CertainValuesAreSaid) {
  const std::string xmp = xmp_of(metadata_of(document_with(Status::accepted), {}), "2025-05-15T08:00:00+07:00", true);
  for (const char* part : {"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>",
                           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Về &lt;số hóa&gt; &amp; lưu trữ</rdf:li>",
                           "<dc:creator><rdf:Seq><rdf:li>UBND tỉnh Lạng Sơn</rdf:li>", "<dc:identifier>15/QĐ-UBND</dc:identifier>",
                           "<rdf:li>Quyết định</rdf:li>", "<rdf:li>2025-05-14</rdf:li>", "<dc:source>sha256:ff00</dc:source>",
                           "của tệp “a &amp; b.pdf”.", "<xmp:CreateDate>2025-05-15T08:00:00+07:00</xmp:CreateDate>"})
    EXPECT_THAT(xmp, HasSubstr(part));
  EXPECT_THAT(xmp, Not(HasSubstr("cần xem")));
  EXPECT_THAT(xmp, Not(HasSubstr("ký số")));
}

TEST(CopyMetadata, DoubtIsSaidAndIsNoIdentifier) {
  const Metadata m = metadata_of(document_with(Status::review), {});
  EXPECT_EQ(m.creator, "UBND tỉnh Lạng Sơn (cần xem)");
  EXPECT_EQ(m.type, "Quyết định (cần xem)");
  EXPECT_EQ(m.identifier, "");
  EXPECT_EQ(m.date, "");
}

TEST(CopyMetadata, TitleWhereThereIsNoSubject) {
  Document document = document_with(Status::accepted);
  document.fields.erase(FieldId::subject);
  EXPECT_EQ(metadata_of(document, {}).title, "Quyết định 15/QĐ-UBND");
  document.fields.clear();
  EXPECT_EQ(metadata_of(document, {}).title, "a & b.pdf");
}

TEST(CopyMetadata, SignedOriginalsAreNamed) {
  EXPECT_THAT(metadata_of(document_with(Status::accepted), {"Nguyễn Văn A", ""}).description,
              HasSubstr("Bản gốc được ký số bởi Nguyễn Văn A; chữ ký chỉ có giá trị trong bản gốc"));
  EXPECT_THAT(metadata_of(document_with(Status::accepted), {""}).description, HasSubstr("Bản gốc được ký số; chữ ký"));
}

TEST(CopyMetadata, NoClaimWithoutConformance) {
  EXPECT_THAT(xmp_of(metadata_of(document_with(Status::accepted), {}), "", false), Not(HasSubstr("<pdfaid:part>")));
}

}  // namespace
}  // namespace sohoa::pdfa
