#include "pipeline/extract/written.hh"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <vector>

#include "core/text/normalize.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/digital_stamp.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/slot.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

// How much likelier a value is when something else speaks for it, or less likely when it speaks against; measured on the slots of
// docs/handwriting.md.
constexpr double kSameByEngine = 2;   // the page reader saw the same digits in the ink; it errs where the digit reader does
constexpr double kRestDay = 0.15;     // signed on a Saturday, Sunday or holiday
constexpr double kBeforeCited = 0.05; // a document it leans on would be younger
constexpr double kOfSigning = 12;     // the day of a valid signature
constexpr double kAfterSigning = 0.3; // signed before the day it bears
constexpr double kOfStampedTime = 6;  // the day of a signing time printed on the page, not checked
constexpr double kAfterArrival = 0.3; // it would have arrived before the day it bears; the day of arrival is written by hand, too

constexpr std::size_t kMostCandidates = 8;
constexpr double kLeastShare = 0.005;

const Slot* slot_of(const Page* page, SlotKind kind) {
  if (!page) return nullptr;
  for (const Slot& slot : page->slots)
    if (slot.kind == kind) return &slot;
  return nullptr;
}

/// A value and what spoke for it.
struct Weighed {
  std::string value, why;
  double weight = 0;

  void count(double factor, const char* rule) {
    weight *= factor;
    why += rule;
  }
};

