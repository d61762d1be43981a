#include "report/register.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "report/xlsx.hh"

namespace sohoa {
namespace {

using testing::HasSubstr;

const DataTable& columns() {
  static const DataTable table = *read_csv(data_folder() / "register_columns.csv");
  return table;
}

Register parsed(std::string_view csv) {
  auto book = parse_register(csv, "so.csv", columns());
  EXPECT_TRUE(book) << book.error().message;
  return book ? std::move(*book) : Register{};
}

TEST(Register, PlainForm) {
  const Register book = parsed(
      "\xEF\xBB\xBFSTT,Hồ sơ,Số ký hiệu,Ngày tháng,Tên loại và trích yếu,Cơ quan ban hành,Số trang,Ghi chú\r\n"
      "1,hoso01,05/QĐ-UBND,5/3/2025,\"Quyết định về việc thành lập, kiện toàn tổ\",UBND tỉnh,3,bản chính\r\n"
      "2,hoso01,112/STP-VP,06-03-2025,V/v báo cáo,Sở Tư pháp,,\r\n");
  ASSERT_EQ(book.rows.size(), 2u);
  EXPECT_TRUE(book.problems.empty());
  const RegisterRow& r = book.rows[0];
  EXPECT_EQ(r.row, 2);
  EXPECT_EQ(r.ordinal, "1");
  EXPECT_EQ(r.dossier, "hoso01");
  EXPECT_EQ(r.number, "05/QĐ-UBND");
  EXPECT_EQ(r.date, "2025-03-05");
  EXPECT_EQ(r.subject, "Quyết định về việc thành lập, kiện toàn tổ");
  EXPECT_EQ(r.issuer, "UBND tỉnh");
  EXPECT_EQ(r.pages, 3);
  EXPECT_EQ(r.note, "bản chính");
  EXPECT_EQ(book.rows[1].pages, std::nullopt);
}

TEST(Register, HeaderSpellingsAndSeparators) {
  for (const char* csv : {
           "TT;SỐ, KÝ HIỆU VB;Ngày ký;TRÍCH YẾU NỘI DUNG;Tác giả\n1;05/QĐ-UBND;05.03.2025;Về việc thành lập tổ;UBND tỉnh\n",
           "No\tSo va ky hieu van ban\tngay thang nam van ban\tNoi dung\tNơi ban hành\n"
           "1\t05/QĐ-UBND\t2025-03-05\tVề việc thành lập tổ\tUBND tỉnh\n",
           "Số,Ký hiệu,Ngày,Tháng,Năm,Tên văn bản,CQBH\n05,QĐ-UBND,5,3,2025,Về việc thành lập tổ,UBND tỉnh\n",
           "Số,Ngày,Trích yếu,Cơ quan\n05/QĐ-UBND,5/3/2025,Về việc thành lập tổ,UBND tỉnh\n"}) {
    const Register book = parsed(csv);
    ASSERT_EQ(book.rows.size(), 1u) << csv;
    EXPECT_TRUE(book.problems.empty()) << csv;
    EXPECT_EQ(book.rows[0].number, "05/QĐ-UBND") << csv;
    EXPECT_EQ(book.rows[0].date, "2025-03-05") << csv;
    EXPECT_EQ(book.rows[0].subject, "Về việc thành lập tổ") << csv;
  }
}

TEST(Register, PartsOfTheFormAreNoDocuments) {
  const Register book = parsed(
      "UBND TỈNH PHƯƠNG BẮC,,,\n"
      "\"SỔ ĐĂNG KÝ VĂN BẢN ĐI, NĂM 2025\",,,\n"
      ",,,\n"
      "STT,Số ký hiệu,Ngày tháng,Trích yếu\n"
      "(1),(2),(3),(4)\n"
      "Hồ sơ số 03: Cải cách hành chính,,,\n"
      "1,01/KH-STP,7/01/2025,Kế hoạch cải cách\n"
      "Hồ sơ số 04,,,\n"
      "2,02/KH-STP,8/01/2025,Kế hoạch tuyên truyền\n"
      "Tổng cộng,,,2\n");
  ASSERT_EQ(book.rows.size(), 2u);
  EXPECT_TRUE(book.problems.empty());
  EXPECT_EQ(book.rows[0].row, 7);
  EXPECT_EQ(book.rows[0].dossier, "03: Cải cách hành chính");
  EXPECT_EQ(book.rows[1].dossier, "04");
}

TEST(Register, MergedDossierCellsMeanTheOneAbove) {
  const Register book = parsed("Hồ sơ,Số ký hiệu,Trích yếu\nA,1/KH-STP,x\n,2/KH-STP,y\nB,3/KH-STP,z\n");
  ASSERT_EQ(book.rows.size(), 3u);
  EXPECT_EQ(book.rows[1].dossier, "A");
  EXPECT_EQ(book.rows[2].dossier, "B");
}

TEST(Register, DocumentsWithoutNumberCount) {
  const Register book = parsed("STT,Số ký hiệu,Ngày tháng,Trích yếu\n1,,5/3/2025,Giấy mời họp giao ban\n");
  ASSERT_EQ(book.rows.size(), 1u);
  EXPECT_EQ(book.rows[0].number, "");
}

TEST(Register, ProblemsNameTheirRowAndLoseNothing) {
  const struct { const char* row; std::size_t rows; const char* message; } cases[] = {
      {"1,5/KH,hôm qua,Kế hoạch,3", 1, "hôm qua"},
      {"1,5/KH,5/3/25,Kế hoạch,3", 1, "2025-03-05"},
      {"1,5/KH,5/3/2025,Kế hoạch,ba", 1, "ba"},
      {"1,5/KH,5/3/2025,Kế hoạch,3,thừa", 1, "thừa"},
      {"1,,,,", 0, "1"},
      {",,,Người lập bảng,", 0, "Người lập bảng"},
  };
  for (const auto& c : cases) {
    const Register book = parsed(std::string("STT,Số ký hiệu,Ngày,Trích yếu,Số trang\n") + c.row + "\n2,6/KH,6/3/2025,Báo cáo,2 trang\n");
    EXPECT_EQ(book.rows.size(), c.rows + 1) << c.row;
    ASSERT_EQ(book.problems.size(), 1u) << c.row;
    EXPECT_EQ(book.problems[0].row, 2) << c.row;
    EXPECT_THAT(book.problems[0].message, HasSubstr(c.message));
  }
}

TEST(Register, RowsAreCountedAsTheSpreadsheetShowsThem) {
  const Register book = parsed("STT,Số ký hiệu,Ngày,Trích yếu\n1,5/KH,5/3/2025,\"Kế hoạch\nhai dòng\"\n2,6/KH,x,Báo cáo\n");
  ASSERT_EQ(book.problems.size(), 1u);
  EXPECT_EQ(book.problems[0].row, 3);
}

TEST(Register, OldEncodingsAreReadAsTheyWereMeant) {
  const struct { std::string bytes; const char* subject; } cases[] = {
      {"STT,Số ký hiệu,Trích yếu\n1,5/QĐ,VÒ viÖc thµnh lËp tæ c«ng t¸c c¶i c¸ch thñ tôc hµnh chÝnh\n", "Về việc thành lập tổ công tác cải cách thủ tục hành chính"},
      {"STT\tS\xE8 k\xFD hi\xD6u\tTr\xDD" "ch y\xD5u\n1\t5/Q\xA7\tV\xD2 vi\xD6" "c th\xB5nh l\xCB" "p t\xE6 c\xAB" "ng t\xB8" "c c\xB6i c\xB8" "ch\n", "Về việc thành lập tổ công tác cải cách"},
  };
  for (const auto& c : cases) {
    const Register book = parsed(c.bytes);
    ASSERT_EQ(book.rows.size(), 1u) << c.subject;
    EXPECT_EQ(book.rows[0].subject, c.subject);
  }
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("STT,So ky hieu,Trich yeu\n1,5/KH,Bao cao\n")) (utf16 += c) += '\0';
  EXPECT_EQ(parsed(utf16).rows.size(), 1u);
}

TEST(Register, Workbook) {
  const auto bytes = as_xlsx({{"Sổ 2024", "SỔ VĂN BẢN ĐI", {{{"stt", "STT"}, {"n", "Số, ký hiệu"}, {"d", "Ngày tháng"}, {"s", "Trích yếu"}, {"p", "Số trang"}, {"u", "Đơn vị"}},
                                           {{1, "5/KH-STP", "2024-03-05", "Kế hoạch", 4, "Phòng A"}, {2, "6/KH-STP", "6/3/2024", "Báo cáo", "ba", "Phòng A"}}}},
                              {"Sổ 2025", "", {{{"stt", "STT"}, {"n", "Số, ký hiệu"}, {"d", "Ngày tháng"}, {"s", "Trích yếu"}}, {{1, "=1+1", "2025-03-05", "Tờ trình"}}}}});
  ASSERT_TRUE(bytes) << bytes.error().message;
  const Register book = parsed(*bytes);
  ASSERT_EQ(book.rows.size(), 3u);
  EXPECT_EQ(book.rows[0].row, 4);
  EXPECT_EQ(book.rows[0].number, "5/KH-STP");
  EXPECT_EQ(book.rows[0].date, "2024-03-05");
  EXPECT_EQ(book.rows[0].pages, 4);
  EXPECT_EQ(book.rows[0].unit, "Phòng A");
  EXPECT_EQ(book.rows[1].date, "2024-03-06");
  EXPECT_EQ(book.rows[2].number, "=1+1");
  ASSERT_EQ(book.problems.size(), 1u);
  EXPECT_THAT(book.problems[0].message, HasSubstr("ba"));
}

TEST(Register, SheetsWithoutHeaderAreTold) {
  const Sheet named{"a", "", {{{"n", "Số ký hiệu"}, {"s", "Trích yếu"}}, {{"5/KH", "Kế hoạch"}}}};
  const Sheet foreign{"b", "", {{{"x", "Họ và tên"}, {"y", "Chức vụ"}}, {{"Trần Văn Thử", "Chuyên viên"}}}};
  const struct { std::vector<Sheet> sheets; std::size_t problems; } cases[] = {{{named}, 0}, {{named, foreign}, 1}, {{foreign, named}, 1}, {{named, named}, 0}};
  for (const auto& c : cases) {
    const auto book = parse_register(*as_xlsx(c.sheets), "so.xlsx", columns());
    ASSERT_TRUE(book);
    EXPECT_EQ(book->problems.size(), c.problems);
    for (const RowProblem& p : book->problems) EXPECT_NE(p.message.find("the sheet was not read"), std::string::npos) << p.message;
  }
}

TEST(Register, DamagedWorkbooks) {
  const std::string good = *as_xlsx({{"a", "", {{{"n", "Số ký hiệu"}, {"s", "Trích yếu"}}, {{"5/KH", "Kế hoạch"}}}}});
  for (const std::size_t size : {std::size_t{4}, good.size() / 4, good.size() / 2, good.size() - 30}) {
    const auto book = parse_register(good.substr(0, size), "so.xlsx", columns());
    EXPECT_TRUE(book || book.error().code == ErrorCode::bad_data) << size;
    EXPECT_TRUE(!book || size >= good.size() - 30) << size;
  }
  for (std::size_t at = 0; at < good.size(); at += 97) {  // must end, whatever it finds
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x5A);
    (void)parse_register(bytes, "so.xlsx", columns());
  }
  EXPECT_FALSE(parse_register("\xD0\xCF\x11\xE0 old", "so.xls", columns()));
}

