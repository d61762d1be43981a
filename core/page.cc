#include "core/page.hh"

namespace sohoa {

Affine to_original_at(const Page& page, double x, double y) {
  return page.to_original_projective ? near_point(*page.to_original_projective, x, y) : page.to_original;
}

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
