#include "report/case_list.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/xlsx.hh"

namespace sohoa {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// As a provincial system exports it, the people invented: a title, the heads, a row of column numbers, cases, a total.
constexpr const char* kExport =
    "DANH SÁCH HỒ SƠ,,,,,,,,,,,,\n"
    "STT,Mã hồ sơ,Tên thủ tục hành chính,Người nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,Đơn vị xử lý,Số hóa TPHS,Kết quả điện tử,Tái sử dụng,Kết quả giấy\n"
    "(1),(2),(3),(4),(5),(6),(7),(8),(9),(10),(11),(12),(13)\n"
    "1,000.00.00.H99-250401-0001,Đăng ký khai sinh,Lê Văn Thử,01/04/2025 08:15:00,04/04/2025 17:00:00,03/04/2025 10:00:00,Đã trả kết quả,UBND xã Bình An,Có,Có,Không,Có,Có\n"
    "2,000.00.00.H99-250402-0002,Đăng ký kết hôn,Trần Thị Mẫu,02/04/2025,07/04/2025,09/04/2025,Đã trả kết quả,UBND xã Bình An,Có,Không,Có,Có\n"
    "3,000.00.00.H99-250501-0003,Cấp phép xây dựng,Hồ Văn Nháp,05/05/2025,20/06/2025,,Đang xử lý,Sở Xây dựng,Có,,Không,Có\n"
    "4,000.00.00.H99-250502-0004,Cấp phép xây dựng,Vũ Thị Phác,06/05/2025,20/05/2025,,Đang xử lý,Sở Xây dựng,Không,,Không,Có\n"
    "5,000.00.00.H99-250301-0005,Chứng thực,Đỗ Văn Vẽ,01/03/2025,03/03/2025,20/03/2025,Đã trả kết quả,UBND xã Bình An,Có,https://kq.example/5.pdf,Có,Có\n"
    "6,000.00.00.H99-250503-0006,Chứng thực,Bùi Thị Tả,07/05/2025,08/05/2025,,Công dân rút hồ sơ,UBND xã Bình An,Không,,Không,Có\n"
    "Tổng số,6,,,,,,,,,,,\n";

constexpr const char* kLastDay = "2025-06-14";
const Period kQuarter{"quý II/2025", "2025-03-15", "2025-06-14"};

std::vector<std::string> told(const Figures& figures) {
  std::vector<std::string> out;
  for (const auto& [name, figure] : figures) out.push_back(name + " " + std::to_string(figure.value));
  return out;
}

TEST(CaseList, tells_the_figures_of_a_period) {
  const CaseList list = parse_cases(kExport, "hs.csv").value();
  ASSERT_EQ(list.cases.size(), 6U);
  EXPECT_TRUE(list.problems.empty());
  // Received 1–4 (6 was withdrawn); 2 has no electronic result, 4 no digitized parts. Handled: 1, 2, 5 finished, 3 and 4 open; 1 and 3 in time.
  EXPECT_THAT(told(figures_of(list, kQuarter, kLastDay, "", "hs.csv")),
              ElementsAre("cases_digitized 2", "cases_handled 5", "cases_in_time 2", "cases_received 4", "cases_reusing 1", "results_electronic 2", "results_paper_required 3"));
  EXPECT_THAT(told(figures_of(list, kQuarter, kLastDay, "Sở Xây dựng", "hs.csv")),
              ElementsAre("cases_digitized 1", "cases_handled 2", "cases_in_time 1", "cases_received 2", "cases_reusing 0", "results_electronic 0", "results_paper_required 0"));
}

TEST(CaseList, makes_the_ratios_of_the_indicators) {
  std::map<std::string, double> percent;
  const std::vector<Indicator> all = indicators(figures_of(parse_cases(kExport, "hs.csv").value(), kQuarter, kLastDay, "", "hs.csv"), 2025, "").value();
  for (const Indicator& one : all)
    if (one.percent) percent[one.id] = *one.percent;
  EXPECT_EQ(percent, (std::map<std::string, double>{{"so_hoa_ho_so", 50.0}, {"ket_qua_dien_tu", 66.66}, {"khai_thac_su_dung_lai", 25.0}, {"dung_han", 40.0}}));
}

TEST(CaseList, of_a_workbook_is_the_same) {
  Listing rows{{{"code", "Mã hồ sơ"}, {"received", "Ngày nhận hồ sơ"}, {"due", "Hạn xử lý"}, {"returned", "Ngày trả kết quả"}}, {{"H99-1", "2025-04-01", "2025-04-04", "2025-04-03"}}};
  const CaseList list = parse_cases(as_xlsx({{"hs", "", rows}}).value(), "hs.xlsx").value();
  ASSERT_EQ(list.cases.size(), 1U);
  EXPECT_EQ(list.cases[0].finished, "2025-04-03");
  EXPECT_THAT(told(figures_of(list, kQuarter, kLastDay, "", "")), ElementsAre("cases_handled 1", "cases_in_time 1", "cases_received 1"));
}

TEST(CaseList, open_cases_are_judged_on_the_day_of_a_period_that_runs) {
  const std::string head = "Mã hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả;Trạng thái\n";
  const struct { const char *row, *as_of; std::vector<std::string> told; } cases[] = {
      {"H99-1;02/04/2025;10/05/2025;;Đang xử lý", "2025-05-10", {"cases_handled 1", "cases_in_time 1", "cases_received 1"}},
      {"H99-1;02/04/2025;10/05/2025;;Đang xử lý", "2025-05-11", {"cases_handled 1", "cases_in_time 0", "cases_received 1"}},
      {"H99-1;02/04/2025;10/05/2025;;Đang xử lý", "2025-12-31", {"cases_handled 1", "cases_in_time 0", "cases_received 1"}},
      {"H99-1;02/04/2025;10/05/2025;20/05/2025;Đã trả kết quả", "2025-05-10", {"cases_handled 1", "cases_in_time 1", "cases_received 1"}},  // open that day
      {"H99-1;02/04/2025;10/05/2025;;Đã trả kết quả", "2025-05-11", {"cases_handled 0", "cases_in_time 0", "cases_received 1"}},
      {"H99-1;02/04/2025;10/05/2025;;Đang xử lý", "2025-03-14", {}},  // the period has not begun
  };
  for (const auto& c : cases) {
    const Figures figures = figures_of(parse_cases(head + c.row + "\n", "hs.csv").value(), kQuarter, c.as_of, "", "");
    EXPECT_EQ(told(figures), c.told) << c.row << " on " << c.as_of;
    for (const auto& [name, figure] : figures) EXPECT_EQ(figure.to, std::min<std::string>(c.as_of, kQuarter.to));
  }
}

TEST(CaseList, what_no_column_of_a_sheet_says_is_no_figure) {
  const Listing all{{{"code", "Mã hồ sơ"}, {"received", "Ngày nhận"}, {"reused", "Tái sử dụng"}, {"paper", "Kết quả giấy"}, {"returned", "Ngày trả"}, {"unit", "Đơn vị"}},
                    {{"H99-1", "2025-04-01", "Có", "Có", "2025-04-03", "Sở Y tế"}}};
  const Listing some{{{"code", "Mã hồ sơ"}, {"received", "Ngày nhận"}, {"finished", "Ngày hoàn thành"}}, {{"H99-2", "2025-04-01", "2025-04-03"}}};
  const struct { std::vector<Sheet> sheets; const char* unit; std::vector<std::string> told; } cases[] = {
      {{{"a", "", all}}, "", {"cases_received 1", "cases_reusing 1", "results_paper_required 1"}},
      {{{"a", "", all}}, "Sở Y tế", {"cases_received 1", "cases_reusing 1", "results_paper_required 1"}},
      {{{"a", "", all}, {"b", "", some}}, "", {"cases_received 2"}},
      {{{"b", "", some}, {"a", "", all}}, "", {"cases_received 2"}},
      {{{"b", "", some}}, "Sở Y tế", {}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(told(figures_of(parse_cases(as_xlsx(c.sheets).value(), "hs.xlsx").value(), kQuarter, kLastDay, c.unit, "")), c.told) << c.sheets.size() << c.unit;
}

TEST(CaseList, a_row_that_counts_as_no_case_is_told) {
  const std::string head = "STT;Mã hồ sơ;Ngày tiếp nhận\n";
  const struct { const char *row, *said; } cases[] = {
      {"1;;02/04/2025", "no code says which case this is: the row does not count"},
      {"1;HS-A;02/04/2025", "this is no code of a case, the row does not count: HS-A"},
      {"1;H99;02/04/2025", "this is no code of a case, the row does not count: H99"},
      {"Tổng số;12;", ""},
      {"Cộng:;;", ""},
      {"1;2;3", ""},
      {"STT;Mã hồ sơ;Ngày tiếp nhận", ""},  // on the next printed page
      {";;", ""},
  };
  for (const auto& c : cases) {
    const CaseList list = parse_cases(head + "1;H99-1;02/04/2025\n" + c.row + "\n", "hs.csv").value();
    EXPECT_EQ(list.cases.size(), 1U) << c.row;
    EXPECT_EQ(list.problems.empty() ? "" : list.problems[0].message, c.said) << c.row;
  }
  const Listing cases_of_it{{{"code", "Mã hồ sơ"}, {"received", "Ngày nhận"}}, {{"H99-1", "2025-04-01"}}}, other{{{"code", "Số"}, {"received", "Ngày"}}, {{"H99-2", "2025-04-01"}}};
  const CaseList list = parse_cases(as_xlsx({{"a", "", cases_of_it}, {"b", "", other}}).value(), "hs.xlsx").value();
  ASSERT_EQ(list.problems.size(), 1U);
  EXPECT_EQ(list.problems[0].message, "sheet 2: no row names the columns of a case list: the sheet was not read");
}

TEST(CaseList, problems_are_told_by_row) {
  const std::string head = "Mã hồ sơ;Ngày tiếp nhận;Ngày trả;Trạng thái;Tái sử dụng\n";
  const struct { const char* row; const char* said; } cases[] = {
      {"H99-1;32/04/2025;;Đang xử lý;Có", "date not understood: 32/04/2025"},
      {"H99-1;;;Đang xử lý;Có", "no day says when it was received: H99-1"},
      {"H99-1;02/04/2025;01/04/2025;Đã trả kết quả;Có", "finished before it was received: H99-1"},
      {"H99-1;02/04/2025;;Đã trả kết quả;Có", "finished, but no day says when: H99-1"},
      {"H99-1;02/04/2025;;Lơ lửng;Có", "state not known: Lơ lửng"},
      {"H99-1;02/04/2025;;Đang xử lý;hơi", "neither yes nor no: hơi"},
      {"H99-1;01/04/2025;;;\nH99-1;02/04/2025;;;", "H99-1 stands in row 2 already; this row counts"},
  };
  for (const auto& c : cases) {
    const CaseList list = parse_cases(head + c.row + "\n", "hs.csv").value();
    ASSERT_FALSE(list.problems.empty()) << c.row;
    EXPECT_EQ(list.problems[0].message, c.said);
    EXPECT_EQ(list.cases.size(), 1U);
  }
  EXPECT_THAT(parse_cases("STT;Tên\n1;x\n", "hs.csv").error().message, HasSubstr("no row names the columns of a case list"));
}

}  // namespace
}  // namespace sohoa