TEST(Register, OfDossiers) {
  const Register book = parsed("Hộp số,Số và ký hiệu hồ sơ,Tiêu đề hồ sơ,Tổng số văn bản,Số trang\n1,hoso01,Cải cách,12 văn bản,40\n1,hoso02,Bão số 5,7,21\n");
  EXPECT_TRUE(book.of_dossiers);
  ASSERT_EQ(book.rows.size(), 2u);
  EXPECT_EQ(book.rows[0].documents, 12);
  EXPECT_EQ(book.rows[1].dossier, "hoso02");
  EXPECT_EQ(book.rows[1].box, "1");
}

TEST(Register, NamesOfOnesOwn) {
  const std::filesystem::path own = std::filesystem::temp_directory_path() / ("columns" + std::to_string(getpid()) + ".csv");
  const auto with = [&](const char* text) {
    std::ofstream(own) << text;
    auto table = register_columns(own);
    std::filesystem::remove(own);
    return table;
  };
  const auto table = with("name,column\nMã hiệu công văn,number\nTrích lược,subject\n");
  ASSERT_TRUE(table) << table.error().message;
  const auto book = parse_register("STT,Mã hiệu công văn,Trích lược\n1,5/KH,Kế hoạch\n", "so.csv", *table);
  ASSERT_TRUE(book) << book.error().message;
  EXPECT_EQ(book->rows[0].number, "5/KH");
  for (const char* bad : {"name,column\nMã,so\n", "a,b\n1,2\n"}) EXPECT_FALSE(with(bad)) << bad;
}

TEST(Register, Refused) {
  const struct { std::string csv; const char* message; } cases[] = {
      {std::string("STT,\x01\0\x80\xFF\n", 9), "neither"},
      {"a,b\n1,2\n", "no row names"},
      {"", "no row names"},
      {"STT,Số ký hiệu,Trích yếu\n1,5/KH,\"Kế hoạch\n", "quotation"},
  };
  for (const auto& c : cases) {
    const auto book = parse_register(c.csv, "so.csv", columns());
    ASSERT_FALSE(book) << c.csv;
    EXPECT_EQ(book.error().code, ErrorCode::bad_data);
    EXPECT_THAT(book.error().message, HasSubstr(c.message));
  }
}

}  // namespace
}  // namespace sohoa
