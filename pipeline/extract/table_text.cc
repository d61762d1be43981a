#include "pipeline/extract/table_text.hh"

#include <algorithm>
#include <string>
#include <utility>

#include "core/text/normalize.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_grid.hh"
#include "pipeline/extract/table_share.hh"

namespace sohoa {
namespace {

constexpr double kGuessed = 0.5;
constexpr std::size_t kMostHeadingLines = 14, kFewestColumns = 3, kFewestRows = 2;

struct Heading {
  std::string text;
  ColumnRole role = ColumnRole::other;
  int over = 0;  // columns below it, where it is no column itself
};

/// A word of the heading rows, folded, as headings are compared.
struct HeadingWord {
  std::string printed, folded;
  bool begins_line = false;
};

std::vector<HeadingWord> heading_words(const std::vector<Line>& lines, std::size_t from, std::size_t to) {
  std::vector<HeadingWord> words;
  for (std::size_t i = from; i < to; ++i)
    for (const Word& word : lines[i].words) {
      const std::string plain = text::fold(word.text);
      std::string folded;
      for (const std::string_view part : text::words(plain)) folded += (folded.empty() ? "" : " ") + std::string(part);
      words.push_back({word.text, folded, &word == &lines[i].words.front()});
    }
  return words;
}

/// The longest known heading that begins at a word, and how many words it has; 0 when none does.
std::pair<ColumnRole, std::size_t> known_at(const std::vector<HeadingWord>& words, std::size_t at, const std::vector<ColumnHeading>& known) {
  std::pair<ColumnRole, std::size_t> best{ColumnRole::other, 0};
  for (const ColumnHeading& heading : known) {
    std::string said;
    for (std::size_t k = at; k < words.size() && said.size() < heading.words.size(); ++k) {
      said += (said.empty() ? "" : " ") + words[k].folded;
      if (said == heading.words && k + 1 - at > best.second) best = {heading.role, k + 1 - at};
    }
  }
  return best;
}

std::vector<Heading> headings_of(const std::vector<HeadingWord>& words, const std::vector<ColumnHeading>& known) {
  std::vector<Heading> headings;
  const auto has = [&](ColumnRole role) { return std::any_of(headings.begin(), headings.end(), [&](const Heading& h) { return h.role == role; }); };
  const auto add = [&](std::string& text, const std::string& word) { text += (text.empty() ? "" : " ") + word; };
  for (std::size_t i = 0; i < words.size();) {
    auto [role, length] = known_at(words, i, known);
    // "Phân công thực hiện" over "Chủ trì", "Phối hợp": the common heading names no column.
    if (length > 0 && role == ColumnRole::lead && has(role)) {
      auto& common = *std::find_if(headings.begin(), headings.end(), [](const Heading& h) { return h.role == ColumnRole::lead; });
      common.role = ColumnRole::other;
    }
    if (length > 0 && !has(role)) {
      headings.push_back({{}, role});
      for (const std::size_t end = i + length; i < end; ++i) add(headings.back().text, words[i].printed);
      continue;
    }
    if (headings.empty() || (words[i].begins_line && starts_upper(words[i].printed))) headings.emplace_back();
    add(headings.back().text, words[i++].printed);
  }
  return headings;
}

/// Two headings printed below a common one come last in the text: they go back to its place.
void put_pairs_back(std::vector<Heading>& headings) {
  using enum ColumnRole;
  const std::size_t n = headings.size();
  if (n < 4) return;
  const auto pair = std::pair(headings[n - 2].role, headings[n - 1].role);
  if (pair != std::pair(lead, coordinating) && pair != std::pair(measure, target)) return;
  const auto common = std::find_if(headings.begin(), headings.end() - 2, [](const Heading& h) { return h.role == other; });
  if (common == headings.end() - 2) return;
  common->over = 2;
  std::rotate(common + 1, headings.end() - 2, headings.end());
}

TableCell cell_of(std::string text, int page) {
  TableCell cell;
  cell.text = std::move(text);
  cell.page = page;
  cell.confidence = kGuessed;
  return cell;
}

/// The heading rows; the roles of the columns below them.
std::vector<ColumnRole> put_headings(Table& table, const std::vector<Heading>& headings) {
  std::vector<ColumnRole> roles;
  std::vector<TableCell> upper, lower;
  const bool two = std::any_of(headings.begin(), headings.end(), [](const Heading& h) { return h.over > 0; });
  int below = 0;
  for (const Heading& heading : headings) {
    TableCell cell = cell_of(heading.text, table.page);
    if (heading.over > 0) {
      below = cell.colspan = heading.over;
      upper.push_back(std::move(cell));
      continue;
    }
    roles.push_back(heading.role);
    if (below > 0) {
      --below;
      lower.push_back(std::move(cell));
    } else {
      cell.rowspan = two ? 2 : 1;
      upper.push_back(std::move(cell));
    }
  }
  table.rows.push_back(std::move(upper));
  if (two) table.rows.push_back(std::move(lower));
  table.header = static_cast<int>(table.rows.size());
  return roles;
}

/// Follows the numbers of rows: what stands out of order is no number of a row.
class Numbers {
 public:
  /// The row number a line begins with, when it is the next one; empty otherwise.
  std::string next(const std::string& line) {
    static const RE2 number(R"(^(\d{1,3}|[a-zđ]|[IVXL]{1,6})[.)]?(?:\s+\p{Lu}.*)?$)");
    std::string found;
    if (!RE2::FullMatch(line, number, &found)) return {};
    if (is_section_number(found)) {
      plain_ = 0, letter_.clear();
    } else if (found[0] >= '0' && found[0] <= '9') {
      const int n = std::stoi(found);
      if (n != plain_ + 1) return {};
      plain_ = n, letter_.clear();
    } else {
      static const std::vector<std::string> kLetters{"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q"};
      const auto before = std::find(kLetters.begin(), kLetters.end(), letter_);
      const auto expected = before == kLetters.end() ? kLetters.begin() : before + 1;
      if (expected == kLetters.end() || found != *expected) return {};
      letter_ = found;
    }
    return found;
  }

