#include "pipeline/tables/find_tables.hh"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

#include "pipeline/tables/rules.hh"

namespace sohoa {
namespace {

// Millimetres.
constexpr double kLeastRule = 6;       // an unbroken piece shorter than this can be a stroke of a letter
constexpr double kTouch = 3;           // rules whose ends come so near meet
constexpr double kBreak = 12;          // lack between two pieces of one rule
constexpr double kOneBorder = 2;       // borders nearer to each other are one
constexpr double kOpen = 8;            // level rules that run on so far beyond the last upright close an open column
constexpr double kLeastSide = 12;      // of a table

constexpr double kDrawn = 0.6;         // share of a border that must be printed for it to part two cells
constexpr double kDrawnShort = 0.75;   // …where it is so short that strokes of letters count
constexpr double kPale = 0.35;         // a piece of a border may be so much paler than most of them
constexpr double kShort = 7;           // mm
constexpr double kReached = 0.7;       // mm; so near to both ends of a piece a rule is still seen, stacked letters are not
constexpr std::size_t kMostCells = 5000, kMostRules = 4000;  // more is a picture

std::size_t at(int i) { return static_cast<std::size_t>(i); }

bool meet(const Rule& level, const Rule& upright, double touch) {
  double y = level.at(upright.across), x = upright.at(y);
  y = level.at(x);
  return x > level.begin - touch && x < level.end + touch && y > upright.begin - touch && y < upright.end + touch;
}

/// Whether two pieces lie in one line, near each other.
bool in_line(const Rule& a, const Rule& b, double mm) {
  const Rule &first = a.begin < b.begin ? a : b, &second = a.begin < b.begin ? b : a;
  const double middle = (first.end + second.begin) / 2.0;
  return second.begin - first.end < kBreak * mm && std::abs(first.at(middle) - second.at(middle)) < mm;
}

/// Rules that hang together.
struct Frame {
  std::vector<Rule> levels, uprights;
  Box box;
};

/// Broken rules leave parts of one table apart: what reaches into each other is one.
void join_overlapping(std::vector<Frame>& frames) {
  for (std::size_t i = 0; i < frames.size();) {
    const auto other = std::find_if(frames.begin() + static_cast<std::ptrdiff_t>(i) + 1, frames.end(), [&](const Frame& f) { return overlap(f.box, frames[i].box); });
    if (other == frames.end()) {
      ++i;
      continue;
    }
    frames[i].levels.insert(frames[i].levels.end(), other->levels.begin(), other->levels.end());
    frames[i].uprights.insert(frames[i].uprights.end(), other->uprights.begin(), other->uprights.end());
    frames[i].box = united(frames[i].box, other->box);
    frames.erase(other);
    i = 0;
  }
}

std::vector<Frame> frames_of(const std::vector<Rule>& levels, const std::vector<Rule>& uprights, double mm) {
  std::vector<std::size_t> parent(levels.size() + uprights.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (std::size_t l = 0; l < levels.size(); ++l)
    for (std::size_t u = 0; u < uprights.size(); ++u)
      if (meet(levels[l], uprights[u], kTouch * mm)) parent[root(l)] = root(levels.size() + u);
  const auto join_pieces = [&](const std::vector<Rule>& rules, std::size_t first) {
    for (std::size_t i = 0; i < rules.size(); ++i)
      for (std::size_t k = i + 1; k < rules.size(); ++k)
        if (in_line(rules[i], rules[k], mm)) parent[root(first + i)] = root(first + k);
  };
  join_pieces(levels, 0);
  join_pieces(uprights, levels.size());
  std::vector<Frame> frames(parent.size());
  for (std::size_t i = 0; i < parent.size(); ++i) {
    Frame& frame = frames[root(i)];
    const bool level = i < levels.size();
    const Rule& rule = level ? levels[i] : uprights[i - levels.size()];
    const int across = static_cast<int>(rule.at((rule.begin + rule.end) / 2.0));
    frame.box = united(frame.box, level ? Box{rule.begin, across, rule.end, across + 1} : Box{across, rule.begin, across + 1, rule.end});
    (level ? frame.levels : frame.uprights).push_back(rule);
  }
  std::erase_if(frames, [](const Frame& f) { return f.levels.empty() || f.uprights.empty(); });
  join_overlapping(frames);
  std::erase_if(frames, [](const Frame& f) { return f.levels.size() < 2 || f.uprights.empty(); });
  return frames;
}

/// The slope, or the depth, of most of the rules by length.
double median(const std::vector<Rule>& rules, double Rule::* what) {
  std::vector<std::pair<double, int>> values;
  int all = 0, sum = 0;
  for (const Rule& rule : rules) values.emplace_back(rule.*what, rule.length()), all += rule.length();
  std::sort(values.begin(), values.end());
  for (const auto& [value, length] : values)
    if ((sum += length) * 2 >= all) return value;
  return 0;
}

/// A border of the grid, made of the pieces of rules that lie in one line, nearly at place + slope · along with the slope of the frame.
struct Border {
  double place = 0;
  std::vector<Rule> pieces;  // by their beginnings; none where an open side was closed

  /// Where it runs: on its pieces, straight from one to the next, and beyond them with the slope of the frame.
  double at(double along, double slope) const {
    if (pieces.empty()) return place + slope * along;
    const Rule* before = nullptr;
    for (const Rule& piece : pieces) {
      if (along < piece.begin) {
        if (!before) return piece.at(piece.begin) + slope * (along - piece.begin);
        const double from = before->at(before->end), to = piece.at(piece.begin);
        return from + (to - from) * (along - before->end) / std::max(1, piece.begin - before->end);
      }
      if (along <= piece.end) return piece.at(along);
      if (!before || piece.end > before->end) before = &piece;
    }
    return before->at(before->end) + slope * (along - before->end);
  }
};

std::vector<Border> borders_of(const std::vector<Rule>& rules, double slope, double nearest) {
  struct Piece {
    double place;
    const Rule* rule;
  };
  std::vector<Piece> pieces;
  for (const Rule& rule : rules) {
    const double middle = (rule.begin + rule.end) / 2.0;
    pieces.push_back({rule.at(middle) - slope * middle, &rule});
  }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.place < b.place; });
  std::vector<Border> borders;
  double weight = 0, sum = 0;
  for (const Piece& piece : pieces) {
    if (borders.empty() || piece.place - borders.back().place > nearest) {
      borders.emplace_back();
      weight = sum = 0;
    }
    Border& border = borders.back();
    weight += piece.rule->length();
    sum += piece.rule->length() * piece.place;
    border.place = sum / weight;
    border.pieces.push_back(*piece.rule);
  }
  for (Border& border : borders)
    std::sort(border.pieces.begin(), border.pieces.end(), [](const Rule& a, const Rule& b) { return a.begin < b.begin; });
  return borders;
}

/// A border goes on, bending, as far as its frame does where its ridge can be followed.
void follow_ends(std::vector<Border>& borders, const Ridges& ridges, double depth, int begin, int end) {
  for (Border& border : borders) {
    if (border.pieces.empty()) continue;
    const Rule first = border.pieces.front(), last = *std::max_element(border.pieces.begin(), border.pieces.end(), [](const Rule& a, const Rule& b) { return a.end < b.end; });
    for (Rule& piece : ridges.continued(first, false, depth, begin)) border.pieces.push_back(piece);
    for (Rule& piece : ridges.continued(last, true, depth, end)) border.pieces.push_back(piece);
    std::sort(border.pieces.begin(), border.pieces.end(), [](const Rule& a, const Rule& b) { return a.begin < b.begin; });
  }
}

/// Adds borders where rules of the other direction run out beyond the outermost.
void close_open_sides(std::vector<Border>& borders, const std::vector<Rule>& others, double slope_of_borders, double open) {
  std::vector<double> begins, ends;
  for (const Rule& rule : others) {
    begins.push_back(rule.begin - slope_of_borders * rule.at(rule.begin));
    ends.push_back(rule.end - slope_of_borders * rule.at(rule.end));
  }
  std::sort(begins.begin(), begins.end());
  std::sort(ends.begin(), ends.end(), std::greater<>());
  // The second furthest: one stray rule opens no column.
  const std::size_t second = others.size() > 1 ? 1 : 0;
  if (borders.empty() || begins[second] < borders.front().place - open) borders.insert(borders.begin(), Border{begins[second], {}});
  if (ends[second] > borders.back().place + open) borders.push_back(Border{ends[second], {}});
}

/// Fields of the grid grown together where nothing is printed between them.
class Fields {
 public:
  Fields(int rows, int columns) : rows_(rows), columns_(columns), parent_(at(rows * columns)) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }
  void join(int row, int column, int other_row, int other_column) {
    parent_[at(root(other_row * columns_ + other_column))] = root(row * columns_ + column);
  }
  /// Grows every set to a rectangle.
  void square() {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Span& span : spans())
        for (int r = span.row; r < span.row + span.rows; ++r)
          for (int c = span.column; c < span.column + span.columns; ++c)
            if (root(r * columns_ + c) != root(span.first)) changed = true, join(span.first / columns_, span.first % columns_, r, c);
    }
  }
  struct Span {
    int row = 0, column = 0, rows = 1, columns = 1, first = 0;
  };
  /// The rectangle around every set, in order of rows and columns.
  std::vector<Span> spans() {
    std::vector<std::optional<Span>> found(parent_.size());
    for (int r = 0; r < rows_; ++r)
      for (int c = 0; c < columns_; ++c) {
        auto& span = found[at(root(r * columns_ + c))];
        if (!span) span = Span{r, c, 1, 1, r * columns_ + c};
        const int right = std::max(span->column + span->columns, c + 1);
        span->column = std::min(span->column, c);
        span->columns = right - span->column;
        span->rows = r + 1 - span->row;
      }
    std::vector<Span> spans;
    for (const auto& span : found)
      if (span) spans.push_back(*span);
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return std::pair(a.row, a.column) < std::pair(b.row, b.column); });
    return spans;
  }

 private:
  int root(int i) {
    while (parent_[at(i)] != i) i = parent_[at(i)] = parent_[at(parent_[at(i)])];
    return i;
  }
  int rows_, columns_;
  std::vector<int> parent_;
};

