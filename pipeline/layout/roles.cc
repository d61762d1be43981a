#include "pipeline/layout/roles.hh"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>

#include "core/text/normalize.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

constexpr std::size_t kEdgeLines = 3;   // of a page without boxes
constexpr double kEdge = 1.0 / 12;      // of the page's height: where page numbers and addresses stand
constexpr double kMargin = 0.075;       // of it: nothing but running heads stands in the margins of Nghị định 30
constexpr double kSamePlace = 0.02;     // of it: how far a running head wanders
constexpr std::size_t kNoteLines = 14;  // footnotes are not longer
constexpr double kSmallType = 0.87;     // of the usual height

/// Words printed on one line, wherever they stand in Page::words.
struct Row {
  std::size_t begin = 0, end = 0;  // of Page::words
  std::string text;
  std::optional<Box> box;
  Role role = Role::body;
};

std::vector<Row> rows_of(const Page& page) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const Word& word = page.words[i];
    if (rows.empty() || page.words[i - 1].line != word.line || page.words[i - 1].block != word.block)
      rows.push_back({i, i, {}, {}, Role::body});
    Row& row = rows.back();
    row.end = i + 1;
    (row.text += row.text.empty() ? "" : " ") += word.text;
    if (word.box) row.box = row.box ? united(*row.box, *word.box) : *word.box;
  }
  return rows;
}

bool matches(const std::string& text, const RE2& pattern) { return RE2::PartialMatch(text, pattern); }

/// Stands so near an end of the page, by `share` of its height or by its order.
bool at_edge(const std::vector<Row>& rows, std::size_t i, int height, double share) {
  if (!rows[i].box || height <= 0) return i < kEdgeLines || i + kEdgeLines >= rows.size();
  return rows[i].box->y1 < share * height || rows[i].box->y0 > (1 - share) * height;
}

/// "Số: 15/KH-STP; 14/02/2025; 09:25:08; +07:00", "Ký bởi: …", "2025-06-18T07:51:39+0700", "07.02.2025 08:51:04
/// +07:00".
bool is_signing_line(const std::string& text) {
  static const RE2 stamp(R"(Số\s*:?\s*\S+\s*;\s*\d{1,2}/\d{1,2}/\d{4}\s*;\s*\d{2}:\d{2})");
  static const RE2 signer(R"(^\s*(?:Ký bởi|Người ký|Thời gian ký|Ngày ký)\s*:)");
  static const RE2 time(R"(^\s*(?:\d{4}-\d{2}-\d{2}T|\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+)\d{2}:\d{2}:\d{2}\s*\S*\s*$)");
  return matches(text, stamp) || matches(text, signer) || matches(text, time);
}

/// A web address alone on its line, anywhere with its scheme, else at an edge; the names of the law sites print
/// themselves there.
bool is_address(const std::string& text, bool edge) {
  static const RE2 full(R"(^\s*(?:https?://|www\.)\S+\s*\d{0,3}\s*$)");
  static const RE2 bare(R"((?i)^\s*(?:[a-z0-9-]+\.)+(?:vn|com|net|org)(?:/\S*)?\s*\d{0,3}\s*$)");
  static const RE2 site(
      R"((?i)^\s*(?:thư viện pháp luật|luatvietnam|in từ|tải về từ|nguồn)(?:\s*:)?(?:\s+\S*\.(?:vn|com)\S*)?\s*\d{0,3}\s*$)");
  return matches(text, full) || (edge && (matches(text, bare) || matches(text, site)));
}

/// The number a line that is nothing else gives: "3", "- 3 -", "Trang 3/12"; 0 = none.
int page_number_in(const std::string& text) {
  static const RE2 alone(R"(^[^\pL\pN]*(\d{1,3})[^\pL\pN]*$)");
  static const RE2 labelled(R"((?i)^\s*(?:trang|page)\s*:?\s*(\d{1,3})(?:\s*(?:/|trên|of)\s*\d{1,3})?\s*$)");
  int n = 0;
  return RE2::FullMatch(text, alone, &n) || RE2::FullMatch(text, labelled, &n) ? n : 0;
}

/// By the line itself and its place on this page.
void mark_by_text(std::vector<Row>& rows, const Page& page) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row& row = rows[i];
    const bool edge = at_edge(rows, i, page.height, kEdge);
    if (is_signing_line(row.text)) {
      row.role = Role::stamp;
    } else if (is_address(row.text, edge)) {
      row.role = Role::furniture;
    } else if (const int n = page_number_in(row.text)) {
      const bool ours = std::abs(n - page.n) <= 1;
      const bool behind = i > 0 && rows[i - 1].role == Role::furniture;
      if ((edge && (row.box || ours)) || behind) row.role = Role::page_number;
    }
  }
}

