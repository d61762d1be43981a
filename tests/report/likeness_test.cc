#include "report/likeness.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

TEST(Likeness, Subject) {
  EXPECT_DOUBLE_EQ(subject_likeness("Quyết định về việc thành lập tổ công tác số hóa", "V/v thành lập Tổ công tác số hoá"), 1.0);
  EXPECT_LT(subject_likeness("Báo cáo kết quả kiểm soát thủ tục hành chính", "Giấy mời dự họp giao ban tháng Ba"), 0.3);
  EXPECT_LT(subject_likeness("Báo cáo", "Báo cáo kết quả kiểm soát thủ tục"), 0);
  EXPECT_LT(subject_likeness("", "Báo cáo kết quả kiểm soát thủ tục"), 0);
}

TEST(Likeness, Issuers) {
  const struct { const char *a, *b; Agreement expected; } cases[] = {
      {"UBND tỉnh", "Ủy ban nhân dân tỉnh Phương Bắc", Agreement::yes},
      {"Sở Tư pháp", "Sở Tư pháp tỉnh Phương Bắc", Agreement::yes},
      {"STP", "Sở Tư pháp", Agreement::yes},
      {"UBND TP Phương Bắc", "Ủy ban nhân dân thành phố Phương Bắc", Agreement::yes},
      {"Sở Tư pháp", "Sở Nội vụ", Agreement::no},
      {"UBND tỉnh Phương Bắc", "UBND thành phố Phương Bắc", Agreement::no},
      {"Sở Lao động - Thương binh và Xã hội", "Sở Lao động, Thương binh và Xã hội tỉnh Phương Bắc", Agreement::yes},
      {"UBND xã Bình An", "Ủy ban nhân dân xã Hòa Lạc", Agreement::no},
      {"UBND xã Bình An", "Ủy ban nhân dân xã Bình Hòa, huyện Phương Bắc", Agreement::no},
      {"UBND xã Thạch Khê", "Ủy ban nhân dân xã Thạch Khẽ tỉnh Phương Bắc", Agreement::yes},
      {"", "Sở Nội vụ", Agreement::unknown},
  };
  for (const auto& c : cases) EXPECT_EQ(issuers_agree(c.a, c.b), c.expected) << c.a << " / " << c.b;
}

TEST(Likeness, Dossiers) {
  EXPECT_EQ(dossier_spelling("Hồ sơ 01"), dossier_spelling("hoso1"));
  EXPECT_EQ(dossier_spelling("HS-010/2025"), dossier_spelling("hs10.2025"));
  EXPECT_NE(dossier_spelling("hoso1"), dossier_spelling("hoso10"));
}

}  // namespace
}  // namespace sohoa
