#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

#include "check/rules.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa {
namespace {

/// Where a part stands on its page, in shares of width and height.
struct Zone {
  double x0, y0, x1, y1;
};
constexpr Zone kHeader{0.0, 0.0, 1.0, 0.35}, kLeftHeader{0.0, 0.0, 0.55, 0.35}, kRightHeader{0.4, 0.0, 1.0, 0.35}, kPage{0.0, 0.0, 1.0, 1.0};

Box box_on(const Page& page, const Zone& zone) {
  const auto at = [](double share, int size) { return static_cast<int>(share * size); };
  return {at(zone.x0, page.width), at(zone.y0, page.height), at(zone.x1, page.width), at(zone.y1, page.height)};
}

bool excepted(const CheckedDocument& d, const CheckRule& rule) {
  const auto types = rule.list("except");
  return !d.official || std::ranges::find(types, d.document.field(FieldId::type).value()) != types.end();
}

const PrintedLine* trace(const CheckedDocument& d, const RE2& pattern) {
  const auto found = std::ranges::find_if(d.lines, [&](const PrintedLine& l) { return RE2::PartialMatch(l.folded, pattern); });
  return found == d.lines.end() ? nullptr : &*found;
}

/// What hides print: ink over it, or a page that was not read.
bool hidden(const Page& page, const Zone& zone) {
  const Box place = box_on(page, zone);
  return std::ranges::any_of(page.layers, [&](const Layer& l) { return overlap(l.box, place); });
}

/// A part of which nothing was found: certain when the page is well read and no ink lies where it belongs. `sign` is what stands with
/// the part: where that is found, the part is there, only not read.
Observations absent(const CheckedDocument& d, const Page& page, const Zone& zone, const RE2& sign, const char* message) {
  if (const PrintedLine* line = trace(d, sign))
    return {{{line->page, line->box, {}}, fmt::format(fmt::runtime(tr("{}; something of it stands here: please look")), message), false}};
  const bool certain = d.well_read(page.n) && !hidden(page, zone);
  const std::optional<Box> place = page.width > 0 ? std::optional(box_on(page, zone)) : std::nullopt;
  return {{{page.n, place, {}}, certain ? message : fmt::format(fmt::runtime(tr("{}, or not readable: please look")), message), certain}};
}

/// The same for a field of the record. One in review is there; its place may have been left blank.
Observations absent_field(const CheckedDocument& d, const CheckRule& rule, FieldId which, const Page& page, const Zone& zone, const RE2& sign,
                          const char* message) {
  if (excepted(d, rule)) return {};
  const Field& field = d.document.field(which);
  if (field.status == Status::missing) return absent(d, page, zone, sign, message);
  const auto ink = field.extra.find("handwriting");
  // What was read between the label and the stroke is ink after all.
  static const RE2 kInk("(?i)^\\P{L}*s\\p{L}{1,2}\\s*[:.]?[^/]*[\\pL\\d$#@&%†‡ƒ][^/]*/");
  const bool read_from_ink = field.evidence.rule.starts_with("ink");  // "ink+register", too
  const bool blank = !read_from_ink && ink != field.extra.end() && ink->second == "empty" && field.status == Status::review && !RE2::PartialMatch(field.raw, kInk);
  if (!blank) return {};
  return {{field.evidence, fmt::format(fmt::runtime(tr("left blank, it seems: \"{}\"; please look")), field.raw), false}};
}

int words_in(const PrintedLine& line, std::initializer_list<std::string_view> wanted) {
  const auto words = text::words(line.folded);
  return static_cast<int>(std::ranges::count_if(wanted, [&](std::string_view w) { return std::ranges::find(words, w) != words.end(); }));
}

}  // namespace

