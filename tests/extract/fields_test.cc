#include "pipeline/extract/fields.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/names.hh"
#include "pipeline/extract/extract.hh"
#include "tests/extract/extracted.hh"
#include "tests/extract/paper.hh"

namespace sohoa {
namespace {

using test::Form;
using test::Paper;
using test::extracted;
using test::knowledge;
using test::shown;

struct Row {
  const char* what;
  Form form;
  FieldId field;
  const char* expected;
};

Form with(void (*change)(Form&)) {
  Form form;
  change(form);
  return form;
}

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(shown(extracted({test::draw(row.form).page()}), row.field), row.expected) << row.what;
}

TEST(Number, OfTheForms) {
  check({
      {"decision", {}, FieldId::number, "15/QĐ-UBND|accepted"},
      {"normative", with([](Form& f) { f.number = "Số: 06/2024/QĐ-UBND"; }), FieldId::number, "06/2024/QĐ-UBND|accepted"},
      {"the v of V/v was lost",
       with([](Form& f) { f.number = "Số: 134/UBND-VX", f.type = "", f.subject = {}, f.letter = {"V/ đôn đốc số hóa", "tài liệu lưu trữ"}, f.addressee = "Kính gửi: Các sở"; }),
       FieldId::subject, "V/v đôn đốc số hóa tài liệu lưu trữ|accepted"},
      {"dirt beside its line", with([](Form& f) { f.subject = {"Về việc ban hành Quy chế làm việc }"}; }), FieldId::subject,
       "Về việc ban hành Quy chế làm việc|accepted"},
      {"letter",
       with([](Form& f) { f.number = "Số: 134/UBND-VX", f.type = "", f.subject = {}, f.letter = {"V/v đôn đốc số hóa"}, f.addressee = "Kính gửi: Các sở"; }),
       FieldId::number, "134/UBND-VX|accepted"},
      {"the title says another type", with([](Form& f) { f.type = "KẾ HOẠCH"; }), FieldId::number, "15/QĐ-UBND|review"},
      {"letters among the digits", with([](Form& f) { f.number = "Số: 1Š/QĐ-UBND"; }), FieldId::number, "15/QĐ-UBND|review"},
      {"the engine doubts", with([](Form& f) { f.confidence = 0.4; }), FieldId::number, "15/QĐ-UBND|review"},
      {"a letter of the agency is another that looks like it", with([](Form& f) { f.number = "Số: 15/QĐ-BCr"; }), FieldId::number, "15/QĐ-BCT|review"},
      {"the hyphen is lost", with([](Form& f) { f.number = "Số: 15/QĐ UBND"; }), FieldId::number, "15/QĐ-UBND|accepted"},
      {"the hyphen between agency and unit is lost",
       with([](Form& f) { f.number = "Số: 134/SNVVX", f.type = "", f.subject = {}, f.letter = {"V/v đôn đốc số hóa"}, f.addressee = "Kính gửi: Các sở"; }),
       FieldId::number, "134/SNV-VX|review"},
      {"the slash is lost", with([](Form& f) { f.number = "Số: 15QĐ-UBND"; }), FieldId::number, "15/QĐ-UBND|review"},
      {"none", with([](Form& f) { f.number = ""; }), FieldId::number, ""},
  });
}

/// What is not as read, so that the register wants all its witnesses.
TEST(Number, GuessedSymbolsAreNamed) {
  for (const auto& [number, repairs] : {std::pair{"Số: 15/QĐ-UBND", ""}, std::pair{"Số: 15/QĐ-BCr", "letter, symbol"}, std::pair{"Số: 15/QĐSTNMT", "hyphen, symbol"}}) {
    Form form;
    form.number = number;
    const Field field = extracted({test::draw(form).page()}).field(FieldId::number);
    const auto told = field.extra.find("repairs");
    EXPECT_EQ(told == field.extra.end() ? "" : told->second, repairs) << number;
  }
}

TEST(Number, HandwrittenIsNeverAccepted) {
  struct Ink {
    const char *what, *text;
    Box box;
    double confidence;
  };
  // The blank stands between "Số:" (480..546) and the symbol at 760; printed words are 400..444 high.
  for (const Ink& ink : {Ink{"high letters", "27", {600, 380, 700, 446}, 0.95}, Ink{"a foot below the line", "27", {600, 400, 690, 462}, 0.95},
                         Ink{"a wide blank", "27", {600, 400, 644, 444}, 0.95}, Ink{"odd letters", "2†", {560, 400, 740, 444}, 0.95},
                         Ink{"doubt", "27", {560, 400, 745, 444}, 0.5}}) {
    Form form;
    form.number = "";
    Paper paper = test::draw(form);
    paper.at(480, 400, "Số:").ink(ink.box, ink.text, ink.confidence).ink({760, 400, 980, 444}, "/QĐ-UBND", 0.95);
    const Document document = extracted({paper.page()});
    EXPECT_EQ(document.field(FieldId::number).status, Status::review) << ink.what;
    EXPECT_TRUE(document.field(FieldId::number).handwritten) << ink.what;
  }
}

TEST(Number, UnreadableSymbolIsThatOfTitleAndHeader) {
  struct Read {
    const char *what, *type, *symbol, *expected;
  };
  const Read rows[] = {
      {"kind and case", "QUYẾT ĐỊNH", "/qp-uBND", "27/QĐ-UBND|review"},     {"case alone", "CHỈ THỊ", "/cT-UBND", "27/CT-UBND|review"},
      {"a sign that is no letter", "BÁO CÁO", "/®C-UBND", "27/BC-UBND|review"}, {"a letter behind", "QUYẾT ĐỊNH", "/QĐ-UBNDẦ", "27/QĐ-UBND|review"},
      {"too unlike", "QUYẾT ĐỊNH", "/®x-#m", "|review"},                       {"a part is missing", "QUYẾT ĐỊNH", "/qp", "|review"},
  };
  for (const Read& row : rows) {
    Form form;
    form.number = "";
    form.type = row.type;
    Paper paper = test::draw(form);
    paper.at(480, 400, "Số:").ink({600, 380, 700, 446}, "27", 0.95).ink({760, 400, 980, 444}, row.symbol, 0.3);
    Page page = paper.page();
    page.slots.push_back({SlotKind::number, {560, 400, 750, 446}, true, {{"27", 0.9}, {"21", 0.1}}, {}});
    const Document document = extracted({page});
    const Field& number = document.field(FieldId::number);
    EXPECT_EQ(shown(document, FieldId::number), row.expected) << row.what;
    EXPECT_EQ(number.evidence.page, 1) << row.what;
    EXPECT_TRUE(number.evidence.box) << row.what;
    // What the ink says is offered, incomplete where the symbol is not known.
    if (number.values.empty()) EXPECT_EQ(number.candidates.at(0).value, "27/…") << row.what;
    else EXPECT_EQ(number.extra.at("repairs"), "symbol") << row.what;
  }
}

TEST(Number, InkLayerOverThePrintedSlot) {
  const Document document = extracted({test::draw({}).layer(LayerKind::handwriting, {400, 390, 900, 450}).page()});
  EXPECT_EQ(shown(document, FieldId::number), "15/QĐ-UBND|review");
  EXPECT_TRUE(document.field(FieldId::number).handwritten);
}

TEST(IssuedDate, OfTheDateline) {
  check({
      {"day", {}, FieldId::issued_date, "2025-03-05|accepted"},
      {"no such day", with([](Form& f) { f.dateline = "Lạng Sơn, ngày 31 tháng 02 năm 2025"; }), FieldId::issued_date, "2025-02|review"},
      {"year in the number is another",
       with([](Form& f) { f.number = "Số: 06/2024/QĐ-UBND"; }), FieldId::issued_date, "2025-03-05|review"},
      {"blank", with([](Form& f) { f.dateline = "Lạng Sơn, ngày tháng 3 năm 2025"; }), FieldId::issued_date, "2025-03|review"},
      {"letter for a digit", with([](Form& f) { f.dateline = "Lạng Sơn, ngày 05 tháng 0] năm 2025"; }), FieldId::issued_date, "2025-01-05|review"},
      {"glued to its word, in one type", with([](Form& f) { f.dateline = "Lạng Sơn, ngày05 tháng 3 năm 2025"; }), FieldId::issued_date, "2025-03-05|accepted"},
      {"month glued", with([](Form& f) { f.dateline = "Lạng Sơn, ngày 05 tháng03 năm 2025"; }), FieldId::issued_date, "2025-03-05|review"},
      {"a speck over a digit", with([](Form& f) { f.dateline = "Lạng Sơn, ngày 2Š tháng 3 năm 2025"; }), FieldId::issued_date, "2025-03-25|review"},
      {"none", with([](Form& f) { f.dateline = ""; }), FieldId::issued_date, ""},
  });
}

TEST(IssuedDate, WhatWasMendedIsNamed) {
  const struct {
    const char *dateline, *repairs;
  } rows[] = {{"Lạng Sơn, ngày 05 tháng 3 năm 2025", ""},
              {"Lạng Sơn, ngày 2Š tháng 3 năm 2025", "digit"},
              {"Lạng Sơn, ngày 05 thắnq 3 năm 2025", "word"},
              {"Lạng Sơn, ngày l5 thánq 3 năm 2025", "digit, word"}};
  for (const auto& row : rows) {
    Form form;
    form.dateline = row.dateline;
    const Field date = extracted({test::draw(form).page()}).field(FieldId::issued_date);
    const auto repairs = date.extra.find("repairs");
    EXPECT_EQ(repairs == date.extra.end() ? "" : repairs->second, row.repairs) << row.dateline;
  }
}

TEST(IssuedDate, BlanksClearedOfInkPartTheLine) {
  Paper paper = test::draw(with([](Form& f) { f.dateline = "", f.number = ""; }));
  paper.at(420, 400, "Số:").at(760, 400, "/QĐ-UBND").at(1250, 400, "Lạng Sơn, ngày").at(1800, 400, "tháng").at(2060, 400, "năm 2025");
  const Document document = extracted({paper.page()});
  EXPECT_EQ(shown(document, FieldId::issued_date), "2025|review");
  EXPECT_TRUE(document.field(FieldId::issued_date).handwritten);
  EXPECT_EQ(shown(document, FieldId::number), "…/QĐ-UBND|review");
  EXPECT_EQ(shown(document, FieldId::place), "Lạng Sơn|accepted");
  EXPECT_EQ(shown(document, FieldId::type), "Quyết định|accepted");
}

TEST(IssuedDate, OfMinutes) {
  const Page page = test::text_page({"BIÊN BẢN", "Họp Tổ công tác số hóa", "Hôm nay, hồi 8 giờ ngày 18 tháng 4 năm 2025, tại Sở Nội vụ"});
  EXPECT_EQ(shown(extracted({page}), FieldId::issued_date), "2025-04-18|review");
}

TEST(Place, OfTheDateline) {
  check({
      {"province", {}, FieldId::place, "Lạng Sơn|accepted"},
      {"a mark misread", with([](Form& f) { f.dateline = "Lạng Son, ngày 05 tháng 3 năm 2025"; }), FieldId::place, "Lạng Sơn|accepted"},
      {"as near to one place as to another", with([](Form& f) { f.dateline = "Phg Yên, ngày 05 tháng 3 năm 2025"; }), FieldId::place, "Phú Yên|review"},
      {"a known town, its marks lost", with([](Form& f) { f.dateline = "Phu Ly, ngày 05 tháng 3 năm 2025"; }), FieldId::place, "Phủ Lý|accepted"},
      {"a province of two names", with([](Form& f) { f.dateline = "Bà Rịa - Vũng Tàu, ngày 05 tháng 3 năm 2025"; }), FieldId::place, "Bà Rịa - Vũng Tàu|accepted"},
      {"a town", with([](Form& f) { f.dateline = "Đồng Mỏ, ngày 05 tháng 3 năm 2025"; }), FieldId::place, "Đồng Mỏ|accepted"},
  });
}

TEST(Type, FromTitleLetterAndNumber) {
  check({
      {"title", {}, FieldId::type, "Quyết định|accepted"},
      {"marks lost", with([](Form& f) { f.type = "QUYÊT ĐỊNH"; }), FieldId::type, "Quyết định|accepted"},
      {"letter",
       with([](Form& f) { f.number = "Số: 134/UBND-VX", f.type = "", f.subject = {}, f.letter = {"V/v đôn đốc số hóa"}, f.addressee = "Kính gửi: Các sở"; }),
       FieldId::type, "Công văn|accepted"},
      {"with a qualifier", with([](Form& f) { f.type = "BÁO CÁO THẨM TRA", f.number = "Số: 54/BC-BPC"; }), FieldId::type, "Báo cáo|accepted"},
      {"title lost", with([](Form& f) { f.type = "", f.subject = {}; }), FieldId::type, "Quyết định|review"},
  });
}

TEST(Type, DisagreementIsAnIssue) {
  const Document document = extracted({test::draw(with([](Form& f) { f.type = "KẾ HOẠCH"; })).page()});
  ASSERT_EQ(document.issues.size(), 1u);
  EXPECT_EQ(document.issues[0].code, "field.type_number");
}

TEST(Issuer, OfTheLeftColumn) {
  check({
      {"over two lines", {}, FieldId::issuer, "Ủy ban nhân dân tỉnh Lạng Sơn|accepted"},
      {"department under its parent", with([](Form& f) { f.agency = {"UBND TỈNH LẠNG SƠN", "SỞ TƯ PHÁP"}, f.number = "Số: 09/QĐ-STP"; }),
       FieldId::issuer, "Sở Tư pháp|accepted"},
      {"ministry, a letter misread", with([](Form& f) { f.agency = {"BỘ TÀI CHÍNII"}, f.number = "Số: 09/QĐ-BTC"; }), FieldId::issuer,
       "Bộ Tài chính|accepted"},
      {"joint act",
       with([](Form& f) { f.agency = {"BỘ Y TẾ - BỘ CÔNG AN"}, f.number = "Số: 03/2010/TTLT-BYT-BCA", f.type = "THÔNG TƯ LIÊN TỊCH"; }),
       FieldId::issuer, "Bộ Y tế; Bộ Công an|accepted"},
      {"another province, not the nearest known", with([](Form& f) { f.agency[1] = "TỈNH SÔNG LAM"; }), FieldId::issuer,
       "Ủy ban nhân dân tỉnh Sông Lam|accepted"},
      {"a mark of a known word misread", with([](Form& f) { f.agency[1] = "TÌNH LẠNG SƠN"; }), FieldId::issuer, "Ủy ban nhân dân tỉnh Lạng Sơn|accepted"},
      {"the same before a place no table has", with([](Form& f) { f.agency[1] = "TÍNH SÔNG LAM"; }), FieldId::issuer, "Ủy ban nhân dân tỉnh Sông Lam|review"},
      {"its place has no name", with([](Form& f) { f.agency[1] = "TỈNH"; }), FieldId::issuer, "Ủy ban nhân dân Tỉnh|review"},
      {"an English name under the Vietnamese one", with([](Form& f) { f.agency = {"NGÂN HÀNG SÔNG LAM", "SONGLAM BANK"}; }), FieldId::issuer, "Ngân hàng sông lam|review"},
      {"a name without marks behind a kind alone", with([](Form& f) { f.agency = {"CÔNG TY CỔ PHẦN", "SONGLAM GROUP"}; }), FieldId::issuer, "Công ty cổ phần SONGLAM GROUP|review"},
      {"a local body alone", with([](Form& f) { f.agency = {"SỞ Y TẾ LẠNG SƠN"}, f.number = "Số: 09/QĐ-CCX"; }), FieldId::issuer, "Sở Y tế|review"},
  });
}

TEST(Issuer, WhatWasMendedIsNamed) {
  const struct {
    const char *line, *repairs;
  } rows[] = {{"TỈNH LẠNG SƠN", ""}, {"TÌNH LẠNG SƠN", "mark"}, {"TÍNH SÔNG LAM", "mark"}, {"TỈNH LANG SƠN", "mark"}, {"TỈNH LẠNG SƠNN", "letter"}};
  for (const auto& row : rows) {
    Form form;
    form.agency[1] = row.line;
    const Field issuer = extracted({test::draw(form).page()}).field(FieldId::issuer);
    const auto repairs = issuer.extra.find("repairs");
    EXPECT_EQ(repairs == issuer.extra.end() ? "" : repairs->second, row.repairs) << row.line;
  }
}

/// Papers of the Youth Union name it at the right, also where it is written out; a board's name is complete only with it.
TEST(Issuer, OfTheYouthUnion) {
  const struct {
    const char *what, *heading, *agency, *expected;
  } rows[] = {
      {"a board", "ĐOÀN TNCS HỒ CHÍ MINH", "BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh"},
      {"written out", "ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH", "BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh"},
      {"a name that is complete", "ĐOÀN TNCS HỒ CHÍ MINH", "HỘI ĐỒNG ĐỘI TỈNH LẠNG SƠN", "Hội đồng đội tỉnh lạng sơn"},
  };
  for (const auto& row : rows) {
    Form form;
    form.motto = "";
    form.agency = {row.agency};
    Paper paper = test::draw(form);
    paper.centred(1660, 240, row.heading);
    EXPECT_EQ(test::value(extracted({paper.page()}), FieldId::issuer), row.expected) << row.what;
  }
}

TEST(Issuer, ParentIsKept) {
  const Document document =
      extracted({test::draw(with([](Form& f) { f.agency = {"UBND TỈNH LẠNG SƠN", "SỞ TƯ PHÁP"}, f.number = "Số: 09/QĐ-STP"; })).page()});
  EXPECT_EQ(document.field(FieldId::issuer).extra.at("parent"), "Ủy ban nhân dân tỉnh Lạng Sơn");
}

/// The value stays as printed; the dated tables say what it is on the day of issue and now.
TEST(Issuer, IsWeighedAgainstDatedTables) {
  const struct {
    const char* what;
    std::vector<std::string> agency;
    const char *dateline, *value, *in_force, *successor, *province_now;
  } rows[] = {
      {"borne then and now", {"BỘ TÀI CHÍNH"}, "Hà Nội, ngày 05 tháng 3 năm 2025", "Bộ Tài chính", "", "", ""},
      {"borne then, dissolved since", {"BỘ GIAO THÔNG VẬN TẢI"}, "Hà Nội, ngày 05 tháng 3 năm 2024", "Bộ Giao thông vận tải", "", "Bộ Xây dựng", ""},
      {"after its end", {"BỘ GIAO THÔNG VẬN TẢI"}, "Hà Nội, ngày 05 tháng 3 năm 2025", "Bộ Giao thông vận tải", "no", "Bộ Xây dựng", ""},
      {"before its beginning", {"BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"}, "Hà Nội, ngày 05 tháng 3 năm 2024", "Bộ Nông nghiệp và Môi trường", "no", "", ""},
      {"in the year of its end", {"BỘ GIAO THÔNG VẬN TẢI"}, "Hà Nội, ngày tháng 3 năm 2025", "Bộ Giao thông vận tải", "", "Bộ Xây dựng", ""},
      {"a province merged since", {"ỦY BAN NHÂN DÂN", "TỈNH KON TUM"}, "Kon Tum, ngày 05 tháng 3 năm 2025", "Ủy ban nhân dân tỉnh Kon Tum", "", "", "Quảng Ngãi"},
      {"a province merged before", {"ỦY BAN NHÂN DÂN", "TỈNH KON TUM"}, "Kon Tum, ngày 05 tháng 8 năm 2025", "Ủy ban nhân dân tỉnh Kon Tum", "no", "", "Quảng Ngãi"},
  };
  for (const auto& row : rows) {
    Form form;
    form.agency = row.agency;
    form.dateline = row.dateline;
    const Field issuer = extracted({test::draw(form).page()}).field(FieldId::issuer);
    const auto extra = [&](const char* key) { const auto found = issuer.extra.find(key); return found == issuer.extra.end() ? std::string() : found->second; };
    EXPECT_EQ(issuer.value(), row.value) << row.what;
    EXPECT_EQ(extra("in_force"), row.in_force) << row.what;
    EXPECT_EQ(extra("successor"), row.successor) << row.what;
    EXPECT_EQ(extra("province_now"), row.province_now) << row.what;
  }
}

TEST(Subject, TitleAndLetter) {
  check({
      {"two lines", {}, FieldId::subject, "Về việc ban hành Quy chế làm việc của Tổ công tác số hóa tài liệu lưu trữ|accepted"},
      {"a part in capitals under words that end a phrase",
       with([](Form& f) { f.number = "Số: 15/KH-UBND", f.type = "KẾ HOẠCH", f.subject = {"Thực hiện nhiệm vụ năm 2025,", "khắc phục các hạn chế, tồn tại", "PHẦN THỨ NHẤT"}; }),
       FieldId::subject, "Thực hiện nhiệm vụ năm 2025, khắc phục các hạn chế, tồn tại|accepted"},
      {"a number in capitals behind its act", with([](Form& f) { f.subject = {"Sửa đổi, bổ sung một số điều", "của Quyết định số", "12/QĐ-UBND"}; }), FieldId::subject,
       "Sửa đổi, bổ sung một số điều của Quyết định số 12/QĐ-UBND|accepted"},
      {"a misread beginning", with([](Form& f) { f.subject = {"Vê viêc ban hành Quy chế làm việc"}; }), FieldId::subject,
       "Về việc ban hành Quy chế làm việc|accepted"},
      {"letter",
       with([](Form& f) { f.number = "Số: 134/UBND-VX", f.type = "", f.subject = {}, f.letter = {"V/v đôn đốc số hóa", "tài liệu lưu trữ"}, f.addressee = "Kính gửi: Các sở"; }),
       FieldId::subject, "V/v đôn đốc số hóa tài liệu lưu trữ|accepted"},
  });
}

TEST(SignerTitle, LastOfTheChain) {
  const Document document = extracted({test::draw({}).page()});
  const Field& title = document.field(FieldId::signer_title);
  EXPECT_EQ(title.value(), "PHÓ CHỦ TỊCH");
  EXPECT_EQ(title.extra.at("authority"), "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH");
}

TEST(Recipients, ListAndArchiveLine) {
  const Document document = extracted({test::draw({}).page()});
  const Field& recipients = document.field(FieldId::recipients);
  EXPECT_EQ(recipients.values, (std::vector<std::string>{"Như trên", "Sở Nội vụ"}));
  EXPECT_EQ(recipients.extra.at("archive"), "VT, TH");
}

TEST(Recipients, DirtAndALostArchiveLine) {
  struct Entry {
    const char *what, *item, *last, *expected;
  };
  for (const Entry& row : {Entry{"clean", "- Cục Thuế (để b/c);", "- Lưu: VT.", "Cục Thuế (để b/c)|accepted"}, Entry{"dirt", "_~ Cục Thuế (để b/c);ˆ", "- Lưu: VT.", "Cục Thuế (để b/c)|accepted"},
                         Entry{"the archive line misread", "- Cục Thuế;", "- Lm: VT.", "Cục Thuế; Lm: VT|review"}, Entry{"the archive line lost", "- Cục Thuế;", "", "Cục Thuế|review"}}) {
    Form form;
    form.recipients = {row.item, row.last};
    EXPECT_EQ(shown(extracted({test::draw(form).page()}), FieldId::recipients), row.expected) << row.what;
  }
}

TEST(Marks, OnlyStandAlone) {
  Paper stamped = test::draw({});
  stamped.at(420, 520, "HỎA TỐC");
  EXPECT_EQ(shown(extracted({stamped.page()}), FieldId::urgency), "Hỏa tốc|accepted");
  Paper mixed = test::draw({});
  mixed.at(420, 520, "[HöA TỐc ]", 0.69);
  EXPECT_EQ(shown(extracted({mixed.page()}), FieldId::urgency), "Hỏa tốc|review");
  const Form heading = with([](Form& f) { f.subject = {"VỀ XỬ LÝ HỒ SƠ CÔNG VIỆC", "(TRỪ VĂN BẢN MẬT)"}; });
  EXPECT_EQ(shown(extracted({test::draw(heading).page()}), FieldId::secrecy), "");
}

TEST(Incoming, StampIsNotTheDocument) {
  Paper stamped = test::draw({});
  stamped.at(330, 800, "CÔNG VĂN ĐẾN").at(330, 860, "Số: 772").at(330, 920, "Ngày: 09/3/2025");
  const Document document = extracted({stamped.page()});
  EXPECT_EQ(shown(document, FieldId::number), "15/QĐ-UBND|accepted");
  EXPECT_EQ(shown(document, FieldId::issued_date), "2025-03-05|accepted");
  EXPECT_EQ(shown(document, FieldId::incoming_number), "772|review");
}

/// What was seen of a stamp and could not be read is for a person to look at.
TEST(Stamps, SeenAndUnread) {
  struct Seen {
    const char* what;
    void (*stamp)(Paper&);
    bool urgency, incoming;
  };
  for (const Seen& seen : {
           Seen{"nothing", [](Paper&) {}, false, false},
           Seen{"a low frame of red ink", [](Paper& p) { p.layer(LayerKind::stamp, {420, 500, 760, 600}); }, true, false},
           Seen{"the same, read", [](Paper& p) { p.layer(LayerKind::stamp, {400, 500, 760, 600}).at(420, 520, "KHẨN"); }, false, false},
           Seen{"the registry's frame", [](Paper& p) { p.layer(LayerKind::stamp, {330, 560, 730, 1000}); }, false, true},
           Seen{"its anchor", [](Paper& p) { p.at(330, 700, "ĐẾN"); }, false, true},
           Seen{"its anchor beside a slot", [](Paper& p) { p.at(330, 700, "ĐẾN Ngày: T6iT", 0.2); }, false, true},
           Seen{"a seal at the foot", [](Paper& p) { p.layer(LayerKind::seal, {1400, 2500, 1850, 2950}); }, false, false},
       }) {
    Paper paper = test::draw({});
    seen.stamp(paper);
    const Document document = extracted({paper.page()});
    for (const auto& [field, wanted] : {std::pair{FieldId::urgency, seen.urgency}, std::pair{FieldId::incoming_number, seen.incoming}, std::pair{FieldId::incoming_date, seen.incoming}}) {
      EXPECT_EQ(document.field(field).status == Status::review, wanted) << seen.what << ": " << spec_of(field).name;
      EXPECT_TRUE(!wanted || document.field(field).evidence.box) << seen.what;
    }
  }
}

TEST(Attachment, DraftBehindDoesNotWin) {
  Page draft = test::draw(with([](Form& f) { f.number = "Số: 99/NQ-HĐND", f.type = "NGHỊ QUYẾT", f.authority = {"CHỦ TỊCH"}, f.signer = "Lê Thị Hoa"; })).page();
  draft.n = 2;
  const Document document = extracted({test::draw(with([](Form& f) { f.signer = "Trần Văn Minh"; })).page(), draft});
  EXPECT_EQ(shown(document, FieldId::number), "15/QĐ-UBND|accepted");
  EXPECT_EQ(shown(document, FieldId::signer), "Trần Văn Minh|accepted");
  EXPECT_EQ(shown(document, FieldId::type), "Quyết định|accepted");
}

TEST(DigitalStamp, SettlesNumberAndDate) {
  const Page page = test::text_page({"KẾ HOẠCH", "Số hóa tài liệu lưu trữ năm 2025", "Thực hiện nhiệm vụ được giao, Sở Tư pháp xây dựng Kế hoạch như sau:",
                                     "Số: 15/KH-STP; 14/02/2025; 09:25:08; +07:00", "1. Mục tiêu"});
  const Document document = extracted({page});
  EXPECT_EQ(shown(document, FieldId::number), "15/KH-STP|accepted");
  EXPECT_EQ(document.field(FieldId::number).evidence.rule, "digital_stamp.number");
  EXPECT_EQ(shown(document, FieldId::issued_date), "2025-02-14|accepted");
  EXPECT_EQ(shown(document, FieldId::issuer), "Sở Tư pháp|accepted");
}

TEST(DigitalStamp, BrokenOverLines) {
  const Page page = test::text_page({"KẾ HOẠCH", "Số hóa tài liệu lưu trữ năm 2025", "Số: 15/KH-STP;", "14/02/2025; 09:25:08;", "+07:00",
                                     "Thực hiện nhiệm vụ được giao, Sở Tư pháp xây dựng Kế hoạch như sau:", "1. Mục tiêu"});
  const Document document = extracted({page});
  EXPECT_EQ(shown(document, FieldId::number), "15/KH-STP|accepted");
  EXPECT_EQ(shown(document, FieldId::issued_date), "2025-02-14|accepted");
  EXPECT_EQ(document.field(FieldId::issued_date).extra.at("time"), "2025-02-14T09:25:08+07:00");
}

/// A day written by hand, and what is printed beside the digital signature.
TEST(DigitalStamp, TimeOfSigningPrinted) {
  struct Case {
    const char* what;
    const char* stamp;
    const char* expected;
    std::size_t candidates;
    const char* opening = "Ký bởi: Trần Văn Mẫu";
  };
  const Case cases[] = {
      {"the same day", "Thời gian ký: 05/03/2025 10:09:57", "2025-03-05|accepted", 0},
      {"another opening", "Thời gian ký: 05/03/2025 10:09:57", "2025-03-05|accepted", 0, "Người ký: Trần Văn Mẫu"},
      {"another day of the month", "Thời gian ký: 06/03/2025 10:09:57", "2025-03-05|review", 1},
      {"a copy of another month", "Thời gian ký: 05/04/2025 10:09:57", "2025-03-05|review", 0},
      {"no such day", "Thời gian ký: 35/03/2025 10:09:57", "2025-03-05|review", 0},
  };
  for (const Case& c : cases) {
    Paper paper = test::draw({});
    paper.layer(LayerKind::handwriting, {1300, 390, 2100, 450}).at(1700, 60, c.opening).at(1700, 120, c.stamp);
    const Document document = extracted({paper.page()});
    EXPECT_EQ(shown(document, FieldId::issued_date), c.expected) << c.what;
    EXPECT_EQ(document.field(FieldId::issued_date).candidates.size(), c.candidates) << c.what;
  }
}

TEST(Signer, SurnameThatLostAMarkIsForReview) {
  check({{"one surname has the letters", with([](Form& f) { f.signer = "Trân Ngọc Căng"; }), FieldId::signer, "Trần Ngọc Căng|review"}});
}

TEST(Place, OtherMarksAreForReview) {
  check({
      {"marks lost", with([](Form& f) { f.dateline = "Lang Son, ngày 05 tháng 3 năm 2025"; }), FieldId::place, "Lạng Sơn|accepted"},
      {"a place of its own, perhaps", with([](Form& f) { f.dateline = "Bắc Liêu, ngày 05 tháng 3 năm 2025"; }), FieldId::place, "Bạc Liêu|review"},
  });
}

TEST(Candidates, HaveAValue) {
  const Document document = extracted({test::draw(with([](Form& f) { f.number = "Số: ~~~/QĐ-UBND"; })).page()});
  for (const Candidate& candidate : document.field(FieldId::number).candidates) EXPECT_NE(candidate.value, "");
}

TEST(TextFile, WithoutGeometry) {
  const Page page = test::text_page({"CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lạng Sơn, ngày       tháng 5 năm 2025",
                                     "V/v đôn đốc số hóa", "tài liệu lưu trữ năm 2025", "Kính gửi: Các phòng thuộc Sở",
                                     "Thực hiện kế hoạch năm 2025, Sở Tư pháp đề nghị các phòng thực hiện như sau:", "1. Rà soát tài liệu./.", "Nơi nhận:",
                                     "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Hoa"});
  const Document document = extracted({page});
  EXPECT_EQ(shown(document, FieldId::number), "");
  EXPECT_EQ(shown(document, FieldId::issued_date), "2025-05|accepted");
  EXPECT_EQ(shown(document, FieldId::type), "Công văn|accepted");
  EXPECT_EQ(shown(document, FieldId::subject), "V/v đôn đốc số hóa tài liệu lưu trữ năm 2025|accepted");
  EXPECT_EQ(shown(document, FieldId::signer), "Lê Thị Hoa|accepted");
  EXPECT_EQ(shown(document, FieldId::issuer), "Sở Tư pháp|accepted");
}

TEST(Appendix, AloneHasAParentAndNoNumber) {
  const Page page = test::text_page({"Phụ lục", "Danh mục nhiệm vụ số hóa năm 2025", "(Kèm theo Kế hoạch số:  11 /KH-SNV ngày 15 /01/2025", "của Sở Nội vụ tỉnh Lạng Sơn)",
                                     "STT Nội dung công việc"});
  const Document document = extracted({page});
  EXPECT_EQ(shown(document, FieldId::number), "");
  EXPECT_EQ(shown(document, FieldId::parent_number), "11/KH-SNV|accepted");
  EXPECT_EQ(shown(document, FieldId::parent_date), "2025-01-15|accepted");
  EXPECT_EQ(shown(document, FieldId::type), "Phụ lục|accepted");
  EXPECT_EQ(shown(document, FieldId::issuer), "Sở Nội vụ|accepted");
}

TEST(Knowledge, TablesAreComplete) {
  for (const FieldSpec& spec : kFields) EXPECT_TRUE(knowledge().acceptance.count(spec.id)) << spec.name;
  for (const Province& province : knowledge().provinces)
    EXPECT_EQ(province.until.empty(), province.successor.empty()) << province.name;
  EXPECT_EQ(knowledge().type_of_code("CTr")->name, "Chương trình");
  EXPECT_EQ(knowledge().type_of_code("CT")->name, "Chỉ thị");
  EXPECT_EQ(std::count_if(knowledge().provinces.begin(), knowledge().provinces.end(), [](const Province& p) { return p.until.empty(); }), 34);
}

}  // namespace
}  // namespace sohoa
