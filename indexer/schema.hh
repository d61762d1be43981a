#pragma once
#include <array>
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
/// | XDUE2025-06-30  | a day of a deadline; of a date field under its own prefix              | no        |
/// | XNUM1040 …      | parts of the document's number; XNUM=1040/qd-ubnd whole, XNUM~ shape   | no        |
/// | XNUM-140qdubnd  | the shape without one of its letters: two a letter apart share one      | no        |
/// | XNUMC…          | the same of readings of the number that were not chosen                | no        |
/// | XCITE=…, XCITE~ | numbers it cites                                                       | no        |
/// | XYEAR=, XDOS=   | year of issue, dossier (also its words)                                | no        |
/// | XFILE           | the names of its files, without folders                                | no        |
/// | XSTATUS=        | accepted, review or missing: what names it; also in Vietnamese         | no        |
/// | Qid             | the document                                                           | no        |
///
/// The spelling dictionary holds words without marks, but only those that are surely words: syllables that were read without
/// doubt, and words of accepted fields. The synonyms of a word without marks are its spellings.
namespace sohoa::schema {

/// Bumped when anything here changes meaning; an index of another version is rebuilt.
inline constexpr std::string_view kVersion = "2";
inline constexpr std::string_view kVersionKey = "sohoa.schema";
/// Metadata: "1" when documents with a secrecy mark are in the index, and one key for each that was kept out.
inline constexpr std::string_view kSecretKey = "sohoa.secret", kWithheldKey = "sohoa.withheld.";

inline constexpr std::string_view kFolded = "Z", kPair = "B", kId = "Q";
inline constexpr std::string_view kNumber = "XNUM", kMaybeNumber = "XNUMC", kCites = "XCITE", kYear = "XYEAR", kDossier = "XDOS",
                                  kStatus = "XSTATUS", kDue = "XDUE", kFile = "XFILE";

/// Value slots beside those of core/field_table.hh: what facets count, packed, so that a match costs one look.
inline constexpr unsigned kFacetSlot = 10;

/// Prefix of a field's terms: the row's own, else made of its name.
std::string field_prefix(const FieldSpec&);

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
/// Terms that numbers one letter away have in common with this one: shapes with a letter less. Empty for very long numbers.
std::vector<std::string> near_number_terms(std::string_view prefix, std::string_view number);
/// A day, ISO. Days cut to month or year stand before all days in them.
std::string day_term(std::string_view prefix, std::string_view day);
/// The value of a number's slot: sorts by the number before the stroke, then by the rest.
std::string number_order(std::string_view number);

/// What a result list shows without asking the ledger, and the text its snippets come from.
struct Stored {
  std::string id, path, number, issued_date, type, issuer, dossier, subject;
  std::vector<std::string> review;                 // names of those fields that a person must look at
  std::vector<std::pair<int, std::string>> pages;  // page number and text
};

Stored stored(const Document&);

/// What facets count of a document, in the order of facet names.
enum class Facet { type, issuer, year, dossier, status };
inline constexpr std::array kFacets{Facet::type, Facet::issuer, Facet::year, Facet::dossier, Facet::status};
std::string pack_facets(const std::array<std::string, kFacets.size()>&);
/// The parts, as they lie in what is given.
std::array<std::string_view, kFacets.size()> unpack_facets(std::string_view);
std::array<std::string, kFacets.size()> facets_of(const Document&, const Stored&);

/// Whether the document bears a secrecy mark, sure or not: such are kept out of the open index.
bool is_secret(const Document&);

/// Document data: one line of JSON, then the pages, a form feed between them.
std::string pack(const Stored&);
Result<Stored> unpack(std::string_view);

}  // namespace sohoa::schema
