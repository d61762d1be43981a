#pragma once
#include <optional>
#include <string>
#include <vector>

#include "check/rulebook.hh"

namespace sohoa {

/// A printed line as rules look at it; `folded` is small and without marks.
struct PrintedLine {
  int page = 0;
  std::string text, folded;
  std::optional<Box> box;
  double confidence = 0.0;
  Role role = Role::body;
};

/// A document with what most rules ask of it. Lives no longer than the document and the book.
struct CheckedDocument {
  const Document& document;
  const Rulebook& book;
  std::vector<PrintedLine> lines;       // empty where the document came without pages
  const DocumentType* type = nullptr;   // of data/document_types.csv
  std::string day{};                    // of issue, ISO, cut to what is certain; empty = nothing is
  bool official = false;                // an administrative or normative document of an authority, whole: no appendix, copy, party paper or form
  bool letter = false;                  // công văn
  bool case_paper = false;              // of the one-stop shop
  bool cut_certain = true;              // no page of it may belong to another document

  bool has(FieldId which) const { return !document.field(which).values.empty(); }
  bool sure(FieldId which) const;
  /// Whether so much of the first page is well read that what is not found there is likely not there.
  bool well_read(int page) const;
};

CheckedDocument checked(const Document&, const Rulebook&);

/// The document's day against an ISO day: certain, or open where too little of it is known.
enum class DayOrder { before, same_or_after, open };
DayOrder compared(const std::string& document_day, const std::string& day);

/// What a rule saw. `certain` means: by all that was read; the reader of findings makes notices of the others.
struct Observation {
  Evidence where;
  std::string message;
  bool certain = true;
  std::string about = {};
};
using Observations = std::vector<Observation>;

}  // namespace sohoa