/// What a signature prints about itself stands in one block at an edge: name, address and time, one of which is sure.
void mark_rest_of_strips(std::vector<Row>& rows, const Page& page) {
  constexpr std::size_t kStripLines = 7;
  std::map<int, std::pair<std::size_t, bool>> blocks;  // lines, and whether one is sure
  for (const Row& row : rows) {
    auto& [lines, sure] = blocks[page.words[row.begin].block];
    ++lines;
    sure |= row.role == Role::stamp;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [lines, sure] = blocks[page.words[rows[i].begin].block];
    if (rows[i].box && sure && lines <= kStripLines && at_edge(rows, i, page.height, kEdge)) rows[i].role = Role::stamp;
  }
}

/// First row of the footnotes at the foot of a page, rows.size() when there are none: "1 Công văn …" where the page
/// says "… tỉnh1", or in smaller type than the page's.
std::size_t footnotes_from(const std::vector<Row>& rows, const Page& page) {
  static const RE2 note(R"(^(\d{1,2})\s+\p{Lu})");
  std::vector<std::size_t> body;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].role == Role::body) body.push_back(i);
  const auto usual_height = [&](std::size_t from) {
    std::vector<int> heights;
    for (std::size_t k = from; k < body.size(); ++k)
      for (std::size_t i = rows[body[k]].begin; i < rows[body[k]].end; ++i)
        if (page.words[i].box) heights.push_back(page.words[i].box->height());
    if (heights.empty()) return 0;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
  };
  const std::size_t first = std::max<std::size_t>(1, body.size() > kNoteLines ? body.size() - kNoteLines : 1);
  const int usual = usual_height(0);
  for (std::size_t k = first; k < body.size(); ++k) {
    const Row& row = rows[body[k]];
    std::string n;
    if (!RE2::PartialMatch(row.text, note, &n)) continue;
    const bool low = row.box && page.height > 0 && row.box->y0 > page.height / 2;
    if (low && usual_height(k) < kSmallType * usual) return body[k];
    const RE2 reference("\\pL[.,;:\")”]?" + n + "(?:[^\\pL\\pN/%]|$)");
    for (std::size_t before = 0; before < k; ++before)
      if (matches(rows[body[before]].text, reference)) return body[k];
  }
  return rows.size();
}

/// Letters without marks and digits: "Sở Nội vụ - trang 3" on every page.
std::string running_key(const Row& row) {
  std::string key = key_of(row.text);
  std::erase_if(key, [](char c) { return c >= '0' && c <= '9'; });
  return key;
}

/// Lines in the margins that stand at the same place on other pages too. The head of a document begins anew where
/// several are in one file: it is known by the country's name and left alone.
void mark_repeated(std::vector<std::vector<Row>>& all, const std::vector<Page>& pages) {
  struct Place {
    std::size_t page = 0, row = 0;
    double y = 0;
  };
  std::map<std::string, std::vector<Place>> places;
  for (std::size_t p = 0; p < all.size(); ++p) {
    const auto& rows = all[p];
    const bool head = std::any_of(rows.begin(), rows.end(), [](const Row& row) {
      return key_of(row.text).find("hoaxahoichu") != std::string::npos;
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].role != Role::body || !rows[i].box || pages[p].height <= 0 ||
          !at_edge(rows, i, pages[p].height, kMargin))
        continue;
      const double y = rows[i].box->center_y() / static_cast<double>(pages[p].height);
      if (head && y < 0.5) continue;
      if (const std::string key = running_key(rows[i]); key.size() >= 4) places[key].push_back({p, i, y});
    }
  }
  for (const auto& [key, found] : places)
    for (const Place& place : found)
      if (std::any_of(found.begin(), found.end(), [&](const Place& other) {
            return other.page != place.page && std::abs(other.y - place.y) < kSamePlace;
          }))
        all[place.page][place.row].role = Role::furniture;
}

}  // namespace

void mark_roles(std::vector<Page>& pages) {
  std::vector<std::vector<Row>> all;
  for (const Page& page : pages) {
    all.push_back(rows_of(page));
    mark_by_text(all.back(), page);
    mark_rest_of_strips(all.back(), page);
  }
  mark_repeated(all, pages);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    auto& rows = all[p];
    for (std::size_t i = footnotes_from(rows, pages[p]); i < rows.size(); ++i)
      if (rows[i].role == Role::body) rows[i].role = Role::footnote;
    for (const Row& row : rows)
      for (std::size_t i = row.begin; i < row.end; ++i) pages[p].words[i].role = row.role;
  }
}

}  // namespace sohoa
