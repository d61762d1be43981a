#include "pipeline/pdfa/file_name.hh"

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr std::size_t kLongest = 80;

/// One character without its mark, in its own case.
std::string plain(std::string_view letter) {
  std::string folded = text::fold(letter);
  const bool capital = text::lower(letter) != letter;
  if (capital)
    for (char& c : folded)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return folded;
}

std::string safe(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size() && out.size() < kLongest;) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    for (const char c : plain(std::string_view(text).substr(i, end - i))) {
      const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
      if (kept && !(out.empty() && c == '.')) out += c;
      else if (!out.empty() && out.back() != '-') out += '-';
    }
    i = end;
  }
  while (!out.empty() && (out.back() == '-' || out.back() == '.')) out.pop_back();
  return out;
}

}  // namespace

std::filesystem::path copy_name(const Document& document) {
  std::string name = safe(document.field(FieldId::number).value());
  if (name.empty() && !document.sources.empty())
    name = safe(std::filesystem::path(document.sources.front().path).stem().string());
  name += (name.empty() ? "" : "_") + document.id.substr(0, 8) + (document.id.size() > 16 ? document.id.substr(16) : "") + ".pdf";
  return std::filesystem::path(safe(document.dossier)) / name;
}

}  // namespace sohoa
