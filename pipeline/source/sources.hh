#pragma once
#include "pipeline/source/source.hh"

namespace sohoa {

// One opener a file of this folder; open_source chooses. The bytes must outlive what is opened.
Result<std::unique_ptr<PageSource>> open_pdf(std::span<const std::byte> bytes);
Result<std::unique_ptr<PageSource>> open_image(std::span<const std::byte> bytes, FileKind kind);
Result<std::unique_ptr<PageSource>> open_text(std::span<const std::byte> bytes);

}  // namespace sohoa
