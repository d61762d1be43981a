#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "core/text/normalize.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/digital_stamp.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/slot.hh"
#include "pipeline/extract/written.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// The words of "…, ngày dd tháng mm năm yyyy": what stands in each slot, with the words of the form around it.
struct DateSlots {
  std::vector<Word> day, month, year;
  const Word *before_day = nullptr, *before_month = nullptr, *before_year = nullptr;
  const Word* glued = nullptr;  // a word of the form that a slot's content ran together with
};

/// A word of the form, and what is glued to it: "ngày13" → "", "13".
struct FormWord {
  std::string before, after;
};

std::optional<FormWord> form_word(const Word& word, std::string_view form) {
  const std::string folded = text::fold(word.text);
  if (const auto at = folded.find(form); at != std::string::npos) return FormWord{folded.substr(0, at), folded.substr(at + form.size())};
  if (form == "ngay") return std::nullopt;  // "Ngãi" is a place
  const std::string key = key_of(word.text);
  const bool near = key.size() + 1 >= form.size() && key.size() <= form.size() + 1 && edit_distance(key, form, 1) <= 1;
  return near ? std::optional(FormWord{}) : std::nullopt;
}

/// Without the signs that end a slot.
std::string slot_text(std::string text) {
  while (!text.empty() && (text.back() == ',' || text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text;
}

/// Where the date begins: at "ngày", else behind the comma of the place. "Sóc Trăng" and "Châu Thành" look like "tháng".
std::size_t date_start(const std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (form_word(words[i], "ngay")) return i;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].text.ends_with(",")) return i + 1;
  return 0;
}

DateSlots slots_of(const Line& line) {
  constexpr std::array<std::string_view, 3> kForm{"ngay", "thang", "nam"};
  DateSlots slots;
  std::vector<Word>* const content[] = {&slots.day, &slots.month, &slots.year};
  const Word** const heads[] = {&slots.before_day, &slots.before_month, &slots.before_year};
  std::size_t part = 0;  // how many words of the form were seen
  const auto fill = [&](std::size_t slot, const Word& word, const std::string& text, bool after) {
    if (slot >= 3 || text.empty() || (slot == 2 && !slots.year.empty())) return;
    Word piece = word;
    piece.text = text;
    if (after && piece.box) piece.box->x0 += piece.box->width() * 2 / 3;
    content[slot]->push_back(piece);
  };
  for (std::size_t at = date_start(line.words); at < line.words.size(); ++at) {
    const Word& word = line.words[at];
    std::optional<FormWord> found;
    std::size_t which = 0;
    // "tháng" may be the first that can be read, "năm" only follows one of the others.
    for (std::size_t form = part; form < 3 && !found; ++form)
      if (form < 2 || part > 0) found = form_word(word, kForm[form]), which = form;
    if (!found) {
      if (part > 0) fill(part - 1, word, slot_text(word.text), false);
      continue;
    }
    const std::string before = slot_text(found->before), after = slot_text(found->after);
    if (!before.empty() || !after.empty()) slots.glued = &word;
    if (which > 0) fill(which - 1, word, before, false);
    *heads[which] = &word;
    fill(which, word, after, true);
    part = which + 1;
  }
  return slots;
}

/// Whether a word of the form and the digits glued to it are set in one type with the next word of the form: the same height and
/// foot, letters as wide.
bool set_in_one(const Word& glued, const Word& next) {
  if (!glued.box || !next.box || glued.confidence < 0.9) return false;
  const auto pitch = [](const Word& word) { return word.box->width() / static_cast<double>(std::max<std::size_t>(1, text::fold(word.text).size())); };
  const int slack = std::max(3, next.box->height() / 12);
  return std::abs(glued.box->y0 - next.box->y0) <= slack && std::abs(glued.box->y1 - next.box->y1) <= slack &&
         std::abs(pitch(glued) - pitch(next)) < 0.15 * pitch(next);
}

/// Printed digits of the line to compare a slot with: the year, or, where a speck makes that too high, a capital of the place.
std::vector<Word> printed_digits(const Line& line, const DateSlots& slots) {
  if (slots.year.empty() || !slots.year.front().box) return slots.year;
  for (const Word& word : line.words) {
    if (&word == slots.before_day || &word == slots.before_month) break;
    const bool capital = text::lower(word.text) != word.text;
    if (capital && word.box && 10 * slots.year.front().box->height() > 13 * word.box->height()) return {word};
  }
  return slots.year;
}

std::string text_of(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) text += word.text;
  return text;
}

double least(const std::vector<Word>& words) {
  double confidence = 1.0;
  for (const Word& word : words) confidence = std::min(confidence, word.confidence);
  return words.empty() ? 0.0 : confidence;
}

int number_in(const std::vector<Word>& words, int low, int high) {
  const std::string digits = digits_of(text_of(words));
  if (digits.empty() || digits.size() > 4) return 0;
  const int value = std::stoi(digits);
  return value >= low && value <= high ? value : 0;
}

