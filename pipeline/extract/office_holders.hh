#pragma once
#include <string>
#include <vector>

#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// How a name agrees with those who held office (data/office_holders.csv).
enum class HolderMatch {
  none,
  same,    // letter by letter
  mended,  // one letter, or marks only, apart from exactly one holder
  ending,  // the last words of exactly one holder's name; its beginning was not read
};

struct HolderFound {
  HolderMatch match = HolderMatch::none;
  std::string name;  // as in the table
};

/// Looks for a name among those who signed for one of `bodies` in that year; 0 = no year known, nothing is found.
HolderFound holder_like(const std::string& name, const std::vector<std::string>& bodies, int year, const Knowledge&);

}  // namespace sohoa
