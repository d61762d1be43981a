#include "core/record_json.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

Document full_document() {
  Document d;
  d.id = "0123456789abcdef";
  d.dossier = "hoso01";
  d.sources = {{"hoso01/a.pdf", "ab", {1, 2}}};
  d.duplicates = {"hoso02/a.pdf"};
  d.reading_version = 3;
  d.reading_model = "tesseract";
  d.extraction_version = 7;
  d.extraction_data = "f00";
  Field number;
  number.values = {"22/QĐ-TTg"};
  number.raw = "Số: 22 /QĐ - TTg";
  number.confidence = 0.98;
  number.status = Status::accepted;
  number.evidence = {1, Box{1, 2, 3, 4}, "header.number"};
  number.candidates = {{"27/QĐ-TTg", "27", 0.4, {1, std::nullopt, "other"}}};
  d.fields[FieldId::number] = number;
  Field recipients;
  recipients.values = {"Như trên"};
  recipients.status = Status::review;
  recipients.extra = {{"archive", "VT, VP"}};
  d.fields[FieldId::recipients] = recipients;
  const Evidence place{1, {}, "r"};
  d.citations.push_back({"1/NQ-CP", "Nghị quyết", "Chính phủ", "2025-01-08", Relation::basis, "raw", place, ""});
  Deadline due;
  due.phrase = "trước ngày 15/5/2025";
  due.date = "2025-05-15";
  due.bound = "before";
  due.task = "báo cáo";
  Deadline monthly;
  monthly.kind = DeadlineKind::recurring;
  monthly.rrule = {"FREQ=MONTHLY;BYMONTHDAY=25"};
  Deadline after;
  after.kind = DeadlineKind::relative;
  after.offset = 10;
  after.unit = "day";
  after.direction = "after";
  d.deadlines = {due, monthly, after};
  d.targets = {{"Tỷ lệ số hóa", 90, true, "Văn phòng", {7, {}, "t"}}};
  const Table table{TableKind::ruled, 1, Box{1, 2, 30, 40}, 1, 0.9,
                    {{{"STT", 1, Box{1, 2, 3, 4}, 0.9, 2, 1}, {"Nội dung", 1, std::nullopt, 0.8, 1, 2}}, {{"1", 2, Box{1, 4, 3, 6}, 1, 1, 1}}},
                     {{0, 1, 1, "I", "VĂN THƯ"}, {1, 0, 2, "", "Sổ văn bản"}}};
  d.tables = {table};
  const Signature signature{"Sở Tư pháp", "UBND tỉnh", "CA", "2025-02-14T09:25:08+07:00", true, false, true, "chưa tin cậy", Box{1, 2, 3, 4}};
  d.signatures = {signature};
  d.citations.front().article = "khoản 2 Điều 9";
  d.citations.front().repairs = "hyphen, space";
  d.deadlines.front().repairs = "digit";
  d.issues = {{"type.disagrees", Severity::warning, 1, "…"}};
  Page page;
  page.n = 1;
  page.width = 2480;
  page.height = 3508;
  page.confidence = 0.95;
  page.words = {{"Số:", Box{1, 2, 3, 4}, 0.97, 3, 1, true, false, Role::page_number}, {"chữ", std::nullopt, 1, 4, 2, false, false}};
  page.layers = {{LayerKind::seal, {5, 6, 7, 8}}};
  page.tables = {table};
  page.barcodes = {{"QRCode", "H01.02-250101-0001", {5, 6, 7, 8}}};
  page.signatures = {signature};
  page.issues = {{"page.dark", Severity::notice, 1, "tối"}};
  Page photo;
  photo.n = 2;
  photo.to_original_projective = Projective{1, 0.125, 3, 0.25, 1, -4, 0.0625, 0, 1};
  d.pages = {page, photo};
  return d;
}

TEST(RecordJson, GoesThereAndBack) {
  const Json there = to_json(full_document(), true);
  const auto back = document_from_json(there);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(to_json(*back, true).dump(), there.dump());
}

TEST(RecordJson, AStoredRecordWithoutPagesKeepsItsQuality) {
  const Json there = to_json(full_document(), false);
  const auto back = document_from_json(there);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(to_json(*back).dump(), there.dump());
  EXPECT_GT(there["quality"]["confidence"], 0.0);
}

TEST(RecordJson, MissingFieldsAreSaid) {
  const Json j = to_json(Document{});
  EXPECT_TRUE(j["fields"]["signer"]["value"].is_null());
  EXPECT_EQ(j["fields"]["signer"]["status"], "missing");
  EXPECT_EQ(j["fields"].size(), kFields.size());
  EXPECT_FALSE(j.contains("pages"));
}

TEST(TextOfDocument, PutsFormFeedsBetweenPages) {
  const auto page = [](const char* word) {
    Page p;
    if (*word) p.words = {{word, std::nullopt, 1, 0, 0}};
    return p;
  };
  const std::pair<std::vector<Page>, const char*> rows[] = {
      {{}, ""}, {{page("a")}, "a\n"}, {{page("a"), page("b")}, "a\n\fb\n"}, {{page(""), page("b"), page("")}, "\fb\n\f"}};
  for (const auto& [pages, text] : rows) {
    Document document;
    document.pages = pages;
    EXPECT_EQ(text_of(document), text);
    EXPECT_EQ(to_json(document, true)["text"], text);
  }
}

TEST(RecordJson, ListsStayLists) {
  const Json j = to_json(full_document());
  EXPECT_TRUE(j["fields"]["recipients"]["value"].is_array());
  EXPECT_EQ(j["fields"]["recipients"]["archive"], "VT, VP");
  EXPECT_EQ(j["fields"]["number"]["value"], "22/QĐ-TTg");
}

TEST(RecordJson, OtherShapesAreErrors) {
  EXPECT_EQ(document_from_json(Json::object()).error().code, ErrorCode::bad_data);
  EXPECT_EQ(document_from_json(Json("x")).error().code, ErrorCode::bad_data);
  Json j = to_json(full_document());
  j["citations"][0]["relation"] = "likes";
  EXPECT_FALSE(document_from_json(j));
  EXPECT_FALSE(page_from_json(Json::object()));
}

}  // namespace
}  // namespace sohoa
