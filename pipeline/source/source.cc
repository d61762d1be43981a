#include "pipeline/source/source.hh"

#include <algorithm>

#include "core/language.hh"
#include "pipeline/source/sources.hh"

namespace sohoa {
namespace {

using namespace std::string_view_literals;

/// Acrobat accepts a header anywhere in the first kilobyte, and so do scanners' programs.
constexpr std::size_t kPdfSearch = 1024;

bool ends_with_txt(std::string_view name) {
  if (name.size() < 4) return false;
  std::string tail(name.substr(name.size() - 4));
  std::transform(tail.begin(), tail.end(), tail.begin(), [](unsigned char c) { return std::tolower(c); });
  return tail == ".txt";
}

}  // namespace

FileKind kind_of(std::span<const std::byte> head, std::string_view file_name) {
  const std::string_view bytes(reinterpret_cast<const char*>(head.data()), head.size());
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) || bytes.starts_with("II+\0"sv) ||
      bytes.starts_with("MM\0+"sv))
    return FileKind::tiff;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return FileKind::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return FileKind::png;
  if (bytes.starts_with("\0\0\0\x0CjP  \r\n\x87\n"sv) || bytes.starts_with("\xFF\x4F\xFF\x51"sv))
    return FileKind::jpeg2000;
  if (ends_with_txt(file_name)) return FileKind::text;
  if (bytes.substr(0, kPdfSearch + 5).find("%PDF-"sv) != std::string_view::npos) return FileKind::pdf;
  return FileKind::unsupported;
}

Result<std::unique_ptr<PageSource>> open_source(std::span<const std::byte> bytes, std::string_view file_name) {
  if (bytes.empty())
    return fail(ErrorCode::empty, tr("the file is empty"), tr("Copy or scan it again."));
  switch (kind_of(bytes, file_name)) {
    case FileKind::pdf: return open_pdf(bytes);
    case FileKind::tiff: return open_image(bytes, FileKind::tiff);
    case FileKind::jpeg: return open_image(bytes, FileKind::jpeg);
    case FileKind::png: return open_image(bytes, FileKind::png);
    case FileKind::jpeg2000: return open_image(bytes, FileKind::jpeg2000);
    case FileKind::text: return open_text(bytes);
    case FileKind::unsupported: break;
  }
  return fail(ErrorCode::unsupported, tr("this is not a kind of file sohoa reads"),
              tr("sohoa reads PDF, TIFF, JPEG, PNG, JPEG 2000 and UTF-8 .txt."));
}

}  // namespace sohoa
