#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/digits/hand.hh"
#include "core/record_json.hh"
#include "pipeline/digits/find_slots.hh"
#include "pipeline/digits/read_digits.hh"
#include "pipeline/digits/read_slots.hh"
#include "pipeline/digits/slot_ink.hh"

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
                      {"faint shadow", 0xE8E8E8, {80, 55, 90, 95}, false, false}};
  for (const Row& row : rows) {
    const SlotInk ink = ink_of_blot(row.colour, row.blot);
    EXPECT_EQ(!ink_box(ink.map, {0, 0, ink.map.width, ink.map.height}).empty(), row.kept) << row.what;
    EXPECT_EQ(ink.pen, row.pen) << row.what;
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

TEST(Digits, AFileOfAnotherSizeIsNoNetwork) {
  EXPECT_FALSE(DigitNetwork::load(std::filesystem::path(SOHOA_TEST_DATA) / "CMakeLists.txt").has_value());
}

}  // namespace
}  // namespace sohoa
