#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "core/data_files.hh"
#include "core/language.hh"
#include "core/text/digits.hh"
#include "pipeline/lines/find_lines.hh"
#include "pipeline/ocr/decode.hh"
#include "pipeline/ocr/engine.hh"
#include "pipeline/ocr/figures.hh"
#include "pipeline/ocr/quarters.hh"
#include "pipeline/ocr/roman_strokes.hh"
#include "pipeline/ocr/short_lines.hh"

namespace sohoa {
namespace {

constexpr double kDoubtAlone = 1.5;  // of a Roman stroke that nothing but its picture speaks for
constexpr double kWideFigures = 1.1;  // the second look at a number
constexpr double kWideMark = 1.25;    // some single figures are read only so
constexpr double kDoubtful = 0.8;  // a line with a word below this is read by the second model too

/// A printed line of the page: parts that stand at one height, from left to right.
struct Row {
  std::vector<const TextLine*> parts;
  double top = 0, bottom = 0;  // of the small letters
  double height() const { return bottom - top; }
  int cell() const { return parts.front()->cell; }
};

std::vector<Row> rows_of(const std::vector<TextLine>& lines) {
  std::vector<Row> rows;
  for (const TextLine& line : lines) {
    const auto beside = [&](const Row& row) {
      const auto shared = [&](const TextLine& part) {
        const double x = (std::max(part.x0, line.x0) + std::min(part.x1, line.x1)) / 2.0;
        const double bottom = std::min(part.baseline(x), line.baseline(x));
        const double top = std::max(part.baseline(x) - part.x_height, line.baseline(x) - line.x_height);
        return bottom - top > 0.5 * std::min(part.x_height, line.x_height);
      };
      const auto apart = [&](const TextLine& part) { return part.x1 <= line.x0 + line.x_height || line.x1 <= part.x0 + line.x_height; };
      return line.cell == row.cell() && std::all_of(row.parts.begin(), row.parts.end(), [&](const TextLine* p) { return apart(*p); }) &&
             std::any_of(row.parts.begin(), row.parts.end(), [&](const TextLine* p) { return shared(*p); });
    };
    // Lines come from top to bottom: only the last few rows can be at this height, one of every column of a table.
    const auto first = rows.end() - std::min<std::ptrdiff_t>(line.cell < 0 ? 6 : 30, std::ssize(rows));
    const auto row = std::find_if(first, rows.end(), beside);
    const double base = line.baseline((line.x0 + line.x1) / 2.0);
    if (row == rows.end()) {
      rows.push_back({{&line}, base - line.x_height, base});
    } else {
      row->parts.push_back(&line);
      row->bottom = std::max(row->bottom, base);
    }
  }
  for (Row& row : rows)
    std::sort(row.parts.begin(), row.parts.end(), [](const TextLine* a, const TextLine* b) { return a->x0 < b->x0; });
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.cell() < b.cell(); });
  return rows;
}

/// Rows further apart than this many x-heights belong to different blocks.
constexpr double kBlockGap = 3.2;

/// Whether the part follows the other in one line of text: a wider gap is a gutter or the border of a cell.
bool is_near(const TextLine& left, const TextLine& right) { return right.x0 - left.x1 < 4 * left.x_height; }

/// For every part in order whether it goes on where the part before stopped: in the same line, or below a full one.
std::vector<bool> continuations(const std::vector<Row>& rows) {
  std::map<int, int> right;  // of the page, of every cell
  for (const Row& row : rows) right[row.cell()] = std::max(right[row.cell()], row.parts.back()->x1);
  const auto whole = [](const Row& row) {
    return std::adjacent_find(row.parts.begin(), row.parts.end(), [](auto* a, auto* b) { return !is_near(*a, *b); }) == row.parts.end();
  };
  std::vector<bool> result;
  const Row* above = nullptr;
  for (const Row& row : rows) {
    const bool below = above && above->cell() == row.cell() && whole(row) && whole(*above) && row.top - above->bottom < kBlockGap * row.height() &&
                       above->parts.back()->x1 > 0.6 * right[row.cell()];
    for (std::size_t i = 0; i < row.parts.size(); ++i)
      result.push_back(i == 0 ? below : is_near(*row.parts[i - 1], *row.parts[i]));
    above = &row;
  }
  return result;
}

