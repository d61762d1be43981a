#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sohoa {

/// Which row of the grammar a number follows: "61/2018/NĐ-CP", "142/2024/QH15", "16/KH-UBND", "134/UBND-TTPVHCC",
/// "57-NQ/TW", "05/SY-UBND", "2853/TTHT/BĐLS-UBNDTPLS". `congvan` has no type code; `free` is any other chain of codes.
enum class NumberClass { vbqppl, qh, admin, congvan, party, copy, free };

/// A document number (số, ký hiệu) found in a text. `value` is the repaired spelling without spaces; what was changed
/// is named in `repairs`, each a hypothesis: the raw text is text.substr(begin, end - begin).
struct DocumentNumber {
  std::size_t begin = 0, end = 0;  // bytes of the text
  std::string value;
  std::string digits;     // "16", "66.7"; empty when the place for the number is blank or unreadable (handwritten)
  std::string year;       // of normative acts: "2018"
  std::string type_code;  // "NĐ"; empty for công văn
  std::string agency;     // "CP", "QH15"; of joint acts all: "BNV-VPCP"
  std::string unit;       // drafting unit of a công văn: "TTPVHCC"
  NumberClass kind = NumberClass::free;
  bool complete = true;              // false: digits or the agency after the type code are lost
  std::vector<std::string> repairs;  // "space", "line wrap", "hyphen", "slash", "letter", "digit", "footnote"
};

/// All numbers of a text (NFC, as text::normalize gives it) from left to right, without overlap. Lines may break inside
/// a number. Codes of procedures (2.000635), forms (II.05b/VPCP/KSTT), dates, fractions, money and the like are none.
/// A lone code after the slash ("1329/SYT") counts only behind "số" or the name of a kind of document.
std::vector<DocumentNumber> find_document_numbers(std::string_view text);

/// Whether a number is written as the Party does, with the hyphen first: "57-NQ/TW".
bool is_party_form(std::string_view number);

}  // namespace sohoa
