#include "pipeline/extract/old_number.hh"

#include <gtest/gtest.h>

#include "core/names.hh"
#include "tests/extract/extracted.hh"
#include "tests/extract/paper.hh"

namespace sohoa {
namespace {

using test::Form;
using test::extracted;
using test::shown;

TEST(OldNumber, FormsWithoutASlashAtTheBeginning) {
  struct Row {
    const char *text, *digits, *symbol;
  };
  for (const Row& row : {Row{"18-CP", "18", "-CP"}, Row{"5-LCT", "5", "-LCT"}, Row{"12NQ/HĐNN8", "12", "NQ/HĐNN8"}, Row{"29TC/TCT", "29", "TC/TCT"},
                         Row{"0I-TANDTC-VKSNDTC/TTLT", "01", "-TANDTC-VKSNDTC/TTLT"}, Row{"15/QĐ-UB", "", ""}, Row{"57-NQ/TW", "", ""}, Row{"I-CP", "", ""},
                         Row{"18-cp", "", ""}, Row{"125QĐ-UB", "", ""}, Row{"1251QĐ-UB", "", ""}}) {
    const auto number = old_number(row.text);
    EXPECT_EQ(number ? number->digits : "", row.digits) << row.text;
    EXPECT_EQ(number ? number->symbol : "", row.symbol) << row.text;
  }
}

TEST(OldNumber, OnlyBefore2006) {
  struct Row {
    const char *what, *agency, *number, *type, *year, *expected;
  };
  for (const Row& row : {
           Row{"the Government", "CHÍNH PHỦ", "Số: 18-CP", "NGHỊ ĐỊNH", "1993", "18-CP|accepted"},
           Row{"the same today", "CHÍNH PHỦ", "Số: 18-CP", "NGHỊ ĐỊNH", "2013", "18/NĐ-CP|review"},
           Row{"the Council of Ministers", "HỘI ĐỒNG BỘ TRƯỞNG", "Số 143-HĐBT", "QUYẾT ĐỊNH", "1990", "143-HĐBT|accepted"},
           Row{"another agency than the issuer's", "BỘ TÀI CHÍNH", "Số: 18-CP", "QUYẾT ĐỊNH", "1993", "18-CP|review"},
           Row{"kind and agency", "HỘI ĐỒNG NHÀ NƯỚC", "Số: 12NQ/HĐNN8", "NGHỊ QUYẾT", "1989", "12NQ/HĐNN8|accepted"},
           Row{"a stroke that was lost", "UBND TỈNH LẠNG SƠN", "Số: 125QĐ-UB", "QUYẾT ĐỊNH", "1999", "125/QĐ-UB|review"},
           Row{"a letter among the digits", "CHÍNH PHỦ", "Số: l8-CP", "NGHỊ ĐỊNH", "1993", "18-CP|review"},
           Row{"a stop for the hyphen", "UBND TỈNH LẠNG SƠN", "Số: 15/1999/QĐ.UB", "QUYẾT ĐỊNH", "1999", "15/1999/QĐ.UB|accepted"},
           Row{"the same today: a misread hyphen", "UBND TỈNH LẠNG SƠN", "Số: 15/QĐ.UBND", "QUYẾT ĐỊNH", "2015", "15/QĐ-UBND|accepted"},
       }) {
    Form form;
    form.agency = {row.agency};
    form.number = row.number;
    form.type = row.type;
    form.dateline = std::string("Hà Nội, ngày 05 tháng 3 năm ") + row.year;
    EXPECT_EQ(shown(extracted({test::draw(form).page()}), FieldId::number), row.expected) << row.what;
  }
}

}  // namespace
}  // namespace sohoa
