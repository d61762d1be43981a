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

/// Whose signature is looked for: the lines of authority above the name, from the top, the bodies signed for and the year.
/// Without a title or a year (0) nothing is found.
struct SignedFor {
  std::vector<std::string> authority, bodies;
  int year = 0;
};

/// Looks for a name among those who held the office of the last line of authority; the same name is found also where no line names his
/// office and none another's. Who is signed for (KT., TL., TUQ.) is never he who signs. Two who are alike are not told apart.
HolderFound holder_like(const std::string& name, const SignedFor&, const Knowledge&);

}  // namespace sohoa
