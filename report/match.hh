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

/// Compares rows with scans. Remembers the names of offices and dossiers it has compared, so each thread has its own.
class Judge {
 public:
  /// `dossiers_comparable`: the register's dossiers and the archive's folders use the same names.
  explicit Judge(bool dossiers_comparable) : dossiers_comparable_(dossiers_comparable) {}
  Judgement operator()(const RegisterRow&, const NumberForm&, const Scan&, const NumberForm&);

 private:
  Agreement issuers(std::string_view, std::string_view);
  Agreement dossiers(std::string_view, std::string_view);

  bool dossiers_comparable_;
  std::unordered_map<std::uint64_t, Agreement> issuers_, dossiers_;
};

}  // namespace sohoa
