#include "pipeline/source/source.hh"

#include <iconv.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/language.hh"
#include "pipeline/source/sources.hh"

namespace sohoa {
namespace {

using namespace std::string_view_literals;

/// Acrobat accepts a header anywhere in the first kilobyte, and so do scanners' programs.
constexpr std::size_t kPdfSearch = 1024;

/// What the name claims; a damaged file is told from a foreign one by it.
FileKind claimed_by(std::string_view name) {
  constexpr std::pair<std::string_view, FileKind> kEndings[] = {
      {".txt", FileKind::text},    {".pdf", FileKind::pdf},      {".tif", FileKind::tiff},
      {".tiff", FileKind::tiff},   {".jpg", FileKind::jpeg},     {".jpeg", FileKind::jpeg},
      {".png", FileKind::png},     {".jp2", FileKind::jpeg2000}, {".j2k", FileKind::jpeg2000},
      {".jpf", FileKind::jpeg2000}};
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  for (const auto& [ending, kind] : kEndings)
    if (lower.ends_with(ending)) return kind;
  return FileKind::unsupported;
}

}  // namespace

void load_source_libraries() {
  // Poppler's strings come through iconv, whose converters the C library unloads when nobody holds one.
  static const iconv_t held[] = {iconv_open("UTF-8", "UTF-16"), iconv_open("UTF-16", "UTF-8")};
  static_cast<void>(held);
}

FileKind kind_of(std::span<const std::byte> head, std::string_view file_name) {
  const std::string_view bytes(reinterpret_cast<const char*>(head.data()), head.size());
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) || bytes.starts_with("II+\0"sv) ||
      bytes.starts_with("MM\0+"sv))
    return FileKind::tiff;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return FileKind::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return FileKind::png;
  if (bytes.starts_with("\0\0\0\x0CjP  \r\n\x87\n"sv) || bytes.starts_with("\xFF\x4F\xFF\x51"sv))
    return FileKind::jpeg2000;
  const FileKind claimed = claimed_by(file_name);
  if (claimed != FileKind::text && bytes.substr(0, kPdfSearch + 5).find("%PDF-"sv) != std::string_view::npos)
    return FileKind::pdf;
  return claimed;
}

Result<std::unique_ptr<PageSource>> open_source(std::span<const std::byte> bytes, std::string_view file_name) {
  if (bytes.empty()) return fail(ErrorCode::empty, tr("the file is empty"), tr("Copy or scan it again."));
  switch (kind_of(bytes, file_name)) {
    case FileKind::pdf:
      return open_pdf(bytes);
    case FileKind::tiff:
      return open_image(bytes, FileKind::tiff);
    case FileKind::jpeg:
      return open_image(bytes, FileKind::jpeg);
    case FileKind::png:
      return open_image(bytes, FileKind::png);
    case FileKind::jpeg2000:
      return open_image(bytes, FileKind::jpeg2000);
    case FileKind::text:
      return open_text(bytes);
    case FileKind::unsupported:
      break;
  }
  return fail(ErrorCode::unsupported, tr("this is not a kind of file sohoa reads"),
              tr("sohoa reads PDF, TIFF, JPEG, PNG, JPEG 2000 and .txt."));
}

}  // namespace sohoa
