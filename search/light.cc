#include "search/light.hh"

namespace sohoa::search {

std::vector<Box> boxes_of(const Page& page, const std::vector<std::pair<std::size_t, std::size_t>>& found) {
  std::vector<Box> out;
  auto range = found.begin();
  std::size_t at = 0;  // where the word begins: text_of() puts one or two characters between words
  const Word* last = nullptr;
  bool last_lit = false;
  for (const Word& word : page.words) {
    if (last) at += word.block != last->block ? 2 : 1;
    const std::size_t end = at + word.text.size();
    while (range != found.end() && range->second <= at) ++range;
    const bool lit = range != found.end() && range->first < end && word.box;
    if (lit && last_lit && word.line == last->line && word.block == last->block) out.back() = united(out.back(), *word.box);
    else if (lit) out.push_back(*word.box);
    last_lit = lit;
    last = &word;
    at = end;
  }
  return out;
}

}  // namespace sohoa::search