struct Directions {
  Ridges level, upright;
};

/// Borders that cross, and which pieces of them are printed.
struct Grid {
  std::vector<Border> rows, columns;
  double level_slope = 0, upright_slope = 0;
  double level_depth = 0, upright_depth = 0;  // the least of a printed piece
  int row_count() const { return static_cast<int>(rows.size()) - 1; }
  int column_count() const { return static_cast<int>(columns.size()) - 1; }
  double row_at(int row, double x) const { return rows[at(row)].at(x, level_slope); }
  double column_at(int column, double y) const { return columns[at(column)].at(y, upright_slope); }
  /// Where two borders cross.
  std::pair<double, double> point(int row, int column) const {
    double x = columns[at(column)].place, y = 0;
    for (int i = 0; i < 3; ++i) y = row_at(row, x), x = column_at(column, y);
    return {x, y};
  }
};

/// Shares of the pieces of borders that are printed: of the upright border `column` beside a row, of the level one below.
class Print {
 public:
  Print(const Grid& grid, const Directions& ridges, double mm) : grid_(grid), ridges_(ridges), mm_(mm) {}
  double upright(int row, int column) const { return printed(upright_side(row, column)); }
  double level(int row, int column) const { return printed(level_side(row, column)); }
  /// Whether the piece is printed, and from end to end.
  bool upright_reaches(int row, int column) const { return reaches(upright_side(row, column)); }
  bool level_reaches(int row, int column) const { return reaches(level_side(row, column)); }

