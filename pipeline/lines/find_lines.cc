#include "pipeline/lines/find_lines.hh"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>

#include "pipeline/image/pix.hh"

namespace sohoa {
namespace {

// Sizes in heights of the page's usual letter unless said otherwise.
constexpr double kLeastLetter = 0.55, kMostLetter = 4.0;  // height of what makes a line
constexpr double kWidest = 12.0;                          // letters that touch
constexpr double kGap = 2.2;                              // between letters of one line
constexpr double kMostRatio = 2.6;                        // of heights of neighbours
constexpr std::size_t kMostLetters = 20000, kMostLines = 1500;
constexpr double kPitch = 1.4;                            // least distance of two lines
constexpr std::size_t kFewMarks = 4, kManyMarks = 16;      // of a line that says little, much about the height of small letters
constexpr double kTallest = 1.65, kFigure = 1.2;          // of a line of few marks; what is taken for figures and capitals, in small letters
constexpr double kEven = 0.8, kSmall = 0.35;              // of the highest mark of a cell's line: figures and capitals are all as high as it, points and specks this small
constexpr double kFigureAlone = 1.25;                     // height of figures alone in a cell, in the size they are read in
constexpr double kWidestAccent = 1.3;                     // wider are short words whose letters touch
constexpr double kFarAccent = 0.6;                        // from an accent down to the letter of its line
constexpr double kDeepest = 1.0;                          // below a line's foot its dots and tails end
constexpr double kReach = 1.9;                            // from a line's middle to its marks, in its x-heights
constexpr double kHalfBorder = 0.35;                      // mm; half the width of a border and its soft edges
constexpr double kBesideBorder = 0.8;                     // mm; letters keep further away
constexpr double kInk = 0.72, kFaintInk = 0.80;           // of the paper's brightness

std::size_t at(int i) { return static_cast<std::size_t>(i); }

template <class T>
T quantile(std::vector<T> values, double share) {
  if (values.empty()) return {};
  const auto k = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), k, values.end());
  return *k;
}

/// What is dark, and what is less dark around it: faint print holds together, watermarks without a dark core stay away.
/// Paper is evened out first, or the faint would be everything in a shaded corner.
PixPtr inked(Pix* grey) {
  constexpr int kPaper = 250;
  PixPtr even(pixBackgroundNorm(grey, nullptr, nullptr, 16, 16, 60, 40, kPaper, 2, 2));
  Pix* page = even ? even.get() : grey;
  const int paper = std::min(kPaper, brightness_below(page, kPaperShare, 4));  // small and crowded pictures come back as they were
  PixPtr dark(pixThresholdToBinary(page, std::max(1, static_cast<int>(paper * kInk))));
  PixPtr faint(pixThresholdToBinary(page, std::max(1, static_cast<int>(paper * kFaintInk))));
  PixPtr around(dark ? pixDilateBrick(nullptr, dark.get(), 5, 5) : nullptr);
  if (!around || !faint) return dark;
  return PixPtr(pixAnd(nullptr, around.get(), faint.get()));
}

struct Ink {
  std::vector<Box> marks;
  std::vector<Box> uprights;  // vertical rules
};

/// Blackens the sides of the boxes.
void draw_sides(Pix* page, const std::vector<Box>& boxes, double mm) {
  const int half = std::max(1, static_cast<int>(std::lround(kHalfBorder * mm)));
  const auto fill = [&](int x0, int y0, int x1, int y1) { pixRasterop(page, x0 - half, y0 - half, x1 - x0 + 2 * half, y1 - y0 + 2 * half, PIX_SET, nullptr, 0, 0); };
  for (const Box& b : boxes) {
    fill(b.x0, b.y0, b.x1, b.y0);
    fill(b.x0, b.y1, b.x1, b.y1);
    fill(b.x0, b.y0, b.x0, b.y1);
    fill(b.x1, b.y0, b.x1, b.y1);
  }
}

