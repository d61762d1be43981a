#include "pipeline/pile.hh"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "pipeline/layout/header.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

using Lines = std::vector<Line>;

/// What a page says about the order of documents in a pile.
struct PageSigns {
  bool header = false;     // quốc hiệu, tiêu ngữ or the Party's name at its top
  bool number_line = false, number = false;  // "Số: …/…", and digits or ink in it
  bool year = false;       // a dateline with its year printed: the blanks of forms have none
  bool attached = false;   // an appendix, a form, a draft or a copy's block, by its heading
  bool ends = false;       // recipients, or authority and name of a signature
  bool sealed = false;
  bool blank = false, separator = false;
  int printed = 0;         // the page number it bears, 0 = none
  std::string symbol;      // of its number, as a key: "qdubnd"
};

bool has_digit(std::string_view s) {
  return std::ranges::any_of(s, [](char c) { return c >= '0' && c <= '9'; });
}

/// A year of four digits that stands alone.
bool has_year(std::string_view s) {
  for (std::size_t i = 0; i + 4 <= s.size(); ++i)
    if ((s.substr(i, 2) == "19" || s.substr(i, 2) == "20") && has_digit(s.substr(i + 2, 1)) && has_digit(s.substr(i + 3, 1)) &&
        (i + 4 == s.size() || !has_digit(s.substr(i + 4, 1))))
      return true;
  return false;
}

int printed_number(const Page& page) {
  for (const Word& word : page.words) {
    int n = 0;
    if (word.role != Role::page_number) continue;
    const auto [end, error] = std::from_chars(word.text.data(), word.text.data() + word.text.size(), n);
    if (error == std::errc() && end == word.text.data() + word.text.size()) return n;
  }
  return 0;
}

bool is_end(const Lines& lines, const Page& page) {
  const auto right_half = [&](const Line& line) { return !line.box || line.box->center_x() > page.width * 45 / 100; };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.words.size() <= 8 && begins_with_phrase(line.text, "noinhan", 1) && !begins_with_phrase(line.text, "noinhanvien", 1)) return true;
    if (!is_authority_line(line) || !right_half(line)) continue;
    for (std::size_t j = i + 1; j < std::min(lines.size(), i + 20); ++j)
      if (right_half(lines[j]) && is_name_shaped(lines[j])) return true;
  }
  return false;
}

/// Headings of what belongs to another document, though it may have a header of its own.
bool is_attached(const Line& line) {
  const std::string key = key_of(line.text);
  if (key.starts_with("phuluc") && key.size() < 24) return true;
  if ((key.starts_with("mauso") || key.starts_with("bieumau") || key.starts_with("mau0") || key.starts_with("bieuso")) && key.size() < 40) return true;
  if (key.starts_with("duthao") && key.size() < 20) return true;
  if (key == "saoy" || key == "saoluc" || key == "trichsao" || key == "saoybanchinh") return true;
  return line.text.starts_with('(') && key.find("kemtheo") != std::string::npos;
}

/// The slot before the stroke holds digits, or words the engine made of ink.
bool slot_is_filled(const Line& line) {
  const std::size_t stroke = line.text.find('/');
  const std::string before = line.text.substr(0, stroke);
  return stroke != std::string::npos && has_digit(before);
}

void read_header(PageSigns& signs, Lines lines, const Page& page, const std::vector<std::string>& types) {
  zone_header(lines, page.width, page.height, types);
  int top = 0;
  for (const Line& line : lines)
    if (line.zone == Zone::motto) {
      signs.header = !line.box || line.box->y0 < page.height * 35 / 100;
      top = line.box ? line.box->y1 : 0;
      break;
    }
  for (const Line& line : lines) {
    if (line.zone == Zone::number) {
      signs.number_line = true;
      signs.number = signs.number || slot_is_filled(line);
      const std::size_t stroke = line.text.find('/');
      if (stroke != std::string::npos) signs.symbol = key_of(std::string_view(line.text).substr(stroke));
      for (const std::string_view copy : {"sy", "sl", "trs", "bs"})
        signs.attached = signs.attached || signs.symbol.starts_with(std::string(copy) + "ubnd") || signs.symbol == copy;
    }
    if (line.zone == Zone::dateline) signs.year = signs.year || has_year(line.text);
    const bool head = !line.box || line.box->y0 < std::max(top, 1) + page.height / 4;
    signs.attached = signs.attached || (head && is_attached(line));
  }
}