/// The likeliest becomes the value, the others candidates; what the field held before, too, when it is complete.
void settle(Field& field, std::vector<Weighed> all, const Slot& slot, int page) {
  double sum = 0;
  for (const Weighed& w : all) sum += w.weight;
  if (sum <= 0) return;
  std::stable_sort(all.begin(), all.end(), [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
  field.values = {all.front().value};
  field.confidence = all.front().weight / sum;
  field.evidence = {page, slot.box, all.front().why};
  for (std::size_t i = 1; i < std::min(all.size(), kMostCandidates); ++i)
    if (all[i].weight > kLeastShare * sum) field.candidates.push_back({all[i].value, field.raw, all[i].weight / sum, {page, slot.box, all[i].why}});
}

/// The symbol behind the blank, from the slash on: as the number was read, else from the words behind the slot.
std::string symbol_of(const Field& field, const Slot& slot, const Page& page) {
  if (const auto slash = field.value().find('/'); slash != std::string::npos) return field.value().substr(slash);
  std::vector<const Word*> row;
  for (const Word& word : page.words)
    if (word.box && word.box->center_x() > slot.box.x1 && word.box->center_y() > slot.box.y0 && word.box->center_y() < slot.box.y1) row.push_back(&word);
  std::sort(row.begin(), row.end(), [](const Word* a, const Word* b) { return a->box->x0 < b->box->x0; });
  std::string text;
  int end = slot.box.x1;
  for (const Word* word : row) {
    if (word->box->x0 > end + slot.box.height()) break;
    text += word->text;
    end = word->box->x1;
  }
  const auto slash = text.find('/');
  if (slash == std::string::npos) return {};
  const auto numbers = find_document_numbers("Số: 1" + text.substr(slash));
  return numbers.empty() || !numbers[0].complete || numbers[0].digits != "1" ? std::string() : numbers[0].value.substr(1);
}

std::string without_zeros(const std::string& digits) {
  const auto at = digits.find_first_not_of('0');
  return at == std::string::npos ? std::string() : digits.substr(at);
}

/// The latest complete date of the grounds ("Căn cứ …"), ISO; "" when there is none.
std::string latest_cited(const std::vector<Line>& lines) {
  std::string latest;
  for (const Line& line : lines) {
    if (line.zone != Zone::body || !key_of(line.text).starts_with("cancu")) continue;
    for (const TextDate& date : find_dates(line.text))
      if (date.precision() == "day") latest = std::max(latest, date.iso());
  }
  return latest;
}

bool is_weekend(int year, int month, int day) {
  using namespace std::chrono;
  const weekday w{sys_days{std::chrono::year{year} / month / day}};
  return w == Saturday || w == Sunday;
}

/// The days on which valid signatures of the document were made, as far as their time begins with ISO.
std::vector<std::string> signing_days(const std::vector<Page>& pages) {
  std::vector<std::string> days;
  for (const Page& page : pages)
    for (const Signature& s : page.signatures)
      if (s.valid && s.time.size() >= 10) days.push_back(s.time.substr(0, 10));
  return days;
}

}  // namespace

void weigh_written_number(Field& field, const FieldInput& in) {
  const Page* page = in.page(field.evidence.page);
  const Slot* slot = slot_of(page, SlotKind::number);
  if (!slot || field.evidence.rule != "header.number" || (!field.handwritten && !slot->pen)) return;
  field.handwritten = true;
  const std::string symbol = symbol_of(field, *slot, *page);
  if (symbol.empty()) {
    // Incomplete, for a person to complete.
    for (const SlotReading& reading : slot->readings)
      if (reading.probability >= kLeastShare && !without_zeros(reading.digits).empty())
        field.candidates.push_back({reading.digits + "/…", field.raw, reading.probability, {page->n, slot->box, "ink"}});
    return;
  }
  const std::string before = field.value().find('/') == std::string::npos ? "" : without_zeros(digits_of(field.value().substr(0, field.value().find('/'))));
  std::vector<Weighed> all;
  for (const SlotReading& reading : slot->readings) {
    if (without_zeros(reading.digits).empty()) continue;
    Weighed w{reading.digits + symbol, "ink", reading.probability};
    if (without_zeros(reading.digits) == before) w.count(kSameByEngine, "+engine");
    all.push_back(std::move(w));
  }
  settle(field, std::move(all), *slot, page->n);
}

void weigh_written_date(Field& field, const FieldInput& in) {
  const Page* page = in.page(field.evidence.page);
  const Slot* day_slot = slot_of(page, SlotKind::day);
  const Slot* month_slot = slot_of(page, SlotKind::month);
  const std::string read = field.value();
  if (!day_slot || field.evidence.rule != "header.dateline" || read.size() < 4) return;
  const bool month_by_hand = read.size() < 7 || (month_slot && month_slot->pen) || field.extra["handwriting_month"] == "yes";
  if (!field.handwritten && !day_slot->pen && !month_by_hand) return;
  field.handwritten = true;
  field.extra.erase("handwriting_month");
  const int year = std::atoi(read.c_str());
  std::vector<SlotReading> months;
  if (read.size() >= 7 && !month_by_hand) months = {{read.substr(5, 2), 1.0}};
  else if (month_slot) months = month_slot->readings;
  if (read.size() >= 7 && month_by_hand)
    for (SlotReading& month : months)
      if (std::atoi(month.digits.c_str()) == std::atoi(read.substr(5, 2).c_str())) month.probability *= kSameByEngine;
  const std::string cited = latest_cited(in.lines);
  const std::vector<std::string> signed_on = signing_days(in.pages);
  const auto printed = find_printed_signings(in.lines);
  const Field arrival = find_incoming_date(in);
  std::vector<Weighed> all;
  for (const SlotReading& month : months)
    for (const SlotReading& day : day_slot->readings) {
      const int m = std::atoi(month.digits.c_str()), d = std::atoi(day.digits.c_str());
      if (m < 1 || m > 12 || d < 1 || !is_calendar_day(year, m, d)) continue;
      const std::string iso = fmt::format("{:04}-{:02}-{:02}", year, m, d);
      if (std::any_of(all.begin(), all.end(), [&](const Weighed& w) { return w.value == iso; })) continue;
      Weighed w{iso, "ink", month.probability * day.probability};
      if (iso == read) w.count(kSameByEngine, "+engine");
      if (in.known.calendar.covers(year) ? !in.known.calendar.is_working(iso).value_or(true) : is_weekend(year, m, d)) w.count(kRestDay, "-rest_day");
      if (iso < cited) w.count(kBeforeCited, "-cited");
      if (std::find(signed_on.begin(), signed_on.end(), iso) != signed_on.end()) w.count(kOfSigning, "+signature");
      else if (!signed_on.empty() && iso.substr(0, 7) == signed_on.front().substr(0, 7) && iso > *std::max_element(signed_on.begin(), signed_on.end()))
        w.count(kAfterSigning, "-signature");
      if (signed_on.empty() && std::any_of(printed.begin(), printed.end(), [&](const PrintedSigning& s) { return s.date == iso; })) w.count(kOfStampedTime, "+signing_time");
      if (!arrival.values.empty() && iso > arrival.value()) w.count(kAfterArrival, "-arrival");
      all.push_back(std::move(w));
    }
  if (all.empty()) return;
  settle(field, std::move(all), *day_slot, page->n);
  field.extra["precision"] = "day";
}

}  // namespace sohoa
