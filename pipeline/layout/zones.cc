#include "pipeline/layout/zones.hh"

#include <algorithm>
#include <iterator>

#include "pipeline/layout/ending.hh"
#include "pipeline/layout/header.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// Page numbers, and addresses of web sites at the foot.
void zone_furniture(std::vector<Line>& lines, int page_height) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    const bool edge = line.box ? line.box->y1 < page_height / 12 || line.box->y0 > page_height * 11 / 12
                               : i == 0 || i + 1 == lines.size();
    if (!edge || line.zone != Zone::body) continue;
    const std::string key = key_of(line.text);
    const bool digits = !key.empty() && key.size() <= 3 && std::all_of(key.begin(), key.end(), [](char c) { return c <= '9'; });
    if (digits || (line.words.size() <= 3 && line.text.find("http") != std::string::npos)) line.zone = Zone::furniture;
  }
}

}  // namespace

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
    zone_furniture(by_page[i], pages[i].height);
    std::move(by_page[i].begin(), by_page[i].end(), std::back_inserter(all));
  }
  if (begin < all.size()) zone_ending(all, begin, pages);
  return all;
}

}  // namespace sohoa
