#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"

namespace sohoa {

/// A document's two-layer copy: its pages as they were scanned, and its words, invisible, where they are printed.
struct PdfaCopy {
  std::string bytes;
  std::vector<std::string> departures;  // why it cannot be called PDF/A-2b, in the user's language; empty = it is one
  bool signed_original = false;         // the signature holds in the original only; the copy says so
};

/// Makes the copy that Thông tư 05/2025/TT-BNV asks for from the bytes of the document's first source. Images are not coded
/// anew; sheets that were scanned lying are shown upright; an older invisible text layer gives way to ours; pages born digital
/// keep their text unless it was in an old code. Same document, same bytes. Fails with encrypted, damaged, too_large, and unsupported for plain texts.
Result<PdfaCopy> pdfa_copy(std::span<const std::byte> original, const Document&);

}  // namespace sohoa
