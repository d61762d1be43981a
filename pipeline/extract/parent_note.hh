#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/document.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// "(Kèm theo Kế hoạch số 11/KH-ABC ngày … của …)" under the title of an appendix that lies in a file of its own.
struct ParentNote {
  std::string text;
  double confidence = 0.0;
  Evidence evidence;
};

std::optional<ParentNote> parent_note(const std::vector<Line>&);

}  // namespace sohoa
