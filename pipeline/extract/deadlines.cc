#include "pipeline/extract/deadlines.hh"

#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/order.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_row.hh"
#include "pipeline/extract/term_phrases.hh"

namespace sohoa {
namespace {

std::string_view kind_name(DeadlineKind kind) {
  constexpr std::array<std::string_view, 7> names{"absolute",   "period", "recurring", "relative",
                                                  "continuous", "event",  "reference"};
  return names[static_cast<std::size_t>(kind)];
}

/// Whether a name of a unit, or what is to be done, ends too early to act on: with a word that joins or opens more. ("Văn phòng Sở" does not.)
bool is_cut(std::string_view words) {
  static const RE2 open_end(
      R"((?i)(?:^|[\s,])(?:và|hoặc|của|các|với|thuộc|cho|về|tại|do|trợ|đơn\s+vị\s+có)$)");
  return matches(words, open_end);
}

/// Whether the task is a heading: nothing but capitals, or its number and a word or two.
bool is_heading(const std::string& task) {
  static const RE2 numbered(R"(^(?:[IVX]+|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]\s)");
  return text::upper(task) == task || (matches(task, numbered) && word_count(task) < 5);
}

/// The phrase with what it is a term of. Words that lie in a scanned table whose cells were not read run through its columns: a
/// person must look at them.
Deadline finished(const Flow& flow, TermPhrase term, Order order, bool through_columns) {
  Deadline deadline = std::move(term.deadline);
  deadline.phrase = squeezed(flow.slice(term.begin, term.end));
  deadline.task = std::move(order.task);
  deadline.lead = std::move(order.lead);
  deadline.coordinating = std::move(order.coordinating);
  deadline.evidence =
      flow.evidence(term.begin, term.end, "deadline." + std::string(kind_name(deadline.kind)));
  const bool sure = term.certain && !deadline.inferred_year &&
                    flow.confidence(term.begin, term.end) >= 0.8 && !through_columns &&
                    !is_cut(deadline.lead) && !is_cut(deadline.task) &&
                    (deadline.task.empty() || !is_heading(deadline.task)) &&
                    text::valid_share(deadline.task) >= 0.55;  // UBND, TTHC are no syllables
  deadline.status = sure ? Status::accepted : Status::review;
  return deadline;
}

/// All terms by their first byte.
std::map<std::size_t, TermPhrase> terms_in(const TermText& text) {
  std::map<std::size_t, TermPhrase> found;
  // Where two overlap the kind that takes in more words is right: "trước ngày 25 hằng tháng" before
  // "trước ngày …".
  for (const auto find :
       {find_recurring, find_relative, find_ahead, find_dated, find_periods, find_open})
    for (TermPhrase& term : find(text)) {
      const auto next = found.lower_bound(term.begin);
      const bool taken = (next != found.end() && next->first < term.end) ||
                         (next != found.begin() && std::prev(next)->second.end > term.begin);
      if (!taken) found.emplace(term.begin, std::move(term));
    }
  return found;
}

}  // namespace

std::vector<Deadline> find_deadlines(const Flow& flow, const DocumentTime& time,
                                     const WorkingDays& calendar) {
  std::vector<Deadline> deadlines;
  for (auto& [begin, term] : terms_in(TermText(flow, time, calendar))) {
    Order order =
        order_at(flow, term.begin, term.end, term.deadline.kind == DeadlineKind::recurring);
    const bool through_columns =
        flow.evidence(term.begin, term.end, {}).box && table_row(flow, term.begin);
    deadlines.push_back(finished(flow, std::move(term), std::move(order), through_columns));
  }
  return deadlines;
}

std::vector<Deadline> deadlines_of(const Order& order, const Flow& flow, const DocumentTime& time,
                                   const WorkingDays& calendar) {
  std::vector<Deadline> deadlines;
  for (auto& [begin, term] : terms_in(TermText(flow, time, calendar)))
    deadlines.push_back(finished(flow, std::move(term), order, false));
  return deadlines;
}

}  // namespace sohoa
