#include "pipeline/best_reading.hh"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/text/digits.hh"
#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/image/show_through.hh"
#include "pipeline/image/turning.hh"
#include "pipeline/tables/cells.hh"
#include "pipeline/tables/find_tables.hh"

namespace sohoa {
namespace {

constexpr int kManyPale = 60;        // marks like letters, much paler than print: the back may shine through
constexpr double kMuchPale = 0.1;    // of the ink
constexpr double kMostlyPale = 0.5;
constexpr double kClearPage = 0.95;  // of its letters is sure: nothing disturbs
constexpr double kClearer = 0.04, kHardlyLess = 0.75;
constexpr int kFewMarks = 18;           // like letters; what makes no word then is dirt
constexpr double kReadNumber = 0.3;  // confidence of a short number that was read and not guessed
constexpr double kFewCut = 0.05;     // of the words in a table: stamps and stains run over its rules
constexpr double kMirrorSays = 3, kFewLetters = 20;  // so many times what the page itself says, which is taken for this much at least

/// Neither noise nor letters upside down are often read as syllables of two letters the engine is sure of.
bool is_sure(const Word& word) { return word.confidence > 0.8 && text::is_syllable(word.text) && text::fold(word.text).size() >= 2; }

/// A date, a number: what a spot is read as seldom has two digits and is never sure.
bool is_date_or_number(const Word& word) {
  const auto digits = std::count_if(word.text.begin(), word.text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 4 || (digits >= 2 && word.confidence > kReadNumber);
}

/// How much was understood: letters of possible syllables by confidence.
double worth(const Reading& reading) {
  double sum = 0;
  for (const Word& word : reading.words)
    if (text::is_syllable(word.text)) sum += word.confidence * static_cast<double>(word.text.size());
  return sum;
}

/// Letters of the words there is no doubt about, and their share of all but numbers.
struct Sure {
  double letters = 0, share = 0;
};

Sure sure_of(const Reading& reading) {
  Sure sure;
  double all = 0;
  for (const Word& word : reading.words) {
    if (is_sure(word)) sure.letters += static_cast<double>(word.text.size());
    if (!text::has_digit(word.text)) all += static_cast<double>(word.text.size());
  }
  sure.share = all > 0 ? sure.letters / all : 0;
  return sure;
}

bool is_doubtful(const Reading& reading) {
  int lettered = 0, sure = 0;
  for (const Word& word : reading.words) {
    if (text::words(word.text).empty() || text::has_digit(word.text)) continue;
    ++lettered;
    sure += is_sure(word);
  }
  return lettered < 5 ? mean_confidence(reading.words) < 0.6 : 5 * sure < lettered;
}

Result<Reading> read_held(Turned page, OcrEngine& engine) {
  Reading reading{std::move(page), {}, {}, false};
  reading.tables = find_tables(reading.turned.image);
  reading.words = TRY(engine.recognize(reading.turned.image, cell_boxes(reading.tables)));
  return reading;
}

/// Reads the page as its image says that it lies; when that is not sure and little of it makes sense, held the other
/// three ways too, and keeps the best.
Result<Reading> read_upright(const Image& grey, const Ink& ink, OcrEngine& engine) {
  Pose pose = pose_of(grey, ink);
  Reading best = TRY(read_held(pose.page ? *std::move(pose.page) : held(grey, pose.quarters), engine));
  if (pose.sure) return best;
  for (const int quarters : {2, 1, 3}) {
    if (!is_doubtful(best)) break;
    Reading other = TRY(read_held(held(grey, (pose.quarters + quarters) % 4), engine));
    if (worth(other) > worth(best)) best = std::move(other);
  }
  return best;
}

/// Whether the words stand in the cells of a table, and in half of its rows at least: rules of the back of the sheet run through words of the front.
bool holds(const Table& table, const std::vector<Word>& words) {
  std::size_t inside = 0, cut = 0, filled = 0;
  for (const auto& row : table.rows) {
    bool says = false;
    for (const TableCell& cell : row)
      for (const Word& word : words) {
        if (!word.box || !overlap(*word.box, *cell.box)) continue;
        const int room = word.box->height() / 3;
        const bool within = word.box->x0 >= cell.box->x0 - room && word.box->x1 <= cell.box->x1 + room && word.box->y0 >= cell.box->y0 - room && word.box->y1 <= cell.box->y1 + room;
        const bool here = word.box->center_x() >= cell.box->x0 && word.box->center_x() < cell.box->x1 && word.box->center_y() >= cell.box->y0 && word.box->center_y() < cell.box->y1;
        inside += here, cut += here && !within;
        says = says || here;
      }
    filled += says;
  }
  return inside > 0 && static_cast<double>(cut) <= kFewCut * static_cast<double>(inside) && 2 * filled >= table.rows.size();
}

/// The tables of a page whose back shines through: rules may be as pale as the back is. Those of the whole picture where the words of the print keep to
/// their cells, others of the print.
std::vector<Table> tables_of_front(const Reading& all, const Reading& print) {
  std::vector<Table> tables;
  std::copy_if(all.tables.begin(), all.tables.end(), std::back_inserter(tables), [&](const Table& table) { return holds(table, print.words); });
  const std::size_t whole = tables.size();
  for (const Table& table : print.tables)
    if (std::none_of(tables.begin(), tables.begin() + static_cast<std::ptrdiff_t>(whole), [&](const Table& other) { return overlap(*other.box, *table.box); })) tables.push_back(table);
  std::sort(tables.begin(), tables.end(), [](const Table& a, const Table& b) { return a.box->y0 < b.box->y0; });
  return tables;
}

/// Where much ink is paler than print, the page is read without it too, and that is kept when it is clearer and hardly less. A page
/// that makes more sense in a mirror is the back of a sheet: only what is as dark as print stands on it, if that can be read.
Result<Reading> without_back(Reading all, const Image& grey, const Ink& ink, OcrEngine& engine) {
  const Sure sure = sure_of(all);
  Reading print = TRY(read_held({only_print(all.turned.image, ink.paper), all.turned.back}, engine));
  const Sure clean = sure_of(print);
  print.back_left_out = true;
  if (!is_doubtful(print) && clean.share > sure.share + kClearer && clean.letters > kHardlyLess * sure.letters) {
    std::vector<Table> tables = tables_of_front(all, print);
    if (tables == print.tables) return print;
    print.tables = std::move(tables);
    print.words = TRY(engine.recognize(print.turned.image, cell_boxes(print.tables)));
    return print;
  }
  if (!is_doubtful(all)) return all;
  const Reading behind = TRY(read_upright(mirrored(grey), ink, engine));
  if (sure_of(behind).letters < kMirrorSays * std::max(kFewLetters, sure.letters)) return all;
  if (is_doubtful(print)) print.words.clear();
  return print;
}

}  // namespace

double mean_confidence(const std::vector<Word>& words) {
  double sum = 0;
  for (const Word& word : words) sum += word.confidence;
  return words.empty() ? 0.0 : sum / static_cast<double>(words.size());
}

Result<Reading> best_reading(const Image& grey, const Ink& ink, OcrEngine& engine) {
  Reading best = TRY(read_upright(grey, ink, engine));
  if (ink.pale >= kManyPale && ink.pale_share > kMuchPale && sure_of(best).share < kClearPage)
    best = TRY(without_back(std::move(best), grey, ink, engine));
  // A seal that shines through the back of a sheet, stains: no word, no number, and hardly anything as dark as print, or hardly anything at all.
  const bool little = ink.pale_share > kMostlyPale || ink.letters < kFewMarks;
  if (little && sure_of(best).letters == 0 && std::none_of(best.words.begin(), best.words.end(), is_date_or_number)) best.words.clear();
  return best;
}

}  // namespace sohoa