Observations motto_missing(const CheckedDocument& d, const CheckRule& rule) {
  if (excepted(d, rule) || d.document.pages.empty()) return {};
  const Page& first = d.document.pages.front();
  bool state = false, motto = false, some = false;
  for (const PrintedLine& line : d.lines) {
    if (line.page != first.n) break;
    const int of_state = words_in(line, {"cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam"});
    const int of_motto = words_in(line, {"doc", "lap", "tu", "do", "hanh", "phuc"});
    state |= of_state >= 5;
    motto |= of_motto >= 4;
    some |= of_state >= 3 || of_motto >= 2;
  }
  if (state && motto) return {};
  const char* message = state ? tr("the motto (Độc lập - Tự do - Hạnh phúc) is missing") : motto ? tr("the name of the state (Quốc hiệu) is missing") : tr("the name of the state and the motto are missing");
  const bool certain = d.well_read(first.n) && !hidden(first, kRightHeader) && (state || motto || !some);
  const std::optional<Box> place = first.width > 0 ? std::optional(box_on(first, kRightHeader)) : std::nullopt;
  return {{{first.n, place, {}}, certain ? message : fmt::format(fmt::runtime(tr("{}, or not readable: please look")), message), certain}};
}

Observations issuer_missing(const CheckedDocument& d, const CheckRule& rule) {
  static const RE2 kNone("\\bxxxx\\b");
  if (d.document.pages.empty()) return {};
  return absent_field(d, rule, FieldId::issuer, d.document.pages.front(), kLeftHeader, kNone, tr("the issuing body is missing"));
}

Observations number_missing(const CheckedDocument& d, const CheckRule& rule) {
  static const RE2 kSign("(^|\\s)so\\s*[:.]");
  if (d.document.pages.empty()) return {};
  return absent_field(d, rule, FieldId::number, d.document.pages.front(), kHeader, kSign, tr("the number is missing"));
}

Observations date_missing(const CheckedDocument& d, const CheckRule& rule) {
  static const RE2 kSign("^[^,]{0,40},? *ngay.{0,12}thang|thang.{0,12}nam *(19|20)?\\d* *$");
  if (d.document.pages.empty()) return {};
  return absent_field(d, rule, FieldId::issued_date, d.document.pages.front(), kHeader, kSign, tr("place and date of issue are missing"));
}

Observations subject_missing(const CheckedDocument& d, const CheckRule& rule) {
  static const RE2 kSign("^v/ *v|^ve viec");
  if (d.document.pages.empty()) return {};
  return absent_field(d, rule, FieldId::subject, d.document.pages.front(), {0.0, 0.1, 1.0, 0.5}, kSign, tr("the subject (trích yếu) is missing"));
}

Observations signer_missing(const CheckedDocument& d, const CheckRule& rule) {
  static const RE2 kSign("^(tm|kt|tl|tuq|q)[.,]|^(pho |quyen )?(giam doc|chu tich|bo truong|thu truong|thu tuong|chanh van phong|truong (phong|ban)|cuc truong|tong cuc truong|vu truong|chi cuc truong|hieu truong|thong doc)");
  if (d.document.pages.empty() || d.has(FieldId::signer)) return {};
  return absent_field(d, rule, FieldId::signer_title, d.document.pages.back(), {0.4, 0.0, 1.0, 1.0}, kSign, tr("position and name of the signer are missing"));
}

Observations seal_missing(const CheckedDocument& d, const CheckRule& rule) {
  if (excepted(d, rule) || !d.document.signatures.empty()) return {};
  const Field& title = d.document.field(FieldId::signer_title);
  // A seal lost to a grey scan leaves a stamp or strokes of the pen behind it; where there is no ink at all, a person must look.
  const bool ink = std::ranges::any_of(d.document.pages, [](const Page& p) { return !p.layers.empty() || !p.signatures.empty(); });
  if (title.values.empty() || ink || !d.well_read(title.evidence.page)) return {};
  return {{title.evidence, tr("no seal and no digital signature was found: please look"), false}};
}

Observations recipients_missing(const CheckedDocument& d, const CheckRule& rule) {
  static const RE2 kSign("noi nhan|^- *luu\\b|luu *[:;] *v[tp]");
  if (d.document.pages.empty()) return {};
  return absent_field(d, rule, FieldId::recipients, d.document.pages.back(), kPage, kSign, tr("the recipients (Nơi nhận) are missing"));
}

}  // namespace sohoa
