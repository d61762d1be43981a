#include <fmt/format.h>

#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/digital_stamp.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/slot.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// The words of "…, ngày dd tháng mm năm yyyy": what stands in each slot, with the words of the form around it.
struct DateSlots {
  std::vector<Word> day, month, year;
  const Word *before_day = nullptr, *before_month = nullptr, *before_year = nullptr;
  bool glued = false;  // a slot's content ran together with a word of the form
};

/// Whether a key ends with a word of the form, perhaps with signs of the slot glued to it; the rest is put into `rest`.
bool is_form_word(const Word& word, std::string_view form, std::string& rest) {
  const std::string folded = text::fold(word.text);
  const auto at = folded.find(form);
  if (at != std::string::npos) {
    rest = folded.substr(0, at) + folded.substr(at + form.size());
    return true;
  }
  const std::string key = key_of(word.text);
  rest.clear();
  if (form == "ngay") return false;  // "Ngãi" is a place
  return key.size() + 1 >= form.size() && key.size() <= form.size() + 1 && edit_distance(key, form, 1) <= 1;
}

DateSlots slots_of(const Line& line) {
  DateSlots slots;
  int part = 0;  // 1 day, 2 month, 3 year
  for (const Word& word : line.words) {
    std::string rest;
    const char* form = part < 1 ? "ngay" : nullptr;
    int next = 1;
    if (part < 2 && is_form_word(word, "thang", rest)) form = "thang", next = 2;
    else if (part >= 1 && part < 3 && is_form_word(word, "nam", rest)) form = "nam", next = 3;
    else if (part < 1 && is_form_word(word, "ngay", rest)) next = 1;
    else form = nullptr;
    if (form) {
      rest = std::string(rest.begin(), std::remove_if(rest.begin(), rest.end(), [](char c) { return c == ',' || c == ' '; }));
      if (next == 1) slots.before_day = &word;
      if (next == 2) slots.before_month = &word;
      if (next == 3) slots.before_year = &word;
      if (!rest.empty()) {
        // What is glued belongs to the slot before "tháng", "năm" or behind "ngày".
        Word piece = word;
        piece.text = rest;
        slots.glued = true;
        if (piece.box && next == 1) piece.box->x0 += piece.box->width() * 2 / 3;
        (next == 3 && part == 2 ? slots.month : slots.day).push_back(piece);
      }
      part = next;
      continue;
    }
    Word plain = word;
    while (!plain.text.empty() && (plain.text.back() == ',' || plain.text.back() == '.')) plain.text.pop_back();
    if (plain.text.empty()) continue;
    if (part == 1) slots.day.push_back(plain);
    if (part == 2) slots.month.push_back(plain);
    if (part == 3 && slots.year.empty()) slots.year.push_back(plain);
  }
  return slots;
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

  // The printed year shows how high and where digits of this line stand.
  const SlotSigns day_signs = judge_slot(slots.day, {slots.glued ? nullptr : slots.before_day, slots.before_month, slots.year, {}}, page);
  SlotSigns month_signs = judge_slot(slots.month, {slots.before_month, slots.before_year, slots.year, {}}, page);
  if (month_signs.why == "confidence" || month_signs.why == "gap") month_signs = {};
  const bool text_only = !line.box;
  const bool blank_day = slots.day.empty();

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
  if (!text_only) {
    field.handwritten = day_signs.handwritten || month_signs.handwritten;
    if (day_signs.handwritten) field.extra["handwriting"] = day_signs.why;
    else if (month_signs.handwritten) field.extra["handwriting"] = month_signs.why;
    if (page) field.confidence *= trust_in(*page);
    if (slots.glued) field.confidence = std::min(field.confidence, 0.75);
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

}  // namespace

/// The dateline under quốc hiệu. The day is often written by hand; a digital stamp settles it.
Field find_issued_date(const FieldInput& in) {
  Field field;
  for (const Line* line : lines_in(in.lines, Zone::dateline)) {
    Field read = read_line(*line, in);
    if (!read.values.empty() && (field.values.empty() || read.confidence > field.confidence)) field = std::move(read);
  }
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
    field.extra = {{"precision", "day"}};
    field.evidence = stamp->evidence;
    field.evidence.rule = "digital_stamp.date";
  }
  return field;
}

}  // namespace sohoa
