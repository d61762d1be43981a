#include "pipeline/layout/zones.hh"

#include <gtest/gtest.h>

#include "tests/extract/paper.hh"

namespace sohoa {
namespace {

using test::Form;
using test::Paper;

const std::vector<std::string> kTypes{"quyetdinh", "kehoach", "congvan"};

std::vector<std::string> texts(const std::vector<Page>& pages, Zone zone) {
  std::vector<std::string> found;
  for (const Line& line : lay_out(pages, kTypes))
    if (line.zone == zone) found.push_back(line.text);
  return found;
}

using Texts = std::vector<std::string>;

TEST(Zones, OfAUsualDocument) {
  const std::vector<Page> pages{test::draw({}).page()};
  EXPECT_EQ(texts(pages, Zone::agency), (Texts{"ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"}));
  EXPECT_EQ(texts(pages, Zone::number), (Texts{"Số: 15/QĐ-UBND"}));
  EXPECT_EQ(texts(pages, Zone::motto).size(), 2u);
  EXPECT_EQ(texts(pages, Zone::dateline), (Texts{"Lạng Sơn, ngày 05 tháng 3 năm 2025"}));
  EXPECT_EQ(texts(pages, Zone::title).size(), 3u);
  EXPECT_EQ(texts(pages, Zone::signature), (Texts{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Mẫu"}));
  EXPECT_EQ(texts(pages, Zone::recipients).size(), 4u);
  EXPECT_EQ(texts(pages, Zone::body).size(), 6u);
}

TEST(Zones, ColumnsThatRunTogetherAreCut) {
  // The engine read both columns as one line with a gap no wider than a space.
  Paper paper;
  paper.at(300, 240, "BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
  paper.at(400, 400, "Số: 15/QĐ-BTNMT").at(1300, 400, "Hà Nội, ngày 05 tháng 3 năm 2020").centred(1300, 620, "QUYẾT ĐỊNH");
  EXPECT_EQ(texts({paper.page()}, Zone::agency), (Texts{"BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG"}));
  EXPECT_EQ(texts({paper.page()}, Zone::motto), (Texts{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}));
}

TEST(Zones, WhatStandsAboveOrOverIsStamp) {
  Paper paper = test::draw({});
  paper.at(1500, 40, "Ký bởi: Ủy ban nhân dân tỉnh").at(330, 800, "CÔNG VĂN ĐẾN").at(330, 870, "Số: 77");
  EXPECT_EQ(texts({paper.page()}, Zone::stamp), (Texts{"Ký bởi: Ủy ban nhân dân tỉnh", "CÔNG VĂN ĐẾN", "Số: 77"}));
}

TEST(Zones, WhatLiesBehindTheSignature) {
  Paper second(2), third(3);
  second.at(380, 200, "1. Các đơn vị chịu trách nhiệm thi hành.").at(380, 600, "Nơi nhận:").at(380, 660, "- Lưu: VT.");
  second.centred(1750, 600, "GIÁM ĐỐC").centred(1750, 1000, "Lê Thị Hoa").at(380, 1500, "SAO Y").at(380, 1560, "Số: 05/SY-UBND");
  third.centred(1240, 200, "PHỤ LỤC").at(380, 400, "1. Danh mục nhiệm vụ");
  Page first = test::draw({}).page();
  std::erase_if(first.words, [](const Word& word) { return word.box->y0 > 2300; });
  const std::vector<Page> pages{first, second.page(), third.page()};
  EXPECT_EQ(texts(pages, Zone::signature), (Texts{"GIÁM ĐỐC", "Lê Thị Hoa"}));
  EXPECT_EQ(texts(pages, Zone::copy), (Texts{"SAO Y", "Số: 05/SY-UBND"}));
  EXPECT_EQ(texts(pages, Zone::attachment), (Texts{"PHỤ LỤC", "1. Danh mục nhiệm vụ"}));
}

TEST(Zones, CoverBeforeTheDocumentIsPassedOver) {
  Paper cover(1);
  cover.centred(1240, 900, "HỒ SƠ CÔNG VIỆC").centred(1240, 1000, "Năm 2025");
  Page page = test::draw({}).page();
  page.n = 2;
  EXPECT_EQ(texts({cover.page(), page}, Zone::number), (Texts{"Số: 15/QĐ-UBND"}));
}

TEST(Lines, PiecesAreJoinedAndSpecksLeftOut) {
  Paper paper;
  paper.at(300, 240, "Căn cứ Luật").at(300 + Paper::width_of("Căn cứ Luật "), 240, "Lưu trữ").at(60, 600, "„", 0.1);
  const auto lines = lines_of(paper.page());
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].text, "Căn cứ Luật Lưu trữ");
}

}  // namespace
}  // namespace sohoa
