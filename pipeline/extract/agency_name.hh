#pragma once
#include <string>
#include <string_view>

#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// A body's name as printed, mended against the tables. `name` is in ordinary spelling with abbreviations expanded; `place` is what
/// follows a local body's name ("tỉnh Quảng Ngãi"), "" when none; `symbol` is what stands for it in numbers.
struct AgencyName {
  std::string name, place, symbol;
  double certainty = 0.0;  // 1 = in the tables as printed, 0.9 = in them but for some letters, 0.3 = without the name of its place, 0 = not known
  std::string repair;      // what was mended in known words: "mark" (TÌNH for TỈNH), "letter", "" when nothing was

  /// The body with its place.
  std::string full() const { return place.empty() ? name : name + ' ' + place; }
};

AgencyName agency_name(std::string_view printed, const Knowledge&);

/// Whether a place as read, of the same letters as a known one, may be another: its syllables are good, and its marks are other ones, not
/// lost ("Bắc Liêu" beside "Bạc Liêu"; "Hai Phong" is Hải Phòng).
bool is_other_place(std::string_view read, std::string_view known_name);

/// Whether a line can begin a body's name: "SỞ", "ỦY BAN", "CHI CỤC" …
bool begins_agency(std::string_view text);

}  // namespace sohoa
