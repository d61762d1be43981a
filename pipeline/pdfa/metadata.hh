#pragma once
#include <string>
#include <vector>

#include "core/document.hh"
#include "pipeline/pdfa/qpdf.hh"

namespace sohoa::pdfa {

/// What a copy says of itself: taken from the record, and a value that a person must still look at says so.
struct Metadata {
  std::string title;        // subject, else type and number, else the file's name
  std::string creator;      // issuer
  std::string identifier;   // number, only when it is certain
  std::string type, date;   // date: ISO 8601
  std::string description;  // whose copy it is
  std::string source;       // SHA-256 of the original
};

/// `signers`: who signed the original digitally, see signers_of().
Metadata metadata_of(const Document&, const std::vector<std::string>& signers);

/// The XMP packet. `created` is when the original was made (ISO 8601), may be empty; `conforming` claims PDF/A-2b.
std::string xmp_of(const Metadata&, const std::string& created, bool conforming);

/// Puts XMP, Info and the sRGB output intent into the document, in agreement with each other.
void describe(QPDF&, const Metadata&, bool conforming);

}  // namespace sohoa::pdfa