/// The same picture, `wider` times as wide.
LineImage widened(const LineImage& narrow, double wider) {
  LineImage wide = narrow;
  wide.width = static_cast<int>(narrow.width * wider);
  wide.grey.resize(static_cast<std::size_t>(wide.width) * static_cast<std::size_t>(wide.height));
  for (int y = 0; y < wide.height; ++y)
    for (int x = 0; x < wide.width; ++x) {
      const double from = std::clamp((x + 0.5) / wider - 0.5, 0.0, narrow.width - 1.0);
      const int left = static_cast<int>(from), right = std::min(narrow.width - 1, left + 1);
      const unsigned char* row = narrow.grey.data() + static_cast<std::ptrdiff_t>(y) * narrow.width;
      wide.grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(wide.width) + static_cast<std::size_t>(x)] =
          static_cast<unsigned char>(row[left] + (from - left) * (row[right] - row[left]));
    }
  return wide;
}

/// The marks of a line between two places of it, as one box; empty where there are none. Dirt and rests of rules above and below figures
/// would make them as high as handwriting: there only what is as high as a letter says where head and foot are, unless nothing is.
Box ink_between(const TextLine& line, double left, double right, bool figures) {
  constexpr double kLetter = 0.6;  // x-heights
  Box print, all;
  for (const Box& mark : line.marks) {
    if (mark.center_x() < left || mark.center_x() >= right) continue;
    all = united(all, mark);
    if (mark.height() >= kLetter * line.x_height) print = united(print, mark);
  }
  return figures && !print.empty() ? Box{all.x0, print.y0, all.x1, print.y1} : all;
}

class LineEngine : public OcrEngine {
 public:
  LineEngine(Model first, std::optional<Model> second, Lexicon lexicon)
      : first_(std::move(first)), second_(std::move(second)), lexicon_(std::move(lexicon)) {}

  using OcrEngine::recognize;
  Result<std::vector<Word>> recognize(const Image& image, const std::vector<Box>& cells) override {
    try {
      return image.empty() ? std::vector<Word>{} : words_of(image, cells);
    } catch (const std::exception& e) {
      return fail(ErrorCode::internal, fmt::format(fmt::runtime(tr("the page could not be read: {}")), e.what()), {});
    }
  }

  std::string fingerprint() const override {
    return "lines " + first_.fingerprint + (second_ ? '+' + second_->fingerprint : std::string()) + ' ' +
           lexicon_.fingerprint();
  }

 private:
  std::vector<Word> words_of(const Image& image, const std::vector<Box>& cells) const {
    const std::vector<TextLine> lines = find_lines(image, cells);
    const std::vector<Row> rows = rows_of(lines);
    std::vector<const TextLine*> parts;
    std::vector<LineImage> pictures;
    for (const Row& row : rows)
      for (const TextLine* part : row.parts) {
        parts.push_back(part);
        pictures.push_back(cut_line(image, *part, first_.height));
      }
    const std::vector<bool> goes_on = continuations(rows);
    std::vector<Scores> scores = run(first_, pictures);
    std::vector<std::vector<Span>> spans = spans_of_lines(scores);
    std::vector<std::vector<LineWord>> words = chosen_words(spans, goes_on, lexicon_);
    if (second_ && ask_again(pictures, words, scores, spans)) words = chosen_words(spans, goes_on, lexicon_);
    read_short_numbers(image, parts, pictures, scores, words);

    std::vector<Word> result;
    int line = -1, block = 0;
    std::size_t next = 0;
    const Row* above = nullptr;
    for (const Row& row : rows) {
      if (above && (above->cell() != row.cell() || row.top - above->bottom > kBlockGap * row.height())) ++block;
      bool new_line = true;
      for (std::size_t i = 0; i < row.parts.size(); ++i, ++next)
        for (Word& word : boxed(image, *parts[next], pictures[next], words[next])) {
          line += std::exchange(new_line, false);
          word.line = line;
          word.block = block;
          if (!result.empty()) mend_quarter(word, result.back().text, *parts[next], image);
          result.push_back(std::move(word));
        }
      if (!new_line) above = &row;
    }
    return result;
  }

