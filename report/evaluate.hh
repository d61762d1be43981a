#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/record_json.hh"
#include "core/result.hh"
#include "report/table.hh"

namespace sohoa {

/// Records by the name of the files they come from, those that begin on the lowest page of a file first.
class RecordsByFile {
 public:
  void add(Document);
  /// Empty when no record comes from the file; only the name of `path` counts.
  std::vector<const Document*> of(const std::string& path) const;

 private:
  std::vector<Document> documents_;
  std::map<std::string, std::vector<std::pair<int, std::size_t>>> by_name_;
};

/// Of the labelled cells of one field: `accepted` are those stated as certain (accepted or corrected), `ok` the right ones of them,
/// `silent` the others: certain and wrong. `review` are shown to a person, `missing` say nothing.
struct FieldCount {
  int cells = 0, right = 0, accepted = 0, ok = 0, silent = 0, review = 0, missing = 0;
};

/// A cell that is not right.
struct FieldError {
  std::string file, id;  // of the label; of the record, empty when there is none
  FieldId field = FieldId::number;
  std::string expected, got;
  Status status = Status::missing;
  Evidence evidence;
  std::string crop;
};

struct Evaluation {
  std::map<std::string, FieldCount> fields;  // by name; cells written by hand on the paper under "number (handwritten)"
  std::vector<FieldError> errors;
  int files = 0, without_record = 0;
  int untouched = 0;  // documents whose printed cells are all accepted and right
};

/// Scores the fields of records against hand labels (data/samples/labels.json shows their shape): what `null` says is not scored, what
/// is `absent` must not be stated, what is `doubtful` does not count. Fails with bad_data when these are no labels.
Result<Evaluation> evaluate_fields(const Json& labels, const RecordsByFile&);

/// For people.
Listing evaluation_rows(const Evaluation&);
Listing error_rows(const Evaluation&, Audience);
Json evaluation_json(const Evaluation&);

}  // namespace sohoa
