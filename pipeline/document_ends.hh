#pragma once
#include <string>
#include <vector>

#include "core/document.hh"

namespace sohoa {

/// How pages that were put together to a document begin and end. Their words have their roles (mark_roles); `types` are the keys (key_of)
/// of names that stand alone as a title.
Ends ends_of(const std::vector<Page>&, const std::vector<std::string>& types);

}  // namespace sohoa
