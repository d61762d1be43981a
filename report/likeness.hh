#pragma once
#include <string>
#include <string_view>

namespace sohoa {

/// Share of the shorter text's words that the other holds, 0..1; negative when either has fewer than three words.
/// "V/v", "về việc" and the like do not count.
double subject_likeness(std::string_view, std::string_view);

enum class Agreement { unknown, yes, no };

/// Whether two names may be one office: the shorter is part of the longer, abbreviations by first letters (UBND, STP).
Agreement issuers_agree(std::string_view, std::string_view);

/// A dossier's name as it is compared: letters and digits, no leading zeros ("Hồ sơ 01" = "hoso1").
std::string dossier_spelling(std::string_view);

}  // namespace sohoa
