#include "indexer/word_forms.hh"

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

// Two forms and a prefix must fit into one term of Xapian (245 bytes), as a pair of neighbours.
constexpr std::size_t kLongest = 100;
constexpr std::size_t kMostKnown = 200'000;

std::string clipped(std::string s) {
  if (s.size() <= kLongest) return s;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(s[end]) & 0xC0) == 0x80) --end;
  s.resize(end);
  return s;
}

}  // namespace

const WordForm& WordForms::of(std::string_view word) {
  if (const auto found = known_.find(word); found != known_.end()) return found->second;
  if (known_.size() >= kMostKnown) known_.clear();  // a flood of OCR noise; the common words are back at once
  const std::string whole = text::normalize(word);
  WordForm form{clipped(text::canonical(whole)), clipped(text::fold(whole)), text::has_marks(whole)};
  return known_.emplace(std::string(word), std::move(form)).first->second;
}

}  // namespace sohoa
