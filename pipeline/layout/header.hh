#pragma once
#include <string>
#include <vector>

#include "pipeline/layout/line.hh"

namespace sohoa {

/// Whether a page looks like the first of a document: quốc hiệu or tiêu ngữ, the Party's name in its place, or a number slot
/// with a place and date, in the upper part.
bool begins_document(const std::vector<Line>& page_lines, int page_height);

/// Gives the header of a document's first page its zones (agency, number, motto, dateline, mark, stamp, title, addressee) and
/// moves it in this order before the other lines, which are body. `types` are the keys (key_of) of names that stand alone on a line
/// as a document's title. Works by place and words where there are boxes, by words and order in text files.
void zone_header(std::vector<Line>& page_lines, int page_width, int page_height, const std::vector<std::string>& types);

}  // namespace sohoa
