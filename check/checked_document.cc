#include "check/checked_document.hh"

#include <algorithm>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr double kWellRead = 0.9;    // mean confidence of a page's words
constexpr std::size_t kFewWords = 40;

std::vector<PrintedLine> lines_of(const Document& document) {
  std::vector<PrintedLine> lines;
  for (const Page& page : document.pages) {
    int last = -1, words = 0;
    for (const Word& word : page.words) {
      if (word.line != last) lines.push_back({page.n, {}, {}, std::nullopt, 0.0, word.role}), words = 0;
      last = word.line;
      PrintedLine& line = lines.back();
      if (!line.text.empty()) line.text += ' ';
      line.text += word.text;
      if (word.box) line.box = line.box ? united(*line.box, *word.box) : *word.box;
      line.confidence += (word.confidence - line.confidence) / ++words;
    }
  }
  for (PrintedLine& line : lines) line.folded = text::fold(line.text);
  return lines;
}

std::string certain_part(const Field& date) {
  if (date.status == Status::accepted || date.status == Status::corrected) return date.value();
  return date.value().substr(0, 4);  // the year is printed where the day was left to the pen
}

}  // namespace

bool CheckedDocument::sure(FieldId which) const {
  const Status status = document.field(which).status;
  return status == Status::accepted || status == Status::corrected;
}

bool CheckedDocument::well_read(int page) const {
  const auto found = std::find_if(document.pages.begin(), document.pages.end(), [&](const Page& p) { return p.n == page; });
  return found != document.pages.end() && found->origin == Origin::ocr && found->confidence >= kWellRead && found->words.size() >= kFewWords;
}

CheckedDocument checked(const Document& document, const Rulebook& book) {
  CheckedDocument out{document, book, lines_of(document)};
  const Field& type = document.field(FieldId::type);
  out.type = book.known.type_named(type.value());
  out.day = certain_part(document.field(FieldId::issued_date));
  out.letter = type.value() == "Công văn";
  for (const FieldId of_case : {FieldId::case_code, FieldId::result_kind, FieldId::procedure_code, FieldId::applicant, FieldId::applicant_id, FieldId::received_date, FieldId::due_date})
    out.case_paper |= out.has(of_case);
  const bool of_authority = out.type && (out.type->kind == "administrative" || out.type->kind == "normative");
  out.official = of_authority && out.sure(FieldId::type) && !out.has(FieldId::parent_number) && !out.case_paper;
  out.cut_certain = std::none_of(document.issues.begin(), document.issues.end(), [](const Issue& i) { return i.code == "pile.maybe"; });
  return out;
}

DayOrder compared(const std::string& known, const std::string& day) {
  if (known.empty()) return DayOrder::open;
  const std::string begun = day.substr(0, known.size());
  if (known < begun) return DayOrder::before;
  if (known > begun || known.size() >= day.size()) return DayOrder::same_or_after;
  return day.substr(known.size()) == (known.size() == 4 ? "-01-01" : "-01") ? DayOrder::same_or_after : DayOrder::open;
}

}  // namespace sohoa
