#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sohoa {

/// Hashes of a subject's words without marks and case, sorted; "V/v", "về việc" and the like do not count.
using SubjectWords = std::vector<std::uint32_t>;
SubjectWords subject_words(std::string_view);

/// Share of the shorter text's words that the other holds, 0..1; negative when either has fewer than three words.
double subject_likeness(const SubjectWords&, const SubjectWords&);
double subject_likeness(std::string_view, std::string_view);

enum class Agreement { unknown, yes, no };

/// Places by which offices are told apart: "xã Bình An".
class KnownPlaces {
 public:
  void add(std::string_view office);
  /// Whether two offices serve two places of one level, both of them known.
  bool apart(std::string_view a, std::string_view b) const;
  bool has(std::string_view place) const { return places_.contains(std::string(place)); }

 private:
  std::unordered_set<std::string> places_;
};

/// Whether two names may be one office: the shorter is part of the longer, abbreviations by first letters (UBND, STP). A wrong letter
/// in the name of a place is forgiven, but not where `known` has both.
Agreement issuers_agree(std::string_view, std::string_view, const KnownPlaces* known = nullptr);

/// The same for names met again and again, each pair compared once. Equal names are known by where they stand (Texts::once),
/// so they must stay there; each thread has its own.
class IssuerAgreements {
 public:
  Agreement operator()(std::string_view, std::string_view);

 private:
  std::unordered_map<std::uint64_t, Agreement> known_;
};

/// A key for two texts that stay where they are.
std::uint64_t place_key(std::string_view, std::string_view);

/// A dossier's name as it is compared: letters and digits, no leading zeros ("Hồ sơ 01" = "hoso1").
std::string dossier_spelling(std::string_view);

}  // namespace sohoa
