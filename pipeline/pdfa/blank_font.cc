#include "pipeline/pdfa/blank_font.hh"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sohoa::pdfa {
namespace {

constexpr int kUnitsPerEm = 1000;
constexpr int kMostGlyphs = 0xFFFF;
constexpr int kDescent = -1;  // Poppler takes 0 for "not said" and makes every word a third taller

/// Big-endian numbers, as TrueType has them.
class Bytes {
 public:
  Bytes& u16(int value) {
    text_ += static_cast<char>(value >> 8 & 0xFF);
    text_ += static_cast<char>(value & 0xFF);
    return *this;
  }
  Bytes& u32(std::uint32_t value) { return u16(static_cast<int>(value >> 16)).u16(static_cast<int>(value & 0xFFFF)); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::uint32_t check_sum(std::string table) {
  table.resize((table.size() + 3) / 4 * 4);
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < table.size(); i += 4) {
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 4; ++k) word = word << 8 | static_cast<unsigned char>(table[i + k]);
    sum += word;
  }
  return sum;
}

/// Two glyphs without outlines: .notdef, which PDF/A wants never shown, and the one all characters share.
std::string truetype() {
  constexpr std::uint32_t kVersion = 0x00010000, kMagic = 0x5F0F3CF5;
  Bytes head, hhea, hmtx, loca, maxp, glyf;
  head.u32(kVersion).u32(kVersion).u32(0).u32(kMagic).u16(0).u16(kUnitsPerEm).u32(0).u32(0).u32(0).u32(0);
  head.u16(0).u16(kDescent).u16(kAdvance).u16(kHeight).u16(0).u16(8).u16(2).u16(0).u16(0);
  hhea.u32(kVersion).u16(kHeight).u16(kDescent).u16(0).u16(kAdvance);
  for (int i = 0; i < 11; ++i) hhea.u16(i == 3 ? 1 : 0);  // an upright caret
  hhea.u16(2);
  hmtx.u16(kAdvance).u16(0).u16(kAdvance).u16(0);
  loca.u16(0).u16(0).u16(0);
  glyf.u32(0);  // empty, but some readers take no table of no length
  maxp.u32(kVersion).u16(2);
  for (int i = 0; i < 13; ++i) maxp.u16(i == 4 ? 1 : 0);  // one zone

  const std::pair<std::string_view, const Bytes*> tables[] = {{"glyf", &glyf}, {"head", &head}, {"hhea", &hhea},
                                                              {"hmtx", &hmtx}, {"loca", &loca}, {"maxp", &maxp}};
  constexpr int kTables = 6, kBody = 12 + 16 * kTables;
  Bytes directory;
  directory.u32(kVersion).u16(kTables).u16(64).u16(2).u16(32);
  std::string entries, body;
  std::size_t adjustment = 0;  // where head wants what makes the file's sum right
  for (const auto& [name, table] : tables) {
    const std::string& text = table->text();
    const std::size_t at = kBody + body.size();
    if (name == "head") adjustment = at + 8;
    entries += name;
    entries += Bytes().u32(check_sum(text)).u32(static_cast<std::uint32_t>(at)).u32(static_cast<std::uint32_t>(text.size())).text();
    body += text;
    body.resize((body.size() + 3) / 4 * 4);
  }
  std::string file = directory.text() + entries + body;
  return file.replace(adjustment, 4, Bytes().u32(0xB1B0AFBA - check_sum(file)).text());
}

std::vector<char32_t> code_points(const std::string& utf8) {
  std::vector<char32_t> out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    char32_t point = more == 0 ? lead : lead & (0x3FU >> more);
    for (std::size_t k = 1; k <= more && i + k < utf8.size(); ++k) point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    out.push_back(point);
    i += more + 1;
  }
  return out;
}

std::string utf16_hex(char32_t point) {
  if (point < 0x10000) return fmt::format("{:04X}", static_cast<unsigned>(point));
  const unsigned rest = static_cast<unsigned>(point) - 0x10000;
  return fmt::format("{:04X}{:04X}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

std::string to_unicode(const std::map<char32_t, int>& numbers) {
  std::map<int, char32_t> sorted;
  for (const auto& [point, number] : numbers) sorted[number] = point;
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  constexpr std::size_t kMost = 100;  // entries of one bfchar
  std::size_t left = sorted.size(), here = 0;
  for (const auto& [number, point] : sorted) {
    if (here == 0) {
      here = std::min(left, kMost);
      left -= here;
      out += fmt::format("{} beginbfchar\n", here);
    }
    out += fmt::format("<{:04X}> <{}>\n", number, utf16_hex(point));
    if (--here == 0) out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

}  // namespace

BlankFont::Codes BlankFont::codes(const std::string& utf8) {
  Codes out;
  for (const char32_t point : code_points(utf8)) {
    const int next = static_cast<int>(numbers_.size()) + 1;
    if (next > kMostGlyphs && !numbers_.contains(point)) continue;
    out.hex += fmt::format("{:04X}", numbers_.emplace(point, next).first->second);
    ++out.glyphs;
  }
  return out;
}

QPDFObjectHandle BlankFont::add_to(QPDF& pdf, QPDFObjectHandle reserved) const {
  const std::string program = truetype();
  QPDFObjectHandle file = pdf.newStream(program);
  file.getDict().replaceKey("/Length1", QPDFObjectHandle::newInteger(static_cast<long long>(program.size())));
  QPDFObjectHandle descriptor = QPDFObjectHandle::parse(fmt::format(
      "<< /Type /FontDescriptor /FontName /SohoaBlank /Flags 4 /FontBBox [0 {2} {0} {1}] /ItalicAngle 0 /Ascent {1} "
      "/Descent {2} /CapHeight {1} /StemV 80 >>", kAdvance, kHeight, kDescent));
  descriptor.replaceKey("/FontFile2", file);
  std::string glyphs(2, '\0');  // CID 0 is .notdef, all others are glyph 1
  for (std::size_t i = 0; i < numbers_.size(); ++i) glyphs += std::string_view("\0\1", 2);
  QPDFObjectHandle descendant = QPDFObjectHandle::parse(fmt::format(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SohoaBlank "
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW {} >>", kAdvance));
  descendant.replaceKey("/FontDescriptor", pdf.makeIndirectObject(descriptor));
  descendant.replaceKey("/CIDToGIDMap", pdf.newStream(glyphs));
  QPDFObjectHandle font =
      QPDFObjectHandle::parse("<< /Type /Font /Subtype /Type0 /BaseFont /SohoaBlank /Encoding /Identity-H >>");
  font.replaceKey("/DescendantFonts", QPDFObjectHandle::newArray({pdf.makeIndirectObject(descendant)}));
  font.replaceKey("/ToUnicode", pdf.newStream(to_unicode(numbers_)));
  pdf.replaceReserved(reserved, font);
  return reserved;
}

}  // namespace sohoa::pdfa
