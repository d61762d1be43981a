#include "pipeline/layout/roles.hh"

#include <gtest/gtest.h>

#include "pipeline/layout/line.hh"
#include "tests/extract/paper.hh"

namespace sohoa {
namespace {

using test::Paper;
using Texts = std::vector<std::string>;

Texts texts(std::vector<Page> pages, Role role) {
  mark_roles(pages);
  Texts found;
  for (const Page& page : pages)
    for (const Line& line : lines_of(page))
      if (line.role == role) found.push_back(line.text);
  return found;
}

/// A page with a body line and one other at a height.
Page with(int n, int y, const std::string& text) {
  Paper paper(n);
  paper.at(380, 1500, "1. Các đơn vị chịu trách nhiệm thi hành.").centred(1240, y, text);
  return paper.page();
}

TEST(Roles, ByTextAndPlace) {
  constexpr int kTop = 100, kMiddle = 1700, kFoot = 3400;
  const struct {
    const char* text;
    int y;
    Role role;
  } table[] = {
      {"2", kTop, Role::page_number},
      {"- 2 -", kFoot, Role::page_number},
      {"Trang 2/12", kFoot, Role::page_number},
      {"2", kMiddle, Role::body},
      {"2010", kTop, Role::body},
      {"2 quyển", kTop, Role::body},
      {"https://dichvucong.example.vn/", kMiddle, Role::furniture},
      {"www.example.com/van-ban 2", kFoot, Role::furniture},
      {"thuvienphapluat.vn", kFoot, Role::furniture},
      {"LuatVietnam www.luatvietnam.vn", kTop, Role::furniture},
      {"thuvienphapluat.vn", kMiddle, Role::body},
      {"Xem tại https://example.vn để biết thêm", kFoot, Role::body},
      {"Ký bởi: Ủy ban nhân dân tỉnh", kTop, Role::stamp},
      {"Số: 15/KH-STP; 14/02/2025; 09:25:08; +07:00", kMiddle, Role::stamp},
      {"2025-06-18T07:51:39+0700", kMiddle, Role::stamp},
      {"07.02.2025 08:51:04 +07:00", kTop, Role::stamp},
      {"Số: 15/KH-STP ngày 14/02/2025", kMiddle, Role::body},
      {"Thời gian ký kết hợp đồng", kMiddle, Role::body},
  };
  for (const auto& row : table) {
    std::vector<Page> pages{with(2, row.y, row.text)};
    mark_roles(pages);
    EXPECT_EQ(pages[0].words.front().role, Role::body);
    EXPECT_EQ(pages[0].words.back().role, row.role) << row.text << " at " << row.y;
  }
}

TEST(Roles, RunningHeadsRepeatOnOtherPages) {
  const std::string head = "Báo cáo công tác quý II";
  const std::vector<Page> pages{with(1, 100, head), with(2, 100, head + " 2"), with(3, 100, head + " 3"),
                                with(4, 1700, head)};
  EXPECT_EQ(texts(pages, Role::furniture).size(), 3u);
  EXPECT_TRUE(texts({pages[0], pages[3]}, Role::furniture).empty());
  EXPECT_TRUE(texts({pages[0]}, Role::furniture).empty());
}

TEST(Roles, HeadsOfSeveralDocumentsInOneFileStay) {
  std::vector<Page> pages;
  for (const int n : {1, 2})
    pages.push_back(Paper(n)
                        .at(300, 60, "ỦY BAN NHÂN DÂN")
                        .at(1300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .at(380, 900, "Nội dung")
                        .page());
  EXPECT_TRUE(texts(pages, Role::furniture).empty());
}

TEST(Roles, FootnotesAreKnownByTheirReference) {
  Paper paper;
  paper.at(380, 900, "Thực hiện Kế hoạch của tỉnh1, các đơn vị báo cáo.").at(380, 2000, "2 Đơn vị không báo cáo");
  paper.at(380, 3000, "1 Công văn số 12/UBND-VX").at(380, 3060, "ngày 05 tháng 3 năm 2025.").centred(1240, 3400, "4");
  EXPECT_EQ(texts({paper.page()}, Role::footnote), (Texts{"1 Công văn số 12/UBND-VX", "ngày 05 tháng 3 năm 2025."}));
  EXPECT_EQ(texts({paper.page()}, Role::page_number), (Texts{"4"}));
}

TEST(Roles, FootnotesAreKnownBySmallType) {
  Paper paper;
  for (int y = 600; y < 2900; y += 80) paper.at(380, y, "Thực hiện Kế hoạch của tỉnh, các đơn vị báo cáo.");
  paper.at(380, 3000, "1 Công văn số 12/UBND-VX");
  Page page = paper.page();
  EXPECT_TRUE(texts({page}, Role::footnote).empty());
  for (Word& word : page.words)
    if (word.box->y0 >= 3000) word.box->y1 -= 10;
  EXPECT_EQ(texts({page}, Role::footnote), (Texts{"1 Công văn số 12/UBND-VX"}));
}

TEST(Roles, AStripOfASignatureIsOneStamp) {
  Page page = with(1, 3000, "Nội dung");
  for (const char* text : {"TRUNG TÂM CÔNG BÁO", "ttcb@example.gov.vn", "07.02.2025 08:51:04 +07:00"}) {
    const int y = 40 + 50 * page.words.back().line % 200;
    page.words.push_back({text, Box{1500, y, 1900, y + 40}, 0.9, page.words.back().line + 1, 9});
  }
  EXPECT_EQ(texts({page}, Role::stamp).size(), 3u);
  std::vector<Page> again{page};
  mark_roles(again);
  const std::vector<Page> once = again;
  mark_roles(again);
  EXPECT_EQ(again, once);
}

}  // namespace
}  // namespace sohoa
