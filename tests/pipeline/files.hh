#pragma once
#include <cstddef>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

namespace sohoa::test {

inline std::span<const std::byte> bytes_of(const std::string& s) { return std::as_bytes(std::span(s)); }

/// A file of this folder.
inline std::string data_file(const std::string& name) {
  std::ifstream file(std::string(SOHOA_TEST_DATA) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string little(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 255);
  return out;
}

/// An uncompressed grey TIFF of white pages, each of the given size.
inline std::string tiff(int pages, std::uint32_t width, std::uint32_t height, std::uint32_t dpi) {
  std::string out = "II*" + std::string(1, '\0') + little(8, 4);
  for (int page = 0; page < pages; ++page) {
    const auto at = static_cast<std::uint32_t>(out.size());
    constexpr std::uint32_t kEntries = 10;
    const std::uint32_t resolution = at + 2 + kEntries * 12 + 4, strip = resolution + 8, end = strip + width * height;
    const auto entry = [](std::uint32_t tag, std::uint32_t type, std::uint32_t value) {
      return little(tag, 2) + little(type, 2) + little(1, 4) + little(value, 4);
    };
    out += little(kEntries, 2) + entry(256, 4, width) + entry(257, 4, height) + entry(258, 3, 8) + entry(259, 3, 1) +
           entry(262, 3, 1) + entry(273, 4, strip) + entry(278, 4, height) + entry(279, 4, width * height) +
           entry(282, 5, resolution) + entry(283, 5, resolution);
    out +=
        little(page + 1 < pages ? end : 0, 4) + little(dpi, 4) + little(1, 4) + std::string(width * height, '\xFF');
  }
  return out;
}

/// A PDF whose one page of the given size in points is drawn by `content`; `/F` is Helvetica.
inline std::string pdf(const std::string& content, const std::string& media_box = "0 0 595 842",
                       const std::string& page_extra = "", const std::string& trailer_extra = "") {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" +
         media_box +
         "]/Contents 4 0 R/Resources<</Font<</F<</Type/Font"
         "/Subtype/Type1/BaseFont/Helvetica>>>>>>" +
         page_extra + ">>endobj\n4 0 obj<</Length " + std::to_string(content.size()) + ">>stream\n" + content +
         "\nendstream endobj\n"
         "trailer<</Root 1 0 R" +
         trailer_extra + ">>\n%%EOF\n";
}

}  // namespace sohoa::test
