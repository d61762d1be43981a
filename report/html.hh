#pragma once
#include <string>
#include <string_view>

#include "report/table.hh"

namespace sohoa {

/// Text as it stands in HTML and SVG: & < > " ' escaped, control characters as spaces.
std::string escaped(std::string_view);

/// A whole page that needs nothing from outside: A4, black on white, fonts of the machine.
std::string html_page(std::string_view title, std::string_view body);

/// A table with its head on every printed page; numbers to the right, ISO days as 05/03/2025. At most `most` rows, then a
/// line that says how many more there are.
std::string html_table(const Listing&, std::size_t most = static_cast<std::size_t>(-1));

}  // namespace sohoa
