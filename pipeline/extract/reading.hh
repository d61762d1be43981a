#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// The lines of a zone, in order.
std::vector<const Line*> lines_in(const std::vector<Line>&, Zone);

/// Page of the first line and a box around those on that page.
Evidence evidence_of(const std::vector<const Line*>&, std::string rule);
Evidence evidence_of(const Line&, std::string rule);
/// A box around words [first, last) of a line.
Evidence evidence_of(const Line&, std::size_t first, std::size_t last, std::string rule);

/// A box around the words with letters or digits: specks at the ends of a line move its middle.
std::optional<Box> letters_box(const Line&);

/// The text of lines as one, without specks (signs without letters that the engine itself doubts).
std::string joined_text(const std::vector<const Line*>&);

/// Mean and least confidence of the words with letters or digits; 0 when there is none.
double mean_confidence(const std::vector<const Line*>&);
double least_confidence(const std::vector<Word>&);

/// "ỦY BAN NHÂN DÂN TỈNH" → "Ủy ban nhân dân tỉnh": only the first letter stays large.
std::string sentence_case(std::string_view text);
/// "VỊ THANH" → "Vị Thanh": every word begins with a capital.
std::string title_case(std::string_view text);

/// Repairs by name, each once, with commas between.
std::string joined_repairs(const std::vector<std::string>&);
/// Records what was mended to understand the value, each a hypothesis ("digit", "space", "word"), in `extra` as "repairs".
void tell_repairs(Field&, const std::vector<std::string>&);

/// Without signs and spaces at both ends.
std::string trimmed_signs(std::string_view text);

}  // namespace sohoa
