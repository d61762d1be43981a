#pragma once
#include <string>
#include <string_view>
#include <vector>
#include <xapian.h>

namespace sohoa::search {

/// What it costs to misread, mistype, leave out or add letters until one number is the other, both as number_key() gives them;
/// confusions of scans and of neighbouring keys cost less. Strokes and dashes do not count.
double number_distance(std::string_view a, std::string_view b);

/// Numbers of the index that begin with one that is not in it, and those one letter away, the likeliest first, as number_key() gives them; at most
/// five. Not for headers outside search/: it shows Xapian.
std::vector<std::string> near_numbers(const Xapian::Database&, std::string_view number);

}  // namespace sohoa::search