  std::vector<std::vector<Span>> spans_of_lines(const std::vector<Scores>& lines) const {
    std::vector<std::vector<Span>> spans;
    for (const Scores& line : lines) spans.push_back(spans_of(first_, line));
    return spans;
  }

  /// Has the second model read the lines with a doubtful word; what both say is put together. False when there are none.
  bool ask_again(const std::vector<LineImage>& pictures, const std::vector<std::vector<LineWord>>& words,
                 std::vector<Scores>& scores, std::vector<std::vector<Span>>& spans) const {
    std::vector<std::size_t> doubtful;
    std::vector<LineImage> again;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (std::any_of(words[i].begin(), words[i].end(), [](const LineWord& w) { return w.confidence < kDoubtful || !w.raw.empty(); })) {
        doubtful.push_back(i);
        again.push_back(pictures[i]);
      }
    const std::vector<Scores> second = run(*second_, again);
    for (std::size_t i = 0; i < doubtful.size(); ++i) {
      Scores& both = scores[doubtful[i]];
      for (std::size_t k = 0; k < both.values.size() && both.values.size() == second[i].values.size(); ++k)
        both.values[k] = (both.values[k] + second[i].values[k]) / 2;
      spans[doubtful[i]] = spans_of(first_, both);
    }
    return !doubtful.empty();
  }

  /// Numbers that stand alone in cells, of which there is doubt, are looked at once more, a little wider.
  void look_again_at_figures(const std::vector<std::optional<PrintedFigures>>& figures, const std::vector<LineImage>& pictures,
                             std::vector<std::vector<LineWord>>& words) const {
    std::vector<LineImage> wide;
    std::vector<std::size_t> owner;
    for (std::size_t i = 0; i < figures.size(); ++i)
      if (figures[i] && is_doubtful_number(words[i])) {
        wide.push_back(widened(pictures[i], kWideFigures));
        owner.push_back(i);
      }
    auto again = chosen_words(spans_of_lines(run(first_, wide)), std::vector<bool>(wide.size()), lexicon_);
    for (std::size_t k = 0; k < owner.size(); ++k) words[owner[k]] = seen_twice(std::move(words[owner[k]]), std::move(again[k]));
  }

