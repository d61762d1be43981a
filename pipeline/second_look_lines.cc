#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <string>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/layout/header.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"
#include "pipeline/second_look.hh"
#include "pipeline/strip.hh"

namespace sohoa {
namespace {

constexpr int kAside = 30;           // pixels at 300 dpi from the middle, half a short word: the line has lost its beginning
constexpr double kSure = 0.98;       // a line in its place whose words are all read so is not looked at again
constexpr double kLeast = 0.5;       // a word that comes new is read at least so
constexpr double kSeenByFew = 0.79;   // a word no more than half of the looks saw
constexpr int kTitleLines = 5;

constexpr std::array<Look, 7> kNameLooks{{{1, 2, false}, {1, 8, false}, {0.85, 4, false}, {1.2, 4, false}, {1, 0, false}, {1.1, 14, false}, {0.75, 8, false}}};
constexpr std::array<Look, 6> kTitleLooks{{{1, 3, true}, {0.85, 3, true}, {1.2, 6, true}, {1, 6, false}, {1, 0, true}, {0.9, 6, true}}};

double least_confidence(const Line& line) {
  double least = 1;
  for (const Word& word : line.words) least = std::min(least, word.confidence);
  return least;
}

/// Words run together over a sign ("Độ.Hoàng") parted, signs at their ends gone, pieces without letters and digits left out.
std::vector<Word> pieces_of(const std::vector<Word>& words) {
  std::vector<Word> pieces;
  for (const Word& word : words) {
    const auto parts = text::words(word.text);
    for (std::size_t i = 0; i < parts.size() && word.box; ++i) {
      Word piece = word;
      piece.text = parts[i];
      const auto edge = [&](std::size_t k) { return word.box->x0 + static_cast<int>(static_cast<std::size_t>(word.box->width()) * k / parts.size()); };
      piece.box->x0 = edge(i);
      piece.box->x1 = edge(i + 1);
      pieces.push_back(std::move(piece));
    }
  }
  return pieces;
}

std::string text_of(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

bool begins_large(const std::string& word) { return text::lower(word) != word; }

bool is_number(const std::string& word) { return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }); }

/// How many words at the end of both have the same letters.
std::size_t same_end(const std::vector<Word>& a, const std::vector<Word>& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && text::fold(a[a.size() - 1 - n].text) == text::fold(b[b.size() - 1 - n].text)) ++n;
  return n;
}

/// What one look makes of the line `before`: its words from the first on that can be believed; none when the line's end is not in it.
std::vector<Word> seen(const Scanned& scanned, const Box& strip, const Look& look, const std::vector<Word>& before, bool names,
                       OcrEngine& engine) {
  std::map<int, std::vector<Word>> lines;
  for (Word& word : read_strip(scanned.grey, scanned.to_image, strip, look, engine)) lines[word.line].push_back(std::move(word));
  for (auto& [number, words] : lines) {
    std::vector<Word> pieces = pieces_of(words);
    const std::size_t same = same_end(pieces, before);
    if (same == 0 || (!names && same < std::min<std::size_t>(3, before.size()))) continue;
    auto first = pieces.end() - static_cast<std::ptrdiff_t>(same);
    while (first != pieces.begin()) {
      const Word& left = *std::prev(first);
      const bool possible = names ? begins_large(left.text) && text::is_syllable(left.text) : text::is_syllable(left.text) || is_number(left.text);
      if (!possible || left.confidence < kLeast) break;
      --first;
    }
    return {first, pieces.end()};
  }
  return {};
}

/// The words looks agree on, place by place from the end of the line: read at least twice, and surer together than any other word there. Of a
/// name, what no more than half of the looks saw is for review.
std::vector<Word> agreed(const std::vector<std::vector<Word>>& looks, bool names) {
  struct Votes {
    double sum = 0;
    std::size_t count = 0;
    Word word{};  // the least sure of them
  };
  std::vector<Word> result;
  for (std::size_t place = 1;; ++place) {
    std::map<std::string, Votes> votes;
    for (const auto& words : looks) {
      if (words.size() < place) continue;
      const Word& word = words[words.size() - place];
      Votes& same = votes[word.text];
      same.sum += word.confidence;
      if (same.count++ == 0 || word.confidence < same.word.confidence) same.word = word;
    }
    const auto most = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second.sum < b.second.sum; });
    if (most == votes.end() || most->second.count < 2) break;
    if (std::any_of(votes.begin(), votes.end(), [&](const auto& v) { return v.first != most->first && v.second.count >= most->second.count; })) break;
    if (names && 2 * most->second.count <= looks.size()) most->second.word.confidence = std::min(most->second.word.confidence, kSeenByFew);
    result.insert(result.begin(), most->second.word);
  }
  return result;
}

