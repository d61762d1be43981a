#pragma once
#include "report/coverage.hh"

namespace sohoa {

/// Everything in one count. Needs the lists of the coverage, not its total.
Count total_count(const Register&, const std::vector<Scan>&, const Coverage&, std::string_view as_of);

}  // namespace sohoa
