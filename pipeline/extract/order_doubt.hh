#pragma once
#include "core/document.hh"

namespace sohoa {

/// Whether what was read of an order reads as if it were cut or ran on: a name that holds what its bearer has to do, that begins or ends
/// as no name does; a task that begins with a joining word or the mark of a list, that ends open, or that is a heading or hardly a word.
/// Such a deadline a person must look at, however sure its time is.
bool is_doubtful(const Deadline&);

}  // namespace sohoa
