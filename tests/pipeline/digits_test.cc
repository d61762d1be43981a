#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "bench/digits/hand.hh"
#include "bench/digits/spelling_loss.hh"
#include "core/record_json.hh"
#include "pipeline/digits/cut_ink.hh"
#include "pipeline/digits/find_slots.hh"
#include "pipeline/digits/lost_print.hh"
#include "pipeline/digits/read_digits.hh"
#include "pipeline/digits/read_slots.hh"
#include "pipeline/digits/slot_ink.hh"
#include "pipeline/digits/spell.hh"

namespace sohoa {
namespace {

struct Placed {
  const char* text;
  int x0, x1;
};

/// The header of an invented document, its number on the left and its dateline on the right.
Page page_with(const std::vector<Placed>& number, const std::vector<Placed>& dateline) {
  Page page;
  page.width = 2480;
  page.height = 3508;
  int line = 0;
  const auto add = [&](const std::vector<Placed>& words, int y) {
    for (const Placed& word : words) {
      Word w{word.text, Box{word.x0, y, word.x1, y + 46}};
      w.line = line, w.block = line;
      page.words.push_back(w);
    }
    ++line;
  };
  add({{"ỦY", 300, 380}, {"BAN", 400, 500}, {"NHÂN", 520, 660}, {"DÂN", 680, 780}}, 200);
  add({{"CỘNG", 1200, 1350}, {"HÒA", 1370, 1480}, {"XÃ", 1500, 1570}, {"HỘI", 1590, 1690}, {"CHỦ", 1710, 1820}, {"NGHĨA", 1840, 2010},
       {"VIỆT", 2030, 2150}, {"NAM", 2170, 2300}}, 200);
  add({{"Độc", 1400, 1490}, {"lập", 1510, 1580}, {"-", 1600, 1615}, {"Tự", 1635, 1700}, {"do", 1720, 1770}, {"-", 1790, 1805}, {"Hạnh", 1825, 1950}, {"phúc", 1970, 2070}}, 270);
  add(number, 420);
  add(dateline, 420);
  return page;
}

TEST(Slots, LieBetweenThePrintedWords) {
  struct Row {
    const char* what;
    std::vector<Placed> number, dateline;
    int number0, number1, day0, day1;  // where they begin and end, to within a quarter of a line
  };
  const std::vector<Placed> clean{{"Xuân", 1200, 1310}, {"Hà,", 1330, 1400}, {"ngày", 1420, 1520}, {"tháng", 1660, 1780}, {"01", 1800, 1850}, {"năm", 1870, 1960}, {"2025", 1980, 2080}};
  const Row rows[] = {
      {"blank", {{"Số:", 400, 464}, {"/QĐ-UBND", 600, 850}}, clean, 464, 600, 1520, 1660},
      {"ink read as signs", {{"Số:", 400, 464}, {"4ƒ", 500, 560}, {"/QĐ-UBND", 600, 850}}, clean, 464, 600, 1520, 1660},
      {"day ran into its word", {{"Số:", 400, 464}, {"/QĐ-UBND", 600, 850}},
       {{"Xuân", 1200, 1310}, {"Hà,", 1330, 1400}, {"ngày1Ÿ", 1420, 1640}, {"tháng", 1660, 1780}, {"01", 1800, 1850}, {"năm", 1870, 1960}, {"2025", 1980, 2080}}, 464, 600, 1520, 1660},
      {"a letter of the year's word lost", {{"Số:", 400, 464}, {"/QĐ-UBND", 600, 850}},
       {{"Xuân", 1200, 1310}, {"Hà,", 1330, 1400}, {"ngày..1Ÿ", 1420, 1640}, {"...tháng...", 1630, 1810}, {"...ăm", 1860, 2060}, {"2025", 2080, 2180}}, 464, 600, 1510, 1668},
      {"slash lost", {{"Số:", 400, 464}, {"QĐ-UBND", 600, 850}}, clean, 464, 600, 1520, 1660},
  };
  for (const Row& row : rows) {
    int seen = 0;
    for (const Slot& slot : find_slots(page_with(row.number, row.dateline))) {
      if (slot.kind == SlotKind::month) continue;
      ++seen;
      const bool number = slot.kind == SlotKind::number;
      EXPECT_NEAR(slot.box.x0, number ? row.number0 : row.day0, 12) << row.what;
      EXPECT_NEAR(slot.box.x1, number ? row.number1 : row.day1, 12) << row.what;
    }
    EXPECT_EQ(seen, 2) << row.what;
  }
}

TEST(LostPrint, IsLookedForBesideTheInkOnly) {
  const std::vector<Placed> number{{"Số:", 400, 464}, {"47", 500, 560}, {"/QĐ-UBND", 600, 850}};
  const std::vector<Placed> date{{"Xuân", 1200, 1310}, {"Hà,", 1330, 1400}, {"ngày", 1420, 1520}, {"tháng", 1660, 1780}, {"năm", 1870, 1960}, {"2025", 1980, 2080}};
  EXPECT_TRUE(find_lost_print(page_with(number, date)).empty());
  const auto symbol = find_lost_print(page_with({{"Số:", 400, 464}}, date));
  ASSERT_EQ(symbol.size(), 1u);
  EXPECT_FALSE(symbol[0].date);
  EXPECT_NEAR(symbol[0].box.x0, 464, 12);
  const auto month = find_lost_print(page_with(number, {{"Xuân", 1200, 1310}, {"Hà,", 1330, 1400}, {"ngày", 1420, 1520}, {"năm", 1870, 1960}, {"2025", 1980, 2080}}));
  ASSERT_EQ(month.size(), 1u);
  EXPECT_TRUE(month[0].date);
  EXPECT_NEAR(month[0].box.x0, 1400, 12);
}

TEST(LostPrint, TakesWhatHoldsMore) {
  struct Row {
    const char* what;
    const char* found;
    bool taken;
    const char* mended;
  };
  const Row rows[] = {{"symbol", "/TB-ATTP", true, "/TB-ATTP"}, {"slash read as a figure", "7TB-ATTP", true, "/TB-ATTP"}, {"no symbol", "thang", false, ""}};
  for (const Row& row : rows) {
    Page page = page_with({{"Số:", 400, 464}, {"~", 500, 520}}, {{"Xuân", 1200, 1310}, {"Hà,", 1330, 1400}, {"ngày", 1420, 1520}, {"tháng", 1660, 1780}, {"năm", 1870, 1960}, {"2025", 1980, 2080}});
    const auto lost = find_lost_print(page);
    ASSERT_EQ(lost.size(), 1u) << row.what;
    Word word{row.found, Box{640, 420, 850, 466}};
    EXPECT_EQ(take_found(page, lost[0], {word}), row.taken) << row.what;
    const auto at = std::find_if(page.words.begin(), page.words.end(), [](const Word& w) { return w.box->x0 == 640; });
    ASSERT_EQ(at != page.words.end(), row.taken) << row.what;
    if (!row.taken) continue;
    EXPECT_EQ(at->text, row.mended) << row.what;
    EXPECT_EQ(at->line, lost[0].line) << row.what;
  }
}

TEST(Slots, AreKeptWithThePage) {
  Page page;
  page.slots = {{SlotKind::day, {10, 20, 110, 70}, true, {{"07", 0.75}, {"01", 0.25}}, {{12, 22, 40, 60}, {44, 22, 70, 60}}}, {SlotKind::number, {1, 2, 3, 4}, false, {}, {}}};
  EXPECT_EQ(page_from_json(to_json(page))->slots, page.slots);
}

/// A patch with one blot of a colour in the middle of the slot {50, 50, 150, 100}.
SlotInk ink_of_blot(std::uint32_t colour, Box blot) {
  const Box slot{50, 50, 150, 100}, at = picture_box(slot);
  Patch patch{at.width(), at.height(), std::vector<std::uint32_t>(static_cast<std::size_t>(at.width() * at.height()), 0xFFFFFF)};
  for (int y = blot.y0; y < blot.y1; ++y)
    for (int x = blot.x0; x < blot.x1; ++x) patch.pixels[static_cast<std::size_t>((y - at.y0) * patch.width + x - at.x0)] = colour;
  return slot_ink(patch, slot);
}

TEST(SlotInk, KeepsThePenAndNothingElse) {
  struct Row {
    const char* what;
    std::uint32_t colour;
    Box blot;
    bool kept, pen;
  };
  const Row rows[] = {{"black stroke", 0x101010, {80, 55, 90, 95}, true, false},
                      {"blue stroke", 0x3040A0, {80, 55, 90, 95}, true, true},
                      {"red stamp", 0xE02020, {80, 55, 90, 95}, false, false},
                      {"dot of a leader", 0x101010, {80, 92, 85, 97}, false, false},
                      {"underline", 0x101010, {55, 96, 145, 99}, false, false},
                      {"printed word beside", 0x101010, {30, 55, 45, 95}, false, false},
                      {"ink that ran into the word beside", 0x101010, {10, 55, 70, 95}, true, false},
                      {"faint shadow", 0xE8E8E8, {80, 55, 90, 95}, false, false}};
  for (const Row& row : rows) {
    const SlotInk ink = ink_of_blot(row.colour, row.blot);
    EXPECT_EQ(!ink_box(ink.map, {0, 0, ink.map.width, ink.map.height}).empty(), row.kept) << row.what;
    EXPECT_EQ(ink.pen, row.pen) << row.what;
    EXPECT_TRUE(ink_box(ink.map, {0, 0, 50 - ink.at.x0, ink.map.height}).empty()) << row.what << ": in the word beside";
  }
}

TEST(Digits, AnEmptySlotReadsAsNothing) {
  ASSERT_NE(digit_network(), nullptr);
  const DigitReading reading = read_digits(InkMap(120, 80), SlotKind::day, *digit_network());
  EXPECT_THAT(reading.readings, testing::ElementsAre(SlotReading{"", 1.0}));
}

TEST(Digits, MostDrawnDaysAreRead) {
  ASSERT_NE(digit_network(), nullptr);
  Chance chance(3);
  int right = 0;
  for (int day = 1; day <= 31; ++day) {
    const Hand hand{0.2, 1.0, 0.1, 0.008};
    InkMap map(220, 90);
    int x = 30;
    for (const int digit : {day / 10, day % 10}) {
      const InkMap ink = drawn_digit(digit, 50, hand, chance);
      lay_over(map, ink, x, 15);
      x += ink.width + 2;
    }
    const DigitReading reading = read_digits(map, SlotKind::day, *digit_network());
    ASSERT_FALSE(reading.readings.empty()) << day;
    right += std::stoi(reading.readings.front().digits) == day;
    double sum = 0;
    for (const SlotReading& r : reading.readings) sum += r.probability;
    EXPECT_LE(sum, 1.0 + 1e-9) << day;
  }
  EXPECT_GE(right, 25);
}

/// Squares that show one sign each, all but surely; '-' is no digit.
std::vector<DigitScores> squares_of(std::string_view signs) {
  std::vector<DigitScores> squares;
  for (const char sign : signs) {
    squares.emplace_back().fill(0.001f);
    squares.back()[sign == '-' ? kNoDigit : static_cast<std::size_t>(sign - '0')] = 0.99f;
  }
  return squares;
}

TEST(Spelled, AddsUpThePlacesOfTheDigits) {
  const char* rows[][2] = {{"-11-7-", "17"}, {"1-1", "11"}, {"---", ""}, {"0055", "05"}, {"-2", "2"}};
  for (const auto& [squares, text] : rows) {
    const auto found = spelled(squares_of(squares));
    double sum = 0;
    for (const auto& [other, probability] : found) sum += probability;
    EXPECT_GT(found.at(text), 0.9) << squares;
    EXPECT_LE(sum, 1.0 + 1e-6) << squares;
  }
}

TEST(Network, ItsGradientIsWhatTheLossDoes) {
  Chance chance(9);
  DigitNetwork network;
  for (float& w : network.weights) w = static_cast<float>(chance.spread(0.1));
  Strip strip{44, std::vector<float>(44 * kGlyphSide)};
  for (float& ink : strip.ink) ink = static_cast<float>(chance.between(0, 1));
  const auto loss = [&](std::vector<DigitScores>& blame) { return spelling_loss(network.scan(strip), "41", blame); };
  std::vector<float> gradient(DigitNetwork::kWeights);
  network.add_gradient(strip, [](const std::vector<DigitScores>& scores) {
    std::vector<DigitScores> blame;
    spelling_loss(scores, "41", blame);
    return blame;
  }, gradient);
  std::vector<DigitScores> unused;
  for (std::size_t at = 7; at < DigitNetwork::kWeights; at += 4999) {  // of every layer some
    const float before = network.weights[at], step = 0.002f;
    network.weights[at] = before + step;
    const double above = loss(unused);
    network.weights[at] = before - step;
    const double slope = (above - loss(unused)) / (2.0 * static_cast<double>(step));
    network.weights[at] = before;
    EXPECT_NEAR(slope, static_cast<double>(gradient[at]), 0.02 + 0.05 * std::abs(slope)) << at;
  }
}

TEST(CutInk, CutsBetweenDigitsThatReachOverOneAnother) {
  InkMap map(160, 70);
  const auto bar = [&](int x0, int y0, int x1, int y1) {
    for (int y = y0; y < y1; ++y)
      for (int x = x0; x < x1; ++x) map.at(x, y) = 255;
  };
  bar(40, 10, 46, 60), bar(40, 10, 73, 16);  // a stroke with a long bar
  bar(70, 30, 76, 60);                            // under whose end a 1 stands
  const CutInk cut = cut_ink(map);
  ASSERT_GE(cut.cuts.size(), 3u);
  int whole = 0;
  for (std::size_t i = 0; i + 1 < cut.cuts.size(); ++i) whole += piece_of(cut, i, i + 1).box.height() == 30;
  EXPECT_EQ(whole, 1) << "the 1 by itself";
}

TEST(Digits, AreCutOutWhereTheTextIsKnown) {
  ASSERT_NE(digit_network(), nullptr);
  Chance chance(5);
  InkMap map(220, 90);
  int x = 30;
  for (const int digit : {1, 7}) {
    const InkMap ink = drawn_digit(digit, 50, {0.2, 1.0, 0.1, 0.008}, chance);
    lay_over(map, ink, x, 15);
    x += ink.width + 6;
  }
  EXPECT_EQ(glyphs_spelling("17", map, *digit_network()).size(), 2u);
  EXPECT_TRUE(glyphs_spelling("17", InkMap(120, 80), *digit_network()).empty());
}

TEST(Digits, AFileOfAnotherSizeIsNoNetwork) {
  EXPECT_FALSE(DigitNetworks::load(std::filesystem::path(SOHOA_TEST_DATA) / "CMakeLists.txt").has_value());
}

}  // namespace
}  // namespace sohoa
