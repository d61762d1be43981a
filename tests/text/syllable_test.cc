#include "core/text/syllable.hh"

#include <gtest/gtest.h>

namespace sohoa::text {
namespace {

TEST(Syllable, ValidOnes) {
  for (const char* word :
       {"quyết", "định", "Ủy", "ban", "nhân", "dân", "nghị", "giếng", "gì", "gìn", "quốc", "yêu", "ý",
        "khuya", "nguyễn", "oanh", "huỳnh", "thuế", "ương", "đường", "quýt", "xoong", "CỘNG", "hoà",
        "hòa", "kỹ", "kĩ", "giải", "giường", "quên", "quần", "ngoằn", "hiệp", "mướt", "a"})
    EXPECT_TRUE(is_syllable(word)) << word;
}

TEST(Syllable, InvalidOnes) {
  for (const char* word : {"", "lịnhh", "điòa", "ưung", "quyetj", "xyz", "ngi", "ghân", "cê", "quyêc",
                           "catp", "fa", "UBND", "Krông", "ă", "bất́", "thiec", "q"})
    EXPECT_FALSE(is_syllable(word)) << word;
}

TEST(ValidShare, ScoresAText) {
  EXPECT_DOUBLE_EQ(valid_share("Quyết định số 12"), 1.0);
  EXPECT_DOUBLE_EQ(valid_share(""), 1.0);
  EXPECT_LT(valid_share("QU YẾT ĐỊNHH Hộĩ ỌĐ"), 0.7);
}

}  // namespace
}  // namespace sohoa::text
