#include "apps/cli/search_output.hh"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "apps/cli/output.hh"
#include "core/field_table.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/typed_date.hh"
#include "search/light.hh"
#include "search/query_tree.hh"

namespace sohoa::cli {
namespace {

Json boxes_json(const search::Hit& hit, const Archive& archive) {
  Json out = Json::array();
  const Result<Document> document = archive.document(hit.id);
  if (!document) return out;  // withdrawn since it was indexed
  for (const Page& page : document->pages)
    if (page.n == hit.snippet.page)
      for (const Box& box : search::boxes_of(page, hit.snippet.on_page)) out.push_back({box.x0, box.y0, box.x1, box.y1});
  return out;
}

std::string padded(const std::string& s, int width) {
  return s + std::string(static_cast<std::size_t>(std::max(0, width - text::display_width(s))), ' ');
}

/// Lines no wider than `width` (0: one line), all indented.
std::string indented(const std::string& text, int width) {
  constexpr int kIndent = 5, kLeast = 20;
  const std::string indent(kIndent, ' ');
  if (width <= 0) return indent + text + "\n";
  std::string out;
  for (const std::string& line : wrapped(text, static_cast<std::size_t>(std::max(kLeast, width - kIndent)))) out += indent + line + "\n";
  return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

/// The passage with what was found between `open` and `close`. Lines are made first: escape sequences have no width, and two
/// control characters, of which printable text has none, stand for them until then.
std::string passage(search::Snippet snippet, int width, std::string_view open, std::string_view close) {
  snippet.text = printable(std::move(snippet.text));
  if (snippet.text.empty()) return {};
  std::string out = indented(search::marked(snippet, "\1", "\2"), width);
  replace_all(out, "\1", open);
  replace_all(out, "\2", close);
  return out;
}

}  // namespace

Json to_json(const search::Hit& hit, bool whole, const Archive* archive) {
  Json out{{"id", hit.id}, {"path", hit.path}, {"score", std::round(hit.score * 1e4) / 1e4}, {"number", hit.number},
           {"issued_date", hit.issued_date}, {"subject", hit.subject}, {"snippet", search::marked(hit.snippet, "«", "»")}};
  for (const char* key : {"number", "issued_date", "subject"})
    if (out[key].get<std::string>().empty()) out[key] = nullptr;
  if (whole) {
    out["type"] = hit.type;
    out["issuer"] = hit.issuer;
    out["dossier"] = hit.dossier;
  }
  out["page"] = hit.snippet.page;
  if (archive && hit.place == 0) out["boxes"] = boxes_json(hit, *archive);
  if (hit.place > 0) out["place"] = hit.place;
  if (hit.cited_by > 0) out["cited_by"] = hit.cited_by;
  if (!hit.review.empty()) out["review"] = hit.review;
  return out;
}

Json to_json(const std::string& query, const search::Hits& found, bool whole, const Archive* archive) {
  Json out{{"query", query}, {"total", found.total}};
  if (!found.total_exact) out["about"] = true;
  if (!found.note.empty()) out["note"] = found.note;
  if (!found.suggestion.empty()) out["suggestion"] = found.suggestion;
  if (found.withheld > 0) out["withheld"] = found.withheld;
  if (whole) out["understood"] = {{"query", found.query}, {"parts", found.explained}};
  for (const search::FacetCounts& facet : found.facets)
    for (const auto& [value, count] : facet.values) out["facets"][facet.name].push_back({{"value", value}, {"count", count}});
  out["hits"] = Json::array();
  for (const search::Hit& hit : found.hits) out["hits"].push_back(to_json(hit, whole, archive));
  return out;
}

void put_table(const std::vector<search::Hit>& hits, std::size_t from) {
  const int width = output_width();
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  const std::string open = terminal ? "\x1b[1m" : "«", close = terminal ? "\x1b[22m" : "»";
  std::vector<std::vector<std::string>> heads;
  for (const search::Hit& hit : hits) {
    const auto shown = [&hit](const char* field, const std::string& s) {
      const bool doubtful = std::ranges::find(hit.review, field) != hit.review.end();
      return s.empty() ? std::string("–") : printable(s) + (doubtful ? " ?" : "");
    };
    heads.push_back({shown("number", hit.number), shown("issued_date", day_first(hit.issued_date)), shown("type", hit.type),
                     shown("issuer", hit.issuer)});
  }
  std::vector<int> widths(4, 0);
  for (const auto& head : heads)
    for (std::size_t i = 0; i < head.size(); ++i) widths[i] = std::max(widths[i], text::display_width(head[i]));
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const search::Hit& hit = hits[i];
    std::string head = fmt::format("{:>3}. ", from + i + 1);
    for (std::size_t k = 0; k < heads[i].size(); ++k) head += k + 1 < heads[i].size() ? padded(heads[i][k], widths[k] + 2) : heads[i][k];
    put(head + "\n");
    if (!hit.subject.empty()) put(indented(printable(hit.subject), width));
    put(passage(hit.snippet, width, open, close));
    put(fmt::format("     {}, {} {}\n", printable(hit.path), tr("page"), hit.snippet.page));
  }
}

void put_facets(const search::Hits& found) {
  for (const search::FacetCounts& facet : found.facets) {
    std::string line;
    for (const auto& [value, count] : facet.values) {
      const std::string name = facet.name != "status" ? printable(value) : value == "review" ? tr("to be looked at") : value == "missing" ? tr("nothing known") : tr("accepted");
      line += fmt::format("{}{} {}", line.empty() ? "" : ", ", name, count);
    }
    if (!line.empty()) put(fmt::format("{}: {}\n", search::filter_named(facet.name)->label, line));
  }
}

Listing hit_rows(const std::vector<search::Hit>& hits) {
  Listing out{{{"rank", tr("No.")}, {"number", tr("Number"), true}, {"issued_date", tr("Date"), true}, {"type", tr("Type")}, {"issuer", tr("Issuer")},
               {"subject", tr("Subject")}, {"passage", tr("Passage")}, {"dossier", tr("Dossier")}, {"path", tr("File")},
               {"page", tr("Page")}, {"review", tr("To be looked at")}, {"id", "id", true}}, {}};
  const auto cell = [](const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); };
  for (const search::Hit& hit : hits) {
    Json review = Json::array();
    for (const std::string& name : hit.review)
      if (const auto id = field_named(name)) review.push_back(std::string(spec_of(*id).label_vi));
    out.rows.push_back({out.rows.size() + 1, cell(hit.number), cell(hit.issued_date), cell(hit.type), cell(hit.issuer), cell(hit.subject),
                        cell(hit.snippet.text), cell(hit.dossier), cell(hit.path), hit.snippet.page, review, hit.id});
  }
  return out;
}

}  // namespace sohoa::cli
