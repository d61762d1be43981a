#include "pipeline/extract/digital_evidence.hh"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include "core/text/normalize.hh"
#include "pipeline/extract/reading.hh"

namespace sohoa {
namespace {

constexpr double kBothAgree = 0.95;
constexpr double kTimeAlone = 0.6;

/// The day in Viet Nam (UTC+7 all the year) of a time as Signature gives it; empty when it is none.
std::string local_day(const std::string& time) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone_hours = 0, zone_minutes = 0, read = 0;
  char sign = 0;
  if (std::sscanf(time.c_str(), "%4d-%2d-%2dT%2d:%2d:%*2d%n", &year, &month, &day, &hour, &minute, &read) != 5 || read == 0) return {};
  const std::string zone = time.substr(static_cast<std::size_t>(read));
  if (zone != "Z" && std::sscanf(zone.c_str(), "%c%2d:%2d", &sign, &zone_hours, &zone_minutes) != 3) return {};
  using namespace std::chrono;
  const year_month_day said{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
  if (!said.ok()) return {};
  const minutes east = (sign == '-' ? -1 : 1) * (hours{zone_hours} + minutes{zone_minutes});
  const year_month_day here{floor<days>(sys_days{said} + hours{hour} + minutes{minute} - east + hours{7})};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(here.year()), static_cast<unsigned>(here.month()), static_cast<unsigned>(here.day()));
}

void say_what_is_wrong(Document& document) {
  for (const Page& page : document.pages)
    for (const Signature& signature : page.signatures)
      if (!signature.valid)
        document.issues.push_back({"signature.invalid", Severity::warning, page.n,
                                   "Chữ ký số" + (signature.signer.empty() ? "" : " của " + signature.signer) + " không được công nhận: " + signature.trouble + "."});
  const auto& all = document.signatures;
  const bool holds = std::any_of(all.begin(), all.end(), [](const Signature& s) { return s.valid; });
  const bool covers = std::any_of(all.begin(), all.end(), [](const Signature& s) { return s.covers_document; });
  if (holds && !covers)
    document.issues.push_back({"signature.changed", Severity::warning, 0, "Tệp có phần được thêm vào sau chữ ký số cuối cùng."});
}

/// A day given by the time of signing, with the signature it comes from.
struct SigningDay {
  std::string day;
  Candidate candidate;
};

std::vector<SigningDay> signing_days(const Document& document) {
  std::vector<SigningDay> days;
  for (const Page& page : document.pages)
    for (const Signature& signature : page.signatures) {
      std::string day = signature.valid ? local_day(signature.time) : "";
      if (!day.empty()) days.push_back({day, {day, signature.time, kTimeAlone, {page.n, signature.box, "digital_signature.time"}}});
    }
  std::stable_sort(days.begin(), days.end(), [](const SigningDay& a, const SigningDay& b) { return a.day < b.day; });
  return days;
}

void settle_date(Document& document) {
  const auto found = document.fields.find(FieldId::issued_date);
  if (found == document.fields.end() || found->second.status != Status::review) return;
  Field& date = found->second;
  // A paper is signed in the month of its dateline or it was signed for another reason (a copy, a scan).
  const std::string month = date.value().substr(0, 7);
  std::vector<SigningDay> days = signing_days(document);
  std::erase_if(days, [&](const SigningDay& day) { return month.size() < 7 || !day.day.starts_with(month); });
  if (days.empty()) return;
  const auto same = std::find_if(days.begin(), days.end(), [&](const SigningDay& day) { return day.day == date.value(); });
  if (same == days.end()) {
    // The first signature stands nearest to the day of the paper; who copies or publishes it signs again, days later.
    date.candidates.push_back(std::move(days.front().candidate));
    return;
  }
  date.status = Status::accepted;
  date.confidence = kBothAgree;
  date.evidence.rule = "digital_signature.time";
}

/// A certificate's name is typed, not read: one that has the letters of the name as read settles its marks.
void settle_signer(Document& document) {
  const auto found = document.fields.find(FieldId::signer);
  if (found == document.fields.end() || found->second.status != Status::review || found->second.values.size() != 1) return;
  Field& signer = found->second;
  const std::string read = text::fold(signer.value());
  for (const Signature& signature : document.signatures) {
    if (!signature.valid || read.find(' ') == std::string::npos || text::fold(signature.signer) != read) continue;
    if (const std::string spelled = title_case(signature.signer); spelled != signer.value()) {
      signer.candidates.push_back({signer.value(), signer.raw, signer.confidence, signer.evidence});
      signer.values = {spelled};
    }
    signer.status = Status::accepted;
    signer.confidence = kBothAgree;
    signer.evidence.rule = "digital_signature.signer";
    return;
  }
}

}  // namespace

void weigh_signatures(Document& document) {
  document.signatures.clear();
  for (const Page& page : document.pages)
    document.signatures.insert(document.signatures.end(), page.signatures.begin(), page.signatures.end());
  say_what_is_wrong(document);
  settle_date(document);
  settle_signer(document);
}

}  // namespace sohoa
