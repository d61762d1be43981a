#include "apps/cli/search_output.hh"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/output.hh"
#include "core/field_table.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/typed_date.hh"
#include "search/hits_json.hh"
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

/// A value of a hit, with " ?" when somebody must look at it.
std::string shown(const search::Hit& hit, const char* field, const std::string& value) {
  const bool doubtful = std::ranges::find(hit.review, field) != hit.review.end();
  return value.empty() ? "–" : printable(value) + (doubtful ? " ?" : "");
}

}  // namespace

Json to_json(const search::Hit& hit, bool whole, const Archive* archive) {
  Json out = search::to_json(hit, whole);
  if (archive && hit.place == 0) out["boxes"] = boxes_json(hit, *archive);
  return out;
}

Json to_json(const std::string& query, const search::Hits& found, bool whole, const Archive* archive) {
  Json out = search::to_json(query, found, whole);
  for (std::size_t i = 0; archive && i < found.hits.size(); ++i) out["hits"][i] = to_json(found.hits[i], whole, archive);
  return out;
}

void put_table(const std::vector<search::Hit>& hits, std::size_t from) {
  const int width = output_width();
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  const std::string open = terminal ? "\x1b[1m" : "«", close = terminal ? "\x1b[22m" : "»";
  std::vector<std::vector<std::string>> heads;
  for (const search::Hit& hit : hits) {
    heads.push_back({shown(hit, "number", hit.number), shown(hit, "issued_date", day_first(hit.issued_date)), shown(hit, "type", hit.type),
                     shown(hit, "issuer", hit.issuer)});
  }
  std::vector<int> widths(4, 0);
  for (const auto& head : heads)
    for (std::size_t i = 0; i < head.size(); ++i) widths[i] = std::max(widths[i], text::display_width(head[i]));
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const search::Hit& hit = hits[i];
    std::string head = fmt::format("{:>3}. ", from + i + 1);
    for (std::size_t k = 0; k < heads[i].size(); ++k) head += k + 1 < heads[i].size() ? padded(heads[i][k], widths[k] + 2) : heads[i][k];
    put(head + "\n");
    if (!hit.subject.empty()) put(indented(shown(hit, "subject", hit.subject), width));
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

}  // namespace sohoa::cli
