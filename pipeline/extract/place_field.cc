#include <re2/re2.h>

#include <algorithm>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/agency_name.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// The dateline; lists without a header of their own have it at their foot: "Vị Thanh, ngày …". nullptr when there is none.
const Line* dateline_of(const std::vector<Line>& lines) {
  static const RE2 foot(R"(^\p{Lu}[\p{L} -]{2,30}, ngày(?:\s|$))");
  if (const auto head = lines_in(lines, Zone::dateline); !head.empty()) return head.front();
  if (!lines_in(lines, Zone::motto).empty()) return nullptr;
  const auto found = std::find_if(lines.rbegin(), lines.rend(), [](const Line& line) {
    return line.zone != Zone::attachment && line.words.size() < 14 && RE2::PartialMatch(line.text, foot);
  });
  return found == lines.rend() ? nullptr : &*found;
}

/// Whether a word of the page stands close before the place and is none of its line: the line was cut wrongly, and the place with it.
bool has_lost_its_beginning(const Line& line, const Evidence& place, const Page* page) {
  if (!page || !place.box) return false;
  const Box& box = *place.box;
  return std::any_of(page->words.begin(), page->words.end(), [&](const Word& word) {
    if (!word.box || key_of(word.text).empty() || std::find(line.words.begin(), line.words.end(), word) != line.words.end()) return false;
    const bool beside = word.box->y0 < box.center_y() && word.box->y1 > box.center_y();
    return beside && word.box->x1 <= box.x0 + box.height() / 4 && box.x0 - word.box->x1 < box.height();
  });
}

std::vector<std::string_view> known_places(const Knowledge& known) {
  std::vector<std::string_view> places;
  for (const Province& province : known.provinces) places.emplace_back(province.name);
  places.insert(places.end(), known.towns.begin(), known.towns.end());
  return places;
}

}  // namespace

/// What stands before "ngày" in the dateline. Names of provinces and known towns are mended, others kept as read.
Field find_place(const FieldInput& in) {
  Field field;
  const Line* const dateline = dateline_of(in.lines);
  if (!dateline) return field;
  const Line& line = *dateline;
  std::vector<Word> words;
  std::size_t first = 0, last = 0;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const std::string key = key_of(line.words[i].text);
    if (key.find("ngay") != std::string::npos || key.find("thang") != std::string::npos) break;
    if (key.empty() || key.find_first_of("0123456789") != std::string::npos) continue;
    if (words.empty()) first = i;
    words.push_back(line.words[i]);
    last = i + 1;
    if (line.words[i].text.ends_with(",")) break;
  }
  std::string text;
  for (const Word& word : words) text += (text.empty() ? "" : " ") + word.text;
  text = title_case(trimmed_signs(text));
  if (text.empty() || words.size() > 6) return field;
  field.raw = text;
  field.evidence = evidence_of(line, first, last, line.zone == Zone::dateline ? "header.place" : "foot.place");
  const bool lost = has_lost_its_beginning(line, field.evidence, in.page(line.page));
  const double read = lost ? std::min(0.6, least_confidence(words)) : least_confidence(words);
  const std::string key = key_of(text);
  for (const std::string_view known : known_places(in.known)) {
    const std::string name = key_of(known);
    const int errors = edit_distance(key, name, 1);
    // A name of good syllables is another place, not a known one misread; only marks may differ then.
    if (errors > (name.size() >= 6 && text::valid_share(text) < 1.0 ? 1 : 0)) continue;
    if (errors > 0 && !field.values.empty()) {
      // "Phg Yên" is as near to Phú Yên as to Phổ Yên.
      field.candidates.push_back({std::string(known), text, read, field.evidence});
      field.confidence = std::min(field.confidence, 0.6);
      continue;
    }
    field.candidates.clear();
    field.values = {std::string(known)};
    field.confidence = lost ? read : errors == 0 ? std::max(0.85, read) : 0.82;
    // "Bắc Liêu" may be a place of its own: other marks, not lost ones, are for a person to judge.
    if (errors == 0 && is_other_place(text, known)) {
      field.confidence = std::min(field.confidence, 0.6);
      field.candidates = {{text, text, read, field.evidence}};
    }
    if (errors == 0) return field;
  }
  if (!field.values.empty()) return field;
  field.values = {text};
  field.confidence = text::valid_share(text) == 1.0 ? read : std::min(read, 0.5);
  return field;
}

}  // namespace sohoa
