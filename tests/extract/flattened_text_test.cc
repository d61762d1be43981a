#include <gtest/gtest.h>

#include "core/names.hh"
#include "tests/extract/extracted.hh"
#include "tests/extract/paper.hh"

namespace sohoa {
namespace {

using test::extracted;
using test::shown;
using Lines = std::vector<std::string>;

/// What a text file made of a page keeps of its columns: nothing but the order of words. Both columns of header and signature stand in one line.
TEST(FlattenedText, BothColumnsInOneLine) {
  struct Want {
    FieldId field;
    const char* value;
  };
  struct Row {
    const char* what;
    Lines lines;
    std::vector<Want> wanted;
  };
  const Lines body{"Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;", "QUYẾT ĐỊNH:", "Điều 1. Ban hành Quy chế.", "Điều 2. Quyết định này có hiệu lực từ ngày ký./."};
  const std::vector<Row> rows{
      {"a province's decision",
       {"ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH HÀ NAM Độc lập - Tự do - Hạnh phúc", "Số: 12/QĐ-UBND Hà Nam, ngày 05 tháng 3 năm 2010", "QUYẾT ĐỊNH",
        "Về việc ban hành Quy chế làm việc", "*", "Nơi nhận: TM. ỦY BAN NHÂN DÂN", "- Như Điều 2; KT. CHỦ TỊCH", "- Sở Nội vụ; PHÓ CHỦ TỊCH", "- Lưu: VT. Lê Thị Hoa"},
       {{FieldId::number, "12/QĐ-UBND|accepted"},
        {FieldId::issued_date, "2010-03-05|accepted"},
        {FieldId::place, "Hà Nam|accepted"},
        {FieldId::issuer, "Ủy ban nhân dân tỉnh Hà Nam|accepted"},
        {FieldId::subject, "Về việc ban hành Quy chế làm việc|accepted"},
        {FieldId::signer, "Lê Thị Hoa|accepted"},
        {FieldId::signer_title, "PHÓ CHỦ TỊCH|accepted"},
        {FieldId::recipients, "Như Điều 2; Sở Nội vụ|accepted"}}},
      {"a letter, its subject beside the date",
       {"BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 2728/BTC-TCT", "V/v thực hiện quy định về hóa đơn Hà Nội, ngày 18 tháng 7 năm 2014",
        "Kính gửi: Cục Thuế tỉnh Đắk Nông", "*", "Nơi nhận: KT. BỘ TRƯỞNG", "- Như trên; THỨ TRƯỞNG", "- Lưu: VT, TCT.", "Lê Thị Hoa"},
       {{FieldId::number, "2728/BTC-TCT|accepted"},
        {FieldId::place, "Hà Nội|accepted"},
        {FieldId::issuer, "Bộ Tài chính|accepted"},
        {FieldId::subject, "V/v thực hiện quy định về hóa đơn|accepted"},
        {FieldId::signer, "Lê Thị Hoa|accepted"}}},
      {"the Party",
       {"TỈNH ỦY LẠNG SƠN ĐẢNG CỘNG SẢN VIỆT NAM", "-----", "Số 45-KH/TU Bà Rịa - Vũng Tàu, ngày 13 tháng 5 năm 2022", "KẾ HOẠCH", "Xây dựng hệ thống lưu trữ"},
       {{FieldId::number, "45-KH/TU|accepted"}, {FieldId::place, "Bà Rịa - Vũng Tàu|accepted"}}},
      {"an old number", {"CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số 18-CP Hà Nội, ngày 29 tháng 12 năm 1992", "NGHỊ ĐỊNH", "Ban hành Quy chế"},
       {{FieldId::number, "18-CP|accepted"}, {FieldId::place, "Hà Nội|accepted"}}},
      {"a list number is no column", {"THÔNG BÁO", "Về việc nghỉ lễ", "1. Số: 12/QĐ-UBND không còn hiệu lực từ ngày 05 tháng 3 năm 2010 trên địa bàn"}, {{FieldId::place, ""}}},
  };
  for (const Row& row : rows) {
    Lines lines;
    for (const std::string& line : row.lines)
      if (line == "*") lines.insert(lines.end(), body.begin(), body.end());
      else lines.push_back(line);
    const Document document = extracted({test::text_page(lines)});
    for (const Want& want : row.wanted) EXPECT_EQ(shown(document, want.field), want.value) << row.what << ": " << spec_of(want.field).name;
  }
}

}  // namespace
}  // namespace sohoa
