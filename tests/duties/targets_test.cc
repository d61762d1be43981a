#include "pipeline/extract/targets.hh"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

#include "text_lines.hh"

namespace sohoa {
namespace {

std::string found(const std::string& text, bool is_report = false) {
  std::string out;
  for (const Target& t : find_targets(test::flow_of_text(text), is_report))
    out += fmt::format("{}{}|{}{}", out.empty() ? "" : "; ", t.name, t.percent, t.at_least ? "+" : "");
  return out;
}

struct Row {
  const char *text, *expected;
};

TEST(Targets, InProse) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"Tỷ lệ hồ sơ xử lý trực tuyến: từ 95% trở lên;", "Tỷ lệ hồ sơ xử lý trực tuyến|95+"},
           {"+ Thực hiện số hóa 100% hồ sơ giải quyết thủ tục;\n+ Tỷ lệ thanh toán trực tuyến: từ 60%;",
            "Thực hiện số hóa hồ sơ giải quyết thủ tục|100; Tỷ lệ thanh toán trực tuyến|60+"},
           {"Niêm yết đầy đủ 100% thủ tục tại trụ sở.", ""},
           {"Các sở phấn đấu giải ngân 100% kế hoạch vốn đầu tư công năm 2025 đã được giao.", "giải ngân kế hoạch vốn đầu tư công năm 2025 đã được giao|100"},
           {"I. Về kinh tế (2 chỉ tiêu)\n1. Tỷ lệ tăng thu ngân sách bình quân: 12%.\n2. Tỷ lệ xã đạt chuẩn đạt 50% (8 xã), trong đó: Tỷ lệ xã kiểu mẫu 6,25% (1 xã).",
            "Tỷ lệ tăng thu ngân sách bình quân|12; Tỷ lệ xã đạt chuẩn|50; Tỷ lệ xã kiểu mẫu|6.25"},
           {"phấn đấu đạt 100% thủ tục đủ điều kiện được cung cấp trực tuyến, tối thiểu 80% hồ sơ được xử lý trực "
            "tuyến;",
            "thủ tục đủ điều kiện được cung cấp trực tuyến|100; hồ sơ được xử lý trực tuyến|80+"},
           {"bảo đảm tỷ lệ trả kết quả đúng hạn trên 99,5%", "tỷ lệ trả kết quả đúng hạn|99.5+"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Targets, InAColumnOfATable) {
  EXPECT_EQ(
      found("STT Tên nhiệm vụ\nĐơn vị chủ trì\nChỉ tiêu\nI CHỈ TIÊU CHUNG\n1\nTỷ lệ thanh toán trực tuyến trên\ntổng "
            "số giao dịch\n"
            "Các phòng\nVăn phòng Sở % 60\n2\nTỷ lệ khai thác dữ liệu\nCác phòng\nVăn phòng Sở %\nTối\nthiểu\n50\n"),
      "Tỷ lệ thanh toán trực tuyến trên tổng số giao dịch|60; Tỷ lệ khai thác dữ liệu|50+");
}

TEST(Targets, LongListsAreReadOnce) {
  std::string text = "Tỉnh đề ra một số mục tiêu: Tỷ lệ hộ dùng điện đạt 99%;\n";
  for (int i = 0; i < 4000; ++i) text += "Tỷ lệ hộ dùng nước sạch đạt 90%;\n";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(find_targets(test::flow_of_text(text), false).size(), 4001u);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8));  // minutes when every figure goes back over the list
}

TEST(Targets, WhatIsNone) {
  for (const char* text : {"giải quyết đúng hạn đạt 49,8%", "đã số hóa 100% hồ sơ", "mức chi tối thiểu 10% kinh phí",
                           "thuế suất từ 5% trở lên", "tăng 12% so với cùng kỳ", "chiếm 30% tổng số"})
    EXPECT_EQ(found(text), "") << text;
  EXPECT_EQ(found("100% thủ tục được công khai, niêm yết", true), "");
}

}  // namespace
}  // namespace sohoa
