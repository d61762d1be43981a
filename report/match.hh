#pragma once
#include <vector>

#include "report/coverage.hh"

namespace sohoa {

enum class Verdict { none, doubtful, certain };

/// Whether a scan may be the document a row names. `score` orders candidates of one verdict.
struct Judgement {
  Verdict verdict = Verdict::none;
  double score = 0.0;
  std::vector<Remark> remarks;
};

/// `dossiers_comparable`: the register's dossiers and the archive's folders use the same names.
Judgement judge(const RegisterRow&, const Scan&, bool dossiers_comparable);

}  // namespace sohoa
