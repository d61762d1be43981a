#pragma once
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "report/coverage.hh"
#include "report/likeness.hh"

namespace sohoa {

enum class Verdict : std::uint8_t { none, doubtful, certain };

/// Whether a scan may be the document a row names. `score` orders candidates of one verdict.
struct Judgement {
  Verdict verdict = Verdict::none;
  Remarks remarks;
  float score = 0.0F;
};

/// A number as it is compared: hashes of number_key(), of number_shape() and of the key after its digits; 0 = no number.
struct NumberForm {
  std::uint64_t key = 0, shape = 0, symbol = 0;
};
NumberForm number_form(std::string_view number);

/// What is compared again and again, as small numbers: equal names have equal indices.
struct CompareKey {
  NumberForm number;
  std::uint32_t issuer = 0, dossier = 0, symbol = 0;  // dossier 0 = none
};

/// The names of offices, dossiers and symbols of a register and an archive, each once. Not changed while it is compared by.
class ComparedNames {
 public:
  /// Fills in the indices of a key whose number is there; rows before scans.
  void index(const RegisterRow&, CompareKey&);
  void index(const Scan&, CompareKey&);

  /// Whether the register's dossiers and the archive's folders use the same names, as somebody found by shared_dossier(); else a dossier
  /// proves nothing.
  bool dossiers_comparable() const { return dossiers_comparable_; }
  void compare_dossiers(bool comparable) { dossiers_comparable_ = comparable; }
  /// Whether the dossier of a scan's key is one of the register's.
  bool shared_dossier(const CompareKey& scan) const { return scan.dossier != 0 && scan.dossier < in_register_.size() && in_register_[scan.dossier]; }
  std::string_view issuer(std::uint32_t index) const { return issuers_[index]; }
  std::string_view symbol(std::uint32_t index) const { return symbols_[index]; }
  std::size_t issuers() const { return issuers_.size(); }
  /// Offices the register names, by the places in their names: an office of another of these places is another office, even where
  /// a reading error would explain the difference.
  const KnownPlaces& places() const { return places_; }

 private:
  void index(std::string_view number, std::string_view issuer, std::string_view dossier, CompareKey&);
  std::vector<std::string_view> issuers_, symbols_;
  std::unordered_map<std::string_view, std::uint32_t> issuer_index_, dossier_texts_;
  std::unordered_map<std::string, std::uint32_t> dossier_index_;
  std::unordered_map<std::uint64_t, std::uint32_t> symbol_index_;
  std::vector<bool> in_register_;  // by dossier
  KnownPlaces places_;
  bool dossiers_comparable_ = false;
};

/// Compares rows with scans. Remembers the offices it has compared and the subjects it has lately taken apart; each thread has its
/// own.
class Judge {
 public:
  /// `names` must outlive it, and hold the keys of all that is compared.
  explicit Judge(const ComparedNames& names) : names_(names) {}
  Judgement operator()(const RegisterRow&, const CompareKey&, const Scan&, const CompareKey&);

 private:
  /// Also whether both are offices of two places the register knows: nothing else can make them one.
  std::pair<Agreement, bool> issuers(std::uint32_t row, std::uint32_t scan);
  bool symbol_names(std::uint32_t symbol, std::uint32_t issuer);
  double likeness(const RegisterRow&, const Scan&);
  const SubjectWords& words(std::string_view type, std::string_view subject);

  const ComparedNames& names_;
  std::vector<std::vector<std::int8_t>> agreements_, symbols_;  // by row's issuer or symbol, then issuer; -1 = not compared yet
  std::unordered_map<std::uint64_t, SubjectWords> words_;
};

}  // namespace sohoa
