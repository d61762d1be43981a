#pragma once
#include "report/coverage.hh"

namespace sohoa {

/// Everything in one count. Needs the lists of the coverage, not its total.
Count total_count(const Register&, const std::vector<Scan>&, const Coverage&, std::string_view as_of);

/// What is listed of one group of counts_by(), empty = what has none; the total stays that of everything. Problems of the register are
/// in no group.
Coverage listed_of(Coverage, Dimension, std::string_view group, const Register&, const std::vector<Scan>&, const std::vector<Period>&);

}  // namespace sohoa
