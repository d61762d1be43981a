#pragma once
#include <array>
#include <string_view>

#include "pipeline/layout/line.hh"

namespace sohoa {

// What a line looks like by its words alone, wherever it stands.

/// Whether nearly all letters are capitals.
bool in_capitals(std::string_view text);

/// Whether it begins with a word in small letters: it goes on from the line before.
bool starts_small(const Line&);

/// "Số: 12/QĐ-ABC": how much a line looks like it, 0 = not at all, 4 = fully.
int number_likeness(const Line&);

/// Whether a line holds "ngày … tháng … năm" with at most some letters misread.
bool has_date_words(const Line&);

/// The Youth Union's name (keys) as its papers bear it in the heading.
inline constexpr std::array<std::string_view, 2> kYouthHeadings{"doantncshochiminh", "doanthanhniencongsanhochiminh"};

/// "ĐOÀN TNCS HỒ CHÍ MINH", which papers of the Youth Union bear where those of the Party bear the Party's name.
bool is_youth_heading(std::string_view text);

/// Whether the text ends before the number of an act: "… Nghị định số", but not "lưu trữ số".
bool awaits_number(std::string_view text);

/// Whether the text ends where no phrase does: "… Nghị định số", "… của", but not "… tồn tại".
bool ends_open(std::string_view text);

/// Whether a line belongs to a stamp laid over the paper: ĐẾN, the registry's name, "Ký bởi", a time with its zone.
bool is_stamp_line(const Line&);

/// Urgency, secrecy and circulation stand alone as a stamp: short, in capitals.
bool is_mark(const Line&);

/// "V/v …", "(V/ việc …", "Về việc …": how the subject of a letter begins.
bool begins_letter_subject(const Line&);

/// Whether a line gives the authority or position of one who signs: "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH".
bool is_authority_line(const Line&);

/// Two to six words each beginning with a capital, the rest small.
bool is_name_shaped(const Line&);

}  // namespace sohoa
