#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/page.hh"

namespace sohoa {

/// The words between which the blanks of a dateline lie, folded.
inline constexpr std::array<std::string_view, 3> kDateForm{"ngay", "thang", "nam"};

/// A printed word of the form: where it begins and ends, whether ink ran into it on either side, and whether all its letters were read.
struct Printed {
  Box box;
  bool before = false, after = false, whole = true;
};

/// The word of the form within a word as read: "ngày13" holds ngày, with ink behind.
std::optional<Printed> form_in(const Word&, std::string_view form);

/// Index of the byte from which a word is the symbol: its slash, unless one of a misread digit ("/46", "O/566"); npos when there is none.
std::size_t symbol_from(const std::string& text);

/// How wide Times, in which forms are set, prints a text, in thousandths of the size (Adobe's AFM).
int print_width(std::string_view text);

/// A text without marks, letter by letter, capitals kept.
std::string plain(const std::string& text);

}  // namespace sohoa
