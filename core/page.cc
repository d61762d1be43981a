#include "core/page.hh"

#include <string_view>

#include "core/word_offsets.hh"

namespace sohoa {

Affine to_original_at(const Page& page, double x, double y) {
  return page.to_original_projective ? near_point(*page.to_original_projective, x, y) : page.to_original;
}

namespace {

/// What stands between a word and the one before it.
std::string_view gap(const Word* before, const Word& word) {
  if (!before) return "";
  return word.block != before->block ? "\n\n" : word.line != before->line ? "\n" : " ";
}

}  // namespace

std::string text_of(const Page& page) {
  std::string out;
  const Word* last = nullptr;
  for (const Word& word : page.words) {
    out += gap(last, word);
    out += word.text;
    last = &word;
  }
  if (last) out += '\n';
  return out;
}

std::vector<std::size_t> word_offsets(const Page& page) {
  std::vector<std::size_t> out;
  const Word* last = nullptr;
  for (std::size_t at = 0; const Word& word : page.words) {
    out.push_back(at += gap(last, word).size());
    at += word.text.size();
    last = &word;
  }
  return out;
}

}  // namespace sohoa