 private:
  /// One side of a field.
  struct Side {
    const Ridges* ridges;
    std::function<double(double)> across;
    double depth, begin, end;
  };
  Side upright_side(int row, int column) const {
    return {&ridges_.upright, [this, column](double y) { return grid_.column_at(column, y); }, grid_.upright_depth, grid_.point(row, column).second,
            grid_.point(row + 1, column).second};
  }
  Side level_side(int row, int column) const {
    return {&ridges_.level, [this, row](double x) { return grid_.row_at(row, x); }, grid_.level_depth, grid_.point(row, column).first,
            grid_.point(row, column + 1).first};
  }
  /// 0 where too little is printed to part two cells.
  double printed(const Side& side) const {
    const double covered = side.ridges->coverage(side.across, side.depth, side.begin, side.end);
    return covered < (side.end - side.begin < kShort * mm_ ? kDrawnShort : kDrawn) ? 0 : covered;
  }
  bool reaches(const Side& side) const {
    constexpr int kStrip = Ridges::kStrip;
    const auto printed_at = [&](double place) {
      const int strip = static_cast<int>(place) / kStrip * kStrip;
      return side.ridges->coverage(side.across, side.depth, strip, strip + kStrip) > 0;
    };
    return printed(side) > 0 && printed_at(side.begin + kReached * mm_) && printed_at(side.end - kReached * mm_);
  }
  const Grid& grid_;
  const Directions& ridges_;
  double mm_;
};

