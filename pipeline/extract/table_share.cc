#include "pipeline/extract/table_share.hh"

#include <algorithm>
#include <limits>
#include <string_view>

#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

// How gladly a cell begins, and what columns like to hold, in one measure: a column that holds what its heading says is worth 3.
constexpr double kInside = -1.2;  // within a line
constexpr double kSmall = 4;      // with a small letter
constexpr double kLink = 2.5;     // behind words that go on
constexpr std::size_t kMostPieces = 120;  // of a row; more is running text

/// A piece of a line no cell begins inside of.
struct Piece {
  std::string text, rest;  // the piece; from it to the end of the line
  double begins = 0;       // how gladly a cell begins here
  bool may_begin = false;  // a capital, the sign %, a figure
  bool unit = false, time = false, result = false, basis = false, figure = false;
};

std::vector<Piece> pieces_of(const std::vector<std::string>& lines) {
  static const RE2 time(R"(^(?:Trước|Quý|Tháng|Thường(?: xuyên)?|Hằng|Hàng|Định kỳ|Khi|Sau khi|Trong|Theo|Chậm nhất|Ngày|Năm|Cả năm)(?:\s|$))");
  static const RE2 result(R"(^(?:Kế hoạch|Báo cáo|Văn bản|Các văn bản|Quyết định|Công văn|Tờ trình|Danh sách|Danh mục|Biểu mẫu|Hội nghị|100%)(?:[\s/]|$))");
  static const RE2 basis(R"(^(?:Thực hiện theo|Theo|Nghị quyết|Nghị định|Quyết định|Kế hoạch|Công văn|Thông tư|Luật|Mục|Khoản)\s)");
  static const RE2 figure(R"(^(?:%|\d{1,3}(?:[.,]\d{1,2})?)$)");
  static const RE2 name(R"(^["“(]?\p{Lu}\p{Ll})");  // no abbreviation
  std::vector<Piece> pieces;
  std::string before;
  for (const std::string& line : lines) {
    const std::vector<std::size_t> units = unit_cells(line);
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      const std::string word = line.substr(at, end - at);
      const bool first = at == 0, is_figure = matches(word, figure), may_begin = is_figure || (first ? starts_upper(word) : matches(word, name));
      if (first || may_begin) {
        Piece piece;
        piece.rest = line.substr(at);
        piece.may_begin = may_begin;
        piece.figure = is_figure;
        piece.unit = first ? begins_with_unit(piece.rest) : std::find(units.begin(), units.end(), at) != units.end();
        piece.time = matches(piece.rest, time);
        piece.result = matches(piece.rest, result);
        piece.basis = matches(piece.rest, basis);
        const bool named = piece.unit || piece.time || piece.result || is_figure;
        piece.begins = (first ? 0 : kInside) - (may_begin ? 0 : kSmall) - (goes_on(before, true) ? (named ? kLink / 2 : kLink) : 0);
        pieces.push_back(std::move(piece));
      }
      pieces.back().text += (pieces.back().text.empty() ? "" : " ") + word;
      before = pieces.back().text;
      at = end + 1;
    }
  }
  return pieces;
}

/// How well a column of this role begins with a piece.
double begin_score(ColumnRole role, const Piece& piece) {
  static const RE2 measure(R"(^(?:%|\p{L}{1,6}(?:\s\p{L}{1,6})?)$)"), target(R"((?i)^(?:(?:tối thiểu|ít nhất|trên|từ|≥|>)\s*)?\d{1,3}(?:[.,]\d{1,3})*(?:\s|%|$))");
  switch (role) {
    case ColumnRole::lead: return piece.unit ? 3 : -1.5;
    case ColumnRole::coordinating: return piece.unit ? 3 : -1.5;
    case ColumnRole::time: return piece.time ? 3 : -1.5;
    case ColumnRole::result: return piece.result ? 1.5 : piece.unit || piece.time ? -1.5 : -0.5;
    case ColumnRole::basis: return piece.basis ? 2 : -1;
    case ColumnRole::measure: return piece.text == "%" ? 4 : matches(piece.text, measure) ? 0 : -5;
    case ColumnRole::target: return matches(piece.rest, target) ? 4 : -3;
    default: return piece.unit ? -1 : 0;
  }
}

