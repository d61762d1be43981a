#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data_files.hh"
#include "core/document.hh"
#include "core/result.hh"
#include "report/period.hh"
#include "report/table.hh"

namespace sohoa {

/// A number of things counted: of which population ("hồ sơ tiếp nhận"), in which days. Ratios are made of these only.
struct Figure {
  long value = 0;
  std::string population, from, to, source;
};
using Figures = std::map<std::string, Figure>;  // by the names data/indicators.csv uses

/// A unit's own figures: name, value, population, from, to (any typed day), source. Fails with bad_data and the row.
Result<Figures> read_figures(const DataTable&, const std::string& file);

/// An indicator of data/indicators.csv worked out. No percent: `refused` says why.
struct Indicator {
  std::string id, name, source, numerator_name, denominator_name;
  std::optional<Figure> numerator, denominator;
  std::optional<double> percent, target;  // percent is cut to two decimals, never rounded up
  std::string refused, target_source;
};

/// Works out every indicator for a year's targets and a unit (empty = all). A ratio above 100 %, over another population or
/// over other days is refused: its numbers do not speak of the same things.
Result<std::vector<Indicator>> indicators(const Figures&, int year, std::string_view unit);

/// Refuses what was worked out of other days than the period a report speaks of.
void refuse_other_days(std::vector<Indicator>&, const Period&);

/// Targets that documents of the archive order and that sound like one of the indicators.
struct OfferedTarget {
  std::string indicator, name, number, id;
  double percent = 0.0;
  int page = 0;
};
std::vector<OfferedTarget> offered_targets(const Document&, const std::vector<Indicator>&);

Listing indicator_rows(const std::vector<Indicator>&);
Listing offered_rows(const std::vector<OfferedTarget>&);

}  // namespace sohoa
