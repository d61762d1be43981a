#include "pipeline/source/pdf_text.hh"

#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "core/text/legacy.hh"
#include "core/text/normalize.hh"
#include "pipeline/source/text_lines.hh"

namespace sohoa {
namespace {

/// Words of one font, as indexes, and the old encoding they are in.
struct Run {
  std::vector<std::size_t> words;
  std::optional<text::Legacy> code;
};

std::string joined(const std::vector<std::string>& raw, const std::vector<std::size_t>& words) {
  std::string all;
  for (const std::size_t i : words) (all += raw[i]) += ' ';
  return all;
}

/// Old encodings are a matter of fonts: each font's words are judged together, those of fonts with few words like most
/// others. Returns whether any was decoded.
bool decode_by_font(std::vector<std::string>& raw, const std::vector<std::string>& fonts) {
  std::map<std::string, Run> runs;
  for (std::size_t i = 0; i < raw.size(); ++i) runs[fonts[i]].words.push_back(i);
  std::map<text::Legacy, std::size_t> known;
  for (auto& [font, run] : runs) {
    run.code = text::legacy_of_font(font);
    if (!run.code) run.code = text::recognize_legacy(joined(raw, run.words));
    if (run.code) known[*run.code] += run.words.size();
  }
  if (known.empty()) return false;
  const auto usual =
      std::max_element(known.begin(), known.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
  bool decoded = false;
  for (auto& [font, run] : runs) {
    std::vector<std::string> words;
    for (const std::size_t i : run.words) words.push_back(raw[i]);
    decoded |= text::decode_words(words, run.code ? run.code : usual);
    for (std::size_t k = 0; k < words.size(); ++k) raw[run.words[k]] = std::move(words[k]);
  }
  return decoded;
}

}  // namespace

FontStyle style_of_font(std::string_view name) {
  const std::string small = text::lower(name);
  const auto says = [&](std::string_view what) { return small.find(what) != small.npos; };
  return {says("bold") || says("black") || says("heavy"), says("italic") || says("oblique")};
}

PdfText text_of_page(const poppler::page& page) {
  constexpr double kScale = kRecordDpi / 72.0;
  PdfText text;
  std::vector<std::string> raw, fonts;
  for (const poppler::text_box& box : page.text_list(poppler::page::text_list_include_font)) {
    const auto utf8 = box.text().to_utf8();
    const poppler::rectf r = box.bbox();
    raw.emplace_back(utf8.data(), utf8.size());
    fonts.push_back(box.has_font_info() ? box.get_font_name() : std::string());
    Word word;
    word.box = Box{static_cast<int>(std::floor(r.left() * kScale)), static_cast<int>(std::floor(r.top() * kScale)),
                   static_cast<int>(std::ceil(r.right() * kScale)), static_cast<int>(std::ceil(r.bottom() * kScale))};
    const FontStyle style = style_of_font(fonts.back());
    word.bold = style.bold;
    word.italic = style.italic;
    text.words.push_back(std::move(word));
  }
  text.decoded = decode_by_font(raw, fonts);
  for (std::size_t i = 0; i < raw.size(); ++i) text.words[i].text = text::normalize(raw[i]);
  std::erase_if(text.words, [](const Word& word) { return word.text.empty(); });
  number_lines(text.words);
  return text;
}

}  // namespace sohoa
