#pragma once
#include <vector>

#include "core/page.hh"

namespace sohoa {

/// A part of a row of the form where the reading of the whole page lost printed words beside the ink.
struct LostPrint {
  Box box;                    // to be read once more by itself
  int line = 0, block = 0;    // of the words around it
  bool date = false;          // the words sought are those of a date, else the symbol of a number
};

/// The rows of a page that begins a document where "Số:" has no symbol behind, or where of ngày, tháng and năm one or two were read.
std::vector<LostPrint> find_lost_print(const Page&);

/// Puts the words read once more, with boxes in pixels of the page, in the place of those within the box, when they hold more of what is sought.
bool take_found(Page&, const LostPrint&, std::vector<Word> found);

}  // namespace sohoa
