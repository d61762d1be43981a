#include "pipeline/extract/series.hh"

#include <algorithm>
#include <cstdlib>

namespace sohoa {
namespace {

constexpr double kOutOfSeries = 0.1;  // offices number a few documents after the day they bear
constexpr double kMost = 0.97;          // a series alone makes nothing certain
constexpr std::size_t kLeastRows = 3;

struct Numbered {
  int number = 0;
  std::string date;
};

/// A reading of a field: its value and how likely it is by all that was weighed before.
struct Reading {
  Candidate value;
  double weight = 0, in_series = 0;
};

std::vector<Reading> readings_of(const Field& field) {
  std::vector<Reading> all;
  const bool open = field.handwritten && field.status == Status::review;
  if (!field.values.empty()) all.push_back({{field.value(), field.raw, field.confidence, field.evidence}, open ? field.confidence : 1.0, 0});
  for (const Candidate& candidate : field.candidates)
    if (open && candidate.confidence > 0) all.push_back({candidate, candidate.confidence, 0});
  return all;
}

/// The rows of a year whose number and day both grow.
std::vector<Numbered> series_of(const std::vector<RegisteredDocument>& rows, const std::string& year) {
  std::vector<Numbered> series;
  for (const RegisteredDocument& row : rows)
    if (const int number = std::atoi(row.number.c_str()); number > 0 && row.date.size() == 10 && row.date.starts_with(year)) series.push_back({number, row.date});
  std::sort(series.begin(), series.end(), [](const Numbered& a, const Numbered& b) { return a.number < b.number; });
  return series;
}

bool fits(const std::vector<Numbered>& series, int number, const std::string& date) {
  const auto next = std::lower_bound(series.begin(), series.end(), number, [](const Numbered& row, int n) { return row.number < n; });
  if (next != series.end() && date > next->date) return false;
  return next == series.begin() || date >= std::prev(next)->date;
}

void settle(Field& field, std::vector<Reading> all) {
  if (!field.handwritten || field.status != Status::review || all.empty()) return;
  double before = 0, sum = 0;  // what the readings had together, which series share out anew
  for (const Reading& r : all) before += r.value.confidence, sum += r.weight;
  if (!(sum > 0)) return;
  std::stable_sort(all.begin(), all.end(), [](const Reading& a, const Reading& b) { return a.weight > b.weight; });
  std::erase_if(field.candidates, [](const Candidate& c) { return c.confidence > 0; });
  for (std::size_t i = 0; i < all.size(); ++i) {
    Candidate& value = all[i].value;
    value.confidence = std::min(before, kMost) * all[i].weight / sum;
    value.evidence.rule += all[i].in_series > 0.5 ? "+series" : "-series";
    if (i > 0) field.candidates.push_back(std::move(value));
  }
  field.values = {all.front().value.value};
  field.raw = all.front().value.raw;
  field.confidence = all.front().value.confidence;
  field.evidence = all.front().value.evidence;
}

}  // namespace

void weigh_series(Field& number, Field& date, const std::vector<RegisteredDocument>& rows) {
  std::vector<Reading> numbers = readings_of(number), dates = readings_of(date);
  if (numbers.empty() || dates.empty() || date.value().size() != 10) return;
  const std::vector<Numbered> series = series_of(rows, date.value().substr(0, 4));
  if (series.size() < kLeastRows) return;
  std::vector<double> by_number(numbers.size()), by_date(dates.size());
  for (std::size_t n = 0; n < numbers.size(); ++n)
    for (std::size_t d = 0; d < dates.size(); ++d) {
      const double both = numbers[n].weight * dates[d].weight;
      const double weighed = both * (fits(series, std::atoi(numbers[n].value.value.c_str()), dates[d].value.value) ? 1.0 : kOutOfSeries);
      by_number[n] += weighed, by_date[d] += weighed;
    }
  const auto weigh = [](std::vector<Reading>& all, const std::vector<double>& weights, double others) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].in_series = all[i].weight > 0 && others > 0 ? weights[i] / (all[i].weight * others) : 0;
      all[i].weight = weights[i];
    }
  };
  double number_sum = 0, date_sum = 0;
  for (const Reading& r : numbers) number_sum += r.weight;
  for (const Reading& r : dates) date_sum += r.weight;
  weigh(numbers, by_number, date_sum);
  weigh(dates, by_date, number_sum);
  settle(number, std::move(numbers));
  settle(date, std::move(dates));
}

}  // namespace sohoa
