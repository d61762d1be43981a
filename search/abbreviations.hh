#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/result.hh"
#include "search/query_tree.hh"

namespace sohoa::search {

/// What people type in short: data/abbreviations.csv, the symbols of agencies and the codes of document types. One of no rows
/// changes no query.
class Abbreviations {
 public:
  Abbreviations() = default;
  static Result<Abbreviations> load(const std::filesystem::path& data);

  /// The query with the long form beside every word that is short for something, and every filter that holds such: typed in any
  /// case, with marks or without.
  QueryTree with_long_forms(QueryTree) const;
  /// A filter's value with all that is short in it written out: "ubnd tỉnh" → "Ủy ban nhân dân tỉnh"; empty when nothing is.
  std::string long_form(const Filter&, std::string_view value) const;
  /// The code of a type by its name without marks: "quyet dinh" → "QĐ"; null for no type, empty for one without a code.
  const std::string* code_of_type(std::string_view folded_name) const;

 private:
  /// By what is short without marks, single spaces between its words ("gd dt" of GD&ĐT).
  using LongForms = std::map<std::string, std::string, std::less<>>;

  const std::string* found(const Filter&, const std::string& folded) const;

  LongForms words_, bodies_, types_;
  LongForms codes_;  // the other way round
};

}  // namespace sohoa::search
