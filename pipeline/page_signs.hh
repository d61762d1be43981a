#pragma once
#include <string>
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// What a page, whose words have their roles (mark_roles), says about where documents begin and end.
struct PageSigns {
  bool header = false;     // quốc hiệu, tiêu ngữ or the Party's name at its top
  bool number_line = false, number = false;  // "Số: …/…", and digits or ink in it
  bool year = false;       // a dateline with its year printed: the blanks of forms have none
  bool attached = false;   // an appendix, a form, a draft or a copy's block, by its heading
  bool ends = false;       // recipients, or authority and name of a signature
  bool sealed = false;
  bool blank = false, separator = false;
  int printed = 0;         // the page number it bears, 0 = none
  std::string symbol;      // of its number, as a key: "qdubnd"
};

/// `types` are the keys (key_of) of names that stand alone as a title.
PageSigns signs_of(const Page&, const std::vector<std::string>& types);

}  // namespace sohoa
