#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data_files.hh"
#include "core/document.hh"
#include "core/result.hh"
#include "report/table.hh"

namespace sohoa {

/// A field a person should look at.
struct Doubt {
  std::string id, dossier, path;  // of the document
  std::string number;             // as far as it is known, to tell documents apart
  FieldId field = FieldId::number;
  Field read;                     // what the machine makes of it
  int value = 0;                  // what settling it is worth, see worth_of
  std::string crop;               // picture of the place, once it is cut out
};

/// What settling a doubtful field is worth: first numbers and dates written by hand on results (quyết định, giấy phép …: by them a
/// result of a procedure is found and counted as digitized), then those of other documents, then printed number, date, type, issuer,
/// signer, subject, and the rest in the order of the field table. Greater comes first.
int worth_of(const Document&, FieldId);

/// The doubtful fields of a document: status `review`, or nothing but candidates.
std::vector<Doubt> doubts_of(const Document&);

/// Most valuable first, equals by dossier, file and field.
bool before(const Doubt&, const Doubt&);
void sort_doubts(std::vector<Doubt>&);

/// Readings to choose from, the best first: the value, then candidates that differ. Empty ones are none.
std::vector<std::string> readings_of(const Field&);

/// One row a doubt, with two columns for the clerk to fill: `decision` and `correct`.
Listing doubt_rows(const std::vector<Doubt>&, Audience);

/// What the clerk wrote into a row of that list. `accept`: the best reading holds; `absent`: the document has no such field;
/// `correct`: `value` holds.
struct FilledRow {
  enum class Decision { accept, absent, correct };
  int line = 0;
  std::string id;
  FieldId field = FieldId::number;
  Decision decision = Decision::correct;
  std::string value;
};

/// The rows that hold a decision; rows left as they were are passed over. `problems` gets a line of text for every row that cannot
/// be understood. Fails with bad_data when a column is missing that was in the list as it was made.
Result<std::vector<FilledRow>> filled_rows(const DataTable&, std::vector<std::string>& problems);

}  // namespace sohoa
