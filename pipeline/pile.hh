#pragma once
#include <string>
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// A page on which another document seems to begin, and why (Vietnamese, for the clerk). `sure`: it may be cut without asking.
struct Beginning {
  int page = 0;
  double confidence = 0.0;
  bool sure = false;
  std::string reasons;
};

/// Where documents begin behind the first one of a file with several (docs/record.md), by their pages alone, whose words have their
/// roles (mark_roles). `types` are the keys (key_of) of names that stand alone as a title.
std::vector<Beginning> find_beginnings(const std::vector<Page>&, const std::vector<std::string>& types);

}  // namespace sohoa
