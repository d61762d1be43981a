#include "pipeline/extract/duties.hh"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "pipeline/extract/citations.hh"
#include "pipeline/extract/deadlines.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/targets.hh"

namespace sohoa {
namespace {

int year_of(const std::string& iso) {
  int year = 0;
  if (iso.size() >= 4) std::from_chars(iso.data(), iso.data() + 4, year);
  return year;
}

/// The year a plan or report is about: the last one named in its head ("… năm 2026"), where titles stand.
int year_in_title(const Flow& flow) {
  static const RE2 year(R"((?i)năm\s+((?:19|20)\d{2}))");
  re2::StringPiece rest(flow.text.data(), std::min<std::size_t>(flow.text.size(), 700));
  int found = 0, first = 0;
  while (RE2::FindAndConsume(&rest, year, &found))
    if (first == 0) first = found;
  return first;
}

/// The date of the document; a document whose own date is lost is not older than the newest act it cites.
DocumentTime time_of(const Document& document, const Flow& flow) {
  DocumentTime time;
  for (const FieldId id : {FieldId::issued_date, FieldId::parent_date}) {
    time.date = document.field(id).value();
    if (!time.date.empty()) break;
  }
  const int titled = year_in_title(flow);
  if (time.date.empty()) {
    for (const Citation& citation : document.citations) time.date = std::max(time.date, citation.date);
    time.year = titled > 0 ? titled : year_of(time.date);
  } else {
    time.year = year_of(time.date);
    // A plan for the year to come speaks of that year.
    if (titled == time.year + 1) time.year = titled;
  }
  const std::string& type = document.field(FieldId::type).value();
  static const RE2 report(R"((?:^|\n)\s*BÁO CÁO\s*(?:\n|$))");
  time.is_report = type == "Báo cáo" || (type.empty() && RE2::PartialMatch(flow.text.substr(0, 1500), report));
  return time;
}

}  // namespace

void find_duties(const std::vector<Line>& lines, Document& document, const Knowledge& knowledge) {
  const Flow flow = flow_of(lines);
  document.citations = find_citations(flow, knowledge, document.field(FieldId::number).value());
  // No document cites a date after its own year: such a year is misread.
  if (const int year = year_of(document.field(FieldId::issued_date).value()); year > 0)
    for (Citation& citation : document.citations)
      if (year_of(citation.date) > year) citation.date.clear();
  const DocumentTime time = time_of(document, flow);
  document.deadlines = find_deadlines(flow, time, knowledge.calendar);
  document.targets = find_targets(flow, time.is_report);
}

}  // namespace sohoa
