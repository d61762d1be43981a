#include "pipeline/extract/duties.hh"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "core/text/normalize.hh"
#include "pipeline/extract/citations.hh"
#include "pipeline/extract/deadlines.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/flow.hh"
#include "pipeline/extract/table_duties.hh"
#include "pipeline/extract/targets.hh"

namespace sohoa {
namespace {

int year_of(const std::string& iso) {
  int year = 0;
  if (iso.size() >= 4) std::from_chars(iso.data(), iso.data() + 4, year);
  return year;
}

/// The year a plan or report is about: the last one named in its head ("… năm 2026"), where titles
/// stand.
int year_in_title(const Flow& flow) {
  static const RE2 year(R"((?i)năm\s+((?:19|20)\d{2}))");
  re2::StringPiece rest(flow.text.data(), std::min<std::size_t>(flow.text.size(), 700));
  int found = 0, first = 0;
  while (RE2::FindAndConsume(&rest, year, &found))
    if (first == 0) first = found;
  return first;
}

/// The date of the document; a document whose own date is lost is not older than the newest act it
/// cites.
DocumentTime time_of(const Document& document, const Flow& flow) {
  DocumentTime time;
  for (const FieldId id : {FieldId::issued_date, FieldId::parent_date}) {
    const Field& field = document.field(id);
    time.date = field.value();
    // Of a day or month written by hand only the printed year can be relied on.
    if (field.status == Status::review && field.confidence < 0.6)
      time.date = time.date.substr(0, 4);
    if (!time.date.empty()) break;
  }
  const int titled = year_in_title(flow);
  if (time.date.empty()) {
    for (const Citation& citation : document.citations)
      time.date = std::max(time.date, citation.date);
    time.year = titled > 0 ? titled : year_of(time.date);
  } else {
    time.year = year_of(time.date);
    if (time.date.size() == 4)
      for (const Citation& citation : document.citations)
        if (year_of(citation.date) == time.year) time.date = std::max(time.date, citation.date);
    // A plan for the year to come speaks of that year.
    if (titled == time.year + 1) time.year = titled;
  }
  const std::string& type = document.field(FieldId::type).value();
  static const RE2 report(R"((?:^|\n)\s*BÁO CÁO\s*(?:\n|$))");
  time.is_report =
      type == "Báo cáo" || (type.empty() && RE2::PartialMatch(flow.text.substr(0, 1500), report));
  return time;
}

/// "Nghị quyết số 73/2001/NĐ-CP": the name of the kind and its code contradict each other.
/// Reported, not mended.
void check_types(Document& document, const Knowledge& knowledge) {
  for (const Citation& citation : document.citations) {
    const auto numbers = find_document_numbers(citation.number);
    if (numbers.empty() || numbers[0].kind == NumberClass::party || citation.type.empty()) continue;
    const DocumentType* coded = knowledge.type_of_code(numbers[0].type_code);
    if (coded == nullptr) continue;
    const std::string printed = text::fold(citation.type), meant = text::fold(coded->name);
    if (printed.find(meant) != printed.npos || meant.find(printed) != meant.npos) continue;
    document.issues.push_back({"citation.type_mismatch", Severity::warning, citation.evidence.page,
                               fmt::format("Viện dẫn “{}”: tên loại không khớp ký hiệu {} ({}).",
                                           citation.raw, coded->code, coded->name)});
  }
}

/// A year without a calendar is said, not guessed: its deadlines stand as printed.
void check_calendar(Document& document, const WorkingDays& calendar) {
  std::set<int> told;
  for (const Deadline& deadline : document.deadlines) {
    const int year = year_of(deadline.date);
    if (year == 0 || calendar.covers(year) || !told.insert(year).second) continue;
    document.issues.push_back(
        {"deadline.no_calendar", Severity::notice, deadline.evidence.page,
         fmt::format("Chưa có lịch ngày nghỉ năm {}: hạn giữ nguyên như văn bản ghi.", year)});
  }
}

}  // namespace

void find_duties(const std::vector<Line>& lines, Document& document, const Knowledge& knowledge) {
  const Flow flow = flow_of(lines);
  document.citations = find_citations(flow, knowledge, document.field(FieldId::number).value());
  // No document cites a date after its own year: such a year is misread.
  if (const int year = year_of(document.field(FieldId::issued_date).value()); year > 0)
    for (Citation& citation : document.citations)
      if (year_of(citation.date) > year) citation.date.clear();
  check_types(document, knowledge);
  const DocumentTime time = time_of(document, flow);
  document.deadlines = find_deadlines(flow, time, knowledge.calendar);
  document.targets = find_targets(flow, time.is_report);
  find_table_duties(document, time, knowledge);
  check_calendar(document, knowledge.calendar);
}

}  // namespace sohoa
