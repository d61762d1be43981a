#pragma once
#include <string>
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/extract.hh"

namespace sohoa {

/// Puts the pages of one file together to a document and extracts its record. `path` is what the record shows; `model` is the
/// engine's fingerprint. Pure: the same arguments give the same bytes.
Document assemble(std::vector<Page> pages, const std::string& path, const std::string& dossier,
                  const std::string& sha256, const std::string& model, const Knowledge&);

}  // namespace sohoa
