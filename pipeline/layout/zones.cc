#include "pipeline/layout/zones.hh"

#include <iterator>

#include "pipeline/layout/ending.hh"
#include "pipeline/layout/header.hh"

namespace sohoa {
std::vector<Line> lay_out(const std::vector<Page>& pages, const std::vector<std::string>& types) {
  std::vector<std::vector<Line>> by_page;
  for (const Page& page : pages) by_page.push_back(lines_of(page));
  std::size_t first = pages.size();
  for (std::size_t i = 0; i < pages.size() && first == pages.size(); ++i)
    if (begins_document(by_page[i], pages[i].height)) first = i;
  if (first == pages.size())
    for (first = 0; first + 1 < pages.size() && by_page[first].empty();) ++first;

  std::vector<Line> all;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (i == first) {
      begin = all.size();
      zone_header(by_page[i], pages[i].width, pages[i].height, types);
    }
    for (Line& line : by_page[i])
      if (line.zone == Zone::body && (line.role == Role::page_number || line.role == Role::furniture)) line.zone = Zone::furniture;
    std::move(by_page[i].begin(), by_page[i].end(), std::back_inserter(all));
  }
  if (begin < all.size()) zone_ending(all, begin, pages);
  return all;
}

}  // namespace sohoa
