#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/document.hh"

namespace sohoa {

/// A way to break one rule of data/rules.csv in a document that keeps them all.
struct Defect {
  std::string rule;
  std::function<void(Document&)> plant;
};

/// One for every rule but those that need several documents (number.duplicate, document.twice, number.gap, incoming.overdue, document.continues).
std::vector<Defect> defects();

/// A planted defect of the province: which rule finds it, on which document.
struct Planted {
  std::string rule, id;
};

/// Shows `take` the documents of an invented province one by one: `units` offices with `documents` each, in number series without a gap,
/// and every defect planted once in each office, the rest clean. Returns what was planted.
std::vector<Planted> make_province(int units, int documents, const std::function<void(const Document&)>& take);

}  // namespace sohoa