/// Marks small enough to be print; rules taken out, so that letters that touch them stand alone, and broken ones where cells have
/// their borders.
Ink ink_of(Pix* grey, const std::vector<Box>& cells, double mm) {
  Ink ink;
  PixPtr binary = inked(grey);
  if (!binary) return ink;
  PixPtr level(pixOpenBrick(nullptr, binary.get(), static_cast<int>(13 * mm), 1));
  PixPtr upright(pixOpenBrick(nullptr, binary.get(), 1, static_cast<int>(10 * mm)));
  if (!level || !upright) return ink;
  for (const Box& box : connected_boxes(upright.get()))
    if (box.width() < 2 * mm) ink.uprights.push_back(box);
  pixOr(level.get(), level.get(), upright.get());
  PixPtr rules(pixDilateBrick(nullptr, level.get(), 3, 3));
  if (rules) draw_sides(rules.get(), cells, mm);
  if (rules) pixSubtract(binary.get(), binary.get(), rules.get());
  for (const Box& box : connected_boxes(binary.get()))
    if (box.height() <= 14 * mm && box.width() <= 40 * mm && (box.height() > 1 || box.width() > 1)) ink.marks.push_back(box);
  return ink;
}

/// Height of the usual letter (between small and capital), 0 on a page without any.
double usual_letter(const std::vector<Box>& marks, double mm) {
  std::vector<double> heights;
  for (const Box& b : marks)
    if (b.height() >= mm && b.height() <= 8 * mm && b.width() >= 0.25 * mm && b.width() <= 8 * mm)
      heights.push_back(b.height());
  return quantile(heights, 0.5);
}

/// Marks as high as letters of a line can be accents of the letter just below them (ế, ổ): they make no line of their own.
std::vector<Box> without_accents(const std::vector<Box>& letters, double usual) {
  int bottom = 0;
  for (const Box& b : letters) bottom = std::max(bottom, b.y0);
  const auto band = [&](int y) { return at(std::max(0, static_cast<int>(y / std::max(4.0, usual)))); };
  std::vector<std::vector<const Box*>> bands(band(bottom) + 2);
  for (const Box& b : letters) bands[band(b.y0)].push_back(&b);
  const auto is_accent = [&](const Box& a) {
    if (a.height() > 1.1 * usual || a.width() > kWidestAccent * usual) return false;
    for (std::size_t k = band(a.y1 - static_cast<int>(0.4 * usual)); k <= band(a.y1) + 1 && k < bands.size(); ++k)
      for (const Box* b : bands[k]) {
        const int gap = b->y0 - a.y1, shared = std::min(a.x1, b->x1) - std::max(a.x0, b->x0);
        if (gap > -0.4 * usual && gap < 0.45 * usual && b->y0 > a.y0 && b->y1 > a.y1 + 0.5 * usual && 2 * shared > a.width() &&
            b->height() >= 0.8 * a.height())
          return true;
      }
    return false;
  };
  std::vector<Box> rest;
  std::copy_if(letters.begin(), letters.end(), std::back_inserter(rest), [&](const Box& b) { return !is_accent(b); });
  return rest;
}

bool rule_between(const std::vector<Box>& uprights, const Box& left, const Box& right) {
  return std::any_of(uprights.begin(), uprights.end(), [&](const Box& rule) {
    return rule.x0 >= left.center_x() && rule.x1 <= right.center_x() && rule.y0 < left.y1 && rule.y1 > left.y0;
  });
}

/// Which cell of a table a mark stands in.
class Cells {
 public:
  explicit Cells(std::vector<Box> cells) : cells_(std::move(cells)) {
    for (const Box& b : cells_) all_ = united(all_, b);
  }
  /// Whether a mark is what is left of a printed border: thin, and beside it.
  bool on_border(const Box& mark, double mm) const {
    const int cell = of(mark);
    if (cell < 0) return false;
    const Box& b = cells_[at(cell)];
    const double near = kBesideBorder * mm;
    return mark.x1 <= b.x0 + near || mark.x0 >= b.x1 - near || mark.y1 <= b.y0 + near || mark.y0 >= b.y1 - near;
  }
  /// -1 outside of all.
  int of(const Box& mark) const {
    const int x = mark.center_x(), y = mark.center_y();
    const auto holds = [&](const Box& b) { return x >= b.x0 && x < b.x1 && y >= b.y0 && y < b.y1; };
    if (!holds(all_)) return -1;
    const auto found = std::find_if(cells_.begin(), cells_.end(), holds);
    return found == cells_.end() ? -1 : static_cast<int>(found - cells_.begin());
  }

