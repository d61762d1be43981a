#include "check/check_document.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "core/names.hh"
#include "invented.hh"

namespace sohoa {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Rulebook& book() {
  static const Result<Rulebook> loaded = Rulebook::load(data_folder());
  EXPECT_TRUE(loaded) << loaded.error().message;
  return *loaded;
}

/// "rule severity" of each finding, with what it is about behind it.
std::vector<std::string> found(const Document& d) {
  std::vector<std::string> out;
  for (const Finding& f : check_document(d, book())) out.push_back(f.rule + " " + std::string(name(f.severity)));
  return out;
}

struct Spoiled {
  const char* what;
  std::function<void(Document&)> spoil;
  std::vector<std::string> findings;
};
std::ostream& operator<<(std::ostream& out, const Spoiled& s) { return out << s.what; }

void set(Document& d, FieldId id, const std::string& value) {
  d.fields[id].values = {value};
  d.fields[id].raw = value;
}
void accept(Document& d, FieldId id, const std::string& value) {
  set(d, id, value);
  d.fields[id].status = Status::accepted;
}

void give_deadline(Document& d, const std::string& date, const std::string& working_day, Status status = Status::accepted) {
  Deadline one;
  one.phrase = "trước ngày " + date;
  one.date = date;
  one.bound = "before";
  one.working_day = working_day;
  one.status = status;
  one.evidence = {1, Box{300, 1040, 900, 1085}, "deadline"};
  d.deadlines.push_back(one);
}

void cite(Document& d, const std::string& number, Relation relation) {
  Citation c;
  c.number = number;
  c.relation = relation;
  c.raw = "Nghị định số " + number;
  c.evidence = {1, Box{300, 1040, 900, 1085}, "citation"};
  d.citations.push_back(c);
}

void make_letter(Document& d) {
  accept(d, FieldId::type, "Công văn");
  d.fields[FieldId::type].extra.clear();
  accept(d, FieldId::number, "15/STP-VP");
  d.fields[FieldId::number].extra.clear();
}

void make_licence(Document& d) {
  accept(d, FieldId::type, "Giấy phép");
  accept(d, FieldId::result_kind, "Giấy phép");
  accept(d, FieldId::applicant_id, "001099012345");
}

void make_old(Document& d) { set(d, FieldId::issued_date, "2010-01-20"); }

void give_figures(Document& d, const std::string& total, double confidence = 0.97) {
  Table table;
  table.page = 1;
  table.header = 2;
  const auto cell = [&](const std::string& text, int rowspan = 1, int colspan = 1) { return TableCell{text, 1, Box{300, 1500, 600, 1550}, confidence, rowspan, colspan}; };
  table.rows = {{cell("Lĩnh vực", 2), cell("Đang giải quyết", 1, 3)}, {cell("Tổng số"), cell("Trong hạn"), cell("Quá hạn")}, {cell("Hộ tịch"), cell(total), cell("423"), cell("33")}};
  d.tables.push_back(table);
}

class CheckDocument : public testing::TestWithParam<Spoiled> {};

TEST_P(CheckDocument, says_what_is_wrong_and_nothing_else) {
  Document d = plan();
  GetParam().spoil(d);
  EXPECT_THAT(found(d), testing::ElementsAreArray(GetParam().findings));
}

INSTANTIATE_TEST_SUITE_P(Parts, CheckDocument, testing::Values(
    Spoiled{"nothing", [](Document&) {}, {}},
    Spoiled{"no motto", [](Document& d) { erase(d, "Độc"); }, {"part.motto error"}},
    Spoiled{"no name of the state", [](Document& d) { erase(d, "CỘNG"); }, {"part.motto error"}},
    Spoiled{"head hidden by a stamp", [](Document& d) { erase(d, "CỘNG"); d.pages[0].layers.push_back({LayerKind::stamp, {1300, 200, 1700, 400}}); }, {"part.motto notice"}},
    Spoiled{"no motto, badly read", [](Document& d) { erase(d, "Độc"); d.pages[0].confidence = 0.7; }, {"part.motto notice"}},
    Spoiled{"no number", [](Document& d) { erase(d, "Số:"); d.fields.erase(FieldId::number); }, {"part.number error"}},
    Spoiled{"number unread", [](Document& d) { d.fields.erase(FieldId::number); }, {"part.number notice"}},
    Spoiled{"number left blank", [](Document& d) { Field& f = d.fields[FieldId::number]; f.values.clear(); f.raw = "Số:"; f.status = Status::review; f.extra = {{"handwriting", "empty"}}; f.candidates = {{}}; }, {"part.number notice"}},
    Spoiled{"a blank whose ink the register settled on", [](Document& d) { Field& f = d.fields[FieldId::number]; f.raw = "Số:"; f.status = Status::review; f.extra["handwriting"] = "empty"; f.evidence.rule = "ink+register"; }, {}},
    Spoiled{"no date", [](Document& d) { erase(d, "ngày"); d.fields.erase(FieldId::issued_date); }, {"part.date notice"}},
    Spoiled{"no issuer", [](Document& d) { erase(d, "PHÁP"); d.fields.erase(FieldId::issuer); }, {"part.issuer error"}},
    Spoiled{"no subject", [](Document& d) { d.fields.erase(FieldId::subject); }, {"part.subject error"}},
    Spoiled{"no signer", [](Document& d) { erase(d, "GIÁM"); d.fields.erase(FieldId::signer_title); d.fields.erase(FieldId::signer); d.pages[0].layers.clear(); }, {"part.signer error"}},
    Spoiled{"a signature over the signer", [](Document& d) { erase(d, "GIÁM"); d.fields.erase(FieldId::signer_title); d.fields.erase(FieldId::signer); }, {"part.signer notice"}},
    Spoiled{"no seal", [](Document& d) { d.pages[0].layers.clear(); }, {"part.seal notice"}},
    Spoiled{"no recipients", [](Document& d) { erase(d, "nhận:"); erase(d, "Lưu:"); d.fields.erase(FieldId::recipients); d.pages[0].layers.clear(); }, {"part.seal notice", "part.recipients error"}},
    Spoiled{"an appendix has no such parts", [](Document& d) { accept(d, FieldId::parent_number, "11/KH-SNV"); d.fields.erase(FieldId::recipients); }, {}},
    Spoiled{"before the decree", [](Document& d) { make_old(d); d.fields.erase(FieldId::subject); }, {}},
    Spoiled{"perhaps two documents", [](Document& d) { erase(d, "Độc"); d.issues.push_back({"pile.maybe", Severity::warning, 1, ""}); }, {"part.motto notice"}}));

INSTANTIATE_TEST_SUITE_P(Forms, CheckDocument, testing::Values(
    Spoiled{"title and number differ", [](Document& d) { accept(d, FieldId::type, "Báo cáo"); d.fields[FieldId::type].extra = {{"code", "BC"}}; d.fields[FieldId::number].status = Status::review; }, {"number.type error"}},
    Spoiled{"they differ by pen", [](Document& d) { accept(d, FieldId::type, "Báo cáo"); d.fields[FieldId::type].extra = {{"code", "BC"}}; d.fields[FieldId::number].status = Status::review; d.fields[FieldId::number].handwritten = true; }, {"number.type notice"}},
    Spoiled{"5 for 05", [](Document& d) { set(d, FieldId::number, "5/KH-STP"); }, {"number.padding notice"}},
    Spoiled{"5 by pen", [](Document& d) { set(d, FieldId::number, "5/KH-STP"); d.fields[FieldId::number].handwritten = true; }, {}},
    Spoiled{"spaces in the symbol", [](Document& d) { d.fields[FieldId::number].raw = "Số: 15/KH - STP"; d.fields[FieldId::number].evidence.box.reset(); }, {"number.spaces notice"}},
    Spoiled{"a space before a stamped number", [](Document& d) { d.fields[FieldId::number].raw = "Số: 15 /KH-STP"; d.fields[FieldId::number].evidence.box.reset(); }, {}},
    Spoiled{"ngày 5", [](Document& d) { d.fields[FieldId::issued_date].raw = "Phương Bắc, ngày 5 tháng 4 năm 2025"; }, {"date.padding notice"}},
    Spoiled{"tháng 2", [](Document& d) { d.fields[FieldId::issued_date].raw = "Phương Bắc, ngày 05 tháng 2 năm 2025"; }, {"date.padding notice"}},
    Spoiled{"tháng 12", [](Document& d) { d.fields[FieldId::issued_date].raw = "Phương Bắc, ngày 05 tháng 12 năm 2025"; }, {}},
    Spoiled{"a letter", make_letter, {}},
    Spoiled{"a letter with a type", [](Document& d) { make_letter(d); accept(d, FieldId::number, "15/CV-STP"); d.fields[FieldId::number].extra = {{"type_code", "CV"}}; }, {"letter.type_code warning"}},
    Spoiled{"V/v", [](Document& d) { set(d, FieldId::subject, "V/v cải cách thủ tục hành chính"); }, {"type.about warning"}},
    Spoiled{"V/v of a letter", [](Document& d) { make_letter(d); set(d, FieldId::subject, "V/v cải cách thủ tục hành chính"); }, {}},
    Spoiled{"a sum that comes out", [](Document& d) { give_figures(d, "456"); }, {}},
    Spoiled{"a sum that does not", [](Document& d) { give_figures(d, "465"); }, {"table.sums error"}},
    Spoiled{"the same, badly read", [](Document& d) { give_figures(d, "465", 0.7); }, {"table.sums notice"}},
    Spoiled{"no archive line", [](Document& d) { erase(d, "Lưu:"); d.fields[FieldId::recipients].extra.clear(); }, {"ending.archive notice"}},
    Spoiled{"archive line without VT", [](Document& d) { erase(d, "Lưu:"); d.fields[FieldId::recipients].extra = {{"archive", "Lưu: phòng TT"}}; }, {"ending.archive notice"}},
    Spoiled{"no ./.", [](Document& d) { erase(d, "xong./."); }, {"ending.mark notice"}},
    Spoiled{"KT. alone", [](Document& d) { set(d, FieldId::signer_title, "KT. GIÁM ĐỐC"); d.pages[0].layers = {{LayerKind::seal, {1500, 3200, 1900, 3400}}}; }, {"signer.title warning"}},
    Spoiled{"KT. and a seal over the rest", [](Document& d) { set(d, FieldId::signer_title, "KT. GIÁM ĐỐC"); d.pages[0].layers = {{LayerKind::seal, {800, 2600, 1300, 2900}}}; }, {}}));

INSTANTIATE_TEST_SUITE_P(Validity, CheckDocument, testing::Values(
    Spoiled{"in force that day", [](Document& d) { cite(d, "61/2018/NĐ-CP", Relation::basis); }, {}},
    Spoiled{"on its last day", [](Document& d) { cite(d, "61/2018/NĐ-CP", Relation::basis); set(d, FieldId::issued_date, "2025-06-30"); }, {}},
    Spoiled{"repealed", [](Document& d) { cite(d, "61/2018/NĐ-CP", Relation::basis); set(d, FieldId::issued_date, "2026-01-20"); }, {"act.repealed warning"}},
    Spoiled{"repealed, only mentioned", [](Document& d) { cite(d, "61/2018/NĐ-CP", Relation::mentions); set(d, FieldId::issued_date, "2026-01-20"); }, {"act.repealed notice"}},
    Spoiled{"repealed, the day only read", [](Document& d) { cite(d, "61/2018/NĐ-CP", Relation::basis); Field& day = d.fields[FieldId::issued_date]; day.values = {"2025-09-10"}; day.status = Status::review; }, {"act.repealed notice"}},
    Spoiled{"repealed by this document", [](Document& d) { cite(d, "61/2018/NĐ-CP", Relation::repeals); set(d, FieldId::issued_date, "2026-01-20"); }, {}},
    Spoiled{"repealed, unconfirmed", [](Document& d) { cite(d, "110/2004/NĐ-CP", Relation::basis); }, {"act.repealed notice"}},
    Spoiled{"another act", [](Document& d) { cite(d, "118/2025/NĐ-CP", Relation::basis); set(d, FieldId::issued_date, "2026-01-20"); }, {}},
    Spoiled{"a district after the end", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Ủy ban nhân dân huyện Cao Lộc tỉnh Lạng Sơn"; set(d, FieldId::issued_date, "2025-07-21"); }, {"issuer.district warning"}},
    Spoiled{"a district before", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Ủy ban nhân dân huyện Cao Lộc tỉnh Lạng Sơn"; }, {}},
    Spoiled{"a town after the end", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Ủy ban nhân dân thành phố Phương Bắc"; set(d, FieldId::issued_date, "2025-07-21"); }, {"issuer.district warning"}},
    Spoiled{"a city of the state", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Ủy ban nhân dân thành phố Cần Thơ"; set(d, FieldId::issued_date, "2025-07-21"); }, {}},
    Spoiled{"a district, issuer in doubt", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Ủy ban nhân dân huyện Cao Lộc"; d.fields[FieldId::issuer].status = Status::review; set(d, FieldId::issued_date, "2025-07-21"); }, {"issuer.district notice"}},
    Spoiled{"a former province", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Sở Tư pháp tỉnh Kon Tum"; set(d, FieldId::issued_date, "2025-08-12"); }, {"issuer.province warning"}},
    Spoiled{"a ministry after its end", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Văn phòng Bộ Giao thông vận tải"; set(d, FieldId::issued_date, "2025-03-01"); }, {"issuer.agency warning"}},
    Spoiled{"that ministry on its last day", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Bộ Giao thông vận tải"; set(d, FieldId::issued_date, "2025-02-28"); }, {}},
    Spoiled{"a ministry before its beginning", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Bộ Nông nghiệp và Môi trường"; set(d, FieldId::issued_date, "2025-02-28"); }, {"issuer.agency warning"}},
    Spoiled{"a ministry in the year in which it may have begun", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Bộ Nông nghiệp và Môi trường"; set(d, FieldId::issued_date, "2025"); }, {}},
    Spoiled{"a department of a ministry's name", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Sở Giao thông vận tải tỉnh Lạng Sơn"; set(d, FieldId::issued_date, "2025-08-12"); }, {}},
    Spoiled{"that province in time", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Sở Tư pháp tỉnh Kon Tum"; }, {}},
    Spoiled{"due before issue", [](Document& d) { give_deadline(d, "2025-03-31", "2025-03-31"); }, {"deadline.before_issue warning"}},
    Spoiled{"due on a Sunday", [](Document& d) { give_deadline(d, "2025-06-15", "2025-06-16"); }, {"deadline.day_off notice"}},
    Spoiled{"due on a working day", [](Document& d) { give_deadline(d, "2025-06-16", "2025-06-16"); }, {}},
    Spoiled{"due on a Sunday, in doubt", [](Document& d) { give_deadline(d, "2025-06-15", "2025-06-16", Status::review); }, {}}));

INSTANTIATE_TEST_SUITE_P(Digitized, CheckDocument, testing::Values(
    Spoiled{"150 dpi", [](Document& d) { d.pages[0].dpi = 150; }, {"scan.dpi error"}},
    Spoiled{"a map at 200 dpi", [](Document& d) { d.pages[0].dpi = 200; d.pages[0].height = 9900; }, {"scan.dpi error"}},
    Spoiled{"unknown dpi", [](Document& d) { d.pages[0].dpi = 0; }, {}},
    Spoiled{"a JPEG", [](Document& d) { d.sources[0].path = "hoso01/000.01.H99.2025.01.001.jpg"; }, {"scan.pdfa error", "scan.file_name error"}},
    Spoiled{"a grey scan", [](Document& d) { d.pages[0].colourless = true; }, {"scan.colour error"}},
    Spoiled{"an empty grey back", [](Document& d) { d.pages.push_back({}); d.pages[1].colourless = d.pages[1].blank = true; }, {}},
    Spoiled{"a PDF that claims nothing", [](Document& d) { d.pages[0].pdfa = ""; }, {"scan.pdfa error"}},
    Spoiled{"a PDF/A-2b", [](Document& d) { d.pages[0].pdfa = "2B"; }, {}},
    Spoiled{"no text layer", [](Document& d) { d.pages[0].issues.clear(); }, {"scan.text_layer error"}},
    Spoiled{"file name", [](Document& d) { d.sources[0].path = "hoso01/scan_0001.pdf"; }, {"scan.file_name error"}},
    Spoiled{"an agency of 201 letters", [](Document& d) { std::string s; for (int i = 0; i < 201; ++i) s += "Ắ"; set(d, FieldId::issuer, s); }, {"field.length error"}},
    Spoiled{"a symbol of 31 letters", [](Document& d) { set(d, FieldId::number, "15/KH-" + std::string(28, 'A')); }, {"field.length error"}},
    Spoiled{"a licence with all it needs", make_licence, {}},
    Spoiled{"a licence without its number", [](Document& d) { make_licence(d); d.fields.erase(FieldId::number); }, {"case.fields error"}},
    Spoiled{"the same, badly read", [](Document& d) { make_licence(d); d.fields.erase(FieldId::number); d.pages[0].confidence = 0.7; }, {"case.fields notice"}}));

INSTANTIATE_TEST_SUITE_P(Open, CheckDocument, testing::Values(
    Spoiled{"secret", [](Document& d) { accept(d, FieldId::secrecy, "MẬT"); }, {"open.secrecy error"}},
    Spoiled{"perhaps secret", [](Document& d) { set(d, FieldId::secrecy, "MẬT"); d.fields[FieldId::secrecy].status = Status::review; }, {"open.secrecy notice"}},
    Spoiled{"CCCD", [](Document& d) { print(d, "Ông Trần Văn Mẫu, CCCD số 001099012345, trú tại xã Phương Bắc"); }, {"open.personal_number warning"}},
    Spoiled{"CCCD in groups", [](Document& d) { print(d, "số căn cước: 001 099 012 345"); }, {"open.personal_number warning"}},
    Spoiled{"CMND", [](Document& d) { print(d, "CMND: 012345678"); }, {"open.personal_number warning"}},
    Spoiled{"twelve digits alone", [](Document& d) { print(d, "Mã: 001099012345"); }, {"open.personal_number notice"}},
    Spoiled{"an account", [](Document& d) { print(d, "số tài khoản 001099012345"); }, {}},
    Spoiled{"no province 999", [](Document& d) { print(d, "CCCD 099999012345 và 999099012345"); }, {}},
    Spoiled{"nine digits that are money", [](Document& d) { print(d, "tổng kinh phí 123456789 đồng"); }, {}},
    Spoiled{"nor is an application", [](Document& d) { accept(d, FieldId::type, "Tờ khai"); accept(d, FieldId::applicant, "Trần Văn Mẫu"); print(d, "CCCD: 001099012345"); }, {}},
    Spoiled{"a case paper is not open to all", [](Document& d) { make_licence(d); print(d, "CCCD: 001099012345"); }, {}}));

TEST(CheckDocument, points_to_the_place_and_masks_personal_numbers) {
  Document d = plan();
  print(d, "CCCD số 001099012345");
  const auto findings = check_document(d, book());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].where.page, 1);
  EXPECT_EQ(findings[0].where.box, (Box{300, 2000, 1400, 2045}));
  EXPECT_EQ(findings[0].message.find("001099012345"), std::string::npos);
  EXPECT_NE(findings[0].message.find("001…345"), std::string::npos);
}

TEST(CheckDocument, asks_only_the_rules_of_the_profiles) {
  Document d = plan();
  d.pages[0].dpi = 150;
  EXPECT_THAT(check_document(d, book(), {Profile::office}), IsEmpty());
  EXPECT_EQ(check_document(d, book(), {Profile::archive}).size(), 1U);
}

TEST(CheckDocument, a_doubtful_day_leaves_findings_to_people) {
  Document d = plan();
  erase(d, "Độc");
  d.fields[FieldId::issued_date].status = Status::review;  // the year is certain: 2025
  EXPECT_THAT(found(d), ElementsAre("part.motto error"));
  set(d, FieldId::issued_date, "2020");  // the decree came in March of that year
  EXPECT_THAT(found(d), ElementsAre("part.motto notice"));
}

TEST(Rulebook, every_rule_of_the_table_has_its_texts) {
  for (const CheckRule& rule : book().rules) {
    EXPECT_FALSE(rule.vi.empty() || rule.en.empty() || rule.basis.empty() || rule.source.empty()) << rule.id;
    EXPECT_FALSE(rule.profiles.empty()) << rule.id;
  }
}

}  // namespace
}  // namespace sohoa
