#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iterator>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// Whether the title's lines stand centred under the type, with nothing laid over them: a stamp hides words, and what is left of
/// a line no longer stands in the middle.
bool block_is_whole(const Line& type, const std::vector<const Line*>& lines, const FieldInput& in) {
  const Page* page = in.page(type.page);
  if (!type.box || !page || page->width == 0) return true;
  int bottom = type.box->y1;
  for (const Line* line : lines) {
    if (!line->box) continue;
    // A beginning that was lost moves what is left to the right.
    const int aside = line->box->center_x() - type.box->center_x();
    if (aside > page->width * 5 / 200 || aside < -page->width * 5 / 100) return false;
    bottom = std::max(bottom, line->box->y1);
  }
  return std::none_of(in.lines.begin(), in.lines.end(), [&](const Line& line) {
    return line.zone == Zone::stamp && line.page == type.page && line.box && line.box->y1 > type.box->y1 &&
           line.box->y0 < bottom + type.box->height() && line.box->x1 > type.box->x0 - page->width / 20;
  });
}

/// "Vê viêc", "Và việc": the usual beginning in any reading.
std::string mended_start(const std::string& text) {
  const auto words = text::words(text);
  if (words.size() < 3) return text;
  const std::string first = key_of(words[0]), second = key_of(words[1]);
  if (first.size() != 2 || first[0] != 'v' || (first != "ve" && first != "va") || second != "viec") return text;
  const bool capital = text::lower(words[0]) != words[0];
  return std::string(capital || first == "va" ? "Về" : "về") + " việc" + std::string(words[1].data() + words[1].size(), text.data() + text.size());
}

/// "V/ rà soát …": the small letter behind the stroke is easily lost.
std::string mended_mark(const std::string& text) {
  const bool lost = (text.starts_with("V/ ") || text.starts_with("v/ ")) && text::words(text).size() > 2;
  return lost ? "V/v" + text.substr(2) : text;
}

/// The first line from its "Về việc" on, where only capitals or signs of a stamp stand before that, or a word or two; else as it is.
Line without_stamp(const Line& line) {
  const auto start = find_phrase(line.words, "veviec", 0);
  if (!start || start->first == 0) return line;
  const bool stamp = std::none_of(line.words.begin(), line.words.begin() + static_cast<std::ptrdiff_t>(start->first), [](const Word& word) {
    return text::is_syllable(trimmed_signs(word.text)) && text::upper(word.text) != word.text;
  });
  // A capital in the middle of a line begins it; one word or two before it come from elsewhere.
  const bool begins = start->first <= 2 && line.words[start->first].text.starts_with("Về");
  if ((!stamp && !begins) || in_capitals(line.text)) return line;
  Line rest = line_of(line.page, {line.words.begin() + static_cast<std::ptrdiff_t>(start->first), line.words.end()});
  rest.zone = line.zone;
  return rest;
}

/// Without signs no title ends or begins with: edges and dirt read beside its lines, which also move their middle.
Line without_dirt(const Line& line) {
  const auto dirt = [](const Word& word) { return word.text.find_first_not_of("{}|~_`^\\'<>") == std::string::npos; };
  auto first = line.words.begin(), last = line.words.end();
  while (first != last && dirt(*first)) ++first;
  while (first != last && dirt(*std::prev(last))) --last;
  if (first == last || (first == line.words.begin() && last == line.words.end())) return line;
  Line rest = line_of(line.page, {first, last});
  rest.zone = line.zone;
  return rest;
}

/// "V/v" is no syllable, but how a subject begins.
std::string_view after_mark(std::string_view text) {
  return text.starts_with("V/v ") || text.starts_with("v/v ") ? text.substr(4) : text;
}

