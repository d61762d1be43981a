#include <gtest/gtest.h>

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
using test::value;

// Whole invented papers of the forms in use, and what must not win over the document itself.

TEST(Forms, NormativeActOfACouncil) {
  Form form;
  form.agency = {"HỘI ĐỒNG NHÂN DÂN", "TỈNH LẠNG SƠN"};
  form.number = "Số: 12/2025/NQ-HĐND";
  form.type = "NGHỊ QUYẾT";
  form.subject = {"Quy định mức hỗ trợ số hóa tài liệu lưu trữ", "trên địa bàn tỉnh Lạng Sơn"};
  form.authority = {"CHỦ TỊCH"};
  const Document document = extracted({test::draw(form).page()});
  EXPECT_EQ(value(document, FieldId::number), "12/2025/NQ-HĐND");
  EXPECT_EQ(value(document, FieldId::type), "Nghị quyết");
  EXPECT_EQ(value(document, FieldId::issuer), "Hội đồng nhân dân tỉnh Lạng Sơn");
  EXPECT_EQ(value(document, FieldId::subject), "Quy định mức hỗ trợ số hóa tài liệu lưu trữ trên địa bàn tỉnh Lạng Sơn");
}

TEST(Forms, PaperOfTheParty) {
  Form form;
  form.agency = {"TỈNH ỦY LẠNG SƠN"};
  form.number = "Số 57-NQ/TU";
  form.motto = "";
  form.type = "NGHỊ QUYẾT";
  form.authority = {"T/M TỈNH ỦY", "BÍ THƯ"};
  Paper paper = test::draw(form);
  paper.centred(1660, 240, "ĐẢNG CỘNG SẢN VIỆT NAM");
  const Document document = extracted({paper.page()});
  EXPECT_EQ(value(document, FieldId::number), "57-NQ/TU");
  EXPECT_EQ(value(document, FieldId::type), "Nghị quyết");
  EXPECT_EQ(value(document, FieldId::issuer), "Tỉnh ủy Lạng Sơn");
  EXPECT_EQ(value(document, FieldId::issued_date), "2025-03-05");
  EXPECT_EQ(value(document, FieldId::signer_title), "BÍ THƯ");
}

TEST(Forms, CopyBlockDoesNotWin) {
  Form form;
  form.signer = "Trần Văn Minh";
  Paper paper = test::draw(form);
  paper.centred(640, 3000, "SAO Y").at(420, 3050, "Số: 08/SY-VP").centred(1750, 3050, "Cao Lộc, ngày 09 tháng 4 năm 2025");
  paper.centred(1750, 3110, "CHÁNH VĂN PHÒNG").centred(1750, 3330, "Lê Hoàng Minh");
  const Document document = extracted({paper.page()});
  EXPECT_EQ(value(document, FieldId::number), "15/QĐ-UBND");
  EXPECT_EQ(value(document, FieldId::issued_date), "2025-03-05");
  EXPECT_EQ(value(document, FieldId::signer), "Trần Văn Minh");
  EXPECT_EQ(value(document, FieldId::signer_title), "PHÓ CHỦ TỊCH");
}

TEST(Forms, AppendixBehindDoesNotWin) {
  Paper appendix(2);
  appendix.centred(1300, 240, "PHỤ LỤC").centred(1300, 310, "DANH MỤC TÀI LIỆU SỐ HÓA");
  appendix.centred(1300, 380, "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 3 năm 2025)").centred(1750, 2000, "GIÁM ĐỐC").centred(1750, 2300, "Lê Hoàng Minh");
  Form form;
  form.signer = "Trần Văn Minh";
  const Document document = extracted({test::draw(form).page(), appendix.page()});
  EXPECT_EQ(value(document, FieldId::type), "Quyết định");
  EXPECT_EQ(value(document, FieldId::signer), "Trần Văn Minh");
  EXPECT_EQ(value(document, FieldId::parent_number), "");
}

TEST(Forms, DepartmentWithoutItsNumberIsNoNumber) {
  Form form;
  form.agency = {"UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ"};
  form.number = "";
  const Document document = extracted({test::draw(form).page()});
  EXPECT_EQ(value(document, FieldId::issuer), "Sở Nội vụ");
  EXPECT_EQ(value(document, FieldId::number), "");
}

TEST(Forms, StampOverTheTitle) {
  Form form;
  form.subject = {"Về việc ban hành Quy chế làm việc", "của Tổ công tác số hóa tài liệu lưu trữ"};
  Paper paper = test::draw(form);
  Page page = paper.page();
  // "ỌC LẠN" of a stamp at the left was read into the line of the subject.
  for (std::size_t i = 0; i < page.words.size(); ++i)
    if (page.words[i].text == "Về" && page.words[i].box->y0 == 686) {
      Word stamp = page.words[i];
      stamp.text = "HỌC";
      stamp.box = Box{500, 686, 566, 730};
      page.words.insert(page.words.begin() + static_cast<std::ptrdiff_t>(i), stamp);
      break;
    }
  EXPECT_EQ(value(extracted({page}), FieldId::subject), "Về việc ban hành Quy chế làm việc của Tổ công tác số hóa tài liệu lưu trữ");
}

TEST(Forms, ParagraphCloseUnderTheTitleIsNotSubject) {
  Paper paper = test::draw(Form{});
  paper.at(380, 870, "thời gian qua, các cơ quan đã có nhiều cố gắng trong việc số hóa tài liệu lưu trữ của mình");
  EXPECT_EQ(value(extracted({paper.page()}), FieldId::subject), "Về việc ban hành Quy chế làm việc của Tổ công tác số hóa tài liệu lưu trữ");
}

TEST(Forms, LettersBeginInManyWays) {
  for (const char* start : {"V/v đôn đốc số hóa", "(V/v đôn đốc số hóa", "V/ đôn đốc số hóa", "v/v đôn đốc số hóa"}) {
    Form form;
    form.number = "Số: 134/UBND-VX", form.type = "", form.subject = {}, form.letter = {start, "tài liệu lưu trữ"}, form.addressee = "Kính gửi: Các sở";
    const Document document = extracted({test::draw(form).page()});
    EXPECT_EQ(value(document, FieldId::type), "Công văn") << start;
    EXPECT_NE(value(document, FieldId::subject).find("đôn đốc số hóa tài liệu lưu trữ"), std::string::npos) << start;
  }
}

TEST(Forms, AbbreviationTheDocumentExplains) {
  Form form;
  form.agency = {"SỞ Y TẾ LẠNG SƠN", "PHÒNG THANH TRA VÀ QLCLTP"};
  form.subject = {"Phân công nhiệm vụ của Phòng Thanh tra và Quản lý chất lượng thực phẩm"};
  const Field issuer = extracted({test::draw(form).page()}).field(FieldId::issuer);
  EXPECT_EQ(issuer.value(), "Phòng thanh tra và QLCLTP");
  EXPECT_EQ(issuer.extra.at("full"), "Phòng thanh tra và Quản lý chất lượng thực phẩm");
  EXPECT_EQ(issuer.status, Status::accepted);
}

}  // namespace
}  // namespace sohoa
