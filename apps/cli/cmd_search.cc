#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/field_table.hh"
#include "core/record_json.hh"
#include "core/store/kho.hh"
#include "core/text/normalize.hh"
#include "report/typed_date.hh"
#include "search/search.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::vector<std::string> query;
  std::string batch, format, type, issuer, year, dossier;
  std::size_t limit = 10;
};

search::Options asked(const Options& options) {
  search::Options out;
  out.limit = options.limit;
  out.filters = {{"type", options.type}, {"issuer", options.issuer}, {"year", options.year}, {"dossier", options.dossier}};
  return out;
}

/// Names and order are promised by docs/record.md; the rest is ours.
Json to_json(const search::Hit& hit, bool whole) {
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
  if (!hit.review.empty()) out["review"] = hit.review;
  return out;
}

Json to_json(const std::string& query, const search::Hits& found, bool whole) {
  Json out{{"query", query}, {"total", found.total}};
  if (!found.total_exact) out["about"] = true;
  if (!found.note.empty()) out["note"] = found.note;
  out["hits"] = Json::array();
  for (const search::Hit& hit : found.hits) out["hits"].push_back(to_json(hit, whole));
  return out;
}

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

/// One JSON line a query, whatever the query: other programs count the lines.
Result<int> search_batch(search::Searcher& searcher, const Options& options) {
  std::ifstream file;
  if (options.batch != "-") {
    file.open(options.batch);
    if (!file) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot read {}")), options.batch),
                           tr("Check that the file exists and may be read."));
  }
  std::istream& in = options.batch == "-" ? std::cin : file;
  for (std::string query; std::getline(in, query);) {
    if (!query.empty() && query.back() == '\r') query.pop_back();
    put(line(to_json(query, TRY(searcher.search(query, asked(options))), false)));
  }
  return 0;
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

/// Number, date, type and issuer in columns, a question mark behind what a person must still look at; subject and passage below, where they have room.
void put_table(const search::Hits& found) {
  const int width = output_width();
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  const std::string open = terminal ? "\x1b[1m" : "«", close = terminal ? "\x1b[22m" : "»";
  std::vector<std::vector<std::string>> heads;
  for (const search::Hit& hit : found.hits) {
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
    const search::Hit& hit = found.hits[i];
    std::string head = fmt::format("{:>3}. ", i + 1);
    for (std::size_t k = 0; k < heads[i].size(); ++k) head += k + 1 < heads[i].size() ? padded(heads[i][k], widths[k] + 2) : heads[i][k];
    put(head + "\n");
    if (!hit.subject.empty()) put(indented(printable(hit.subject), width));
    put(passage(hit.snippet, width, open, close));
    put(fmt::format("     {}, {} {}\n", printable(hit.path), tr("page"), hit.snippet.page));
  }
}

Result<int> search_once(search::Searcher& searcher, const Options& options) {
  std::string query;
  for (const std::string& word : options.query) query += (query.empty() ? "" : " ") + word;
  const search::Hits found = TRY(searcher.search(query, asked(options)));
  if (options.format == "json") {
    put(to_json(query, found, true).dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  } else if (options.format == "jsonl") {
    for (const search::Hit& hit : found.hits) put(line(to_json(hit, true)));
  } else {
    put_table(found);
  }
  if (!found.note.empty()) fmt::print(stderr, "sohoa: {}\n", found.note);
  if (found.hits.empty()) {
    fmt::print(stderr, "{}\n", tr("Nothing found. Try fewer words, or without marks; `sohoa status` tells what is in the archive."));
    return 1;
  }
  if (options.format == "table")
    fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(found.total_exact ? tr("{} of {} documents") : tr("{} of about {} documents")),
                                           found.hits.size(), found.total));
  return 0;
}

Result<int> search(const Cli& cli, const Options& options) {
  const bool filtered = !options.type.empty() || !options.issuer.empty() || !options.year.empty() || !options.dossier.empty();
  if (options.batch.empty() && options.query.empty() && !filtered)
    return fail(ErrorCode::usage, tr("what shall be searched for?"), tr("Write some words, or --batch FILE."));
  if (!std::filesystem::exists(cli.kho))
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("there is no archive at {}")), cli.kho.string()),
                tr("Make one with `sohoa ingest`, or name it with --kho."));
  search::Searcher searcher = TRY(search::Searcher::open(index_path(cli.kho)));
  return options.batch.empty() ? search_once(searcher, options) : search_batch(searcher, options);
}

}  // namespace

void add_search(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("search", tr("Find documents by words, numbers and fields"),
                              "sohoa search 'quyet dinh 1040 cơ quan:\"sở tư pháp\" năm:2025 -\"dự thảo\"'",
                              [&cli, options] { return search(cli, *options); });
  command->add_option("QUERY", options->query, tr("Words, \"phrases\", -without, a OR b, name:value, numbers like 12/QĐ-UBND"));
  command->add_option("--batch", options->batch, tr("File with one query a line, - for stdin; one JSON line each"));
  command->add_option("--limit", options->limit, tr("How many documents at most"))->check(CLI::Range(1, 10'000))->capture_default_str();
  command->add_option("--type", options->type, tr("Only this type of document"));
  command->add_option("--issuer", options->issuer, tr("Only of this issuer"));
  command->add_option("--year", options->year, tr("Only of this year, or 2020..2025"));
  command->add_option("--dossier", options->dossier, tr("Only of this dossier"));
  add_format(*command, options->format, {"table", "json", "jsonl"});
}

}  // namespace sohoa::cli
