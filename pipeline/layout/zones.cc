#include "pipeline/layout/zones.hh"

#include <iterator>

namespace sohoa {

std::vector<Line> lay_out(const std::vector<Page>& pages) {
  std::vector<Line> all;
  for (const Page& page : pages) {
    auto lines = lines_of(page);
    std::move(lines.begin(), lines.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace sohoa
