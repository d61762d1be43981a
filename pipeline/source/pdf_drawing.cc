#include "pipeline/source/pdf_drawing.hh"

#include <algorithm>
#include <cmath>
#include <exception>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr only
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "pipeline/source/pdf_operators.hh"

namespace sohoa {
namespace {

constexpr std::size_t kMostRules = 4000;         // more is a drawing
constexpr double kThin = 3;                      // points; a filled bar no thicker is a rule
constexpr double kLeast = 6;                     // points; shorter ones underline a word at most
constexpr double kWhite = 0.97;

struct Point {
  double x = 0, y = 0;
};

/// What is painted by a path, in points of the page as its content stream counts them.
struct Area {
  double x0, y0, x1, y1;
};

Area around(const std::vector<Point>& points) {
  Area area{points[0].x, points[0].y, points[0].x, points[0].y};
  for (const Point& p : points) area = {std::min(area.x0, p.x), std::min(area.y0, p.y), std::max(area.x1, p.x), std::max(area.y1, p.y)};
  return area;
}

bool is_rule(const Area& a) {
  const double width = a.x1 - a.x0, height = a.y1 - a.y0;
  return std::min(width, height) <= kThin && std::max(width, height) >= kLeast;
}

/// Follows the drawing operators of a content stream (ISO 32000-1, 8.5).
class Rules {
 public:
  explicit Rules(const QPDFMatrix& map) { state_.map = map; }
  std::vector<Area> found;
  std::vector<std::pair<std::string, QPDFMatrix>> forms;  // drawn, and where

  void follow(std::string_view op, const Operands& operands) {
    const std::size_t n = operands.numbers.size();
    const auto number = [&](std::size_t i) { return operands.numbers[n - i]; };  // from the last, which is 1
    if (op == "q") {
      if (states_.size() < 1000) states_.push_back(state_);
    } else if (op == "Q") {
      if (!states_.empty()) state_ = states_.back(), states_.pop_back();
    } else if (op == "cm" && n >= 6) {
      state_.map.concat(QPDFMatrix(number(6), number(5), number(4), number(3), number(2), number(1)));
    } else if (op == "m" && n >= 2) {
      path_.push_back({at(number(2), number(1))});
    } else if (op == "l" && n >= 2 && !path_.empty()) {
      path_.back().push_back(at(number(2), number(1)));
    } else if ((op == "c" || op == "v" || op == "y") && n >= 2 && !path_.empty()) {
      curved_ = true;
    } else if (op == "h" && !path_.empty()) {
      path_.back().push_back(path_.back().front());
    } else if (op == "re" && n >= 4) {
      const double x = number(4), y = number(3), w = number(2), h = number(1);
      path_.push_back({at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h), at(x, y)});
    } else if (op == "Do") {
      forms.emplace_back(operands.name, state_.map);
    } else if (op == "g" || op == "rg" || op == "k" || op == "sc" || op == "scn" || op == "cs") {
      state_.white_fills = is_white(op, operands.numbers);
    } else if (op == "G" || op == "RG" || op == "K" || op == "SC" || op == "SCN" || op == "CS") {
      state_.white_lines = is_white(op, operands.numbers);
    } else if (op == "S" || op == "s" || op == "f" || op == "F" || op == "f*" || op == "B" || op == "B*" || op == "b" || op == "b*" || op == "n") {
      paint(op);
    }
  }

 private:
  struct State {
    QPDFMatrix map;
    bool white_lines = false, white_fills = false;
  };

  void paint(std::string_view op) {
    const bool strokes = op == "S" || op == "s" || op[0] == 'B' || op[0] == 'b', fills = op != "S" && op != "s" && op != "n";
    for (std::vector<Point>& part : path_) {
      if (curved_) break;
      if (op == "s" || op[0] == 'b') part.push_back(part.front());
      const bool thin = is_rule(around(part));
      if (thin && ((fills && !state_.white_fills) || (strokes && !state_.white_lines)))
        found.push_back(around(part));
      else if (strokes && !state_.white_lines && !thin)
        for (std::size_t i = 1; i < part.size(); ++i)
          if (const Area side = around({part[i - 1], part[i]}); is_rule(side)) found.push_back(side);
    }
    path_.clear();
    curved_ = false;
  }

  Point at(double x, double y) const {
    Point p;
    state_.map.transform(x, y, p.x, p.y);
    return p;
  }

  /// By the operator: one component of a colour space of its own may be ink as well as light, and counts for ink.
  static bool is_white(std::string_view op, const std::vector<double>& numbers) {
    if (numbers.size() == 1 && op != "g" && op != "G") return false;
    if (numbers.size() == 4) return std::all_of(numbers.begin(), numbers.end(), [](double v) { return v <= 1 - kWhite; });
    return (numbers.size() == 1 || numbers.size() == 3) && std::all_of(numbers.begin(), numbers.end(), [](double v) { return v >= kWhite; });
  }