/// Takes out borders of which hardly a piece is printed from end to end: strokes, letters that stand under each other, dirt.
void drop_false_borders(Grid& grid, const Directions& ridges, double mm) {
  for (bool changed = true; changed;) {
    changed = false;
    const Print print(grid, ridges, mm);
    for (int c = 1; c < grid.column_count() && !changed; ++c) {
      double printed = 0;
      for (int r = 0; r < grid.row_count(); ++r)
        if (print.upright_reaches(r, c)) printed += grid.rows[at(r + 1)].place - grid.rows[at(r)].place;
      if (printed > kShort * mm) continue;
      grid.columns.erase(grid.columns.begin() + c);
      changed = true;
    }
    for (int r = 1; r < grid.row_count() && !changed; ++r) {
      double printed = 0;
      for (int c = 0; c < grid.column_count(); ++c)
        if (print.level_reaches(r, c)) printed += grid.columns[at(c + 1)].place - grid.columns[at(c)].place;
      if (printed > kShort * mm) continue;
      grid.rows.erase(grid.rows.begin() + r);
      changed = true;
    }
  }
}

/// The grid of a frame as a table; nothing when it has fewer than two columns or three cells, as boxes and stamps have.
std::optional<Table> table_of(const Frame& frame, const Directions& ridges, double mm) {
  Grid grid;
  grid.level_slope = median(frame.levels, &Rule::slope);
  grid.upright_slope = median(frame.uprights, &Rule::slope);
  grid.level_depth = kPale * median(frame.levels, &Rule::depth);
  grid.upright_depth = kPale * median(frame.uprights, &Rule::depth);
  grid.columns = borders_of(frame.uprights, grid.upright_slope, kOneBorder * mm);
  grid.rows = borders_of(frame.levels, grid.level_slope, kOneBorder * mm);
  if (at(static_cast<int>(grid.columns.size())) * grid.rows.size() > kMostCells) return std::nullopt;
  follow_ends(grid.rows, ridges.level, grid.level_depth, frame.box.x0, frame.box.x1);
  follow_ends(grid.columns, ridges.upright, grid.upright_depth, frame.box.y0, frame.box.y1);
  close_open_sides(grid.columns, frame.levels, grid.upright_slope, kOpen * mm);
  close_open_sides(grid.rows, frame.uprights, grid.level_slope, kOpen * mm);
  drop_false_borders(grid, ridges, mm);
  const int n = grid.row_count(), m = grid.column_count();
  if (n < 1 || m < 2) return std::nullopt;

  const Print print(grid, ridges, mm);
  double drawn = 0, borders = 0;
  const auto printed = [&](double covered) {
    drawn += covered, borders += covered > 0;
    return covered > 0;
  };
  Fields fields(n, m);
  for (int r = 0; r < n; ++r)
    for (int c = 0; c < m; ++c) {
      if (c + 1 < m && !printed(print.upright(r, c + 1))) fields.join(r, c, r, c + 1);
      if (r + 1 < n && !printed(print.level(r + 1, c))) fields.join(r, c, r + 1, c);
    }
  fields.square();
  const auto spans = fields.spans();
  // Stamps of receipt have two fields side by side under their head; a table of two columns has more such rows.
  int parted = 0;
  for (int r = 0; r < n; ++r)
    parted += std::any_of(spans.begin(), spans.end(), [&](const auto& s) { return s.row <= r && r < s.row + s.rows && s.columns < m; });
  if (spans.size() < 3 || parted < (m < 3 ? 2 : 1)) return std::nullopt;

  Table table;
  table.confidence = borders > 0 ? drawn / borders : 0;
  table.rows.resize(at(n));
  for (const auto& span : spans) {
    TableCell cell;
    const auto [x0, y0] = grid.point(span.row, span.column);
    const auto [x1, y1] = grid.point(span.row + span.rows, span.column + span.columns);
    const auto [x2, y2] = grid.point(span.row, span.column + span.columns);
    const auto [x3, y3] = grid.point(span.row + span.rows, span.column);
    const auto middle = [](double a, double b) { return static_cast<int>(std::lround((a + b) / 2)); };
    cell.box = Box{middle(x0, x3), middle(y0, y2), middle(x1, x2), middle(y1, y3)};
    cell.rowspan = span.rows;
    cell.colspan = span.columns;
    cell.confidence = 1;
    table.box = united(table.box.value_or(Box{}), *cell.box);
    table.rows[at(span.row)].push_back(std::move(cell));
  }
  return table;
}

