#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"

/// What stands in the index and under which names, for the one that writes it and those that read it.
///
/// | term            | for                                                                   | positions |
/// | --------------- | --------------------------------------------------------------------- | --------- |
/// | quyết           | the word with its marks, one spelling for one syllable                 | yes       |
/// | Zquyet          | the word without marks                                                 | no        |
/// | Bquyet dinh     | two neighbours without marks: nearly a word, ranks best                | no        |
/// | XISSphap        | a word of a field, prefix of core/field_table.hh, without marks        | no        |
/// | XISStu phap     | two neighbours in a value of a field                                   | no        |
/// | XISS=so tu phap | the whole value of a field                                             | no        |
/// | XNUM1040 …      | parts of the document's number; XNUM=1040/qd-ubnd whole, XNUM~ shape   | no        |
/// | XCITE=…, XCITE~ | numbers it cites                                                       | no        |
/// | XYEAR=, XDOS=   | year of issue, dossier (also its words)                                | no        |
/// | Qid             | the document                                                           | no        |
namespace sohoa::schema {

/// Bumped when anything here changes meaning; an index of another version is rebuilt.
inline constexpr std::string_view kVersion = "1";
inline constexpr std::string_view kVersionKey = "sohoa.schema";

inline constexpr std::string_view kFolded = "Z", kPair = "B", kId = "Q";
inline constexpr std::string_view kNumber = "XNUM", kCites = "XCITE", kYear = "XYEAR", kDossier = "XDOS";

std::string id_term(std::string_view id);
std::string folded_term(std::string_view folded);
std::string pair_term(std::string_view folded, std::string_view next_folded);
/// A whole value, in any spelling.
std::string value_term(std::string_view prefix, std::string_view value);
/// A word that is folded already.
std::string field_word_term(std::string_view prefix, std::string_view folded_word);
std::string field_pair_term(std::string_view prefix, std::string_view folded, std::string_view next_folded);
std::string number_term(std::string_view prefix, std::string_view number);
std::string number_shape_term(std::string_view prefix, std::string_view number);

/// What a result list shows without asking the ledger, and the text its snippets come from.
struct Stored {
  std::string id, path, number, issued_date, type, issuer, dossier, subject;
  std::vector<std::string> review;                 // names of those fields that a person must look at
  std::vector<std::pair<int, std::string>> pages;  // page number and text
};

Stored stored(const Document&);
/// Document data: one line of JSON, then the pages, a form feed between them.
std::string pack(const Stored&);
Result<Stored> unpack(std::string_view);

}  // namespace sohoa::schema
