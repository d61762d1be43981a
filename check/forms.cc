#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cctype>

#include "check/rules.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "pipeline/extract/document_number.hh"

namespace sohoa {
namespace {

std::string extra_of(const Field& field, const char* key) {
  const auto found = field.extra.find(key);
  return found == field.extra.end() ? std::string() : found->second;
}

bool excepted(const CheckedDocument& d, const CheckRule& rule) {
  const auto types = rule.list("except");
  return std::ranges::find(types, d.document.field(FieldId::type).value()) != types.end();
}

/// Whether the symbol of the number is read as well as an accepted number's, its digits aside: a contradiction alone makes a number doubtful.
bool symbol_sure(const CheckedDocument& d) {
  const Field& number = d.document.field(FieldId::number);
  const auto least = d.book.known.acceptance.find(FieldId::number);
  return d.sure(FieldId::number) || (!number.handwritten && least != d.book.known.acceptance.end() && number.confidence >= least->second);
}

/// Whether a person would see a space in the number: recognition parts words at narrower gaps than these.
bool has_wide_gap(const CheckedDocument& d, const Field& number) {
  if (!number.evidence.box) return true;  // a text says its spaces itself
  for (const Page& page : d.document.pages) {
    if (page.n != number.evidence.page) continue;
    const Word* last = nullptr;
    bool in_number = false;
    for (const Word& word : page.words) {
      if (!word.box || !overlap(*word.box, *number.evidence.box)) continue;
      if (last && in_number && word.box->x0 - last->box->x1 > word.box->height() * 2 / 5) return true;
      in_number |= std::ranges::any_of(word.text, [](char c) { return c == '/'; });
      last = &word;
    }
  }
  return false;
}

bool has_print(const CheckedDocument& d, Origin origin) {
  return !d.document.pages.empty() && std::ranges::all_of(d.document.pages, [&](const Page& p) { return p.origin == origin || p.blank; });
}

}  // namespace

Observations type_and_number_differ(const CheckedDocument& d, const CheckRule&) {
  const Field &type = d.document.field(FieldId::type), &number = d.document.field(FieldId::number);
  const std::string code = extra_of(number, "type_code"), printed = extra_of(type, "code");
  if (!d.official || d.letter || code.empty() || printed.empty() || code == printed || !d.book.known.type_of_code(code)) return {};
  if (d.book.known.may_number(type.value(), code, number.value())) return {};
  return {{number.evidence, fmt::format(fmt::runtime(tr("the title says \"{}\" ({}), the number {} says {}")), type.value(), printed, number.value(), code), symbol_sure(d)}};
}

Observations number_not_padded(const CheckedDocument& d, const CheckRule&) {
  const Field& number = d.document.field(FieldId::number);
  if (!d.official || !d.sure(FieldId::number) || number.handwritten) return {};
  const std::string& value = number.value();
  if (value.size() < 2 || !std::isdigit(static_cast<unsigned char>(value[0])) || value[1] != '/') return {};
  return {{number.evidence, fmt::format(fmt::runtime(tr("{}: numbers below 10 are written with a 0 in front")), value)}};
}

Observations number_with_spaces(const CheckedDocument& d, const CheckRule&) {
  const Field& number = d.document.field(FieldId::number);
  if (!d.official || !d.sure(FieldId::number) || number.handwritten) return {};
  for (const DocumentNumber& one : find_document_numbers(number.raw)) {
    const std::string_view printed = std::string_view(number.raw).substr(one.begin, one.end - one.begin);
    const std::size_t slash = printed.find('/');
    // The digits are stamped or set beside the symbol, so only a space within the symbol is one of the writer's.
    if (slash == printed.npos || printed.find(' ', slash) == printed.npos || !has_wide_gap(d, number)) continue;
    return {{number.evidence, fmt::format(fmt::runtime(tr("\"{}\": number and symbol are written without spaces")), printed)}};
  }
  return {};
}

Observations date_not_padded(const CheckedDocument& d, const CheckRule&) {
  static const RE2 kDay("ngay *[1-9] *thang"), kMonth("thang *[12] *nam");
  const Field& date = d.document.field(FieldId::issued_date);
  if (!d.official || !d.sure(FieldId::issued_date) || date.handwritten || date.evidence.rule != "header.dateline") return {};
  const std::string folded = text::fold(date.raw);
  const bool day = RE2::PartialMatch(folded, kDay);
  if (!day && !RE2::PartialMatch(folded, kMonth)) return {};
  return {{date.evidence, fmt::format(fmt::runtime(day ? tr("\"{}\": days below 10 are written with a 0 in front") : tr("\"{}\": months 1 and 2 are written with a 0 in front")), date.raw)}};
}

Observations letter_with_type_code(const CheckedDocument& d, const CheckRule&) {
  const Field& number = d.document.field(FieldId::number);
  const std::string code = extra_of(number, "type_code");
  if (!d.official || !d.letter || code.empty() || !d.book.known.type_of_code(code)) return {};
  return {{number.evidence, fmt::format(fmt::runtime(tr("a letter (công văn) has no code of a type, {} has {}")), number.value(), code), symbol_sure(d)}};
}

Observations named_type_with_about(const CheckedDocument& d, const CheckRule&) {
  static const RE2 kAbout("^v */ *v\\b");
  const Field &type = d.document.field(FieldId::type), &subject = d.document.field(FieldId::subject);
  if (!d.official || d.letter || subject.values.empty() || !RE2::PartialMatch(text::fold(subject.raw), kAbout)) return {};
  return {{subject.evidence, fmt::format(fmt::runtime(tr("\"V/v\" belongs to letters (công văn), not to a document with the title {}")), type.value()), d.sure(FieldId::subject)}};
}

Observations archive_line_missing(const CheckedDocument& d, const CheckRule& rule) {
  static const RE2 kOffice("\\bvt\\b|van *thu");
  const Field& recipients = d.document.field(FieldId::recipients);
  if (!d.official || excepted(d, rule) || !d.sure(FieldId::recipients)) return {};
  const std::string archive = text::fold(extra_of(recipients, "archive"));
  if (RE2::PartialMatch(archive, kOffice)) return {};
  const bool seen = std::ranges::any_of(d.lines, [&](const PrintedLine& l) { return l.folded.find("luu") != l.folded.npos && RE2::PartialMatch(l.folded, kOffice); });
  if (seen) return {};
  return {{recipients.evidence, archive.empty() ? tr("the recipients have no line \"Lưu: VT\"") : fmt::format(fmt::runtime(tr("the archive line \"{}\" does not name the office (VT)")), extra_of(recipients, "archive")),
           d.well_read(recipients.evidence.page) || !has_print(d, Origin::ocr)}};
}

Observations end_mark_missing(const CheckedDocument& d, const CheckRule& rule) {
  static const RE2 kMark("[.,:;] ?[/|l] ?[.,:;'-]|/[.,]? *$|[.,] ?/");
  if (!d.official || excepted(d, rule) || d.lines.empty() || !d.has(FieldId::signer_title)) return {};
  if (std::ranges::any_of(d.lines, [](const PrintedLine& l) { return RE2::PartialMatch(l.text, kMark); })) return {};
  const Field& title = d.document.field(FieldId::signer_title);
  return {{title.evidence, tr("no ./. was found at the end of the text"), !has_print(d, Origin::ocr)}};
}

Observations title_line_missing(const CheckedDocument& d, const CheckRule&) {
  static const RE2 kFor("^(KT|TL|TUQ)[.,]");
  const Field& title = d.document.field(FieldId::signer_title);
  if (!d.official || title.values.empty() || !RE2::PartialMatch(title.value(), kFor) || !title.evidence.box) return {};
  const Box& line = *title.evidence.box;
  const Box below{line.x0, line.y1, line.x1, line.y1 + 3 * line.height()};
  bool inked = false;
  for (const Page& page : d.document.pages)
    if (page.n == title.evidence.page) inked = std::ranges::any_of(page.layers, [&](const Layer& l) { return overlap(l.box, below); });
  if (inked || !d.well_read(title.evidence.page)) return {};  // the title is in review as it is
  return {{title.evidence, fmt::format(fmt::runtime(tr("{} without the title of the one who signs")), title.value())}};
}

}  // namespace sohoa
