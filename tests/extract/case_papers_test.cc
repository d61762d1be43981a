#include <gtest/gtest.h>

#include "core/names.hh"
#include "pipeline/extract/barcode_text.hh"
#include "pipeline/extract/extract.hh"
#include "pipeline/extract/fields.hh"
#include "tests/extract/extracted.hh"
#include "tests/extract/paper.hh"

namespace sohoa {
namespace {

using test::extracted;
using test::knowledge;
using test::shown;

struct Row {
  std::vector<std::string> body;
  FieldId field;
  const char* expected;
};

/// A paper under quốc hiệu and this title.
Document paper(const std::string& title, const std::vector<std::string>& body) {
  std::vector<std::string> lines{"UBND TỈNH SÔNG LAM", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "Số: 15/GP-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                 "Độc lập - Tự do - Hạnh phúc", "Sông Lam, ngày 15 tháng 5 năm 2025", title};
  if (title == "QUYẾT ĐỊNH") lines.insert(lines.end(), {"Về việc ban hành Quy chế làm việc", "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;"});
  lines.insert(lines.end(), body.begin(), body.end());
  lines.insert(lines.end(), {"NGƯỜI TIẾP NHẬN", "Trần Văn Mẫu"});
  return extracted({test::text_page(lines)});
}

void check(const std::string& title, const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(shown(paper(title, row.body), row.field), row.expected) << row.body.front();
}

TEST(CasePapers, Receipt) {
  check("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", {
    {{"Mã hồ sơ: 000.00.00.H37-250515-0001"}, FieldId::case_code, "000.00.00.H37-250515-0001|accepted"},
    {{"Mã số hồ sơ : H49.64.33-250515-00012 Mã thủ tục: 1.004227"}, FieldId::case_code, "H49.64.33-250515-00012|accepted"},
    {{"Mã hồ sơ: 000. 00.00.H37 - 250515 - 0001"}, FieldId::case_code, "000.00.00.H37-250515-0001|accepted"},
    {{"Mã hồ sơ: 000.00.00.H37-251315-0001"}, FieldId::case_code, ""},  // no such month
    {{"Mã hồ sơ: 000.00.00.H37-250515-0001", "Mã hồ sơ: 000.00.00.H37-250515-0002"}, FieldId::case_code, "000.00.00.H37-250515-0001|review"},
    {{"Thành phần hồ sơ 000.00.00.H37-250515-0001"}, FieldId::case_code, ""},
    {{"Mã hồ sơ: 000.00.00.H37-250515-0001 Mã thủ tục: 1.004227"}, FieldId::procedure_code, "1.004227|accepted"},
    {{"Mã TTHC: 1.000318.000.00.00.H40"}, FieldId::procedure_code, "1.000318.000.00.00.H40|accepted"},
    {{"Mã thủ tục: 15.004227"}, FieldId::procedure_code, ""},
    {{"Tiếp nhận hồ sơ của: Ông Nguyễn Văn Thử"}, FieldId::applicant, "Nguyễn Văn Thử|accepted"},
    {{"Tiếp nhận hồ sơ của (ông/bà): NGUYỄN VĂN THỬ Số điện thoại: 0912345678"}, FieldId::applicant, "Nguyễn Văn Thử|accepted"},
    {{"Tiếp nhận hồ sơ của: Công ty TNHH Thương mại, Dịch vụ Sông Lam"}, FieldId::applicant, "Công ty TNHH Thương mại, Dịch vụ Sông Lam|accepted"},
    {{"Tiếp nhận hồ sơ của: Nguyễn Văn Thử, thôn Đông"}, FieldId::applicant, "Nguyễn Văn Thử|accepted"},
    {{"Tiếp nhận hồ sơ của: Nguyễn Văn Thử", "Tiếp nhận hồ sơ của: Trần Thị Mẫu"}, FieldId::applicant, "Nguyễn Văn Thử|review"},
    {{"Tiếp nhận hồ sơ của: Nguyễn Văn Thử", "Tiếp nhận hồ sơ của: NGUYỄN VĂN THỬ"}, FieldId::applicant, "Nguyễn Văn Thử|accepted"},
    {{"Tiếp nhận hồ sơ của: xyz"}, FieldId::applicant, "xyz|review"},
    {{"Tiếp nhận hồ sơ của: ........................"}, FieldId::applicant, ""},
    {{"Họ và tên người mẹ: Nguyễn Thị Thử"}, FieldId::applicant, ""},
    {{"Tiếp nhận hồ sơ của: Nguyễn Văn Thử", "Họ và tên: Trần Thị Mẫu"}, FieldId::applicant, "Nguyễn Văn Thử|accepted"},
    {{"Số căn cước công dân/Hộ chiếu: 012345678901 Ngày cấp: 12/3/2022"}, FieldId::applicant_id, "012345678901|accepted"},
    {{"Số định danh cá nhân: 0123 4567 8901"}, FieldId::applicant_id, "012345678901|accepted"},
    {{"Số định danh cá nhân: 001085012 345"}, FieldId::applicant_id, "001085012345|review"},
    {{"Mã số thuế: 0101234567-001"}, FieldId::applicant_id, "0101234567-001|accepted"},
    {{"Số CMND: 12345678"}, FieldId::applicant_id, ""},
    {{"Số điện thoại: 0123456789"}, FieldId::applicant_id, ""},
    {{"Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 15 tháng 5 năm 2025"}, FieldId::received_date, "2025-05-15|accepted"},
    {{"Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày", "15 tháng 5 năm 2025"}, FieldId::received_date, "2025-05-15|accepted"},
    {{"Thời gian nhận hồ sơ: 09 giờ 15 phút,", "ngày 15 tháng 5 năm 2025"}, FieldId::received_date, "2025-05-15|accepted"},
    {{"Thời gian nhận hồ sơ: 09 giờ", "ngày 15 tháng 5 năm 2025"}, FieldId::received_date, ""},
    {{"Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày", "Sông Lam, ngày 16 tháng 5 năm 2025"}, FieldId::received_date, ""},
    {{"Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày", "Ngày hẹn trả: 29/05/2025"}, FieldId::received_date, ""},
    {{"Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 15 tháng 5 năm", "2025"}, FieldId::received_date, "2025-05-15|accepted"},
    {{"Ngày tiếp nhận: 15/05/2025 Ngày hẹn trả: 29/05/2025"}, FieldId::received_date, "2025-05-15|accepted"},
    {{"Ngày tiếp nhận: 15/05/2025 Ngày hẹn trả: 29/05/2025"}, FieldId::due_date, "2025-05-29|accepted"},
    {{"Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 29 tháng 5 năm 2025"}, FieldId::due_date, "2025-05-29|accepted"},
    {{"Ngày tiếp nhận: 15/05/2025", "Ngày hẹn trả: 29/04/2025"}, FieldId::due_date, "2025-04-29|review"},
    {{"Thời gian trả kết quả: ngày ... tháng ... năm 2025"}, FieldId::due_date, ""},
    {{"Loại kết quả: Giấy phép xây dựng"}, FieldId::result_kind, "Giấy phép xây dựng|accepted"},
    {{"Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng"}, FieldId::result_kind, ""},
  });
}

TEST(CasePapers, Licence) {
  check("GIẤY PHÉP XÂY DỰNG", {
    {{"1. Cấp cho: Ông Nguyễn Văn Thử"}, FieldId::applicant, "Nguyễn Văn Thử|accepted"},
    {{"1. Cấp cho: Ông Nguyễn Văn Thử"}, FieldId::result_kind, "Giấy phép xây dựng|accepted"},
    {{"Giấy phép này có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp."}, FieldId::validity_term, "12 tháng|accepted"},
    {{"Giấy phép này có giá trị 05 (năm) năm kể từ ngày ký."}, FieldId::validity_term, "5 năm|accepted"},
    {{"Giấy phép này có giá trị 05 (năm) năm kể từ ngày ký."}, FieldId::expiry_date, "2030-05-15|accepted"},
    {{"Thời hạn sử dụng: 10 năm"}, FieldId::validity_term, "10 năm|accepted"},
    {{"Thời hạn sử dụng: 10 năm"}, FieldId::expiry_date, ""},  // from when is not said
    {{"Thời hạn hiệu lực: Không thời hạn"}, FieldId::validity_term, "không thời hạn|accepted"},
    {{"Thời hạn sử dụng: đến ngày 31/12/2027"}, FieldId::expiry_date, "2027-12-31|accepted"},
    {{"Giấy phép này có giá trị đến hết ngày 31 tháng 12 năm 2027."}, FieldId::expiry_date, "2027-12-31|accepted"},
    {{"Thời gian thi công: 12 tháng"}, FieldId::validity_term, ""},
  });
}

TEST(CasePapers, OtherPapersHaveNoApplicant) {
  check("THÔNG BÁO", {
    {{"Họ và tên: Nguyễn Văn Thử"}, FieldId::applicant, ""},
    {{"Mã số thuế: 0101234567"}, FieldId::applicant_id, ""},
    {{"Mã hồ sơ: 000.00.00.H37-250515-0001"}, FieldId::case_code, ""},
    {{"Ngày tiếp nhận: 15/05/2025"}, FieldId::received_date, ""},
  });
}

TEST(EffectDates, OfTheBody) {
  check("QUYẾT ĐỊNH", {
    {{"Điều 3. Quyết định này có hiệu lực kể từ ngày ký."}, FieldId::effective_date, "2025-05-15|accepted"},
    {{"Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành và thay thế Quyết định số 10/QĐ-UBND ngày 02/01/2020."}, FieldId::effective_date, "2025-05-15|accepted"},
    {{"Điều 3. Quyết định này có hiệu lực thi hành từ ngày 01/7/2025."}, FieldId::effective_date, "2025-07-01|accepted"},
    {{"Điều 3. Quyết định này có hiệu lực thi", "hành từ ngày 01 tháng 7", "năm 2025."}, FieldId::effective_date, "2025-07-01|accepted"},
    {{"Điều 3. Thông tư này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký ban hành."}, FieldId::effective_date, "2025-06-29|accepted"},
    {{"Điều 3. Nghị quyết này được thông qua ngày 10/5/2025 và có hiệu lực từ ngày 20/5/2025."}, FieldId::effective_date, "2025-05-20|accepted"},
    {{"Quyết định này có hiệu lực từ ngày 01/7/2025 đến hết ngày 31/12/2025."}, FieldId::expiry_date, "2025-12-31|accepted"},
    {{"Quyết định này có hiệu lực từ ngày 01/7/2024."}, FieldId::effective_date, "2024-07-01|review"},
    {{"Quyết định này có hiệu lực từ ngày đăng Công báo."}, FieldId::effective_date, ""},
    {{"Điều 5 Nghị định này có hiệu lực từ ngày 01/01/2026."}, FieldId::effective_date, ""},
    {{"Khoản 2 Điều 5 của Nghị định này có hiệu lực từ ngày 01/01/2026."}, FieldId::effective_date, ""},
    {{"Trước ngày Nghị định này có hiệu lực từ 03 tháng trở lên thì thực hiện."}, FieldId::effective_date, ""},
    {{"Luật Đất đai có hiệu lực từ ngày 01/8/2024."}, FieldId::effective_date, ""},
    {{"Quyết định số 10/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành."}, FieldId::expiry_date, ""},
    {{"Quyết định này có hiệu lực từ ngày 01/7/2025.", "Quy chế này có hiệu lực từ ngày 01/8/2025."}, FieldId::effective_date, "2025-07-01|review"},
  });
}

TEST(Language, ByWords) {
  const auto in = [](const std::string& text) { return shown(extracted({test::text_page({text, text, text})}), FieldId::language); };
  EXPECT_EQ(in("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"), "vi|accepted");
  EXPECT_EQ(in("The parties shall agree on the terms of this contract for the supply of goods"), "en|accepted");
  EXPECT_EQ(in("Le contrat est conclu entre les parties pour une durée de deux ans sur la base du présent accord"), "fr|accepted");
  EXPECT_EQ(in("0912 345 678"), "");
  EXPECT_EQ(in("xqz wvb kjh"), "");
}

TEST(Barcodes, WhatTheySay) {
  const struct {
    const char* text;
    const char* expected;  // case code, id, name
  } rows[] = {
      {"001205012345|012345678|Nguyễn Văn Thử|01012005|Nam|Thôn Đông, Sông Lam|10052021", ",001205012345,Nguyễn Văn Thử"},
      {"001205012345||Nguyễn Văn Thử|01012005|Nam|Thôn Đông|10052021", ",001205012345,Nguyễn Văn Thử"},
      {"Mã hồ sơ: 000.00.00.H37-250515-0001; 1.004227", "000.00.00.H37-250515-0001,,"},
      {"https://dvc.example.vn/?ma=H37.11-250515-0012", "H37.11-250515-0012,,"},
      {"hello", ""},
      {"|||||||", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    Page page;
    page.barcodes = {{"QRCode", row.text, {}}};
    std::string shown;
    for (const BarcodeFacts& facts : facts_of_barcodes({page})) shown = facts.case_code + "," + facts.person_id + "," + facts.person;
    EXPECT_EQ(shown, row.expected) << row.text;
  }
}

TEST(Barcodes, SettleWhatIsDoubtful) {
  Page page = test::text_page({"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: 000.00.00.H37-250515-0001",
                               "Tiếp nhận hồ sơ của: Nguyễn Văn Thử", "Số định danh cá nhân: 001205012345"});
  for (Word& word : page.words) word.confidence = 0.6;
  EXPECT_EQ(shown(extracted({page}), FieldId::case_code), "000.00.00.H37-250515-0001|review");
  page.barcodes = {{"QRCode", "000.00.00.H37-250515-0001", {}}, {"QRCode", "001205012345||Nguyễn Văn Thử|01012005|Nam|x|10052021", {}}};
  EXPECT_EQ(shown(extracted({page}), FieldId::case_code), "000.00.00.H37-250515-0001|accepted");
  EXPECT_EQ(shown(extracted({page}), FieldId::applicant), "Nguyễn Văn Thử|accepted");
  EXPECT_EQ(shown(extracted({page}), FieldId::applicant_id), "001205012345|accepted");
  page.barcodes = {{"QRCode", "000.00.00.H37-250515-0007", {}}, {"QRCode", "001205012346||Nguyễn Văn Khác|01012005|Nam|x|10052021", {}}};
  EXPECT_EQ(shown(extracted({page}), FieldId::case_code), "000.00.00.H37-250515-0001|review");
  EXPECT_EQ(shown(extracted({page}), FieldId::applicant), "Nguyễn Văn Thử|review");
}

}  // namespace
}  // namespace sohoa
