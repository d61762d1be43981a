#include "report/html.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/language.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

constexpr const char* kStyle = R"(
@page { size: A4; margin: 15mm 12mm 15mm 18mm }
body { font: 10.5pt/1.35 "Liberation Sans", Arial, "DejaVu Sans", sans-serif; color: #111; max-width: 180mm; margin: 0 auto; padding: 4mm }
h1 { font-size: 16pt; margin: 0 0 1mm } h2 { font-size: 12pt; margin: 5mm 0 1.5mm; break-after: avoid } p { margin: 1mm 0 }
.sub { color: #555; margin-bottom: 3mm } .annex { break-before: page }
table { border-collapse: collapse; width: 100%; font-size: 9pt } thead { display: table-header-group } tr { break-inside: avoid }
th { text-align: left; background: #e7ecf2; font-weight: 600 } th, td { border: .25mm solid #aab4c0; padding: .6mm 1.5mm; vertical-align: top }
table.many { font-size: 7pt } .many th, .many td { padding: .5mm .7mm } .many th { overflow-wrap: anywhere } .many td.w { white-space: normal }
td.n, th.n { text-align: right } td.n { white-space: nowrap } td.w { white-space: nowrap }
.tiles { display: flex; gap: 3mm; margin: 3mm 0 } .tile { flex: 1; border: .3mm solid #aab4c0; padding: 2mm 3mm }
.tile b { display: block; font-size: 17pt; line-height: 1.2 } .tile span { color: #555; font-size: 8.5pt }
.bad b { color: #a4262c } .two { display: flex; gap: 6mm } .two > * { flex: 1; min-width: 0 } svg { width: 100%; height: auto }
@media print { body { padding: 0; max-width: none } }
)";

constexpr std::size_t kManyColumns = 9;  // more do not fit an A4 page in the common size

bool is_day(const std::string& s) {
  return s.size() == 10 && s[4] == '-' && s[7] == '-' && s.find_first_not_of("0123456789-") == s.npos;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(std::string(text))) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  return out;
}

std::string html_page(std::string_view title, std::string_view body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n",
      escaped(title), kStyle, body);
}

std::string html_table(const Listing& listing, std::size_t most) {
  std::vector<bool> number(listing.columns.size());
  for (std::size_t c = 0; c < number.size(); ++c)
    number[c] = !listing.rows.empty() && std::all_of(listing.rows.begin(), listing.rows.end(), [&](const auto& row) { return row[c].is_number() || row[c].is_null(); });
  std::string out = number.size() > kManyColumns ? "<table class=\"many\"><thead><tr>" : "<table><thead><tr>";
  for (std::size_t c = 0; c < number.size(); ++c)
    out += fmt::format("<th{}>{}</th>", number[c] ? " class=\"n\"" : "", escaped(listing.columns[c].label));
  out += "</tr></thead><tbody>\n";
  for (std::size_t r = 0; r < std::min(most, listing.rows.size()); ++r) {
    out += "<tr>";
    for (std::size_t c = 0; c < number.size(); ++c) {
      const std::string cell = shown(listing.rows[r][c]);
      const char* look = number[c] ? " class=\"n\"" : listing.columns[c].whole ? " class=\"w\"" : "";
      out += fmt::format("<td{}>{}</td>", look, escaped(is_day(cell) ? day_first(cell) : cell));
    }
    out += "</tr>\n";
  }
  out += "</tbody></table>\n";
  if (listing.rows.size() > most) out += "<p>" + escaped(fmt::format(fmt::runtime(tr("… and {} more")), listing.rows.size() - most)) + "</p>\n";
  return out;
}

}  // namespace sohoa
