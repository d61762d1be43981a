#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/data_files.hh"
#include "core/field_table.hh"
#include "core/result.hh"
#include "pipeline/extract/table_columns.hh"
#include "pipeline/extract/registered.hh"
#include "pipeline/extract/table_sums.hh"
#include "pipeline/extract/working_days.hh"

namespace sohoa {

/// A kind of document (data/document_types.csv). `kind`: administrative, normative, party, copy or paper. `code` may be empty.
struct DocumentType {
  std::string name, code, kind;
};

/// A body that issues documents. `symbol` is what stands for it in numbers ("BTC"); `from`, `until` are ISO dates, may be empty.
struct Agency {
  std::string name, symbol, from, until, successor;
};

/// A province or centrally run city with the time it exists under this name; `successor` is what it was merged into.
struct Province {
  std::string name, kind, from, until, successor;
};

/// Who signs for `bodies` (data/office_holders.csv), in the years given; one in office counts up to the year that was checked.
struct OfficeHolder {
  std::string name, position;
  std::vector<std::string> bodies;
  int from = 0, until = 0;
};

/// A paper of the one-stop shop (data/case_papers.csv) by the beginning of its title. `kind`: receipt, application or result.
struct CasePaper {
  std::string name, kind;
};

/// What a form prints before a value (data/case_labels.csv): the more telling first. No field: it only ends the value before it.
struct CaseLabel {
  std::optional<FieldId> field;
  std::string label;
};

/// What extraction knows about the world, from the tables in data/; immutable after loading.
struct Knowledge {
  std::string fingerprint;  // SHA-256 over the tables, first 12 hex digits: part of the extraction key

  std::vector<DocumentType> types;
  std::vector<std::string> type_qualifiers;  // words printed after a type that change neither it nor the subject (data/type_qualifiers.csv)
  std::vector<Agency> agencies;        // of the whole country: their names are complete
  std::vector<Agency> local_agencies;  // a place follows the name: "Sở Tư pháp" (tỉnh Lạng Sơn)
  std::vector<Province> provinces;
  std::vector<std::string> towns;      // other places documents are dated from (data/towns.csv); not complete
  std::vector<std::string> positions;                   // "Phó Chủ tịch"
  std::vector<std::pair<std::string, std::string>> abbreviations;  // short, long; as used in names of agencies
  std::set<std::string> surnames;                       // canonical form (text::canonical)
  std::set<std::string> given_names;                    // words of given and middle names, canonical; not complete
  std::map<std::string, std::set<std::string>> surname_spellings;  // the same by their letters without marks (text::fold)
  std::map<std::string, std::set<std::string>> name_spellings;     // surnames and given names together
  std::vector<OfficeHolder> office_holders;
  std::map<FieldId, double> acceptance;                 // least confidence of an accepted value
  std::map<FieldId, double> acceptance_by_hand;         // of one that was written by hand; rows "number by hand"
  std::vector<CasePaper> case_papers;
  std::vector<CaseLabel> case_labels;
  std::set<std::string> english_organizations;          // words of English names of organizations, lower case
  std::vector<std::string> organization_kinds;          // what names of organizations begin with: "Công ty"
  std::vector<ColumnHeading> column_headings;           // of tables of duties
  std::vector<ColumnSum> column_sums;                   // of tables of figures
  std::map<std::string, std::set<std::string>> language_words;  // ISO 639-1 code → commonest words, lower case
  WorkingDays calendar;
  std::map<std::string, std::vector<RegisteredDocument>> registered;  // the archive's own register (add_register), by symbol

  /// Type of a code in numbers, as spelled ("TTr" is not "TTR"); nullptr when unknown. Of equal codes the first row counts.
  const DocumentType* type_of_code(std::string_view code) const;
  /// Type of this name, in any case; nullptr when unknown.
  const DocumentType* type_named(std::string_view name) const;

  /// Whether the number, with this code, may be one of the type: the type's own code, or one that the Party alone gives it and the
  /// number has the Party's form ("214-QĐ/TW" of a Quy định).
  bool may_number(std::string_view type, std::string_view code, std::string_view number) const;

  /// Fails with bad_data when a table lacks a column or a row says nonsense.
  static Result<Knowledge> load(const std::filesystem::path& data_folder);
};

}  // namespace sohoa
