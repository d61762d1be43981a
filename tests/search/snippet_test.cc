#include "search/snippet.hh"

#include <gtest/gtest.h>

namespace sohoa::search {
namespace {

using Pages = std::vector<std::pair<int, std::string>>;

std::string shown(const std::string& text, const Wanteds& wanteds, int words = 36) {
  WordForms forms;
  return marked(best_snippet({{1, text}}, wanteds, forms, words), "[", "]");
}

TEST(Snippet, MarksWhatWasFound) {
  const Wanted quyet{"quyet", true, 2.0}, dinh{"dinh", true, 2.0}, duong{"đường", false, 2.0};
  EXPECT_EQ(shown("Theo QUYẾT ĐỊNH này", {{quyet, dinh}, {}}), "Theo [QUYẾT ĐỊNH] này");
  EXPECT_EQ(shown("Quyết\nđịnh và quy định", {{quyet, dinh}, {}}), "[Quyết định] và quy [định]");
  EXPECT_EQ(shown("đường Dương Duong", {{duong}, {}}), "[đường] Dương Duong");
  EXPECT_EQ(shown("hoà giải", {{{"hòa", false, 1.0}}, {}}), "[hoà] giải");
  EXPECT_EQ(shown("không có gì", {{quyet}, {}}), "không có gì");
  EXPECT_EQ(shown("", {{quyet}, {}}), "");
}

TEST(Snippet, PhrasesOnlyWhereTheyStandTogether) {
  const std::vector<Wanted> phrase{{"quyet", true, 1.0}, {"định", false, 1.0}};
  EXPECT_EQ(shown("quyết toán, quy định, Quyết định", {{}, {phrase}}), "quyết toán, quy định, [Quyết định]");
  EXPECT_EQ(shown("quyết đình", {{}, {phrase}}), "quyết đình");
}

TEST(Snippet, ShowsTheBestPassageAndItsPage) {
  std::string filler;
  for (int i = 0; i < 100; ++i) filler += "chữ ";
  const Pages pages{{1, filler + "giảm " + filler}, {2, filler + ". Cắt giảm thời hạn. " + filler}, {3, ""}};
  const Wanteds wanteds{{{"cắt", false, 3.0}, {"giảm", false, 2.0}, {"hạn", false, 2.0}}, {}};
  WordForms forms;
  const Snippet snippet = best_snippet(pages, wanteds, forms, 12);
  EXPECT_EQ(snippet.page, 2);
  const std::string text = marked(snippet, "[", "]");
  EXPECT_NE(text.find("[Cắt giảm] thời [hạn]"), std::string::npos) << text;
  EXPECT_TRUE(text.starts_with("…") && text.ends_with("…")) << text;
}

TEST(Snippet, NothingFoundIsTheBeginning) {
  WordForms forms;
  const Snippet snippet = best_snippet({{4, "một hai ba bốn"}}, {}, forms, 2);
  EXPECT_EQ(snippet.text, "một hai…");
  EXPECT_EQ(snippet.page, 4);
  EXPECT_EQ(best_snippet({}, {}, forms).text, "");
}

}  // namespace
}  // namespace sohoa::search
