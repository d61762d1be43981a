#include "pipeline/extract/document_number.hh"

#include <gtest/gtest.h>

#include <random>

namespace sohoa {
namespace {

std::string spell(const DocumentNumber& n) {
  std::string out = n.value + "|" + n.digits + "|" + n.year + "|" + n.type_code + "|" + n.agency + "|" + n.unit + "|";
  out += std::array{"vbqppl", "qh", "admin", "congvan", "party", "copy", "free"}[static_cast<std::size_t>(n.kind)];
  for (const std::string& repair : n.repairs) out += " " + repair;
  return out + (n.complete ? "" : " !");
}

std::string found(std::string_view text) {
  std::string out;
  for (const DocumentNumber& n : find_document_numbers(text)) out += (out.empty() ? "" : "; ") + spell(n);
  return out;
}

struct Row {
  const char *text, *expected;
};

TEST(DocumentNumber, Grammar) {
  for (const auto& [text, expected] :
       std::initializer_list<Row>{{"Nghị định số 61/2018/NĐ-CP ngày", "61/2018/NĐ-CP|61|2018|NĐ|CP||vbqppl"},
                                  {"Luật số 83/2015/QH13ngày 25/6/2015", "83/2015/QH13|83|2015||QH13||qh"},
                                  {"66.7/2025/NQ-CP", "66.7/2025/NQ-CP|66.7|2025|NQ|CP||vbqppl"},
                                  {"số 55/2005/TTLT-BNV-VPCP.", "55/2005/TTLT-BNV-VPCP|55|2005|TTLT|BNV-VPCP||vbqppl"},
                                  {"142/2024/QH15", "142/2024/QH15|142|2024||QH15||qh"},
                                  {"số 351/2017/UBTVQH14", "351/2017/UBTVQH14|351|2017||UBTVQH14||qh"},
                                  {"398/NQ-UBTVQH16", "398/NQ-UBTVQH16|398||NQ|UBTVQH16||qh"},
                                  {"66/NQ-CP", "66/NQ-CP|66||NQ|CP||admin"},
                                  {"Số: 17/QĐ-UBQGCĐS", "17/QĐ-UBQGCĐS|17||QĐ|UBQGCĐS||admin"},
                                  {"số 18/BCTĐ-STP", "18/BCTĐ-STP|18||BCTĐ|STP||admin"},
                                  {"22/CĐ-TTg", "22/CĐ-TTg|22||CĐ|TTg||admin"},
                                  {"134/UBND-TTPVHCC", "134/UBND-TTPVHCC|134|||UBND|TTPVHCC|congvan"},
                                  {"2231/SNV-CCHC&PC", "2231/SNV-CCHC&PC|2231|||SNV|CCHC&PC|congvan"},
                                  {"Công văn số 138/TTCP-C.IV ngày", "138/TTCP-C.IV|138|||TTCP|C.IV|congvan"},
                                  {"1450/VP.UBND-NC", "1450/VP.UBND-NC|1450|||VP.UBND|NC|congvan"},
                                  {"Nghị quyết số 57-NQ/TW ngày", "57-NQ/TW|57||NQ|TW||party"},
                                  {"14514-CV/VPTW", "14514-CV/VPTW|14514||CV|VPTW||party"},
                                  {"Số: 05/SY-UBND", "05/SY-UBND|05||SY|UBND||copy"},
                                  {"thỏa thuận hợp tác số 2853/TTHT/BĐLS-UBNDTPLS về",
                                   "2853/TTHT/BĐLS-UBNDTPLS|2853||TTHT|BĐLS-UBNDTPLS||free"},
                                  {"Công văn số 1329/SYT ngày", "1329/SYT|1329|||SYT||congvan"},
                                  {"số 01/NQ-CP và 02/NQ-CP", "01/NQ-CP|01||NQ|CP||admin; 02/NQ-CP|02||NQ|CP||admin"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(DocumentNumber, RepairsAreRecorded) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"Kế hoạch số:  11 /KH-SNV ngày", "11/KH-SNV|11||KH|SNV||admin space"},
           {"Công điện số 07/CĐĐ-UBND ngày", "07/CĐ-UBND|07||CĐ|UBND||admin letter"},
           {"số 104/KH-\nUBND ngày", "104/KH-UBND|104||KH|UBND||admin line wrap"},
           {"số 134/UBND-\n\nTTPVHCC ngày", "134/UBND-TTPVHCC|134|||UBND|TTPVHCC|congvan line wrap"},
           {"Số: 45 /KH - ATTP", "45/KH-ATTP|45||KH|ATTP||admin space"},
           {"Thông tư 02/2017/TTVPCP", "02/2017/TT-VPCP|02|2017|TT|VPCP||vbqppl hyphen"},
           {"24/2003/NĐ CP", "24/2003/NĐ-CP|24|2003|NĐ|CP||vbqppl hyphen"},
           {"Số: 76/TIr-UBND", "76/TTr-UBND|76||TTr|UBND||admin letter"},
           {"số 01/2010/TTLT-BTNMT-BNV.BTC", "01/2010/TTLT-BTNMT-BNV-BTC|01|2010|TTLT|BTNMT-BNV-BTC||vbqppl hyphen"},
           {"số 521/QĐ.TTg", "521/QĐ-TTg|521||QĐ|TTg||admin hyphen"},
           {"số 624/HD.PGDĐT", "624/HD.PGDĐT|624||HD|PGDĐT||admin"},
           {"số 35/2009/QD-UBND", "35/2009/QĐ-UBND|35|2009|QĐ|UBND||vbqppl letter"},
           {"số 40 /QĐ-TTe", "40/QĐ-TTg|40||QĐ|TTg||admin letter space"},
           {"số 12/2003/PL-UBTVQHII", "12/2003/PL-UBTVQH11|12|2003|PL|UBTVQH11||qh digit"},
           {"số 5I1/ATTP-NĐTP", "511/ATTP-NĐTP|511|||ATTP|NĐTP|congvan digit"},
           {"số 09/201 0/TT-BTC", "09/2010/TT-BTC|09|2010|TT|BTC||vbqppl space"},
           {"số 1 18/2008/QĐ-TTg", "118/2008/QĐ-TTg|118|2008|QĐ|TTg||vbqppl space"},
           {"số 04 2005/TT-BNV", "04/2005/TT-BNV|04|2005|TT|BNV||vbqppl slash"},
           {"Kế hoạch số 16/KH-UBND1 ngày", "16/KH-UBND|16||KH|UBND||admin footnote"},
           {"Số:      /QĐ-UBND", "/QĐ-UBND|||QĐ|UBND||admin space !"},
           {"Số: #4 /QĐ-TTg", "/QĐ-TTg|||QĐ|TTg||admin space !"},
           {"số 35/2009/QĐ-ƯBND", "35/2009/QĐ-UBND|35|2009|QĐ|UBND||vbqppl letter"},
           {"số 04/2007/QH 12 ngày", "04/2007/QH12|04|2007||QH12||qh space"},
           {"131/CĐ-TT ngày", "131/CĐ-TTg|131||CĐ|TTg||admin letter"},
           {"19 |43/KH-ATTP|", "43/KH-ATTP|43||KH|ATTP||admin"},
           {"số 12/2003/PL-UBTVQH", "12/2003/PL-UBTVQH|12|2003|PL|UBTVQH||qh !"},
           {"số 35/2009/QĐ-", "35/2009/QĐ|35|2009|QĐ|||vbqppl !"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(DocumentNumber, WhatIsNone) {
  for (const char* text : {"mã 2.000635",
                           "1.000318.000.00.00.H40",
                           "Biểu số II.05b/VPCP/KSTT kèm theo",
                           "000.00.00.H37-250515-0001",
                           "tháng 05/2025",
                           "ngày 15/5/2025",
                           "261/304 TTHC",
                           "08/08 UBND các phường",
                           "ĐT: 0205.3810 168",
                           "phí 25.000đ/hồ sơ",
                           "1/ UBND tỉnh",
                           "6/ Kinh phí",
                           "100.000đ/buổi/người",
                           "Mẫu số 05/BC-TTHC",
                           "QCVN 102:2016/BTTTT",
                           "Đề án 06/CP",
                           "km 5/QL",
                           "1/2 số",
                           "Số 12/5 đường",
                           "24/7",
                           "mẫu số: C24-HD",
                           "01/12/VP"})
    EXPECT_EQ(found(text), "") << text;
}

TEST(DocumentNumber, DashesAndListsAreNotJoined) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"theo Công văn số 35/KH-UBND\n- UBND các huyện", "35/KH-UBND|35||KH|UBND||admin"},
           {"số 707/SYT\n- UBND tỉnh", "707/SYT|707|||SYT||congvan"},
           {"243/KH-\nUBND;\n281/KH-SNV", "243/KH-UBND|243||KH|UBND||admin line wrap; 281/KH-SNV|281||KH|SNV||admin"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(DocumentNumber, SpanIsTheRawText) {
  const std::string text = "Căn cứ Kế hoạch số 104/KH-\nUBND ngày";
  const auto numbers = find_document_numbers(text);
  ASSERT_EQ(numbers.size(), 1U);
  EXPECT_EQ(text.substr(numbers[0].begin, numbers[0].end - numbers[0].begin), "104/KH-\nUBND");
}

TEST(DocumentNumber, SurvivesAnything) {
  std::mt19937 random(7);
  const std::string alphabet = "019/-.QĐUBNDTg số\nI\xC4\xFF&, ";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += alphabet[random() % alphabet.size()];
    for (const DocumentNumber& n : find_document_numbers(text)) {
      EXPECT_LT(n.begin, n.end);
      EXPECT_LE(n.end, text.size());
    }
  }
  const std::string slashes(200000, '/');
  EXPECT_TRUE(find_document_numbers(slashes).empty());
}

}  // namespace
}  // namespace sohoa