Field read_line(const Line& line, const FieldInput& in) {
  Field field;
  const DateSlots slots = slots_of(line);
  field.raw = line.text;
  field.evidence = evidence_of(line, "header.dateline");
  const int year = number_in(slots.year, 1945, 2099);
  if (!year) return {};
  const int month = number_in(slots.month, 1, 12);
  int day = number_in(slots.day, 1, 31);
  if (day && month && !is_calendar_day(year, month, day)) day = 0;
  const Page* page = in.page(line.page);

  const std::vector<Word> digits = printed_digits(line, slots);
  const bool one_type = slots.glued && slots.glued == slots.before_day && slots.before_month && set_in_one(*slots.glued, *slots.before_month);
  SlotSigns day_signs = judge_slot(slots.day, {slots.glued ? nullptr : slots.before_day, slots.before_month, digits, {}}, page);
  if (one_type && day_signs.why != "layer" && day_signs.why != "letters") day_signs = {};
  SlotSigns month_signs = judge_slot(slots.month, {slots.before_month, slots.before_year, digits, {}}, page);
  if (month_signs.why == "confidence" || month_signs.why == "gap") month_signs = {};
  const bool text_only = !line.box;
  const bool blank_day = slots.day.empty();

  std::vector<std::string> repairs;
  for (const std::vector<Word>* slot : {&slots.day, &slots.month, &slots.year})
    if (const std::string text = text_of(*slot); !text.empty() && !all_digits(slot_text(text))) repairs.push_back("digit");
  for (const auto& [word, form] : {std::pair(slots.before_month, "thang"), std::pair(slots.before_year, "nam")})
    if (word && text::fold(word->text).find(form) == std::string::npos) repairs.push_back("word");

  if (!month) {
    field.values = {fmt::format("{:04}", year)};
    field.extra["precision"] = "year";
    field.confidence = 0.4;
  } else if (!day) {
    field.values = {fmt::format("{:04}-{:02}", year, month)};
    field.extra["precision"] = "month";
    field.confidence = blank_day && text_only ? 0.9 : 0.4;
  } else {
    field.values = {fmt::format("{:04}-{:02}-{:02}", year, month, day)};
    field.extra["precision"] = "day";
    const double form = std::min(0.6 + 0.4 * least(slots.month), 0.6 + 0.4 * least(slots.year));
    field.confidence = std::min(least(slots.day), form);
    // A year or month is rarely doubted by its looks, so a doubtful reading of it counts in full.
    const double printed = std::min(least(slots.month), least(slots.year));
    if (printed < 0.7) field.confidence = std::min(field.confidence, printed);
  }
  tell_repairs(field, repairs);
  if (!text_only) {
    field.handwritten = day_signs.handwritten || month_signs.handwritten;
    if (day_signs.handwritten) field.extra["handwriting"] = day_signs.why;
    else if (month_signs.handwritten) field.extra["handwriting"] = month_signs.why;
    if (page) field.confidence *= trust_in(*page);
    if (slots.glued && !one_type) field.confidence = std::min(field.confidence, 0.75);
  }
  const Field& number = in.field(FieldId::number);
  // Normative acts repeat the year in their number.
  const auto slash = number.value().find('/');
  if (slash != std::string::npos && number.value().size() > slash + 5 && number.value()[slash + 5] == '/') {
    const std::string printed = number.value().substr(slash + 1, 4);
    if (all_digits(printed) && printed != fmt::format("{:04}", year)) field.confidence = std::min(field.confidence, 0.5);
  }
  return field;
}

/// Minutes have no dateline: "Hôm nay, hồi 8 giờ ngày 18 tháng 4 năm 2025 …" opens them.
Field from_minutes(const FieldInput& in) {
  Field field;
  int seen = 0;
  for (const Line* line : lines_in(in.lines, Zone::body)) {
    if (++seen > 12) break;
    const std::string key = key_of(line->text);
    const auto dates = find_dates(line->text);
    if (dates.empty() || dates[0].precision() != "day") continue;
    if (key.find("homnay") == std::string::npos && key.find("vaohoi") == std::string::npos && key.find("thoigian") == std::string::npos) continue;
    field.values = {dates[0].iso()};
    field.raw = line->text.substr(dates[0].begin, dates[0].end - dates[0].begin);
    field.confidence = 0.7;
    field.extra["precision"] = "day";
    field.evidence = evidence_of(*line, "body.minutes_date");
    break;
  }
  return field;
}

/// The time printed beside a digital signature: the day written by hand is settled when it is the same, else it is a candidate, if of the
/// same month. Signed again for a copy or the archive, it is another month.
void weigh_printed_signing(Field& field, const std::vector<Line>& lines) {
  if (!field.handwritten || field.value().size() < 7) return;
  for (const PrintedSigning& signing : find_printed_signings(lines)) {
    if (!signing.date.starts_with(field.value().substr(0, 7))) continue;
    if (signing.date == field.value()) {
      field.confidence = 0.95;
      field.handwritten = false;
      field.evidence = signing.evidence;
      return;
    }
    field.candidates.push_back({signing.date, signing.raw, 0.6, signing.evidence});
  }
}

}  // namespace

/// The dateline under quốc hiệu. The day is often written by hand; a digital stamp settles it.
Field find_issued_date(const FieldInput& in) {
  Field field;
  for (const Line* line : lines_in(in.lines, Zone::dateline)) {
    Field read = read_line(*line, in);
    if (!read.values.empty() && (field.values.empty() || read.confidence > field.confidence)) field = std::move(read);
  }
  weigh_written_date(field, in);
  if (field.values.empty() && in.field(FieldId::type).value() == "Biên bản") field = from_minutes(in);
  const auto stamp = find_digital_stamp(in.lines);
  if (stamp && !in.field(FieldId::number).values.empty() && in.field(FieldId::number).value() == stamp->number &&
      (field.values.empty() || field.handwritten || stamp->date.starts_with(field.value()))) {
    if (!field.values.empty() && field.value() != stamp->date)
      field.candidates.push_back({field.value(), field.raw, field.confidence, field.evidence});
    field.values = {stamp->date};
    field.raw = stamp->raw;
    field.confidence = 0.95;
    field.handwritten = false;
    field.extra = {{"precision", "day"}, {"time", stamp->time}};
    field.evidence = stamp->evidence;
    field.evidence.rule = "digital_stamp.date";
  }
  weigh_printed_signing(field, in.lines);
  return field;
}

}  // namespace sohoa
