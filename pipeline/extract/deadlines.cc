#include "pipeline/extract/deadlines.hh"

#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "pipeline/extract/order.hh"
#include "pipeline/extract/order_doubt.hh"
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

/// "Kinh phí dự phòng cho công tác cứu nạn Hàng năm": a capital in the midst of a sentence, where two paragraphs or cells ran together.
bool runs_on(const Flow& flow, std::size_t begin) {
  static const RE2 before(R"([^\s.;:!?)\d“"–-]\s*$)");
  const int index = flow.item_at(begin);
  if (index < 0 || !starts_upper(flow.letters(begin, begin + 4))) return false;
  const Item& item = flow.items[static_cast<std::size_t>(index)];
  return !(item.in_table && table_row(flow, begin)) && begin > item.body && matches(flow.letters(std::max(item.body, begin - std::min<std::size_t>(begin, 12)), begin), before);
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
  const bool sure = term.certain && !order.far_fetched && !deadline.inferred_year &&
                    flow.confidence(term.begin, term.end) >= 0.8 && !through_columns &&
                    !is_doubtful(deadline) && !runs_on(flow, term.begin);
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
  static const RE2 for_that(R"((?:^|\s)đ[ểềế]\s[^.;]*$)");
  std::size_t last = 0;
  for (auto& [begin, term] : terms_in(TermText(flow, time, calendar))) {
    // "… gửi Chi cục trước ngày 15 để tổng hợp, báo cáo Cục trước ngày 20": who has the second is not who has the first.
    if (last > 0 && flow.item_at(last - 1) == flow.item_at(begin) && matches(flow.slice(std::min(last, begin), begin), for_that)) term.certain = false;
    last = term.end;
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
