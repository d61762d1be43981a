#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sohoa {

/// Whether a text begins with words names of bodies and their parts begin with: "Văn phòng …", "Các phòng, đơn vị …",
/// "Sở …".
bool begins_with_unit(std::string_view text);

/// The same, and in small letters what stands inside a sentence: "…, các phòng chuyên môn gửi …".
bool names_agent(std::string_view text);

/// Whether a text begins with persons an order is shared out to within a body ("phân công cán bộ trực"): not who answers for it.
bool names_persons(std::string_view text);

/// Where the name of a unit ends that begins a clause: before what it has to do, a colon, a parenthesis or the
/// sentence's end. npos when nothing ends it. Blanks in `clause` are single.
std::size_t unit_end(std::string_view clause);

/// Whether a text begins with words a predicate begins with: what a unit has to do ("rà soát …").
bool begins_with_predicate(std::string_view text);

/// Whether " … giao Văn phòng …" stands in a clause; the byte where the unit begins, npos when not.
std::size_t unit_given_order(std::string_view clause);

/// Where cells that name units begin inside one line of a table's row.
std::vector<std::size_t> unit_cells(std::string_view line);

/// A unit's cell without the cells behind it on its line: products, times, figures.
std::string unit_of_cell(std::string_view cell);

/// A name without blanks and punctuation around it.
std::string trimmed_name(std::string_view name);

}  // namespace sohoa
