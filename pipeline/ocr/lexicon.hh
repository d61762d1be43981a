#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>

#include "core/result.hh"

namespace sohoa {

/// Which syllables follow each other in the words of official Vietnamese (data/words.csv). Knows no probabilities: a pair is
/// usual or unknown.
class Lexicon {
 public:
  /// Empty: every pair is unknown.
  Lexicon() = default;
  /// Fails with bad_data when the table lacks the column `word`.
  static Result<Lexicon> load(const std::filesystem::path& table);

  /// Syllables in any case and old or new spelling of tones.
  bool has_pair(std::string_view first, std::string_view second) const;
  const std::string& fingerprint() const { return fingerprint_; }  // part of the reading key

 private:
  std::unordered_set<std::string> pairs_;
  std::string fingerprint_;
};

}  // namespace sohoa
