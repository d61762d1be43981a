#include "core/text/number_key.hh"

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
    EXPECT_EQ(number_shape(read), number_shape("1040/QĐ-UBND")) << read;
  EXPECT_NE(number_shape("1041/QĐ-UBND"), number_shape("1040/QĐ-UBND"));
}

TEST(NumberParts, AreWhatIsBetweenTheStrokes) {
  EXPECT_EQ(number_parts("Số: 07/2020/NĐ-CP"), (std::vector<std::string>{"7", "2020", "nd", "cp"}));
  EXPECT_TRUE(number_parts("…/").empty());
}

TEST(NumberKey, OneSpellingForOneNumber) {
  const char* same[][2] = {
      {"05/QĐ-UBND", "5/qd-ubnd"},       {"05/QĐ-UBND", "Số: 05 /QÐ - UBND"}, {"12/STP-VP", "12/STP–VP"},
      {"57-NQ/TW", "57 - NQ/TW"},        {"22/2025/NĐ-CP", "22/2025/ND_CP"},
  };
  for (const auto& c : same) EXPECT_EQ(number_key(c[0]), number_key(c[1])) << c[0] << " " << c[1];
  const char* other[][2] = {{"05/QĐ-UBND", "50/QĐ-UBND"}, {"05/CT-UBND", "05/CTr-UBND"}, {"1/QĐ-STP", "l/QĐ-STP"}};
  for (const auto& c : other) EXPECT_NE(number_key(c[0]), number_key(c[1])) << c[0] << " " << c[1];
}

TEST(NumberShape, WhatRecognitionConfuses) {
  const char* same[][2] = {{"105/QĐ-UBND", "l05/QĐ-UBND"}, {"105/QĐ-UBND", "1O5/OĐ-UBND"}, {"58/STP", "5B/5TP"}};
  for (const auto& c : same) EXPECT_EQ(number_shape(c[0]), number_shape(c[1])) << c[0] << " " << c[1];
  EXPECT_NE(number_shape("105/QĐ-UBND"), number_shape("106/QĐ-UBND"));
}

}  // namespace
}  // namespace sohoa
