#include "pipeline/layout/phrase.hh"

#include <gtest/gtest.h>

#include <sstream>

namespace sohoa {
namespace {

std::vector<Word> words(const std::string& text) {
  std::vector<Word> all;
  std::istringstream in(text);
  for (Word word; in >> word.text;) all.push_back(word);
  return all;
}

TEST(Phrase, IsFoundWhereverItsSpacesFell) {
  struct Row {
    const char *text, *key;
    int allowed;
    int first, last, errors;  // first -1: not found
  };
  for (const Row& row : {
           Row{"SỞ TƯ PHÁP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "conghoaxahoichunghiavietnam", 8, 3, 11, 0},
           Row{"CỘNGHOÀXÃHỘICHỦNGHĨA VIỆTNAM", "conghoaxahoichunghiavietnam", 8, 0, 2, 0},
           Row{"CỌNG HÒA XÃ HỌI CHŨ NGHIA VIÊT NAN", "conghoaxahoichunghiavietnam", 8, 0, 8, 1},
           Row{"— Độc lập - Tự do - Hạnh phúc", "doclaptudohanhphuc", 5, 1, 9, 0},
           Row{"Đặc lập Tụ đo Hạnh phúe", "doclaptudohanhphuc", 5, 0, 6, 2},
           Row{"Căn cứ Luật Lưu trữ", "doclaptudohanhphuc", 5, -1, 0, 0},
           Row{"", "noinhan", 1, -1, 0, 0},
       }) {
    const auto found = find_phrase(words(row.text), row.key, row.allowed);
    ASSERT_EQ(found.has_value(), row.first >= 0) << row.text;
    if (!found) continue;
    EXPECT_EQ(static_cast<int>(found->first), row.first) << row.text;
    EXPECT_EQ(static_cast<int>(found->last), row.last) << row.text;
    EXPECT_EQ(found->errors, row.errors) << row.text;
  }
}

TEST(Phrase, BeginningsAndWholes) {
  EXPECT_TRUE(begins_with_phrase("Nơi nhân: - Như trên", "noinhan", 1));
  EXPECT_TRUE(begins_with_phrase("ơi nhận:", "noinhan", 1));
  EXPECT_FALSE(begins_with_phrase("Nội dung", "noinhan", 1));
  EXPECT_TRUE(is_phrase("QU YẾT ĐỊNH", "quyetdinh", 0));
  EXPECT_FALSE(is_phrase("QUYẾT ĐỊNH:  Điều 1", "quyetdinh", 1));
}

TEST(Phrase, EditDistanceGivesUp) {
  EXPECT_EQ(edit_distance("abc", "abd"), 1);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("abcdef", "uvwxyz", 2), 3);
}

}  // namespace
}  // namespace sohoa
