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
  const std::string whole = text::normalize(word);
  WordForm form{clipped(text::canonical(whole)), clipped(text::fold(whole)), text::has_marks(whole)};
  form.exact_id = id_of(form.exact);
  form.folded_id = id_of(form.folded);
  return known_.emplace(std::string(word), std::move(form)).first->second;
}

void WordForms::bound() {
  if (known_.size() < kMostKnown) return;
  known_.clear();
  ids_.clear();
}

std::uint32_t WordForms::id_of(const std::string& form) {
  return ids_.emplace(form, static_cast<std::uint32_t>(ids_.size())).first->second;
}

}  // namespace sohoa
