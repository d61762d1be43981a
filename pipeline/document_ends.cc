#include "pipeline/document_ends.hh"

#include <algorithm>

#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"
#include "pipeline/page_signs.hh"

namespace sohoa {
namespace {

/// The lines that the document itself says on a page.
std::vector<Line> body_of(const Page& page) {
  std::vector<Line> lines = lines_of(page);
  std::erase_if(lines, [](const Line& line) { return line.role != Role::body; });
  return lines;
}

/// "CHƯƠNG II" and the like divide a text, they do not begin one.
bool divides(const Line& line) {
  for (const char* division : {"chuong", "phan", "muc", "dieu"})
    if (begins_with_phrase(line.text, division, 0)) return true;
  return false;
}

/// A title in capitals among the first lines: of a list, a table, an appendix without its heading.
bool titled(const std::vector<Line>& lines, const std::vector<std::string>& types) {
  constexpr std::size_t kTop = 3;
  for (std::size_t i = 0; i < std::min(kTop, lines.size()); ++i) {
    const std::string key = key_of(lines[i].text);
    if (divides(lines[i])) return false;
    if (in_capitals(lines[i].text) && (lines[i].words.size() > 2 || std::ranges::find(types, key) != types.end())) return true;
  }
  return false;
}

bool ends_sentence(const Line& line) {
  constexpr std::string_view kSigns = ".;:!?)/";
  return line.text.empty() || kSigns.find(line.text.back()) != std::string_view::npos;
}

}  // namespace

Ends ends_of(const std::vector<Page>& pages, const std::vector<std::string>& types) {
  Ends ends;
  const Page* first = nullptr;
  const Page* last = nullptr;
  for (const Page& page : pages) {
    const PageSigns signs = signs_of(page, types);
    ends.finished = ends.finished || signs.ends;
    if (signs.blank || signs.separator) continue;
    if (!first) {
      first = &page;
      ends.first_printed = signs.printed;
      ends.headed = signs.header || signs.number_line || signs.attached || titled(body_of(page), types);
    }
    last = &page;
    ends.last_printed = signs.printed;
  }
  if (!first) return ends;
  const std::vector<Line> top = body_of(*first), foot = body_of(*last);
  ends.begins_inside = !top.empty() && !ends.headed && starts_small(top.front());
  ends.ends_inside = !foot.empty() && !ends.finished && !ends_sentence(foot.back());
  return ends;
}

}  // namespace sohoa
