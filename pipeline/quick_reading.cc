#include "pipeline/quick_reading.hh"

#include <algorithm>
#include <string>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr std::size_t kLines = 6;      // read out of a page's thirty or forty
constexpr std::size_t kLineWords = 4;  // a line with fewer says little
constexpr std::size_t kFewWords = 12;  // on all of them
constexpr int kGap = 24;               // pixels of white around each line

struct PrintedLine {
  std::vector<std::string> words;
  Box box;
};

void add_words(std::vector<std::string>& out, const std::string& text) {
  const std::string key = text::canonical(text);
  for (const auto word : text::words(key)) out.emplace_back(word);
}

std::vector<PrintedLine> lines_worth_reading(const std::vector<Word>& words) {
  std::vector<PrintedLine> lines;
  int last = -1;
  for (const Word& word : words) {
    if (!word.box) continue;
    if (lines.empty() || word.line != last) lines.push_back({{}, *word.box});
    last = word.line;
    lines.back().box = united(lines.back().box, *word.box);
    add_words(lines.back().words, word.text);
  }
  std::erase_if(lines, [](const PrintedLine& line) {
    return line.words.size() < kLineWords || line.box.width() < 4 * line.box.height();
  });
  if (lines.size() <= kLines) return lines;
  std::vector<PrintedLine> chosen;
  for (std::size_t i = 0; i < kLines; ++i)
    chosen.push_back(std::move(lines[(2 * i + 1) * lines.size() / (2 * kLines)]));
  return chosen;
}

/// The lines cut out of the page and put one below the other on white.
Image strip_of(const std::vector<PrintedLine>& lines, const Image& grey) {
  const double scale = grey.dpi() / kRecordDpi;
  const auto pixels = grey.grey_bytes();
  const int width = grey.width();
  std::vector<unsigned char> rows(static_cast<std::size_t>(width) * kGap, 255);
  for (const PrintedLine& line : lines) {
    const auto scaled = [scale](int x) { return static_cast<int>(x * scale); };
    const int margin = scaled(line.box.height()) / 8;
    const int x0 = std::clamp(scaled(line.box.x0) - kGap / 2, 0, width),
              x1 = std::clamp(scaled(line.box.x1) + kGap / 2, x0, width);
    const int y0 = std::clamp(scaled(line.box.y0) - margin, 0, grey.height());
    const int y1 = std::clamp(scaled(line.box.y1) + margin + 1, y0, grey.height());
    for (int y = y0; y < y1; ++y) {
      const auto from = pixels.begin() + static_cast<std::ptrdiff_t>(y) * width;
      const auto to = rows.insert(rows.end(), static_cast<std::size_t>(width), 255);
      std::copy(from + x0, from + x1, to + x0);
    }
    rows.insert(rows.end(), static_cast<std::size_t>(width) * kGap, 255);
  }
  const auto height = static_cast<int>(rows.size() / static_cast<std::size_t>(width));
  return Image::from_grey(rows.data(), width, height, static_cast<std::size_t>(width), grey.dpi());
}

/// Length of the longest common subsequence.
std::size_t common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const std::string& word : a) {
    std::size_t diagonal = 0;
    for (std::size_t k = 0; k < b.size(); ++k) {
      const std::size_t above = row[k + 1];
      row[k + 1] = word == b[k] ? diagonal + 1 : std::max(row[k + 1], row[k]);
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

Result<std::optional<double>> agreement(const std::vector<Word>& words, const Image& grey, OcrEngine& engine) {
  const auto lines = lines_worth_reading(words);
  std::vector<std::string> claimed, read;
  for (const PrintedLine& line : lines) claimed.insert(claimed.end(), line.words.begin(), line.words.end());
  if (claimed.size() < kFewWords) return std::optional<double>();
  for (const Word& word : TRY(engine.recognize(strip_of(lines, grey)))) add_words(read, word.text);
  const auto longer = static_cast<double>(std::max(claimed.size(), read.size()));
  return std::optional(static_cast<double>(common(claimed, read)) / longer);
}

}  // namespace sohoa
