#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/deadlines.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/working_days.hh"

namespace sohoa {

/// The text terms (thời hạn) are looked for in, with what is known of its document, and the
/// questions every kind of term asks about the words around it. Holds references: the flow, time
/// and calendar must outlive it.
struct TermText {
  TermText(const Flow&, const DocumentTime&, const WorkingDays&);

  const Flow& flow;
  const DocumentTime& time;
  const WorkingDays& calendar;
  std::string_view text;
  std::vector<TextDate> dates;

  /// Up to `size` bytes of the same item before and behind a byte.
  std::string_view left_of(std::size_t at, std::size_t size) const;
  std::string_view right_of(std::size_t at, std::size_t size) const;
  /// Whether [begin, end) is all that stands in its item.
  bool is_cell(std::size_t begin, std::size_t end) const;
  /// The same, in a table or behind a label of time ("Thời gian thực hiện: …").
  bool in_cell(std::size_t begin, std::size_t end) const;
  /// Whether a date cut to what is known ends before the document was made.
  bool is_past(const std::string& iso) const;
  /// The first byte at or behind `at` that is no blank.
  std::size_t trimmed_begin(std::size_t at) const;
  /// Whether a letter or digit stands right before a byte: what begins there is the tail of a word.
  bool inside_word(std::size_t at) const;
};

}  // namespace sohoa
