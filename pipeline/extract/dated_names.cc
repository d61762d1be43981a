#include "pipeline/extract/dated_names.hh"

#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// Whether the row held for no part of what is known of the day: `day` is a year, a month or a day.
bool out_of_time(const std::string& from, const std::string& until, const std::string& day) {
  return !day.empty() && ((!from.empty() && day < from.substr(0, day.size())) || (!until.empty() && day > until.substr(0, day.size())));
}

/// The issuer bears a name of another time.
void tell_other_time(Field& issuer, const std::string& name) {
  issuer.extra["in_force"] = "no";
  if (key_of(issuer.raw).find(key_of(name)) == std::string::npos) issuer.confidence = std::min(issuer.confidence, 0.6);
}

}  // namespace

void weigh_dated_names(Field& issuer, const Field& issued_date, const Knowledge& known) {
  if (issuer.values.size() != 1) return;
  // The year is printed also where the day is written by hand.
  const std::string& date = issued_date.value();
  const std::string day = issued_date.handwritten || issued_date.status != Status::accepted ? date.substr(0, 4) : date;
  const auto full = issuer.extra.find("full");
  const std::string name = text::lower(full == issuer.extra.end() ? issuer.value() : full->second);
  const auto ends_with = [&](const std::string& words) { return name == words || name.ends_with(' ' + words); };
  for (const Agency& agency : known.agencies)
    if (ends_with(text::lower(agency.name))) {
      if (!agency.successor.empty()) issuer.extra["successor"] = agency.successor;
      if (out_of_time(agency.from, agency.until, day)) tell_other_time(issuer, agency.name);
    }
  for (const Province& province : known.provinces)
    if (ends_with(text::lower(province.kind + ' ' + province.name))) {
      if (!province.successor.empty()) issuer.extra["province_now"] = province.successor;
      // Before it was a province it may have been a city of another under the same name ("thành phố Huế").
      if (out_of_time({}, province.until, day)) tell_other_time(issuer, province.name);
    }
}

}  // namespace sohoa
