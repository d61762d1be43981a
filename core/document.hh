#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/field_table.hh"
#include "core/issue.hh"
#include "core/page.hh"

namespace sohoa {

/// How far a value may be trusted. `review`: a person must look; `missing`: nothing found; `corrected`: a person said so.
enum class Status { missing, review, accepted, corrected };

/// Where on the paper a claim stands, and which rule made it.
struct Evidence {
  int page = 0;                // 1-based page of the file, 0 = none
  std::optional<Box> box;
  std::string rule;            // "header.number"
};

/// A reading that was not chosen (or the one a person should look at), kept with the field.
struct Candidate {
  std::string value, raw;
  double confidence = 0.0;
  Evidence evidence;
};

/// One metadata value with its evidence. `values` holds one entry, or several for lists and joint acts; empty = missing.
/// Dates are ISO 8601 cut to what is known. `extra` holds the additions of docs/record.md by name
/// ("precision", "code", "full", "parent", "authority", "archive").
struct Field {
  std::vector<std::string> values;
  std::string raw;             // as printed, before normalization
  double confidence = 0.0;     // 0..1
  Status status = Status::missing;
  Evidence evidence;
  bool handwritten = false;
  std::map<std::string, std::string> extra;
  std::vector<Candidate> candidates;

  const std::string& value() const {
    static const std::string none;
    return values.empty() ? none : values.front();
  }
};

enum class Relation { basis, implements, amends, replaces, repeals, parent, mentions };

/// An act cited by the document (viện dẫn, căn cứ). `number` is empty for acts cited by name; `date` is ISO, may be empty.
struct Citation {
  std::string number, type, issuer, date;
  Relation relation = Relation::mentions;
  std::string raw;
  Evidence evidence;
  std::string resolved;        // id of the cited document in the archive, empty = not there
  std::string article{};       // the part that is meant, as written: "khoản 2 Điều 9"; empty = the whole act
  std::string repairs{};       // what was mended to read number and date, each a hypothesis: "hyphen, space"; as of fields
};

enum class DeadlineKind { absolute, period, recurring, relative, continuous, event, reference };

/// Something due (thời hạn), with the phrase as written. Which members hold depends on `kind`, see docs/record.md.
struct Deadline {
  std::string phrase;
  DeadlineKind kind = DeadlineKind::absolute;
  std::string date, bound;                 // absolute: ISO date; before | by | on | from
  std::string start, end;                  // period
  std::vector<std::string> rrule;          // recurring, RFC 5545 without "RRULE:"
  int offset = 0;                          // relative
  std::string unit, direction, anchor;
  std::string working_day;                 // `date` moved by the calendar, beside it, never instead
  bool inferred_year = false;              // the year is the document's, not the phrase's
  std::string task, lead, coordinating;
  Status status = Status::review;
  Evidence evidence;
  std::string repairs{};                   // what was mended to read the day, as of citations
};

/// A percentage the document orders.
struct Target {
  std::string name;
  double percent = 0.0;
  bool at_least = false;
  std::string lead;
  Evidence evidence;
};

/// A file a document comes from; `pages` are 1-based.
struct Source {
  std::string path, sha256;
  std::vector<int> pages;
};

/// How a document begins and ends on its pages: what tells whether a page before or behind lies in another file.
struct Ends {
  bool headed = false;                            // begins with a header, a title or the heading of an appendix
  bool finished = false;                          // recipients or a signature stand in it
  int first_printed = 0, last_printed = 0;        // the page numbers its first and last page bear, 0 = none
  bool begins_inside = false, ends_inside = false;  // a sentence reaches over the edge
};

/// How well the pages were read: means over their words, and where the words come from (an Origin's name or "mixed").
struct Quality {
  double confidence = 0.0, valid_syllables = 0.0;
  std::string origin = "ocr";
};

/// One document (văn bản): what the archive remembers and everything later reads. Serialized by core/record_json.hh.
struct Document {
  std::string id, dossier;
  std::vector<Source> sources;
  std::vector<std::string> duplicates;     // other paths with the same content
  int reading_version = 0;
  std::string reading_model;
  int extraction_version = 0;
  std::string extraction_data;             // fingerprint of the tables in data/ it used
  std::map<FieldId, Field> fields;         // a field that is absent here is missing
  std::vector<Citation> citations;
  std::vector<Deadline> deadlines;
  std::vector<Target> targets;
  std::vector<Table> tables;               // whole, over all their pages
  std::vector<Signature> signatures;
  std::vector<Issue> issues;
  Ends ends;
  std::vector<Page> pages;                 // may be left empty where only the record is needed
  Quality quality;                         // as stored; while there are pages, records say what the pages say

  /// The field, or a missing one.
  const Field& field(FieldId which) const {
    static const Field none;
    const auto found = fields.find(which);
    return found == fields.end() ? none : found->second;
  }
};

/// The text of all pages, with a form feed between two.
std::string text_of(const Document&);

}  // namespace sohoa
