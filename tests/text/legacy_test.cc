#include "core/text/legacy.hh"

#include <gtest/gtest.h>

#include <map>

#include "core/text/normalize.hh"
#include "tests/text/old_codes.hh"

namespace sohoa::text {
namespace {

using test::encoded;
using test::shown;

const char* const kSentence =
    "Ủy ban nhân dân tỉnh đề nghị các sở, ngành khẩn trương thực hiện Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm "
    "2009; "
    "những vướng mắc báo cáo kịp thời trước ngày ưu tiên như đã hẹn.";

TEST(Legacy, EveryLetterOfEveryCode) {
  for (const auto& row : test::kOldCodes) {
    if (*row.tcvn3) {
      EXPECT_EQ(decode(shown(row.tcvn3), Legacy::tcvn3), row.letter);
      EXPECT_EQ(decode(shown(row.tcvn3), Legacy::tcvn3_capitals), upper(row.letter));
    }
    EXPECT_EQ(decode(shown(row.vni), Legacy::vni), row.letter);
    EXPECT_EQ(decode(shown(row.viscii), Legacy::viscii), row.letter);
  }
}

TEST(Legacy, TextsComeBackAndAreRecognized) {
  const std::string sentence = kSentence;
  for (const Legacy code : {Legacy::tcvn3, Legacy::vni, Legacy::viscii, Legacy::cp1258}) {
    // TCVN3 has no letter for Ủ: it is in another font.
    const std::string text = code == Legacy::tcvn3 ? sentence.substr(sentence.find("ban")) : sentence;
    const std::string old = shown(encoded(text, code));
    EXPECT_NE(old, text);
    EXPECT_EQ(recognize_legacy(old), code) << old;
    EXPECT_EQ(decode(old, code), text);
    EXPECT_EQ(decode_lines(old, code), text);
  }
}

TEST(Legacy, TextsAsProgramsShowThem) {
  const struct {
    const char *old, *text;
    Legacy code;
  } table[] = {
      {"C«ng v¨n sè", "Công văn số", Legacy::tcvn3},
      {"Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", Legacy::tcvn3},
      {"§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc", Legacy::tcvn3},
      {"Tr-êng n-íc th- 12/Q§-UBND - -u tiªn", "Trường nước thư 12/QĐ-UBND - ưu tiên", Legacy::tcvn3},
      {"μ", "à", Legacy::tcvn3},
      {"uû ban nh©n d©n", "UỶ BAN NHÂN DÂN", Legacy::tcvn3_capitals},
      {"UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN", Legacy::vni},
      {"Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñöôøng, tröôùc", "Cộng hòa xã hội chủ nghĩa Việt Nam, đường, trước",
       Legacy::vni},
      {"øab 5°", "øab 5°", Legacy::vni},
      {"Quyêìt ðiònh", "Quyết định", Legacy::cp1258},
  };
  for (const auto& row : table) EXPECT_EQ(decode(row.old, row.code), row.text) << row.old;
}

TEST(Legacy, FontsNamePromiseACode) {
  const struct {
    const char* font;
    std::optional<Legacy> code;
  } table[] = {
      {".VnTime", Legacy::tcvn3},
      {"ABCDEF+.VnTimeH", Legacy::tcvn3_capitals},
      {".VnTimeH,Bold", Legacy::tcvn3_capitals},
      {".VnArial-BoldItalic", Legacy::tcvn3},
      {"VnTime", Legacy::tcvn3},
      {"VNI-Times", Legacy::vni},
      {"ABCDEF+VNI-Helve,Bold", Legacy::vni},
      {"TimesNewRomanPSMT", std::nullopt},
      {"Vnote", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& row : table) EXPECT_EQ(legacy_of_font(row.font), row.code) << row.font;
}

TEST(Legacy, UnicodeAndOtherLanguagesAreLeftAlone) {
  for (const char* text :
       {kSentence, "", "ban", "số sè", "Le procès-verbal a été signé à l'hôtel où naît l'été, dès qu'il fût prêt.",
        "Über größere Mengen fällt für die Bürger keine Gebühr an.", "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ",
        "Giá là 5 €, “trọn gói” – không kể thuế"}) {
    EXPECT_EQ(recognize_legacy(text), std::nullopt) << text;
    EXPECT_EQ(decode_lines(text, std::nullopt), text);
    EXPECT_EQ(decode_lines(text, Legacy::tcvn3), text);
  }
}

TEST(Legacy, MixedTextsAreDecodedWhereTheyAreOld) {
  const std::string unicode = "Căn cứ Luật Tổ chức chính quyền địa phương;\n";
  const std::string tcvn3 = shown(encoded("xét đề nghị của Giám đốc Sở Tài chính,\n", Legacy::tcvn3));
  const std::string vni = shown(encoded("điều chỉnh dự toán ngân sách nhà nước\n", Legacy::vni));
  EXPECT_EQ(decode_lines(unicode + tcvn3 + vni + "số 15\n", Legacy::tcvn3),
            unicode + "xét đề nghị của Giám đốc Sở Tài chính,\nđiều chỉnh dự toán ngân sách nhà nước\nsố 15\n");
  EXPECT_EQ(decode_lines("Chương trình kiÓm so¸t thñ tôc hµnh chÝnh", std::nullopt),
            "Chương trình kiểm soát thủ tục hành chính");
}

TEST(Legacy, BulletsAreNoLetters) {
  std::vector<std::string> bullets(20, "·");
  EXPECT_FALSE(decode_words(bullets, std::nullopt));
  EXPECT_FALSE(decode_words(bullets, Legacy::tcvn3));
  std::vector<std::string> symbols{"c\uF0ABng", "v\uF0A8n", "s\uF0E8", "\uF0B7"};
  EXPECT_TRUE(decode_words(symbols, std::nullopt));
  EXPECT_EQ(symbols, (std::vector<std::string>{"công", "văn", "số", "\uF0B7"}));
  std::vector<std::string> capitals{"uû", "ban", "nh©n", "d©n", "tØnh"};
  EXPECT_TRUE(decode_words(capitals, Legacy::tcvn3_capitals));
  EXPECT_EQ(capitals, (std::vector<std::string>{"UỶ", "BAN", "NHÂN", "DÂN", "TỈNH"}));
}

TEST(Legacy, HostileBytesAreSurvived) {
  std::string all;
  for (int round = 0; round < 3; ++round)
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c * (2 * round + 1));
  for (const Legacy code : {Legacy::tcvn3, Legacy::tcvn3_capitals, Legacy::vni, Legacy::viscii, Legacy::cp1258}) {
    EXPECT_FALSE(decode(all, code).empty());
    EXPECT_FALSE(decode_lines(all, code).empty());
  }
}

}  // namespace
}  // namespace sohoa::text
