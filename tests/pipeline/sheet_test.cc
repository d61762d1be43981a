#include "pipeline/image/sheet.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "pipeline/image/decode.hh"
#include "pipeline/read_page.hh"
#include "tests/pipeline/files.hh"

namespace sohoa {
namespace {

constexpr int kWidth = 1500, kHeight = 2000;

/// Corners of a sheet, clockwise from the top left, and how it was lit: brightness of sheet and desk, and what the light
/// loses from left to right.
struct Shot {
  const char* what;
  Corners corners;
  int paper, desk;
  double lost;
  bool found;
};

const Shot kShots[] = {
    {"seen from above", {{{200, 150}, {1300, 160}, {1290, 1720}, {190, 1700}}}, 235, 90, 0, true},
    {"leaning back", {{{350, 260}, {1180, 250}, {1390, 1780}, {130, 1760}}}, 235, 90, 0, true},
    {"turned, lit from one side", {{{420, 180}, {1350, 420}, {1130, 1820}, {120, 1560}}}, 240, 80, 0.45, true},
    {"on a light desk", {{{300, 260}, {1230, 280}, {1330, 1700}, {200, 1730}}}, 240, 185, 0.1, true},
    {"one end out of the picture", {{{300, 260}, {1230, 280}, {1300, 2000}, {200, 2000}}}, 235, 90, 0, true},
    {"a scan: all of it is sheet", {{{0, 0}, {1500, 0}, {1500, 2000}, {0, 2000}}}, 245, 90, 0, false},
    {"a scan with a shadow along one side", {{{70, 0}, {1500, 0}, {1500, 2000}, {70, 2000}}}, 245, 60, 0, false},
    {"paper on paper", {{{300, 260}, {1230, 280}, {1330, 1700}, {200, 1730}}}, 245, 243, 0, false},
};

/// The letter, laid flat in the upper part of an A4 sheet.
std::vector<unsigned char> sheet_of(int paper) {
  const std::string bytes = test::data_file("letter.png");
  const auto grey = decode(test::bytes_of(bytes), Coding::png, 0, 1240, 700, 150, false).value().grey_bytes();
  std::vector<unsigned char> sheet(1240 * 1754, static_cast<unsigned char>(paper));
  for (std::size_t i = 0; i < grey.size(); ++i) sheet[i] = static_cast<unsigned char>(grey[i] * paper / 255);
  return sheet;
}

/// Where a point of the sheet (0…1 both ways) is in the picture: the projective map, solved by its diagonals.
Point place_of(const Corners& c, double u, double v) {
  const auto& [p, q, r, s] = c;
  const double dx1 = q.x - r.x, dx2 = s.x - r.x, sx = p.x - q.x + r.x - s.x;
  const double dy1 = q.y - r.y, dy2 = s.y - r.y, sy = p.y - q.y + r.y - s.y, det = dx1 * dy2 - dx2 * dy1;
  const double g = (sx * dy2 - dx2 * sy) / det, h = (dx1 * sy - sx * dy1) / det, w = g * u + h * v + 1;
  return {((q.x - p.x + g * q.x) * u + (s.x - p.x + h * s.x) * v + p.x) / w,
          ((q.y - p.y + g * q.y) * u + (s.y - p.y + h * s.y) * v + p.y) / w};
}

/// The sheet as a camera sees it, with words of a newspaper on the desk beside it.
Image photo_of(const Shot& shot) {
  const std::vector<unsigned char> sheet = sheet_of(shot.paper);
  std::vector<unsigned char> picture(kWidth * kHeight, static_cast<unsigned char>(shot.desk));
  const std::string bytes = test::data_file("letter.png");
  const auto letter = decode(test::bytes_of(bytes), Coding::png, 0, 1240, 700, 150, false).value().grey_bytes();
  for (std::size_t y = 0; y < 700 && y < kHeight; ++y)
    for (std::size_t x = 0; x < 1240; ++x)
      if (letter[y * 1240 + x] < 128) picture[(y + 1300) * kWidth + x] = static_cast<unsigned char>(shot.desk / 3);
  // Finely enough that no pixel of the picture is left out.
  for (int y = 0; y < 2 * 1754; ++y)
    for (int x = 0; x < 2 * 1240; ++x) {
      const Point p = place_of(shot.corners, (x + 0.5) / 2480, (y + 0.5) / 3508);
      const int u = static_cast<int>(p.x), v = static_cast<int>(p.y);
      if (u < 0 || v < 0 || u >= kWidth || v >= kHeight) continue;
      picture[static_cast<std::size_t>(v * kWidth + u)] = sheet[static_cast<std::size_t>(y / 2 * 1240 + x / 2)];
    }
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x) {
      unsigned char& value = picture[static_cast<std::size_t>(y * kWidth + x)];
      value = static_cast<unsigned char>(value * (1 - shot.lost * x / kWidth));
    }
  return Image::from_grey(picture.data(), kWidth, kHeight, kWidth, 170);
}

TEST(Sheet, IsFoundByItsFourSides) {
  for (const Shot& shot : kShots) {
    const auto corners = find_sheet(photo_of(shot));
    ASSERT_EQ(corners.has_value(), shot.found) << shot.what;
    for (std::size_t i = 0; corners && i < 4; ++i) {
      EXPECT_NEAR((*corners)[i].x, shot.corners[i].x, 12) << shot.what << ", corner " << i;
      EXPECT_NEAR((*corners)[i].y, shot.corners[i].y, 12) << shot.what << ", corner " << i;
    }
  }
}

TEST(Sheet, SmallAndEmptyPicturesHaveNone) {
  EXPECT_FALSE(find_sheet(Image()));
  const std::vector<unsigned char> grey(40 * 900, 10);
  EXPECT_FALSE(find_sheet(Image::from_grey(grey.data(), 40, 900, 40, 150)));
  const std::vector<unsigned char> dark(900 * 900, 10);
  EXPECT_FALSE(find_sheet(Image::from_grey(dark.data(), 900, 900, 900, 150)));
}

/// One photograph as a file would give it.
class OnePhoto : public PageSource {
 public:
  explicit OnePhoto(const Shot& shot) : shot_(shot) {}
  FileKind kind() const override { return FileKind::jpeg; }
  int page_count() const override { return 1; }
  Result<PageFacts> facts(int) override {
    PageFacts facts;
    facts.width_pt = kWidth * 72.0 / 170, facts.height_pt = kHeight * 72.0 / 170;
    facts.width_px = kWidth, facts.height_px = kHeight;
    return facts;
  }
  Result<Image> render(int, int, bool) override { return photo_of(shot_); }

