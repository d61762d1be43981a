#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/extract.hh"

namespace sohoa {

/// Puts pages of one file together to a document and extracts its record. `path` is what the record shows; `model` is the
/// engine's fingerprint. Pure: the same arguments give the same bytes.
Document assemble(std::vector<Page> pages, const std::string& path, const std::string& dossier,
                  const std::string& sha256, const std::string& model, const Knowledge&);

/// The documents of a file, cut before the pages `at` (1 need not be among them), or where none are given by the evidence of the pages
/// themselves; at least one.
std::vector<Document> assemble_file(std::vector<Page> pages, const std::string& path, const std::string& dossier,
                                    const std::string& sha256, const std::string& model, const Knowledge&,
                                    const std::optional<std::vector<int>>& at = {});

}  // namespace sohoa
