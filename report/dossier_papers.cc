#include "report/dossier_papers.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

constexpr int kCoverLabels = 3;  // fewer may stand in any paper

std::string first_page(const Document& d) { return d.pages.empty() ? std::string() : text_of(d.pages.front()); }

std::string found(const std::string& text, const RE2& pattern) {
  std::string out;
  RE2::PartialMatch(text, pattern, &out);
  const std::size_t from = out.find_first_not_of(" .:_-"), to = out.find_last_not_of(" .:_-");
  return from == out.npos ? std::string() : out.substr(from, to - from + 1);
}

std::string day_of(const std::string& typed) { return typed.empty() ? std::string() : read_typed_date(typed).iso; }

/// A line of a list, its cells from left to right.
struct Line {
  int page = 0;
  std::vector<std::string> cells;
  std::string text;
};

std::vector<Line> lines_of(const Document& d) {
  std::vector<Line> out;
  for (const Table& table : d.tables)
    for (const auto& row : table.rows) {
      Line line;
      for (const TableCell& cell : row) {
        line.page = cell.page;
        line.cells.push_back(cell.text);
        line.text += cell.text + " ";
      }
      out.push_back(std::move(line));
    }
  return out;
}

const RE2& day_pattern() {
  static const RE2 pattern(R"((\d{1,2}/\d{1,2}/(?:19|20)\d{2}))");
  return pattern;
}
const RE2& number_pattern() {
  static const RE2 pattern(R"((\d{1,4} ?/ ?[\p{L}][\p{L}.&]*(?: ?- ?\p{Lu}[\p{L}&]*)*))");
  return pattern;
}

int count(const std::string& text, const RE2& pattern) {
  int n = 0;
  for (re2::StringPiece rest(text); RE2::FindAndConsume(&rest, pattern);) ++n;
  return n;
}

std::string without(std::string text, const RE2& pattern) {
  RE2::GlobalReplace(&text, pattern, " ");
  return text;
}

/// The cell that says most, without number and day.
std::string subject_of(const Line& line) {
  std::string longest;
  for (const std::string& cell : line.cells)
    if (std::string plain = without(without(cell, day_pattern()), number_pattern()); plain.size() > longest.size()) longest = std::move(plain);
  return found(longest, RE2(R"((?s)\s*(.*))"));
}

}  // namespace

DossierPaper dossier_paper(const Document& d) {
  const std::string folded = text::fold(first_page(d));
  const std::string head = folded.substr(0, 400);
  if (!d.tables.empty() && (head.find("muc luc van ban") != head.npos || head.find("muc luc tai lieu") != head.npos)) return DossierPaper::contents;
  constexpr std::array kLabels{"phong so", "muc luc so", "ho so so", "thoi han bao quan", "ma ho so", "tap luu"};
  const auto labels = std::ranges::count_if(kLabels, [&](const char* label) { return folded.find(label) != folded.npos; });
  return d.pages.size() <= 4 && labels >= kCoverLabels ? DossierPaper::cover : DossierPaper::none;
}

DossierCover read_cover(const Document& d) {
  static const RE2 kNumber(R"((?i)hồ sơ số[ :._]*([\p{L}\d./-]*))"), kFonds(R"((?i)phông số[ :._]*([\p{L}\d./-]*))"), kList(R"((?i)mục lục số[ :._]*([\p{L}\d./-]*))"),
      kRetention(R"((?i)thời hạn bảo quản[ :._]*([^\n]*))"), kFrom(R"((?i)từ ngày[ :._]*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))"), kTo(R"((?i)đến ngày[ :._]*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))"),
      kSheets(R"((?i)gồm[ :._]*(\d+)[ ._]*tờ)"), kTitle(R"((?i)(tập lưu[^\n]*(?:\n[^\n:]*){0,2}))"), kGap(R"((\d{2,3}-\d{2,3}))");
  const std::string text = first_page(d);
  DossierCover cover{found(text, kTitle), found(text, kNumber), found(text, kFonds), found(text, kList), found(text, kRetention),
                     day_of(found(text, kFrom)), day_of(found(text, kTo)), found(text, kSheets), {}};
  std::ranges::replace(cover.title, '\n', ' ');
  if (const std::size_t at = text.find("Khuyết"); at != text.npos) {
    re2::StringPiece rest(text.data() + at, std::min<std::size_t>(text.size() - at, 400));
    for (std::string gap; RE2::FindAndConsume(&rest, kGap, &gap);) cover.gaps.push_back(gap);
  }
  return cover;
}

void add_contents(const Document& d, Register& book) {
  Texts& texts = book.texts;
  for (const Line& line : lines_of(d)) {
    const int days = count(line.text, day_pattern());
    if (days == 0) continue;
    if (days > 1)
      book.problems.push_back({line.page, fmt::format(fmt::runtime(tr("page {}: {} documents run into each other in the list: please look")), line.page, days)});
    const int numbers = count(line.text, number_pattern());
    re2::StringPiece day_rest(line.text), number_rest(line.text);
    for (int i = 0; i < days; ++i) {
      std::string day, number;
      RE2::FindAndConsume(&day_rest, day_pattern(), &day);
      if (numbers == days || (days == 1 && numbers == 1)) RE2::FindAndConsume(&number_rest, number_pattern(), &number);
      RegisterRow row;
      row.row = static_cast<int>(book.rows.size()) + 1;
      row.dossier = texts.once(d.dossier);
      row.date = texts.once(day_of(day));
      row.number = texts.keep(number);
      if (days == 1) row.subject = texts.keep(subject_of(line));
      row.ordinal = texts.keep(std::to_string(row.row));
      book.rows.push_back(row);
    }
  }
}

}  // namespace sohoa