  /// Numbers that stand alone, sign by sign where they were not clear; every sign as it is and widened.
  void read_short_numbers(const Image& image, const std::vector<const TextLine*>& lines, const std::vector<LineImage>& pictures,
                          const std::vector<Scores>& scores, std::vector<std::vector<LineWord>>& words) const {
    std::vector<std::optional<PrintedFigures>> figures;
    for (const TextLine* line : lines) figures.push_back(figures_of(*line));
    look_again_at_figures(figures, pictures, words);
    std::vector<LineImage> single;
    std::vector<std::size_t> owner;
    std::vector<double> slender;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool in_thousands = figures[i] && !figures[i]->points.empty();
      for (const TextLine& mark : in_thousands ? figures_to_read(*lines[i], *figures[i], words[i]) : marks_to_read(*lines[i], words[i])) {
        single.push_back(cut_line(image, mark, first_.height));
        single.push_back(widened(single.back(), kWideMark));
        owner.push_back(i);
        slender.push_back(mark.marks.front().width() / static_cast<double>(mark.marks.front().height()));
      }
    }
    const auto signs = chosen_words(spans_of_lines(run(first_, single)), std::vector<bool>(single.size()), lexicon_);
    for (std::size_t k = 0; k < owner.size();) {
      const std::size_t line = owner[k];
      std::vector<SignReadings> marks;
      for (; k < owner.size() && owner[k] == line; ++k) marks.push_back({signs[2 * k], signs[2 * k + 1], slender[k]});
      if (auto number = number_of(marks, scores[line].steps, lines[line]->cell >= 0); number && (words[line].empty() || number->text != words[line].front().text)) {
        if (!words[line].empty()) number->raw = words[line].front().text;
        words[line] = {std::move(*number)};
      }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (figures[i] && words[i].size() == 1) put_points(*figures[i], words[i].front());
      if (figures[i]) doubt_miscounted(*figures[i], words[i]);
      if (auto numeral = strokes_alone(*lines[i], words[i], scores[i].steps, [&](const Box& mark) { return is_roman_stroke(image, mark, kDoubtAlone); },
                                       [&](const Box& mark) { return touching_strokes(image, mark); }))
        words[i] = {std::move(*numeral)};
    }
  }

  std::vector<Word> boxed(const Image& image, const TextLine& line, const LineImage& picture, const std::vector<LineWord>& words) const {
    std::vector<Word> result;
    const auto x_of = [&](double step) { return picture.x0 + step * first_.pool_x / picture.scale; };
    for (std::size_t i = 0; i < words.size(); ++i) {
      const LineWord& from = words[i];
      // The step of a space lies somewhere in the gap: its middle is the border.
      const double left = i == 0 ? line.x0 - 1 : x_of(from.first - 0.5);
      const double right = i + 1 == words.size() ? line.x1 + 1 : x_of(from.last + 0.5);
      Box box = ink_between(line, left, right, text::has_digit(from.text));
      if (box.empty())
        box = {static_cast<int>(x_of(from.first)), static_cast<int>(line.baseline(left) - 1.5 * line.x_height),
               static_cast<int>(x_of(from.last)) + 1, static_cast<int>(line.baseline(left)) + 1};
      box = {std::clamp(box.x0, 0, image.width() - 1), std::clamp(box.y0, 0, image.height() - 1), std::clamp(box.x1, 1, image.width()),
             std::clamp(box.y1, 1, image.height())};
      Word word;
      word.text = from.text;
      word.raw = from.raw;
      word.box = box;
      word.confidence = from.confidence;
      result.push_back(std::move(word));
    }
    return result;
  }

  Model first_;
  std::optional<Model> second_;
  Lexicon lexicon_;
};

/// Where Tesseract's packages put the model, unless TESSDATA_PREFIX says otherwise.
std::filesystem::path first_model() {
  if (const char* folder = std::getenv("TESSDATA_PREFIX"); folder && *folder)
    return std::filesystem::path(folder) / "vie.traineddata";
  std::error_code none;
  for (const std::filesystem::path folder : {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata"})
    if (std::filesystem::is_regular_file(folder / "vie.traineddata", none)) return folder / "vie.traineddata";
  return "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata";
}

}  // namespace

std::filesystem::path second_model_file() {
  if (const char* file = std::getenv("SOHOA_SECOND_MODEL"); file && *file) return file;
  return data_folder() / "models" / "vie_best.traineddata";
}

Result<std::unique_ptr<OcrEngine>> make_line_engine() {
  silence_leptonica();
  Model first = TRY(load_model(first_model()));
  Lexicon lexicon = TRY(Lexicon::load(data_folder() / "words.csv"));
  std::optional<Model> second;
  std::error_code none;
  const char* named = std::getenv("SOHOA_SECOND_MODEL");
  if (const auto file = second_model_file(); (named && *named) || std::filesystem::is_regular_file(file, none)) {
    second = TRY(load_model(file));
    if (second->signs != first.signs || second->nothing != first.nothing || second->pool_x != first.pool_x)
      return fail(ErrorCode::no_engine, tr("the second model knows other letters than the first"), file.string());
  }
  return std::make_unique<LineEngine>(std::move(first), std::move(second), std::move(lexicon));
}

}  // namespace sohoa
