#pragma once
#include <string_view>
#include <vector>

#include "pipeline/layout/line.hh"

namespace sohoa {

inline constexpr std::size_t kNoLine = static_cast<std::size_t>(-1);

/// Cuts a line before one of its words; the rest becomes the next line.
void cut(std::vector<Line>&, std::size_t at, std::size_t word);

/// Index of the line above `limit_y` that holds a phrase (key) of the right column best, cut off from what stands left of it; kNoLine
/// when there is none with at most `max_errors` letters wrong.
std::size_t isolate(std::vector<Line>&, std::string_view phrase, int max_errors, int limit_y);

/// Index of the word from which a line that runs over both columns belongs to the right one; 0 when no gap shows it.
std::size_t word_at_column(const Line&, int column_x, int height);

/// Blanks left for handwriting, or cleared of it, part a printed line: "Số:" from "/QĐ-ABC", "ngày" from "tháng" and "năm 2025".
/// Joins them again within the header, from `top` to `depth`.
void join_blanks(std::vector<Line>&, int column_x, int top, int depth, int height);

}  // namespace sohoa