/// Abbreviations ("GTGT", "THCS") are no syllables, but well read: capitals among small letters.
std::string without_abbreviations(std::string_view text) {
  std::string rest;
  for (const std::string_view word : text::words(text)) {
    const bool capitals = word.size() >= 2 && word.size() <= 8 && text::upper(word) == word && text::lower(word) != word;
    if (!capitals || in_capitals(text)) rest += (rest.empty() ? "" : " ") + std::string(word);
  }
  return rest.empty() ? std::string(text) : rest;
}

/// "Về việc …", "V/v …" under a title that went on in its own line: "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN …".
bool begins_subject(const Line& line) {
  return begins_with_phrase(line.text, "ve", 0) || begins_with_phrase(line.text, "vv", 0);
}

/// "CỦA ỦY BAN NHÂN DÂN TỈNH …" between the type and the subject, as papers had it until about 2005.
bool names_issuer(const Line& line) { return in_capitals(line.text) && line.words.size() > 2 && key_of(line.words.front().text) == "cua"; }

}  // namespace

/// Trích yếu: the lines of the title under the type, or "V/v …" of a letter.
Field find_subject(const FieldInput& in) {
  Field field;
  auto lines = lines_in(in.lines, Zone::title);
  const auto printed = printed_type(in.lines, in.known);
  if (printed && printed->alone) lines.erase(std::remove(lines.begin(), lines.end(), printed->line), lines.end());
  const bool apart = printed && !printed->alone && lines.size() > 1 && begins_subject(*lines[1]);
  if (apart || (!lines.empty() && names_issuer(*lines.front()))) lines.erase(lines.begin());
  if (lines.empty()) return field;
  std::vector<Line> clean;
  for (const Line* line : lines) clean.push_back(without_dirt(*line));
  clean.front() = without_stamp(clean.front());
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = &clean[i];
  std::string text = joined_text(lines);
  // Specks at the ends; a bracket or mark closed within the text belongs to it, one around the whole does not.
  if (!text.empty() && (text.front() == '(' || text.front() == '{' || text.front() == '"')) {
    text.erase(0, 1);
    if (!text.empty() && (text.back() == ')' || text.back() == '}' || text.back() == '"')) text.pop_back();
  }
  while (!text.empty() && (text.front() == ':' || text.front() == '-' || text.front() == '.' || text.front() == '\'' || text.front() == ' '))
    text.erase(0, 1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '-' || text.back() == '.' || text.back() == '_')) text.pop_back();
  if (text.empty()) return field;
  field.raw = text;
  text = mended_mark(mended_start(text));
  field.values = {text};
  field.evidence = evidence_of(lines, is_letter_form(in.lines) ? "title.letter" : "title.subject");
  const double read = mean_confidence(lines);
  const double valid = text::valid_share(without_abbreviations(after_mark(text)));
  field.confidence = read * std::min(1.0, 0.4 + 0.6 * valid);
  if (printed && !printed->alone && !apart) field.confidence = std::min(field.confidence, 0.75);
  if (printed && !block_is_whole(*printed->line, lines, in)) field.confidence = std::min(field.confidence, 0.6);
  // A subject begins with a capital, but for the Party's; one that does not has lost its beginning.
  const std::string first(text::words(text).front());
  const bool of_party = is_party_form(in.field(FieldId::number).value());
  if (text::lower(first) == first && key_of(first) != "ve" && !of_party) field.confidence = std::min(field.confidence, 0.6);
  // Letters and digits in one word: something printed or stamped across it was read into it.
  for (const auto word : text::words(text)) {
    const std::string one(word);
    const bool digit = one.find_first_of("0123456789") != std::string::npos;
    if (digit && std::isalpha(static_cast<unsigned char>(one.front())) && text::lower(one) == one) field.confidence = std::min(field.confidence, 0.6);
  }
  if (ends_open(text)) field.confidence = std::min(field.confidence, 0.6);
  // Too short or too long for a subject: the block was cut at a wrong place.
  const auto words = text::words(text).size();
  if (words < 3 || words > 90) field.confidence = std::min(field.confidence, 0.6);
  return field;
}

}  // namespace sohoa
