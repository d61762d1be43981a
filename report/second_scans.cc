#include "report/second_scans.hh"

#include <algorithm>

#include "report/likeness.hh"
#include "report/match.hh"
#include "report/postings.hh"
#include "report/typed_date.hh"

namespace sohoa {

void SecondScans::look(const std::vector<Match>& matches) {
  std::vector<bool> matched(scans_.size());
  for (const Match& m : matches) matched[m.scan] = true;
  std::vector<std::uint64_t> numbers;  // to look at
  const bool all = matched_.empty();
  for (std::size_t s = 0; !all && s < scans_.size(); ++s)
    if (s >= matched_.size() || matched[s] != matched_[s]) numbers.push_back(number(s));
  std::ranges::sort(numbers);
  const auto looked_at = [&](std::size_t scan) { return all || std::ranges::binary_search(numbers, number(scan)); };
  matched_ = std::move(matched);
  first_.resize(scans_.size(), kNone);
  if (!all && numbers.empty()) return;

  const auto on_day = [&](std::size_t s) { return scans_[s].date.size() == 10 && number(s) != 0 ? number(s) * 3 ^ hash_of(scans_[s].date) : 0; };
  Postings found, found_on_day;
  for (const Match& m : matches) {
    if (!looked_at(m.scan)) continue;
    found.add(number(m.scan), m.scan);
    found_on_day.add(on_day(m.scan), m.scan);
  }
  found.settle();
  found_on_day.settle();
  IssuerAgreements issuers;
  for (std::size_t s = 0; s < scans_.size(); ++s) {
    if (matched_[s] || scans_[s].gone || !looked_at(s)) continue;
    std::uint32_t& first = first_[s] = kNone;
    const auto consider = [&](std::uint32_t other) {
      const Scan &a = scans_[other], &b = scans_[s];
      if ((first == kNone || a.id < scans_[first].id) && dates_agree(a.date, b.date) && issuers(a.issuer, b.issuer) != Agreement::no) first = other;
    };
    found_on_day.each(on_day(s), consider);
    if (first == kNone) found.each(number(s), consider);
  }
}

}  // namespace sohoa
