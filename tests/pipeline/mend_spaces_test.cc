#include "pipeline/mend_spaces.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

/// Words of one line as "text@x0-x1", 40 pixels high.
std::vector<Word> line_of(const std::string& layout) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < layout.size();) {
    const std::size_t end = std::min(layout.find(' ', at), layout.size()), sign = layout.find('@', at),
                      dash = layout.find('-', sign);
    Word word;
    word.text = layout.substr(at, sign - at);
    word.box = Box{std::stoi(layout.substr(sign + 1)), 0, std::stoi(layout.substr(dash + 1)), 40};
    words.push_back(std::move(word));
    at = end + 1;
  }
  return words;
}

std::string seen(const std::vector<Word>& words) {
  std::string out;
  for (const Word& word : words)
    out +=
        (out.empty() ? "" : " ") + word.text + "@" + std::to_string(word.box->x0) + "-" + std::to_string(word.box->x1);
  return out;
}

TEST(MendSpaces, OnlyWhereSyllablesLeaveNoDoubt) {
  const struct {
    const char *before, *after;
  } table[] = {
      // Letters spaced out, one word and two; the wide gap parts them.
      {"Q@0-20 U@30-50 Y@60-80 Ế@90-110 T@120-140", "QUYẾT@0-140"},
      {"Q@0-20 U@30-50 Y@60-80 Ế@90-110 T@120-140 Đ@170-190 Ị@200-210 N@220-240 H@250-270", "QUYẾT@0-140 ĐỊNH@170-270"},
      // The same gap between all letters: syllables part them.
      {"C@0-20 H@30-50 Ỉ@60-80 T@90-110 H@120-140 Ị@150-170", "CHỈ@0-85 THỊ@85-170"},
      {"U@0-20 B@30-50 N@60-80 D@90-110", "U@0-20 B@30-50 N@60-80 D@90-110"},
      {"a@0-20 b@30-50 c@60-80", "a@0-20 b@30-50 c@60-80"},
      {"1@0-20 2@30-50 3@60-80", "1@0-20 2@30-50 3@60-80"},
      // Words in pieces that touch.
      {"quyế@0-80 t@82-100 định@120-200", "quyết@0-100 định@120-200"},
      {"quyế@0-80 t@100-120", "quyế@0-80 t@100-120"},
      {"đi@0-40 ều@42-80", "đi@0-40 ều@42-80"},
      // Glued words.
      {"quyếtđịnh@0-180", "quyết@0-100 định@100-180"},
      {"(ủyban,@0-140", "(ủy@0-60 ban,@60-140"},
      {"côngan@0-120", "côngan@0-120"},    // công an or côn gan
      {"Samsung@0-120", "Samsung@0-120"},  // no Vietnamese mark
      {"QĐ-UBND@0-120 Krông@140-200", "QĐ-UBND@0-120 Krông@140-200"},
      {"", ""},
  };
  for (const auto& row : table) {
    auto words = line_of(row.before);
    const int places = mend_spaces(words);
    EXPECT_EQ(seen(words), row.after);
    EXPECT_EQ(places > 0, std::string(row.before) != row.after) << row.before;
  }
}

}  // namespace
}  // namespace sohoa
