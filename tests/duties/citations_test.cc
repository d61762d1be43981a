#include "pipeline/extract/citations.hh"

#include <gtest/gtest.h>

#include <random>

#include "core/names.hh"
#include "tests/extract/extracted.hh"
#include "text_lines.hh"

namespace sohoa {
namespace {

using test::knowledge;

std::string cited(const std::string& text, std::string_view own = "") {
  std::string out;
  for (const Citation& c : find_citations(test::flow_of_text(text), knowledge(), own)) {
    out += out.empty() ? "" : "; ";
    out += c.number + "|" + c.type + "|" + c.issuer + "|" + c.date + "|" + std::string(name(c.relation));
  }
  return out;
}

struct Row {
  const char *text, *expected;
};

TEST(Citations, TypeIssuerDateRelation) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"Thực hiện Kế hoạch số 21/KH-UBND ngày 16/01/2025 của UBND tỉnh\nHòa Bình về cải cách",
            "21/KH-UBND|Kế hoạch|UBND tỉnh Hòa Bình|2025-01-16|implements"},
           {"Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
            "30/2020/NĐ-CP|Nghị định|Chính phủ|2020-03-05|basis"},
           {"Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21/6/2024;", "33/2024/QH15|Luật|Quốc hội|2024-06-21|basis"},
           {"Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;", "|Luật||2015-06-25|basis"},
           {"theo Công văn số 134/UBND-\nTTPVHCC ngày 24/01/2025 của UBND tỉnh, các đơn vị",
            "134/UBND-TTPVHCC|Công văn|UBND tỉnh|2025-01-24|implements"},
           {"tại Công văn số Công văn số 1231/VP-TH 05/3/2025 của Văn phòng UBND tỉnh về việc",
            "1231/VP-TH|Công văn|Văn phòng UBND tỉnh|2025-03-05|mentions"},
           {"Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá",
            "57-NQ/TW|Nghị quyết|Bộ Chính trị|2024-12-22|mentions"},
           {"Quyết định này thay thế Quyết định số 12/2019/QĐ-UBND ngày 03/4/2019 của Ủy ban nhân dân tỉnh.",
            "12/2019/QĐ-UBND|Quyết định|Ủy ban nhân dân tỉnh|2019-04-03|replaces"},
           {"Quyết định số 15/2019/QĐ-UBND ngày 03/4/2019 của Chủ tịch UBND tỉnh hết hiệu lực kể từ ngày ký.",
            "15/2019/QĐ-UBND|Quyết định|Chủ tịch UBND tỉnh|2019-04-03|mentions"},
           {"Quyết định số 01/1999/QĐ.UB ngày 12/01/1999 của Ủy ban nhân dân huyện", "01/1999/QĐ.UB|Quyết định|Ủy ban nhân dân huyện|1999-01-12|mentions"},
           {"Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ", "30c/NQ-CP|Nghị quyết|Chính phủ|2011-11-08|mentions"},
           {"Bãi bỏ Chỉ thị số 05/CT-UBND ngày 02/02/2018.", "05/CT-UBND|Chỉ thị||2018-02-02|repeals"},
           {"Sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP", "61/2018/NĐ-CP|Nghị định|Chính phủ||amends"},
           {"(Kèm theo Kế hoạch số:  11 /KH-SNV ngày 15 /01/2024\ncủa Sở Nội vụ tỉnh Hòa Bình)",
            "11/KH-SNV|Kế hoạch|Sở Nội vụ tỉnh Hòa Bình|2024-01-15|parent"},
           {"thỏa thuận số 2853/TTHT/BĐ-UBND về việc cung ứng dịch vụ ngày 20/12/2017 giữa hai bên",
            "2853/TTHT/BĐ-UBND|Thỏa thuận hợp tác||2017-12-20|mentions"}})
    EXPECT_EQ(cited(text), expected) << text;
}

TEST(Citations, WhatWasMendedIsNamed) {
  for (const auto& [text, repairs] : std::initializer_list<Row>{{"Theo Quyết định số 12/QĐ-UBND ngày 02/10/2019", ""},
                                                                {"Theo Quyết định số 12 /QĐ - UBND ngày 02/10/2019", "space"},
                                                                {"Theo Quyết định số 12/QĐ_UBND ngày l2/10/2019", "hyphen, digit"}}) {
    const auto citations = find_citations(test::flow_of_text(text), knowledge(), "");
    ASSERT_EQ(citations.size(), 1U) << text;
    EXPECT_EQ(citations[0].repairs, repairs) << text;
  }
}