PageSigns signs_of(const Page& page, const std::vector<std::string>& types) {
  constexpr std::size_t kFewWords = 8;
  PageSigns signs;
  const Lines lines = lines_of(page);
  signs.separator = !page.barcodes.empty() && page.words.size() <= kFewWords;
  signs.blank = !signs.separator && (page.blank || page.words.empty());
  signs.printed = printed_number(page);
  signs.ends = is_end(lines, page);
  signs.sealed = std::ranges::any_of(page.layers, [](const Layer& layer) { return layer.kind == LayerKind::seal; });
  if (begins_document(lines, page.height)) read_header(signs, lines, page, types);
  return signs;
}

/// Judges page `i` when the document before it begins on page `from` and the next page with a header is `until`.
std::optional<Beginning> judged(const std::vector<PageSigns>& pages, std::size_t from, std::size_t i, std::size_t until) {
  const PageSigns& here = pages[i];
  std::size_t back = i - 1;  // the last page that says something
  while (back > from && pages[back].blank) --back;
  const bool separated = pages[back].separator;
  if (!separated && (!here.header || here.attached)) return std::nullopt;
  const auto in = [&](std::size_t a, std::size_t b, bool PageSigns::*sign) {
    return std::any_of(pages.begin() + static_cast<std::ptrdiff_t>(a), pages.begin() + static_cast<std::ptrdiff_t>(b), [&](const PageSigns& p) { return p.*sign; });
  };
  const bool ended = in(from, i, &PageSigns::ends), goes_on = here.printed > 1 && here.printed == pages[back].printed + 1;
  // A draft behind a proposal has the header of the act it may become; what is sealed is no draft.
  const bool numbered = here.number || (here.number_line && in(i, until, &PageSigns::sealed));
  const bool full = here.header && numbered && here.year && !here.attached;

  Beginning found;
  const auto because = [&](bool holds, double weight, const char* why) {
    if (!holds) return;
    found.confidence += weight;
    found.reasons += (found.reasons.empty() ? "" : ", ") + std::string(why);
  };
  because(here.header, 0.30, "có quốc hiệu");
  because(numbered, 0.20, "có số riêng");
  because(here.year, 0.15, "có ngày ban hành");
  because(ended, 0.25, "phần trước đã có nơi nhận hoặc chữ ký");
  because(separated, 0.30, "sau tờ ngăn cách");
  because(pages[back].printed > 1 && here.printed <= 1, 0.04, "số trang bắt đầu lại");
  because(back + 1 < i, 0.03, "sau trang trắng");
  because(!here.symbol.empty() && !pages[from].symbol.empty() && here.symbol != pages[from].symbol, 0.04, "ký hiệu khác văn bản trước");
  found.confidence = std::min(found.confidence - (goes_on ? 0.4 : 0), 0.99);
  found.sure = full && (ended || separated) && !goes_on;
  if (found.sure || separated || (ended && (numbered || here.year)) || full) return found;
  return std::nullopt;
}

}  // namespace

std::vector<Beginning> find_beginnings(const std::vector<Page>& pages, const std::vector<std::string>& types) {
  std::vector<PageSigns> signs;
  for (const Page& page : pages) signs.push_back(signs_of(page, types));
  // The first document begins with the first page; one whose header stands on a later page has a cover.
  std::vector<Beginning> found;
  bool headed = !signs.empty() && signs[0].header;
  std::size_t from = 0;
  for (std::size_t i = 1; i < pages.size(); ++i) {
    if (signs[i].blank || signs[i].separator) continue;
    const bool cover = !headed && !std::any_of(signs.begin(), signs.begin() + static_cast<std::ptrdiff_t>(i), [](const PageSigns& p) { return p.ends; });
    headed = headed || signs[i].header;
    if (cover && !signs[i - 1].separator) continue;
    std::size_t until = i + 1;
    while (until < pages.size() && !signs[until].header) ++until;
    std::optional<Beginning> beginning = judged(signs, from, i, until);
    if (!beginning) continue;
    beginning->page = pages[i].n;
    if (beginning->sure) from = i;
    found.push_back(std::move(*beginning));
  }
  return found;
}

}  // namespace sohoa
