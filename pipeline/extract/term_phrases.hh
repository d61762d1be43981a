#pragma once
#include <cstddef>
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/term_text.hh"

namespace sohoa {

/// A phrase that sets a term, with the members of Deadline its kind uses; task, units and evidence
/// are still to come.
struct TermPhrase {
  std::size_t begin = 0, end = 0;  // bytes of the text
  Deadline deadline;
  bool certain = false;
};

/// Phrases of one kind each, in order of the text; those of two kinds may overlap ("trước ngày 25
/// hằng tháng").
std::vector<TermPhrase> find_recurring(const TermText&);
std::vector<TermPhrase> find_relative(const TermText&);
std::vector<TermPhrase> find_ahead(const TermText&);
std::vector<TermPhrase> find_dated(const TermText&);
std::vector<TermPhrase> find_periods(const TermText&);
/// continuous, event, reference: only where a column or label of time holds them, or a set phrase
/// opens a sentence.
std::vector<TermPhrase> find_open(const TermText&);

/// Words that say a term is set for a task, up to some words before the end of `left`.
bool sets_term(std::string_view left);
/// Words of terms that are no one's task: "cắt giảm thời hạn", "thời hạn giải quyết".
bool is_no_term(std::string_view left);

}  // namespace sohoa
