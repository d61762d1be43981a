#include "pipeline/layout/columns.hh"

#include <algorithm>
#include <iterator>

#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

using Lines = std::vector<Line>;

/// Joins a line with the pieces on its printed line that `belongs` allows, left to right, and returns the joined line.
template <class Belongs>
Line joined_row(const Lines& lines, std::size_t at, std::vector<std::size_t>& parts, Belongs belongs) {
  const Box& row = *lines[at].box;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].box || lines[i].zone != Zone::body || (i != at && !belongs(lines[i]))) continue;
    const int shared = std::min(row.y1, lines[i].box->y1) - std::max(row.y0, lines[i].box->y0);
    if (2 * shared >= std::min(row.height(), lines[i].box->height())) parts.push_back(i);
  }
  std::sort(parts.begin(), parts.end(), [&](std::size_t a, std::size_t b) { return lines[a].box->x0 < lines[b].box->x0; });
  std::vector<Word> words;
  for (const std::size_t part : parts) words.insert(words.end(), lines[part].words.begin(), lines[part].words.end());
  return line_of(lines[at].page, std::move(words));
}

void replace_row(Lines& lines, std::size_t at, const std::vector<std::size_t>& parts, Line row) {
  lines[at] = std::move(row);
  std::vector<std::size_t> others;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(others), [&](std::size_t part) { return part != at; });
  std::sort(others.rbegin(), others.rend());
  for (const std::size_t other : others) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(other));
}

}  // namespace

void cut(Lines& lines, std::size_t at, std::size_t word) {
  if (word == 0 || word >= lines[at].words.size()) return;
  auto& words = lines[at].words;
  const auto middle = words.begin() + static_cast<std::ptrdiff_t>(word);
  Line right = line_of(lines[at].page, {middle, words.end()});
  lines[at] = line_of(lines[at].page, {words.begin(), middle});
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(right));
}

std::size_t isolate(Lines& lines, std::string_view phrase, int max_errors, int limit_y) {
  std::size_t best = kNoLine;
  PhraseMatch match;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].box && lines[i].box->y0 > limit_y) continue;
    const auto found = find_phrase(lines[i].words, phrase, best == kNoLine ? max_errors : match.errors - 1);
    if (found) best = i, match = *found;
  }
  if (best == kNoLine) return kNoLine;
  if (match.first == 0) return best;
  // A rule or speck before the motto is no left column.
  cut(lines, best, match.first);
  return best + 1;
}

std::size_t word_at_column(const Line& line, int column_x, int height) {
  std::size_t best = 0;
  int widest = height / 2;
  for (std::size_t i = 1; i < line.words.size(); ++i) {
    if (!line.words[i].box || !line.words[i - 1].box) continue;
    const int from = line.words[i - 1].box->x1, to = line.words[i].box->x0;
    if (to < column_x - 6 * height || from > column_x + 8 * height) continue;
    if (to - from > widest) widest = to - from, best = i;
  }
  return best;
}

void join_blanks(Lines& lines, int column, int top, int depth, int height) {
  const auto inside = [&](const Line& line) { return line.box && line.zone == Zone::body && line.box->y0 > top && line.box->y0 < depth; };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string key = key_of(lines[i].text);
    const bool slot = (key.starts_with("so") || key.starts_with("s0") || key.starts_with("s6")) && key.size() <= 7;
    if (!slot || !inside(lines[i]) || lines[i].box->x0 > column || lines[i].text.find('/') != std::string::npos) continue;
    std::vector<std::size_t> parts;
    const int right = lines[i].box->x1;
    Line row = joined_row(lines, i, parts, [&](const Line& other) {
      return other.box->x0 >= right && other.box->x0 < right + 8 * height && other.box->center_x() < column;
    });
    if (parts.size() < 2 || row.text.find('/') == std::string::npos) continue;
    replace_row(lines, i, parts, std::move(row));
    break;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string key = key_of(lines[i].text);
    if (!inside(lines[i]) || lines[i].box->x0 < column - 4 * height || has_date_words(lines[i])) continue;
    if (key.find("ngay") == std::string::npos && key.find("thang") == std::string::npos) continue;
    std::vector<std::size_t> parts;
    Line row = joined_row(lines, i, parts, [&](const Line& other) { return other.box->x0 > column - 4 * height; });
    if (parts.size() < 2 || !has_date_words(row)) continue;
    replace_row(lines, i, parts, std::move(row));
    break;
  }
}

}  // namespace sohoa
