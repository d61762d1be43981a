#include "indexer/word_tables.hh"

#include "core/text/digits.hh"
#include "core/text/normalize.hh"
#include "core/text/syllable.hh"

namespace sohoa {
namespace {

constexpr double kSure = 0.9;
constexpr std::size_t kMostLookedAt = 500'000;  // a flood of OCR noise; the common words are back at once

}  // namespace

void WordTables::remember(Xapian::WritableDatabase& index, const WordForm& form) {
  if (form.marked && form.exact != form.folded && remembered_.insert(form.exact).second) index.add_synonym(form.folded, form.exact);
}

void WordTables::trust(Xapian::WritableDatabase& index, std::string_view words, WordForms& forms) {
  for (const std::string_view word : text::words(words)) {
    const std::string& folded = forms.of(word).folded;
    if (!folded.empty() && !text::has_digit(folded) && trusted_.insert(folded).second) index.add_spelling(folded);
  }
}

void WordTables::trust(Xapian::WritableDatabase& index, const Document& document, WordForms& forms) {
  if (looked_at_.size() > kMostLookedAt) looked_at_.clear();
  for (const Page& page : document.pages)
    for (const Word& word : page.words)
      if (word.confidence >= kSure && word.raw.empty() && looked_at_.insert(word.text).second && text::is_syllable(word.text))
        trust(index, word.text, forms);
  for (const FieldId id : {FieldId::subject, FieldId::issuer, FieldId::signer, FieldId::place})
    if (const Field& field = document.field(id); field.status == Status::accepted || field.status == Status::corrected)
      for (const std::string& value : field.values) trust(index, value, forms);
}

}  // namespace sohoa
