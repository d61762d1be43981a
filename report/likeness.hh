#pragma once
#include <string>
#include <string_view>

namespace sohoa {

/// One spelling for a document number: case, marks (QĐ = QD), spaces, kind of dash or stroke and leading zeros do not count.
std::string number_spelling(std::string_view number);

/// Its letters and digits, those that recognition confuses made one (O/0, l/I/1, S/5, B/8, Z/2, QĐ/OD). Equal shapes are a
/// suspicion, not a proof.
std::string number_shape(std::string_view number);

/// Share of the shorter text's words that the other holds, 0..1; negative when either has fewer than three words.
/// "V/v", "về việc" and the like do not count.
double subject_likeness(std::string_view, std::string_view);

enum class Agreement { unknown, yes, no };

/// Whether two names may be one office: the shorter is part of the longer, abbreviations by first letters (UBND, STP).
Agreement issuers_agree(std::string_view, std::string_view);

/// A dossier's name as it is compared: letters and digits, no leading zeros ("Hồ sơ 01" = "hoso1").
std::string dossier_spelling(std::string_view);

}  // namespace sohoa