/// What it costs that a piece goes on in a cell of this role.
double inside_score(ColumnRole role, const Piece& before, const Piece& piece) {
  if (!piece.may_begin) return 0;
  const bool listed = before.text.ends_with(";") || before.text.ends_with(",");
  switch (role) {
    case ColumnRole::lead:
    case ColumnRole::coordinating: return (piece.unit && !listed ? -2 : 0) + (piece.time || piece.result || piece.figure ? -1.5 : 0);
    case ColumnRole::measure: return -4;
    case ColumnRole::target: return piece.figure ? 0 : -2;
    case ColumnRole::basis: return 0;
    case ColumnRole::time: return piece.unit || piece.basis ? -0.5 : 0;
    default: return (piece.unit && piece.begins >= 0 ? -1.5 : 0) + (piece.time && piece.begins >= 0 ? -1.5 : 0);
  }
}

double empty_score(ColumnRole role) {
  switch (role) {
    case ColumnRole::task: return -4;
    case ColumnRole::lead: return -1.5;
    case ColumnRole::result: return -0.5;
    default: return -1;
  }
}

double length_score(ColumnRole role, std::size_t words) {
  const std::size_t usual = role == ColumnRole::time ? 24 : role == ColumnRole::lead || role == ColumnRole::coordinating ? 30 : role == ColumnRole::target ? 4 : 200;
  return words > usual ? -0.3 * static_cast<double>(words - usual) : 0;
}

}  // namespace

std::vector<std::string> shared_out(const std::vector<std::string>& lines, const std::vector<ColumnRole>& roles) {
  std::vector<std::string> texts(roles.size());
  const std::vector<Piece> pieces = pieces_of(lines);
  const std::size_t n = pieces.size(), m = roles.size();
  if (n == 0 || m == 0) return texts;
  if (n > kMostPieces) {
    for (const std::string& line : lines) texts[0] += (texts[0].empty() ? "" : " ") + line;
    return texts;
  }
  // best[c][i]: of the first c columns with the first i pieces; from[c][i]: where the last of these columns begins.
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  std::vector<std::vector<double>> best(m + 1, std::vector<double>(n + 1, kNever));
  std::vector<std::vector<std::size_t>> from(m + 1, std::vector<std::size_t>(n + 1, 0));
  best[0][0] = 0;
  for (std::size_t c = 0; c < m; ++c)
    for (std::size_t i = 0; i <= n; ++i) {
      if (best[c][i] == kNever) continue;
      const auto reach = [&](std::size_t end, double score) {
        if (best[c][i] + score <= best[c + 1][end]) return;
        best[c + 1][end] = best[c][i] + score;
        from[c + 1][end] = i;
      };
      reach(i, empty_score(roles[c]));
      if (i == n) continue;
      double score = begin_score(roles[c], pieces[i]) + (i > 0 ? pieces[i].begins : 0);
      std::size_t words = 0;
      for (std::size_t end = i + 1; end <= n; ++end) {
        if (end > i + 1) score += inside_score(roles[c], pieces[end - 2], pieces[end - 1]);
        words += word_count(pieces[end - 1].text);
        reach(end, score + length_score(roles[c], words));
      }
    }
  for (std::size_t c = m, end = n; c-- > 0;) {
    const std::size_t begin = from[c + 1][end];
    for (std::size_t i = begin; i < end; ++i) texts[c] += (texts[c].empty() ? "" : " ") + pieces[i].text;
    end = begin;
  }
  return texts;
}

}  // namespace sohoa
