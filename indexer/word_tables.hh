#pragma once
#include <string>
#include <unordered_set>
#include <xapian.h>

#include "core/document.hh"
#include "indexer/word_forms.hh"

namespace sohoa {

/// Tells indexes what their words are: which spellings a word without marks stands for (synonyms), and which words are surely
/// words (spellings of "did you mean"). Each is told once, to the index of its first document. Not for headers outside indexer/.
class WordTables {
 public:
  /// Of a word that stands in a document.
  void remember(Xapian::WritableDatabase&, const WordForm&);
  /// The words of a document that were read without doubt, or stand in its accepted fields. Everything else is recognition noise
  /// until proved otherwise.
  void trust(Xapian::WritableDatabase&, const Document&, WordForms&);

 private:
  void trust(Xapian::WritableDatabase&, std::string_view words, WordForms&);

  std::unordered_set<std::string> remembered_, looked_at_, trusted_;
};

}  // namespace sohoa