/// Puts what is new in a second look before the words of the line that it only confirms.
void put_into_line(Page& page, const Line& line, std::vector<Word> seen) {
  std::size_t kept = 0;  // words of the line, from its end
  for (; kept < line.words.size(); ++kept) {
    const std::vector<Word> parts = pieces_of({line.words[line.words.size() - 1 - kept]});
    if (parts.size() > seen.size() || !std::equal(parts.rbegin(), parts.rend(), seen.rbegin(), [](const Word& a, const Word& b) { return a.text == b.text; })) break;
    seen.resize(seen.size() - parts.size());
  }
  const Word& last = line.words.back();
  if (seen.empty()) return;
  // What stands beside and was read apart from the line stays apart from it.
  Box& first = *seen.front().box;
  for (const Word& word : page.words)
    if (word.box && word.line != last.line && word.box->x1 <= line.box->x0 && word.box->center_y() > line.box->y0 && word.box->center_y() < line.box->y1)
      first.x0 = std::clamp(word.box->x1 + line.box->height() + 1, first.x0, first.x1 - 1);
  for (Word& word : seen) word.line = last.line, word.block = last.block;
  if (kept < line.words.size()) seen.front().raw = line.text;
  const auto is = [&](const Word& word, const Word& other) { return word.box == other.box && word.text == other.text; };
  const auto goes = [&](const Word& word) {
    return std::any_of(line.words.begin(), line.words.end() - static_cast<std::ptrdiff_t>(kept), [&](const Word& w) { return is(word, w); });
  };
  std::vector<Word> words;
  const Word& behind = kept > 0 ? line.words[line.words.size() - kept] : last;
  for (Word& word : page.words) {
    if (is(word, behind)) words.insert(words.end(), seen.begin(), seen.end());
    if (!goes(word)) words.push_back(std::move(word));
  }
  page.words = std::move(words);
}

/// How far left of a line there is nothing that was read for sure.
int free_left(const Page& page, const Line& line, int reach) {
  int left = std::max(0, line.box->x0 - reach);
  for (const Word& word : page.words)
    if (word.box && word.box->x1 <= line.box->x0 && word.box->center_y() > line.box->y0 && word.box->center_y() < line.box->y1 && word.confidence > 0.8 &&
        word.text.size() > 2)
      left = std::max(left, word.box->x1 + 4);
  return left;
}

template <std::size_t N>
void read_again(Page& page, const Scanned& scanned, const Line& line, int left, const std::array<Look, N>& looks, bool names, OcrEngine& engine) {
  const std::vector<Word> before = pieces_of(line.words);
  std::vector<std::vector<Word>> all;
  for (const Look& look : looks)
    all.push_back(seen(scanned, {left, line.box->y0, std::min(page.width, line.box->x1 + 8), line.box->y1}, look, before, names, engine));
  std::vector<Word> best = agreed(all, names);
  if (best.size() >= before.size() && text_of(best) != text_of(before)) put_into_line(page, line, std::move(best));
}

/// The nearest line of capitals above a name, not far from its column: the authority or position, or what can be read of it.
const Line* title_above(const Line& name, const std::vector<Line>& lines) {
  constexpr int kFar = 800, kBeside = 300;
  const Line* nearest = nullptr;
  for (const Line& line : lines)
    if (line.box && line.box->y1 <= name.box->y0 && name.box->y0 - line.box->y1 < kFar && line.box->x0 < name.box->x1 + kBeside &&
        line.box->x1 > name.box->x0 - kBeside && line.words.size() < 8 && text::upper(line.text) == line.text && (!nearest || line.box->y0 > nearest->box->y0))
      nearest = &line;
  return nearest;
}

void look_at_names(Page& page, const Scanned& scanned, const std::vector<Line>& lines, OcrEngine& engine) {
  constexpr int kWords = 7;  // heights of the line that a lost word and its space may take
  for (const Line& line : lines) {
    if (!line.box || line.box->center_x() < page.width * 2 / 5 || !is_name_shaped(line) || is_authority_line(line)) continue;
    const Line* title = title_above(line, lines);
    if (!title) continue;
    const bool in_place = std::abs(line.box->center_x() - title->box->center_x()) <= kAside;
    // Few names have two words, and under a seal the title may have lost as much as the name.
    if (in_place && least_confidence(line) >= kSure && line.words.size() > 2) continue;
    read_again(page, scanned, line, free_left(page, line, kWords * line.box->height()), kNameLooks, true, engine);
  }
}

/// The lines under a title in capitals whose middle lies right of its middle.
void look_at_titles(Page& page, const Scanned& scanned, std::vector<Line> lines, OcrEngine& engine) {
  if (!begins_document(lines, page.height)) return;
  zone_header(lines, page.width, page.height, {});
  int under = 0;
  for (const Line& line : lines)
    if (line.box && (line.zone == Zone::number || line.zone == Zone::dateline)) under = std::max(under, line.box->y1);
  const Line* title = nullptr;
  for (const Line& line : lines)
    if (line.box && line.box->y0 > under && line.box->y1 < page.height * 3 / 5 && line.words.size() < 6 && in_capitals(line.text) && line.words.size() > 1 &&
        std::abs(line.box->center_x() - page.width / 2) < page.width / 6 && (!title || line.box->y0 < title->box->y0))
      title = &line;
  if (!title) return;
  const int middle = title->box->center_x();
  Box above = *title->box;
  for (int n = 0; n < kTitleLines; ++n) {
    const Line* next = nullptr;
    for (const Line& line : lines)
      if (line.box && line.box->y0 >= above.y1 - 12 && line.box->y0 - above.y1 < 2 * above.height() && line.words.size() > 1 && line.box->x1 > middle &&
          line.box->x0 < middle + page.width / 5 && (!next || line.box->y0 < next->box->y0))
        next = &line;
    if (!next || in_capitals(next->text)) return;
    if (next->box->center_x() - middle > kAside)
      read_again(page, scanned, *next, std::max(0, 2 * middle - next->box->x1 - next->box->height()), kTitleLooks, false, engine);
    above = *next->box;
  }
}

}  // namespace

void look_again_at_lines(Page& page, const Scanned& scanned, OcrEngine& engine) {
  const std::vector<Line> lines = lines_of(page);
  look_at_names(page, scanned, lines, engine);
  look_at_titles(page, scanned, lines, engine);
}

}  // namespace sohoa
