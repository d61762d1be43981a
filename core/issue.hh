#pragma once
#include <string>

namespace sohoa {

enum class Severity { error, warning, notice };

/// A defect of a document (not of a run): data on its record. `code` is stable and dotted ("page.unreadable");
/// `message` is Vietnamese, for the clerk.
struct Issue {
  std::string code;
  Severity severity = Severity::notice;
  int page = 0;  // 1-based, 0 = the whole document
  std::string message;
  bool operator==(const Issue&) const = default;
};

}  // namespace sohoa