 private:
  std::vector<Box> cells_;
  Box all_;
};

/// Sets of letters in which each was the nearest neighbour to the right of another.
class Chains {
 public:
  Chains(const std::vector<Box>& letters, const std::vector<Box>& uprights, const Cells& cells, double usual)
      : letters_(letters), usual_(usual), parent_(letters.size()) {
    for (const Box& b : letters) cell_.push_back(cells.of(b));
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    int bottom = 0;
    for (const Box& b : letters) bottom = std::max(bottom, b.y1);
    bands_.resize(at(band(bottom) + 2));
    for (std::size_t i = 0; i < letters.size(); ++i) bands_[at(band(letters[i].center_y()))].push_back(i);
    for (std::size_t i = 0; i < letters.size(); ++i)
      if (const auto next = neighbour(i); next && !rule_between(uprights, letters[i], letters[*next]))
        parent_[root(i)] = root(*next);
  }

  std::vector<std::vector<Box>> all() {
    std::vector<std::vector<Box>> chains(letters_.size());
    for (std::size_t i = 0; i < letters_.size(); ++i) chains[root(i)].push_back(letters_[i]);
    std::erase_if(chains, [](const auto& chain) { return chain.empty(); });
    return chains;
  }

 private:
  int band(int y) const { return static_cast<int>(y / std::max(4.0, usual_)); }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  std::optional<std::size_t> neighbour(std::size_t i) const {
    const Box& a = letters_[i];
    std::optional<std::size_t> best;
    double nearest = 1e9;
    const int middle = band(a.center_y());
    for (int b = std::max(0, middle - 2); b <= std::min(static_cast<int>(bands_.size()) - 1, middle + 2); ++b)
      for (const std::size_t k : bands_[at(b)]) {
        const Box& c = letters_[k];
        const int gap = c.x0 - a.x1, shared = std::min(a.y1, c.y1) - std::max(a.y0, c.y0);
        const int low = std::min(a.height(), c.height()), high = std::max(a.height(), c.height());
        if (k == i || cell_[k] != cell_[i] || c.center_x() <= a.center_x() || gap > kGap * usual_ || 2 * shared < low || high > kMostRatio * low)
          continue;
        const double distance =
            std::max(gap, 0) + 0.5 * std::abs(a.y1 - c.y1) + 0.2 * std::abs(a.y0 - c.y0);
        if (distance < nearest) nearest = distance, best = k;
      }
    return best;
  }

  const std::vector<Box>& letters_;
  double usual_;
  std::vector<int> cell_;  // of every letter
  std::vector<std::size_t> parent_;
  std::vector<std::vector<std::size_t>> bands_;
};

/// A chain that climbed from one line to the next (a tail that touches an accent) is two lines: where the middles of its
/// letters gather around several heights, each letter goes to the nearest.
std::vector<std::vector<Box>> parted(std::vector<Box> chain, double usual) {
  const auto middle = [](const Box& b) { return (b.y0 + b.y1) / 2.0; };
  const auto near = [&](double y) {
    return std::count_if(chain.begin(), chain.end(), [&](const Box& b) { return std::abs(middle(b) - y) < 0.5 * usual; });
  };
  std::vector<std::pair<std::ptrdiff_t, double>> heights;
  for (const Box& b : chain) heights.emplace_back(-near(middle(b)), middle(b));
  std::sort(heights.begin(), heights.end());
  std::vector<double> lines;
  for (const auto& [count, y] : heights)
    if (-count >= 3 && std::all_of(lines.begin(), lines.end(), [&, y = y](double l) { return std::abs(l - y) > kPitch * usual; }))
      lines.push_back(y);
  if (lines.size() < 2) return {std::move(chain)};
  std::vector<std::vector<Box>> parts(lines.size());
  for (const Box& b : chain) {
    const auto nearest = std::min_element(lines.begin(), lines.end(), [&](double l, double r) {
      return std::abs(l - middle(b)) < std::abs(r - middle(b));
    });
    parts[static_cast<std::size_t>(nearest - lines.begin())].push_back(b);
  }
  return parts;
}

