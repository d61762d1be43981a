#include "search/light.hh"

#include "core/word_offsets.hh"

namespace sohoa::search {

std::vector<Box> boxes_of(const Page& page, const std::vector<std::pair<std::size_t, std::size_t>>& found) {
  std::vector<Box> out;
  auto range = found.begin();
  const std::vector<std::size_t> offsets = word_offsets(page);
  const Word* last = nullptr;
  bool last_lit = false;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const Word& word = page.words[i];
    const std::size_t at = offsets[i], end = at + word.text.size();
    while (range != found.end() && range->second <= at) ++range;
    const bool lit = range != found.end() && range->first < end && word.box;
    if (lit && last_lit && word.line == last->line && word.block == last->block) out.back() = united(out.back(), *word.box);
    else if (lit) out.push_back(*word.box);
    last_lit = lit;
    last = &word;
  }
  return out;
}

}  // namespace sohoa::search