/// A row in which no cell begins is no row: two borders were taken for one line.
void drop_empty_rows(Table& table) {
  for (std::size_t r = table.rows.size(); r-- > 0;) {
    if (!table.rows[r].empty()) continue;
    for (std::size_t above = 0; above < r; ++above)
      for (TableCell& cell : table.rows[above])
        if (above + at(cell.rowspan) > r) --cell.rowspan;
    table.rows.erase(table.rows.begin() + static_cast<std::ptrdiff_t>(r));
  }
}

}  // namespace

std::vector<Table> find_tables(const Image& grey) {
  if (grey.empty()) return {};
  const double mm = grey.dpi() / 25.4;
  const auto bytes = grey.grey_bytes();
  const int least = static_cast<int>(kLeastRule * mm);
  Ridges upright(bytes, grey.width(), grey.height(), true, mm);
  const std::vector<Rule> uprights = upright.rules(least);
  if (uprights.empty()) return {};
  Ridges level(bytes, grey.width(), grey.height(), false, mm);
  const std::vector<Rule> levels = level.rules(least);
  if (levels.size() + uprights.size() > kMostRules) return {};
  const Directions ridges{std::move(level), std::move(upright)};
  std::vector<Table> tables;
  for (const Frame& frame : frames_of(levels, uprights, mm)) {
    std::optional<Table> table = table_of(frame, ridges, mm);
    if (!table || table->box->width() < kLeastSide * mm || table->box->height() < kLeastSide * mm / 2) continue;
    drop_empty_rows(*table);
    tables.push_back(std::move(*table));
  }
  std::sort(tables.begin(), tables.end(), [](const Table& a, const Table& b) { return a.box->y0 < b.box->y0; });
  return tables;
}

}  // namespace sohoa