  State state_;
  std::vector<State> states_;
  std::vector<std::vector<Point>> path_;
  bool curved_ = false;
};

/// Counts the bytes of text shown visibly and invisibly.
class TextModes {
 public:
  std::size_t shown = 0, hidden = 0;

  void follow(std::string_view op, const Operands& operands) {
    constexpr int kInvisible = 3;
    if (op == "q")
      modes_.push_back(mode_);
    else if (op == "Q" && !modes_.empty())
      mode_ = modes_.back(), modes_.pop_back();
    else if (op == "Tr" && !operands.numbers.empty())
      mode_ = static_cast<int>(operands.numbers.back());
    else if (op == "Tj" || op == "TJ" || op == "'" || op == "\"")
      (mode_ == kInvisible ? hidden : shown) += operands.text_bytes;
  }

 private:
  std::vector<int> modes_;
  int mode_ = 0;
};

void follow_both(const QPDFPageObjectHelper& content, Rules& rules, TextModes& modes) {
  each_operator(content, [&](std::string_view op, const Operands& operands) {
    if (rules.found.size() <= kMostRules) rules.follow(op, operands);
    modes.follow(op, operands);
    return true;
  });
}

/// From the content stream's points, y upwards, to pixels of the upright page.
QPDFMatrix to_upright(QPDFPageObjectHelper& page) {
  const auto box = page.getCropBox().getArrayAsRectangle();
  const double width = box.urx - box.llx, height = box.ury - box.lly, scale = kRecordDpi / 72;
  int quarters = 0;
  if (auto turn = page.getAttribute("/Rotate", false); turn.isInteger()) quarters = (turn.getIntValueAsInt() / 90 % 4 + 4) % 4;
  // Down from the top of the sheet as it lies, then turned to the right.
  QPDFMatrix map(1, 0, 0, -1, -box.llx, box.ury);
  const QPDFMatrix turns[] = {{1, 0, 0, 1, 0, 0}, {0, 1, -1, 0, height, 0}, {-1, 0, 0, -1, width, height}, {0, -1, 1, 0, 0, width}};
  QPDFMatrix whole(scale, 0, 0, scale, 0, 0);
  whole.concat(turns[quarters]);
  whole.concat(map);
  return whole;
}

QPDFMatrix matrix_of(QPDFObjectHandle form) {
  auto matrix = form.getDict().getKey("/Matrix");
  return matrix.isMatrix() ? QPDFMatrix(matrix.getArrayAsMatrix()) : QPDFMatrix();
}

}  // namespace

PageDrawing drawing_of(QPDF& pdf, int n) {
  std::vector<Area> areas;
  QPDFMatrix upright;
  TextModes modes;
  try {
    const auto& pages = pdf.getAllPages();
    if (n < 1 || static_cast<std::size_t>(n) > pages.size()) return {};
    QPDFPageObjectHelper page(pages[static_cast<std::size_t>(n - 1)]);
    upright = to_upright(page);
    Rules rules{QPDFMatrix()};
    follow_both(page, rules, modes);
    areas = std::move(rules.found);
    // OCRmyPDF and others put the whole layer into one form; forms within forms are nobody's habit.
    const auto forms = page.getFormXObjects();
    std::set<std::string> counted;
    for (auto& [name, map] : rules.forms) {
      const auto form = forms.find(name);
      const bool again = !counted.insert(name).second;
      // A form drawn thousands of times: its text counts once, and enough rules are a drawing.
      if (form == forms.end() || (again && areas.size() > kMostRules)) continue;
      map.concat(matrix_of(form->second));
      Rules inside(map);
      TextModes repeated;
      follow_both(QPDFPageObjectHelper(form->second), inside, again ? repeated : modes);
      areas.insert(areas.end(), inside.found.begin(), inside.found.end());
    }
  } catch (const std::exception&) {
    return {};
  }
  PageDrawing drawing{{}, modes.hidden > modes.shown};
  if (areas.size() > kMostRules) return drawing;
  for (const Area& a : areas) {
    Point p, q;
    upright.transform(a.x0, a.y0, p.x, p.y);
    upright.transform(a.x1, a.y1, q.x, q.y);
    const auto [x0, x1] = std::minmax(p.x, q.x);
    const auto [y0, y1] = std::minmax(p.y, q.y);
    if (!(std::abs(x0) < 1e5 && std::abs(x1) < 1e5 && std::abs(y0) < 1e5 && std::abs(y1) < 1e5)) continue;
    const auto whole = [](double v) { return static_cast<int>(std::lround(v)); };
    drawing.rules.push_back({whole(x0), whole(y0), std::max(whole(x1), whole(x0) + 1), std::max(whole(y1), whole(y0) + 1)});
  }
  return drawing;
}

}  // namespace sohoa
