#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "core/document.hh"

namespace sohoa {

struct Knowledge;

/// A row of the register that a document with a number written by hand may be; the number as the document would have it, `share` of all
/// rows' weights together.
struct RegisterCandidate {
  std::string number, date, subject;
  double share = 0.0;
};

/// The likeliest rows first; none where the number is not by hand, or no row is of its book.
std::vector<RegisterCandidate> register_candidates(const Document&, const Knowledge&, std::size_t most = 5);

/// What is printed of a number, "/UBND-KT", as the register is grouped: numbers of one are of one book.
std::string book_of(const std::string& number);

}  // namespace sohoa
