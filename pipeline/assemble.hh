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

/// Before which pages of a file its documents begin (1 need not be among them).
struct GivenCuts {
  std::vector<int> at;
  bool kept = false;  // not a person's: the program's own of a former time, which decisions lean on
};

/// The documents of a file, cut as given, else by the evidence of the pages themselves; at least one.
std::vector<Document> assemble_file(std::vector<Page> pages, const std::string& path, const std::string& dossier,
                                    const std::string& sha256, const std::string& model, const Knowledge&,
                                    const std::optional<GivenCuts>& = {});

}  // namespace sohoa
