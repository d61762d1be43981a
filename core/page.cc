#include "core/page.hh"

namespace sohoa {

std::string text_of(const Page& page) {
  std::string out;
  const Word* last = nullptr;
  for (const Word& word : page.words) {
    if (last) out += word.block != last->block ? "\n\n" : word.line != last->line ? "\n" : " ";
    out += word.text;
    last = &word;
  }
  if (last) out += '\n';
  return out;
}

}  // namespace sohoa