 private:
  int plain_ = 0;
  std::string letter_;
};

bool begins_table(const std::vector<Line>& lines, std::size_t i) {
  static const RE2 header(R"(^(?:STT|TT|Số\s*TT)(?:\s|$))"), first_word(R"(^Số$)"), second(R"(^TT(?:\s|$))");
  return matches(lines[i].text, header) || (matches(lines[i].text, first_word) && i + 1 < lines.size() && matches(lines[i + 1].text, second));
}

bool ends_table(const std::string& line) {
  static const RE2 end(R"(^(?:Nơi nhận|NƠI NHẬN|Điều \d|Phụ lục|PHỤ LỤC|Ghi chú|TM\.|KT\.|TL\.|TUQ\.))");
  return matches(line, end);
}

/// The first line below the headings that begin at `from`.
std::size_t end_of_headings(const std::vector<Line>& lines, std::size_t from) {
  for (std::size_t i = from + 1; i < std::min(lines.size(), from + kMostHeadingLines); ++i)
    if (Numbers numbers; !numbers.next(lines[i].text).empty()) return i;
  return from;
}

/// Whether the lines from `at` say what those of the headings [first, below) say.
bool repeats(const std::vector<Line>& lines, std::size_t at, std::size_t first, std::size_t below) {
  for (std::size_t i = first; i < below; ++i, ++at)
    if (at >= lines.size() || text::fold(lines[at].text) != text::fold(lines[i].text)) return false;
  return true;
}

void put_row(Table& table, const std::vector<ColumnRole>& roles, const std::string& number, const std::vector<std::string>& texts, int page) {
  auto& row = table.rows.emplace_back();
  row.push_back(cell_of(number, page));
  if (is_section_number(number)) {
    std::string title;
    for (const std::string& text : texts) title += (title.empty() ? "" : " ") + text;
    row.push_back(cell_of(std::move(title), page));
    row.back().colspan = static_cast<int>(roles.size()) - 1;
    return;
  }
  for (std::string& text : shared_out(texts, {roles.begin() + 1, roles.end()})) row.push_back(cell_of(std::move(text), page));
}

}  // namespace

std::vector<Table> text_tables(const std::vector<Line>& all, const std::vector<ColumnHeading>& known) {
  std::vector<Line> lines;
  for (const Line& line : all)
    if (!line.box && line.role == Role::body) lines.push_back(line);
  std::vector<Table> tables;
  for (std::size_t i = 0; i < lines.size();) {
    const std::size_t below = begins_table(lines, i) ? end_of_headings(lines, i) : i;
    if (below == i) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    std::vector<Heading> headings = headings_of(heading_words(lines, i, below), known);
    put_pairs_back(headings);
    Table table;
    table.kind = TableKind::text;
    table.page = lines[i].page;
    table.confidence = kGuessed;
    const std::vector<ColumnRole> roles = put_headings(table, headings);
    const bool known_enough = std::count(roles.begin(), roles.end(), ColumnRole::other) <= 1 && roles.front() == ColumnRole::number;
    if (roles.size() < kFewestColumns || !known_enough) {
      i = below;
      continue;
    }
    Numbers numbers;
    std::string number;
    std::vector<std::string> texts;
    int page = table.page;
    for (i = below; i < lines.size() && !ends_table(lines[i].text);) {
      if (begins_table(lines, i)) {
        // Headings repeated on the next page; others begin another table.
        if (!repeats(lines, i, first, below)) break;
        i += below - first;
        continue;
      }
      if (std::string next = numbers.next(lines[i].text); !next.empty()) {
        if (!number.empty()) put_row(table, roles, number, texts, page);
        texts.clear();
        page = lines[i].page;
        number = std::move(next);
        if (const auto rest = lines[i].text.find(' '); rest != std::string::npos) texts.push_back(lines[i].text.substr(rest + 1));
      } else {
        texts.push_back(lines[i].text);
      }
      ++i;
    }
    if (!number.empty()) put_row(table, roles, number, texts, page);
    if (table.rows.size() >= kFewestRows + static_cast<std::size_t>(table.header)) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace sohoa
