#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <unordered_map>

#include "core/language.hh"
#include "report/coverage.hh"
#include "report/coverage_counts.hh"
#include "report/likeness.hh"

namespace sohoa {
namespace {

struct DimensionName {
  std::string_view name;
  const char* label;
};
// In the order of Dimension.
constexpr std::array<DimensionName, 8> kDimensions{{{"unit", "Unit"}, {"field", "Field of work"}, {"dossier", "Dossier"}, {"box", "Box"},
                                                    {"type", "Type"}, {"month", "Month"}, {"quarter", "Quarter"}, {"year", "Year"}}};

bool by_time(Dimension d) { return d == Dimension::month || d == Dimension::quarter || d == Dimension::year; }

/// Names the group of a date.
class Calendar {
 public:
  Calendar(Dimension dimension, const std::vector<Period>& periods) : dimension_(dimension), periods_(periods) {}

  std::string_view group(std::string_view date) const {
    if (dimension_ == Dimension::year) return date.substr(0, 4);
    if (dimension_ == Dimension::month) return date.substr(0, date.size() < 7 ? 0 : 7);
    const auto at = std::lower_bound(periods_.begin(), periods_.end(), date, [](const Period& p, std::string_view day) { return p.to < day; });
    return at != periods_.end() && at->holds(date) ? std::string_view(at->name) : std::string_view();
  }

 private:
  Dimension dimension_;
  const std::vector<Period>& periods_;
};

std::string_view group_of(const RegisterRow& row, Dimension d, const Calendar& calendar) {
  switch (d) {
    case Dimension::unit: return row.unit.empty() ? row.issuer : row.unit;
    case Dimension::field: return row.field;
    case Dimension::dossier: return row.dossier;
    case Dimension::box: return row.box;
    case Dimension::type: return row.type;
    default: return calendar.group(row.date);
  }
}

std::string_view group_of(const Scan& scan, Dimension d, const Calendar& calendar) {
  switch (d) {
    case Dimension::unit: return scan.issuer;
    case Dimension::field:
    case Dimension::box: return {};
    case Dimension::dossier: return scan.dossier;
    case Dimension::type: return scan.type;
    default: return calendar.group(scan.date);
  }
}

/// A group as it is compared, for the ways in which the same dossier or office is written.
std::string spelling(std::string_view group, Dimension d) {
  return by_time(d) ? std::string(group) : dossier_spelling(group);
}

void add_row(Count& count, const RegisterRow& row, const Match* match, const std::vector<Scan>& scans, std::string_view as_of) {
  ++count.expected;
  count.pages_expected += row.pages.value_or(0);
  if (!match) return;
  ++(match->certain ? count.digitized : count.doubtful);
  if (!match->certain) return;
  const Scan& scan = scans[match->scan];
  count.pages_digitized += std::min(row.pages.value_or(0), scan.pages);
  count.extracted += scan.extracted;
  count.reviewed += scan.reviewed;
  count.indexed += scan.indexed;
  count.in_force += scan.expiry.empty() || as_of.empty() || scan.expiry >= as_of;
  count.incomplete += row.pages && *row.pages > scan.pages;
}

/// Gives every row and scan to the count `place` chooses.
template <class RowPlace, class ScanPlace>
void add_all(const Register& book, const std::vector<Scan>& scans, const Coverage& coverage, std::string_view as_of, RowPlace row_place,
             ScanPlace scan_place) {
  auto match = coverage.matches.begin();
  for (std::size_t r = 0; r < book.rows.size(); ++r) {
    const bool matched = match != coverage.matches.end() && match->row == r;
    add_row(row_place(book.rows[r]), book.rows[r], matched ? &*match : nullptr, scans, as_of);
    if (matched) ++match;
  }
  for (const std::size_t s : coverage.unexpected) ++scan_place(scans[s]).unexpected;
  for (const Duplicate& d : coverage.duplicates) ++scan_place(scans[d.scan]).duplicates;
  for (const std::size_t s : coverage.unreadable) ++scan_place(scans[s]).unreadable;
}

}  // namespace

std::optional<Dimension> dimension_named(std::string_view name) {
  for (std::size_t i = 0; i < kDimensions.size(); ++i)
    if (kDimensions[i].name == name) return static_cast<Dimension>(i);
  return std::nullopt;
}

std::vector<std::string> dimension_names() {
  std::vector<std::string> out;
  for (const DimensionName& d : kDimensions) out.emplace_back(d.name);
  return out;
}

std::string_view name(Dimension d) { return kDimensions[static_cast<std::size_t>(d)].name; }

std::string label(Dimension d) { return tr(kDimensions[static_cast<std::size_t>(d)].label); }

Count total_count(const Register& book, const std::vector<Scan>& scans, const Coverage& coverage, std::string_view as_of) {
  Count total;
  const auto all = [&](const auto&) -> Count& { return total; };
  add_all(book, scans, coverage, as_of, all, all);
  return total;
}

std::vector<Count> counts_by(Dimension dimension, const Register& book, const std::vector<Scan>& scans, const Coverage& coverage,
                             const std::vector<Period>& periods, std::string_view as_of) {
  std::vector<Count> counts;
  const Calendar calendar(dimension, periods);
  std::unordered_map<std::string_view, std::size_t> known;
  std::map<std::string, std::size_t> spelled;
  const auto place = [&](const auto& item) -> Count& {
    const std::string_view group = group_of(item, dimension, calendar);
    if (const auto found = known.find(group); found != known.end()) return counts[found->second];
    const auto [at, added] = spelled.emplace(spelling(group, dimension), counts.size());
    if (added) counts.emplace_back().name = group;
    known.emplace(group, at->second);
    return counts[at->second];
  };
  add_all(book, scans, coverage, as_of, place, place);
  if (by_time(dimension)) {
    const auto rank = [&](const Count& c) {
      if (dimension != Dimension::quarter) return c.name;
      const auto at = std::find_if(periods.begin(), periods.end(), [&](const Period& p) { return p.name == c.name; });
      return at == periods.end() ? std::string() : at->from;
    };
    std::stable_sort(counts.begin(), counts.end(), [&](const Count& a, const Count& b) { return rank(a) < rank(b); });
  }
  return counts;
}

Coverage listed_of(Coverage all, Dimension dimension, std::string_view group, const Register& book, const std::vector<Scan>& scans,
                   const std::vector<Period>& periods) {
  const Calendar calendar(dimension, periods);
  const std::string wanted = spelling(group, dimension);
  const auto other = [&](const auto& item) { return spelling(group_of(item, dimension, calendar), dimension) != wanted; };
  const auto other_row = [&](std::size_t row) { return other(book.rows[row]); };
  const auto other_scan = [&](std::size_t scan) { return other(scans[scan]); };
  const auto other_match = [&](const Match& m) { return other_row(m.row); };
  std::erase_if(all.matches, other_match);
  std::erase_if(all.page_differences, other_match);
  std::erase_if(all.missing, other_row);
  std::erase_if(all.unexpected, other_scan);
  std::erase_if(all.unreadable, other_scan);
  std::erase_if(all.duplicates, [&](const Duplicate& d) { return other_scan(d.scan); });
  all.problems.clear();
  return all;
}

}  // namespace sohoa
