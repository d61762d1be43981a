#include "pipeline/tables/drawn_tables.hh"

#include <algorithm>
#include <utility>

#include "pipeline/tables/find_tables.hh"

namespace sohoa {
namespace {

constexpr int kSmaller = 2;        // painted at 150 dpi
constexpr int kLeastUpright = 70;  // 6 mm
constexpr int kMostPixels = 36'000'000;
constexpr unsigned char kInk = 128;  // black ones would make the strips beside a crossing too dark for paper

}  // namespace

std::vector<Table> drawn_tables(const std::vector<Box>& rules, int width, int height) {
  const auto uprights = std::count_if(rules.begin(), rules.end(), [](const Box& r) { return r.height() > r.width() && r.height() >= kLeastUpright / 2; });
  const auto levels = std::count_if(rules.begin(), rules.end(), [](const Box& r) { return r.width() > r.height(); });
  const int w = width / kSmaller, h = height / kSmaller;
  if (uprights < 1 || levels < 2 || w < 1 || h < 1 || h > kMostPixels / w) return {};
  std::vector<unsigned char> paper(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 255);
  for (const Box& rule : rules) {
    // Two pixels thick, whatever it was: what is thicker on a scan is no rule.
    const bool level = rule.width() > rule.height();
    Box bar{rule.x0 / kSmaller, rule.y0 / kSmaller, (rule.x1 + 1) / kSmaller + 1, (rule.y1 + 1) / kSmaller + 1};
    (level ? bar.y0 : bar.x0) = (level ? rule.center_y() : rule.center_x()) / kSmaller;
    (level ? bar.y1 : bar.x1) = (level ? bar.y0 : bar.x0) + 2;
    for (int y = std::max(0, bar.y0); y < std::min(h, bar.y1); ++y)
      for (int x = std::max(0, bar.x0); x < std::min(w, bar.x1); ++x) paper[static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x)] = kInk;
  }
  std::vector<Table> tables = find_tables(Image::from_grey(paper.data(), w, h, static_cast<std::size_t>(w), static_cast<int>(kRecordDpi) / kSmaller));
  const auto enlarge = [](std::optional<Box>& box) { box = mapped({kSmaller, 0, 0, 0, kSmaller, 0}, *box); };
  for (Table& table : tables) {
    enlarge(table.box);
    for (auto& row : table.rows)
      for (TableCell& cell : row) enlarge(cell.box);
  }
  return tables;
}

}  // namespace sohoa