/// The baseline: a straight line through the feet of the letters, those with descenders left aside.
void fit_baseline(TextLine& line, const std::vector<Box>& letters, double usual) {
  std::vector<double> feet;
  for (const Box& b : letters) feet.push_back(b.y1);
  line.base = quantile(feet, 0.4);
  if (letters.size() < 6) return;
  for (const double tolerance : {0.35, 0.15, 0.15}) {
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (const Box& b : letters) {
      const double x = b.center_x(), y = b.y1;
      if (std::abs(y - line.baseline(x)) > tolerance * usual) continue;
      n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y;
    }
    const double spread = n * sxx - sx * sx;
    if (n < 4 || spread < 1e-3 * n * n * usual * usual) return;
    const double slope = (n * sxy - sx * sy) / spread;
    line.slope = std::abs(slope) > 0.03 ? 0 : slope;
    line.base = (sy - line.slope * sx) / n;
  }
}

TextLine line_of(const std::vector<Box>& letters, double usual) {
  TextLine line;
  fit_baseline(line, letters, usual);
  std::vector<double> heights;
  line.x0 = letters.front().x0;
  for (const Box& b : letters) {
    line.x0 = std::min(line.x0, b.x0);
    line.x1 = std::max(line.x1, b.x1);
    if (const double h = line.baseline(b.center_x()) - b.y0; h > 0.4 * usual) heights.push_back(h);
  }
  line.x_height = heights.empty() ? usual : quantile(heights, 0.4);
  return line;
}

/// From a line's foot down to the highest letter it stands over; nothing where it stands over none.
std::optional<double> gap_below(const TextLine& small, const std::vector<Box>& letters) {
  std::optional<double> gap;
  for (const Box& b : letters)
    if (b.x0 < small.x1 && b.x1 > small.x0) {
      const double here = b.y0 - small.baseline(b.center_x());
      gap = std::min(gap.value_or(here), here);
    }
  return gap;
}

/// Marks above and below the letters of a larger line (stacked accents, dots) that had made a chain of their own.
bool is_part_of(const TextLine& small, const TextLine& large, const std::vector<Box>& letters_of_large, double usual) {
  if (small.cell != large.cell || small.x_height > 0.8 * large.x_height || small.x1 - small.x0 > 3 * usual) return false;
  const double x = (small.x0 + small.x1) / 2.0, base = large.baseline(x), foot = small.baseline(x);
  if (gap_below(small, letters_of_large).value_or(0) > kFarAccent * usual) return false;
  return x > large.x0 - usual && x < large.x1 + usual && small.x1 - small.x0 < large.x1 - large.x0 &&
         foot > base - kReach * usual && foot - small.x_height < base + 0.6 * usual && foot < base + kDeepest * usual;
}

/// Gives every mark to the line whose middle is nearest; dots of leaders and dashes stretch a line.
void gather_marks(std::vector<TextLine>& lines, const std::vector<Box>& marks, const Cells& cells, double usual) {
  for (const Box& mark : marks) {
    if (mark.height() > kMostLetter * usual) continue;
    TextLine* best = nullptr;
    double nearest = 1e9;
    const double x = mark.center_x(), y = (mark.y0 + mark.y1) / 2.0;
    const int cell = cells.of(mark);
    for (TextLine& line : lines) {
      if (line.cell != cell || x < line.x0 - 1.5 * usual || x > line.x1 + 1.5 * usual) continue;
      const double middle = line.baseline(x) - line.x_height / 2;
      // Accents reach further up than dots reach down.
      const double distance = std::abs(y - middle) * (y < middle ? 0.8 : 1.0) + 0.5 * std::max({0.0, line.x0 - x, x - line.x1});
      if (distance < kReach * line.x_height && distance < nearest) nearest = distance, best = &line;
    }
    if (best) best->marks.push_back(mark);
  }
  for (TextLine& line : lines) {
    std::sort(line.marks.begin(), line.marks.end(), [](const Box& a, const Box& b) { return a.x0 < b.x0; });
    for (const Box& mark : line.marks) {
      line.x0 = std::min(line.x0, mark.x0);
      line.x1 = std::max(line.x1, mark.x1);
    }
  }
}

