#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

#include "check/rules.hh"
#include "core/language.hh"
#include "core/names.hh"

namespace sohoa {
namespace {

constexpr int kLongestA3 = 5200;  // of a page at 300 dpi; larger sheets are maps and drawings

int letters(std::string_view s) {
  return static_cast<int>(std::ranges::count_if(s, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// One observation for all pages of a document that have it, at the first of them.
Observations of_pages(const std::vector<int>& pages, std::string message) {
  if (pages.empty()) return {};
  return {{{pages.front(), std::nullopt, {}}, fmt::format(fmt::runtime(tr("{} (pages {})")), message, fmt::join(pages, ", "))}};
}

bool is_pdf(const CheckedDocument& d) {
  return !d.document.sources.empty() && std::ranges::any_of(std::array{".pdf", ".PDF", ".Pdf"}, [&](const char* end) { return d.document.sources.front().path.ends_with(end); });
}

bool is_text(const CheckedDocument& d) {
  return std::ranges::all_of(d.document.pages, [](const Page& p) { return p.origin == Origin::text; });
}

}  // namespace

Observations field_too_long(const CheckedDocument& d, const CheckRule& rule) {
  Observations out;
  const auto check = [&](const char* name, FieldId id, std::string_view value) {
    const auto most = static_cast<int>(rule.parameter(name));
    if (most == 0 || letters(value) <= most) return;
    out.push_back({d.document.field(id).evidence, fmt::format(fmt::runtime(tr("{} has {} characters, at most {} are allowed")), label(id), letters(value), most), d.sure(id), name});
  };
  for (const FieldId id : {FieldId::issuer, FieldId::subject, FieldId::signer, FieldId::signer_title})
    check(spec_of(id).name.data(), id, d.document.field(id).value());
  const std::string& number = d.document.field(FieldId::number).value();
  const std::size_t cut = number.find_first_of("/-");
  check("number", FieldId::number, std::string_view(number).substr(0, cut));
  if (cut != number.npos) check("notation", FieldId::number, std::string_view(number).substr(cut + 1));
  return out;
}

Observations low_resolution(const CheckedDocument& d, const CheckRule& rule) {
  Observations out;
  for (const bool large : {false, true}) {
    const double least = rule.parameter(large ? "least_large" : "least");
    std::vector<int> pages;
    int lowest = 0;
    for (const Page& p : d.document.pages)
      if ((std::max(p.width, p.height) > kLongestA3) == large && p.dpi > 0 && p.dpi + 1 < least) {  // 199.6 was rounded
        pages.push_back(p.n);
        lowest = lowest == 0 ? p.dpi : std::min(lowest, p.dpi);
      }
    for (Observation& o : of_pages(pages, fmt::format(fmt::runtime(tr("scanned at {} dpi, at least {} are asked for")), lowest, least))) out.push_back(std::move(o));
  }
  return out;
}

Observations no_colour(const CheckedDocument& d, const CheckRule&) {
  std::vector<int> pages;
  for (const Page& p : d.document.pages)
    if (p.colourless && !p.blank && p.origin != Origin::text) pages.push_back(p.n);
  return of_pages(pages, tr("scanned in black and white or grey, colour is asked for"));
}

Observations not_pdfa(const CheckedDocument& d, const CheckRule&) {
  if (d.document.pages.empty() || is_text(d)) return {};
  const Page& first = d.document.pages.front();
  if (!is_pdf(d)) return {{{first.n, std::nullopt, {}}, tr("the file is no PDF/A but a picture")}};
  if (!first.pdfa || !first.pdfa->empty()) return {};  // read before this was looked at, or it claims to be one
  return {{{first.n, std::nullopt, {}}, tr("the PDF does not claim to be PDF/A")}};
}

Observations no_text_layer(const CheckedDocument& d, const CheckRule&) {
  std::vector<int> pages;
  for (const Page& p : d.document.pages) {
    const bool layer = std::ranges::any_of(p.issues, [](const Issue& i) { return i.code.starts_with("page.text_layer"); });
    if (p.origin == Origin::ocr && !p.blank && !layer && !p.words.empty()) pages.push_back(p.n);
  }
  return of_pages(pages, tr("no text layer over the picture: it cannot be searched elsewhere"));
}

Observations file_name_form(const CheckedDocument& d, const CheckRule& rule) {
  const auto pattern = rule.parameters.find("pattern");
  if (pattern == rule.parameters.end() || d.document.sources.empty()) return {};
  const std::string& path = d.document.sources.front().path;
  const std::string name = path.substr(path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1);
  if (RE2::FullMatch(name, pattern->second)) return {};
  return {{{}, fmt::format(fmt::runtime(tr("the file name {} is not \"code of the dossier.number of the document\"")), name)}};
}

Observations case_field_missing(const CheckedDocument& d, const CheckRule& rule) {
  Observations out;
  if (!d.has(FieldId::result_kind)) return out;
  const int page = d.document.pages.empty() ? 0 : d.document.pages.front().n;
  const bool legible = page != 0 && (d.well_read(page) || d.document.pages.front().origin != Origin::ocr);
  for (const std::string& name : rule.list("fields")) {
    const auto id = field_named(name);
    if (!id || d.document.field(*id).status != Status::missing) continue;
    out.push_back({{page, std::nullopt, {}}, fmt::format(fmt::runtime(tr("{} is missing among the data of the result")), label(*id)), legible, name});
  }
  return out;
}

}  // namespace sohoa