 private:
  Shot shot_;
};

TEST(Sheet, APhotographIsReadFlatAndItsWordsAreWhereTheyWere) {
  const auto engine = make_line_engine().value();
  for (const Shot& shot : kShots) {
    if (!shot.found || shot.corners[2].y > kHeight - 10) continue;
    OnePhoto source(shot);
    const Page page = read_page(source, 1, *engine).value();
    const std::string text = text_of(page);
    constexpr std::string_view kFirst = "Căn cứ Luật Lưu trữ";
    const auto at = text.find(kFirst);
    EXPECT_NE(at, std::string::npos) << shot.what << "\n" << text;
    EXPECT_EQ(text.find("Luật Lưu trữ", at + kFirst.size()), std::string::npos) << shot.what << ": words of the desk\n" << text;
    ASSERT_TRUE(page.to_original_projective) << shot.what;
    for (const Word& word : page.words) {
      if (word.text != "Căn") continue;
      const double x = word.box->center_x(), y = word.box->center_y();
      const Point wanted = place_of(shot.corners, 173.0 / 1240, 215.0 / 1754);
      const Affine exact = to_original_at(page, x, y);
      EXPECT_NEAR(exact[0] * x + exact[1] * y + exact[2], wanted.x, 12) << shot.what;
      EXPECT_NEAR(exact[3] * x + exact[4] * y + exact[5], wanted.y, 12) << shot.what;
      EXPECT_NEAR(page.to_original[0] * x + page.to_original[1] * y + page.to_original[2], wanted.x, 90) << shot.what;
      EXPECT_NEAR(page.to_original[3] * x + page.to_original[4] * y + page.to_original[5], wanted.y, 90) << shot.what;
    }
  }
}

}  // namespace
}  // namespace sohoa
