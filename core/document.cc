#include "core/document.hh"

namespace sohoa {

std::string text_of(const Document& document) {
  std::string out;
  for (const Page& page : document.pages) {
    if (&page != &document.pages.front()) out += '\f';
    out += text_of(page);
  }
  return out;
}

}  // namespace sohoa