TEST(Citations, OneEachWithTheDateOfAnyMention) {
  EXPECT_EQ(cited("Theo Nghị định số 61/2018/NĐ-CP, Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 và\n"
                  "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ."),
            "61/2018/NĐ-CP|Nghị định|Chính phủ|2018-04-23|implements; 107/2021/NĐ-CP|Nghị định|Chính "
            "phủ|2021-12-06|implements");
  EXPECT_EQ(cited("các Nghị quyết số 01/NQ-CP, 02/NQ-CP ngày 08/01/2025 của Chính phủ"),
            "01/NQ-CP|Nghị quyết|Chính phủ|2025-01-08|mentions; 02/NQ-CP|Nghị quyết|Chính phủ|2025-01-08|mentions");
  EXPECT_EQ(cited("Kế hoạch số 16/KH-UBND ngày 16/01/2025 và Kế hoạch số 16/KH-UBND ngày 20/02/2025"),
            "16/KH-UBND|Kế hoạch||2025-01-16|mentions; 16/KH-UBND|Kế hoạch||2025-02-20|mentions");
}

TEST(Citations, RunOverPagesAndTheirFurniture) {
  EXPECT_EQ(
      cited("UBND thành phố ban hành Kế hoạch số 109/KH-UBND ngày\nhttps://example.gov.vn/\n\f3\n12/3/2025 về rà soát"),
      "109/KH-UBND|Kế hoạch||2025-03-12|mentions");
}

TEST(Citations, TheOwnNumberAndSlotsAreNone) {
  EXPECT_EQ(cited("Số: 15/KH-STP\nThực hiện Kế hoạch này"), "");
  EXPECT_EQ(cited("ban hành kèm theo Kế hoạch số 15/KH-STP", "15/KH-STP"), "");
  EXPECT_EQ(cited("Số: 15/KH-STP; 14/02/2025; 09:25:08; +07:00"), "");
  EXPECT_EQ(cited("Kế hoạch số      /KH-STP"), "");
}

TEST(Citations, IssuersEndWhereTheirNamesDo) {
  struct Case {
    const char *text, *issuer;
  };
  for (const auto& [text, issuer] : std::initializer_list<Case>{
           {"Thông tư số 92/2009/TT-BTC ngày 12 tháng 3 năm 2009 của Bộ Tài\nchính hướng dẫn", "Bộ Tài chính"},
           {"Thông tư số 02/2007/TT-BNV ngày 25/5/2007 của Bộ trưởng Bộ\nNội vụ;", "Bộ trưởng Bộ Nội vụ"},
           {"Quyết định số 12/QĐ-SYT ngày 20/01/2010 của Sở Y tế Hòa Bình vê việc phân bổ", "Sở Y tế Hòa Bình"},
           {"Báo cáo số 31/BC-UBND ngày 25/12/2024 của UBND tỉnh tổng hợp kết quả", "UBND tỉnh"},
           {"Kế hoạch số 11/KH-BCĐ ngày 02/12/2021 của Ban Chỉ đạo 389 quốc gia và chỉ đạo của tỉnh",
            "Ban Chỉ đạo 389 quốc gia"},
           {"Công văn số 36/STC-NS ngày 14/01/2010 của Sở Tài chính,\nSở Y tế báo cáo", "Sở Tài chính"}}) {
    const auto citations = find_citations(test::flow_of_text(text), knowledge(), "");
    ASSERT_EQ(citations.size(), 1U) << text;
    EXPECT_EQ(citations[0].issuer, issuer);
  }
}

TEST(Citations, AMisreadOwnNumberInTheNoteOfAnAppendixIsNone) {
  EXPECT_EQ(cited("(Ban hành kèm theo Thông tư số 92/2010/TT-BTTTT ngày 11/01/2010)", "02/2010/TT-BTTTT"), "");
}

TEST(Citations, ADateOfAnotherYearIsNotTheActs) {
  EXPECT_EQ(cited("Nghị định số 45/2020/NĐ-CP, 08/4/2021"), "45/2020/NĐ-CP|Nghị định|Chính phủ||mentions");
}

TEST(Citations, EvidenceHoldsTheBoxes) {
  std::vector<Word> words;
  int x = 0;
  for (const char* text : {"theo", "Nghị", "quyết", "số", "66/NQ-CP", "và"}) {
    words.push_back({text, Box{x, 10, x + 50, 40}, 0.9, 0, 0, false, false});
    x += 60;
  }
  const auto citations = find_citations(flow_of({line_of(3, words)}), knowledge(), "");
  ASSERT_EQ(citations.size(), 1U);
  EXPECT_EQ(citations[0].evidence.page, 3);
  EXPECT_EQ(citations[0].evidence.box, (Box{60, 10, 290, 40}));
  EXPECT_EQ(citations[0].raw, "Nghị quyết số 66/NQ-CP");
}

}  // namespace
}  // namespace sohoa
