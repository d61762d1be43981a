#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"

namespace sohoa {

struct Knowledge;

/// A row of the office's register of documents; `date` ISO.
struct RegisteredDocument {
  std::string number, date, subject;
};

/// Adds the archive's register (a CSV with number, date, subject; docs/record.md) to what is known, and its content to the fingerprint, so
/// that another register is another extraction. No file: nothing to add.
Result<void> add_register(Knowledge&, const std::filesystem::path&);

/// Lets the register settle a number or a day written by hand: the row whose symbol and printed parts are the document's, weighed by how
/// well its digits and day agree with the ink and its subject with the document's. A row that one of these contradicts settles nothing;
/// one whose number the ink offers, with its day or its subject, far before all others, is accepted with rule "register"; otherwise its values become candidates. Of a
/// printed number the ink must offer the row's day.
/// A symbol that was guessed (kGuessedSymbol among the repairs) wants all three. A number of which no row's book was read gets the rows with
/// the document's day and subject as candidates, rule "register". Where no row is the document's, the rows are still the issuer's series (series.hh).
void weigh_register(Document&, const Knowledge&);

}  // namespace sohoa
