#include "indexer/number_key.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

TEST(NumberKey, OneSpelling) {
  for (const char* typed : {"1040/QĐ-UBND", "Số: 1040/QĐ-UBND", "1040/QD-UBND", "1040 /QĐ - UBND", "01040/qđ-ubnd", "1040 qd ubnd", "1040/Q\u00D0-UBND"})
    EXPECT_EQ(number_key(typed), "1040/qd-ubnd") << typed;
  EXPECT_EQ(number_key("30/2020/NĐ-CP"), "30/2020/nd-cp");
  EXPECT_EQ(number_key("12-CT/TU"), "12/ct-tu");
  EXPECT_NE(number_key("1040/QĐ-UBND"), number_key("1041/QĐ-UBND"));
  EXPECT_NE(number_key("1040/QĐ-UBND"), number_key("1040/CV-UBND"));
  EXPECT_EQ(number_key(""), "");
  EXPECT_EQ(number_key("00"), "0");
}

TEST(NumberShapeKey, ForgivesWhatRecognitionConfuses) {
  for (const char* read : {"1040/QĐ-UBND", "1O40/QĐ-UBND", "l040/QĐ-UBND", "1040/OĐ-UBND", "1040/QO-U8ND", "I04O/QĐUBND"})
    EXPECT_EQ(number_shape_key(read), number_shape_key("1040/QĐ-UBND")) << read;
  EXPECT_NE(number_shape_key("1041/QĐ-UBND"), number_shape_key("1040/QĐ-UBND"));
}

TEST(NumberParts, AreWhatIsBetweenTheStrokes) {
  EXPECT_EQ(number_parts("Số: 07/2020/NĐ-CP"), (std::vector<std::string>{"7", "2020", "nd", "cp"}));
  EXPECT_TRUE(number_parts("…/").empty());
}

}  // namespace
}  // namespace sohoa
