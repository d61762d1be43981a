#pragma once
#include <string>
#include <vector>

#include "pipeline/layout/line.hh"

namespace sohoa {

/// Index into `types` (keys, see key_of) of the name a line consists of, but for letters misread and specks at the ends; -1 when none.
int title_type(const Line&, const std::vector<std::string>& types);

/// The same for a line in capitals that begins with a name and goes on: "DANH SÁCH CÁN BỘ …".
int title_prefix(const Line&, const std::vector<std::string>& types);

/// Whether a line can no longer be part of a title: addressee, grounds, headings, remarks in brackets.
bool stops_title(const Line&);

/// "Số: 15/2024/HĐ-ABC": a whole number on a line of its own, as contracts have it under their title.
bool is_title_number(const Line&);

/// Left and right edge of a page's running text.
struct Margins {
  int left = 0, right = 0;
};
Margins margins_of(const std::vector<Line>&, int page_width);

/// Gives the line `title` and those that continue it their zone: until the addressee, the first paragraph, or an authority in
/// capitals. `letter`: the "V/v …" of a công văn, in the left column. `height` is that of a usual line.
void zone_title(std::vector<Line>&, std::size_t title, const Margins&, int page_width, int height, bool letter);

/// "Kính gửi: …" and the list under it.
void zone_addressee(std::vector<Line>&, int page_width, int height);

}  // namespace sohoa
