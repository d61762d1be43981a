#pragma once
#include <filesystem>

#include "core/document.hh"

namespace sohoa {

/// Where a document's copy is filed: the dossier as a folder, then number (or the original's name) and id, so that the name is
/// the document's alone and the same in every run. Letters without marks, digits, '-', '_' and '.' only, and never long.
std::filesystem::path copy_name(const Document&);

}  // namespace sohoa