bool is_of_figures(const TextLine& line) {
  const int tallest = tallest_of(line.marks);
  return std::all_of(line.marks.begin(), line.marks.end(), [&](const Box& mark) { return size_of(mark, tallest) != MarkSize::other; });
}

/// Figures or capitals alone in a line are as high as their line would be with small letters: the network knows them in that size.
void size_short_lines(std::vector<TextLine>& lines) {
  std::vector<double> heights;
  for (const TextLine& line : lines)
    if (line.marks.size() >= kManyMarks) heights.insert(heights.end(), line.marks.size(), line.x_height);
  const double usual = quantile(heights, 0.5);
  for (TextLine& line : lines)
    if (line.cell < 0 && line.marks.size() <= kFewMarks && line.x_height > 1.1 * usual && line.x_height < kTallest * usual) line.x_height = kFigure * usual;
  for (TextLine& line : lines)
    if (line.cell >= 0 && is_of_figures(line)) line.x_height /= kFigureAlone;
}

}  // namespace

MarkSize size_of(const Box& mark, int tallest) {
  if (mark.height() >= kEven * tallest) return MarkSize::even;
  return mark.height() <= kSmall * tallest && mark.width() <= kSmall * tallest ? MarkSize::small : MarkSize::other;
}

int tallest_of(const std::vector<Box>& marks) {
  int tallest = 0;
  for (const Box& mark : marks) tallest = std::max(tallest, mark.height());
  return tallest;
}

std::vector<TextLine> find_lines(const Image& grey, const std::vector<Box>& cell_boxes) {
  if (grey.empty()) return {};
  const bool halved = grey.dpi() > 220;
  PixPtr half(halved ? pixScaleAreaMap2(grey.pix()) : nullptr);
  const double mm = grey.dpi() / (halved ? 2.0 : 1.0) / 25.4;
  std::vector<Box> boxes = cell_boxes;
  if (halved)
    for (Box& b : boxes) b = {b.x0 / 2, b.y0 / 2, b.x1 / 2, b.y1 / 2};
  Ink ink = ink_of(halved ? half.get() : grey.pix(), boxes, mm);
  const Cells cells(boxes);
  if (!boxes.empty()) std::erase_if(ink.marks, [&](const Box& mark) { return cells.on_border(mark, mm); });
  const double usual = usual_letter(ink.marks, mm);
  if (usual <= 0) return {};
  std::vector<Box> letters;
  for (const Box& b : ink.marks)
    if (b.height() >= kLeastLetter * usual && b.height() <= kMostLetter * usual && b.width() <= kWidest * usual)
      letters.push_back(b);
  letters = without_accents(letters, usual);
  // More than a page of print can hold: a picture, or noise. Nothing is read, and the page says so.
  if (letters.size() > kMostLetters) return {};
  std::vector<TextLine> lines;
  std::vector<std::vector<Box>> letters_of;  // every line
  for (const auto& chain : Chains(letters, ink.uprights, cells, usual).all())
    for (auto& letters_of_line : parted(chain, usual)) {
      lines.push_back(line_of(letters_of_line, usual));
      lines.back().cell = cells.of(letters_of_line.front());
      letters_of.push_back(std::move(letters_of_line));
    }
  if (lines.size() > kMostLines) return {};
  std::erase_if(lines, [&, all = lines](const TextLine& line) {
    for (std::size_t i = 0; i < all.size(); ++i)
      if (is_part_of(line, all[i], letters_of[i], usual)) return true;
    return false;
  });
  gather_marks(lines, ink.marks, cells, usual);
  std::erase_if(lines, [](const TextLine& line) { return line.marks.empty(); });
  size_short_lines(lines);
  if (halved)
    for (TextLine& line : lines) {
      line.x0 *= 2, line.x1 *= 2, line.base *= 2, line.x_height *= 2;
      for (Box& b : line.marks) b = {2 * b.x0, 2 * b.y0, 2 * b.x1, 2 * b.y1};
    }
  std::sort(lines.begin(), lines.end(), [](const TextLine& a, const TextLine& b) { return a.baseline(a.x0) < b.baseline(b.x0); });
  return lines;
}

}  // namespace sohoa
