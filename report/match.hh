#pragma once
#include <cstdint>
#include <unordered_map>
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

/// Compares rows with scans. Remembers the names of offices and dossiers it has compared and the subjects it has lately taken
/// apart, by where they stand; each thread has its own.
class Judge {
 public:
  /// `dossiers_comparable`: the register's dossiers and the archive's folders use the same names.
  explicit Judge(bool dossiers_comparable) : dossiers_comparable_(dossiers_comparable) {}
  Judgement operator()(const RegisterRow&, const NumberForm&, const Scan&, const NumberForm&);

 private:
  Agreement dossiers(std::string_view, std::string_view);
  bool symbol_names(const NumberForm&, std::string_view number, std::string_view issuer);
  double likeness(const RegisterRow&, const Scan&);
  const SubjectWords& words(std::string_view type, std::string_view subject);

  bool dossiers_comparable_;
  IssuerAgreements issuers_;
  std::unordered_map<std::uint64_t, Agreement> dossiers_;
  std::unordered_map<std::uint64_t, bool> symbols_;
  std::unordered_map<std::uint64_t, SubjectWords> words_;
};

}  // namespace sohoa
