#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "apps/cli/search_output.hh"
#include "core/data_files.hh"
#include "core/store/kho.hh"
#include "report/counting.hh"
#include "report/xlsx.hh"
#include "search/saved.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::vector<std::string> query, also;
  std::string batch, like, format, order, type, issuer, year, dossier, as_of, save, saved;
  std::filesystem::path output;
  std::size_t limit = 10, offset = 0;
  bool facets = false, explain = false, former = false, all_saved = false;
};

/// What a saved search remembers at most; one that finds more tells of new ones among the best so many.
constexpr std::size_t kMostSeen = 10'000;

/// The archive that is searched, and what stays the same for all queries of a run.
struct Place {
  search::Searcher searcher;
  std::optional<Archive> archive;
  std::optional<search::Succession> succession;
  std::string as_of;  // ISO
};

search::Options asked(const Options& options, const Place& place) {
  search::Options out;
  out.limit = options.limit;
  out.offset = options.offset;
  out.filters = {{"type", options.type}, {"issuer", options.issuer}, {"year", options.year}, {"dossier", options.dossier}};
  out.order = options.order == "newest"   ? search::HitOrder::newest
              : options.order == "oldest" ? search::HitOrder::oldest
              : options.order == "number" ? search::HitOrder::number
                                          : search::HitOrder::relevance;
  out.facets = options.facets;
  out.explain = options.explain || options.format == "json";
  out.former = place.succession ? &*place.succession : nullptr;
  out.as_of = place.as_of;
  return out;
}

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

/// One JSON line a query, whatever the query: other programs count the lines.
Result<int> search_batch(Place& place, const Options& options) {
  std::ifstream file;
  if (options.batch != "-") {
    file.open(options.batch);
    if (!file) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot read {}")), options.batch),
                           tr("Check that the file exists and may be read."));
  }
  std::istream& in = options.batch == "-" ? std::cin : file;
  for (std::string query; std::getline(in, query);) {
    if (!query.empty() && query.back() == '\r') query.pop_back();
    put(line(to_json(query, TRY(place.searcher.search(query, asked(options, place))), false, nullptr)));
  }
  return 0;
}

/// What a person should know beside the results.
void say(const search::Hits& found, bool explain) {
  const auto tell = [](const std::string& s) { fmt::print(stderr, "sohoa: {}\n", printable(s)); };
  if (!found.note.empty()) tell(found.note);
  if (!found.suggestion.empty()) tell(fmt::format(fmt::runtime(tr("did you mean: {}")), found.suggestion));
  if (found.withheld > 0) tell(fmt::format(fmt::runtime(tr("{} documents with a secrecy mark are not in the index")), found.withheld));
  if (!explain) return;
  tell(fmt::format(fmt::runtime(tr("understood as: {}")), found.query));
  for (const std::string& part : found.explained) tell("  " + part);
}

Result<void> put_found(const std::string& query, const search::Hits& found, const Options& options, const Place& place) {
  const Archive* archive = place.archive ? &*place.archive : nullptr;
  if (options.format == "json") {
    put(to_json(query, found, true, archive).dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  } else if (options.format == "jsonl") {
    for (const search::Hit& hit : found.hits) put(line(to_json(hit, true, archive)));
  } else if (options.format == "xlsx" && found.hits.empty()) {
    fmt::print(stderr, "sohoa: {}\n", tr("no workbook was written"));  // an empty one looks like an answer
  } else if (options.format == "csv" || options.format == "xlsx") {
    const Listing rows = hit_rows(found.hits);
    const std::string bytes = options.format == "csv" ? as_csv(rows) : TRY(as_xlsx({{tr("Found"), query, rows}}));
    OutputFile output(options.output);
    if (!output.write(bytes)) return output.not_written();
    return output.finish();
  } else {
    put_table(found.hits, options.offset);
    put_facets(found);
  }
  return {};
}

Result<int> search_once(Place& place, const Options& options, const std::filesystem::path& kho) {
  std::string query;
  for (const std::string& word : options.query) query += (query.empty() ? "" : " ") + word;
  const search::Options wanted = asked(options, place);
  const search::Hits found = options.like.empty() ? TRY(place.searcher.search(query, wanted)) : TRY(place.searcher.like(options.like, wanted));
  TRY_VOID(put_found(query, found, options, place));
  say(found, options.explain);
  if (!options.save.empty()) {
    search::SavedSearch saved{options.save, query, wanted.filters, {}};
    search::Options all = wanted;
    all.offset = 0;
    all.limit = kMostSeen;
    for (const search::Hit& hit : TRY(place.searcher.search(query, all)).hits) saved.seen.insert(hit.id);
    TRY_VOID(search::save_search(searches_path(kho), saved));
    fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(tr("saved as “{}”: `sohoa search --saved` tells what is new")), options.save));
    return 0;
  }
  if (found.hits.empty()) {
    fmt::print(stderr, "{}\n", tr("Nothing found. Try fewer words, or without marks; `sohoa status` tells what is in the archive."));
    return 1;
  }
  if (options.format == "table")
    fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(found.total_exact ? tr("{} of {} documents") : tr("{} of about {} documents")),
                                           found.hits.size(), found.total));
  return 0;
}

/// What each saved search finds now and had not found before.
Result<int> search_saved(Place& place, const Options& options, const std::filesystem::path& kho) {
  const std::filesystem::path folder = searches_path(kho);
  const std::vector<std::string> names = options.saved.empty() ? search::saved_searches(folder) : std::vector{options.saved};
  bool any = false;
  for (const std::string& name : names) {
    search::SavedSearch saved = TRY(search::load_search(folder, name));
    search::Options wanted = asked(options, place);
    wanted.offset = 0;
    wanted.limit = kMostSeen;
    wanted.filters = saved.filters;
    search::Hits found = TRY(place.searcher.search(saved.query, wanted));
    std::erase_if(found.hits, [&](const search::Hit& hit) { return !saved.seen.insert(hit.id).second; });
    any = any || !found.hits.empty();
    const std::size_t fresh = found.hits.size();
    if (found.hits.size() > options.limit) found.hits.resize(options.limit);
    if (options.format == "table") {
      put(fmt::format(fmt::runtime(tr("{}: {} new of {}\n")), name, fresh, found.total));
      put_table(found.hits, 0);
    } else {
      Json json = to_json(saved.query, found, true, nullptr);
      json["name"] = name;
      json["new"] = fresh;
      put(line(json));
    }
    TRY_VOID(search::save_search(folder, saved));
  }
  return any ? 0 : 1;
}

Result<Place> opened(const Cli& cli, const Options& options) {
  const std::chrono::year_month_day as_of = TRY(day_named(options.as_of));
  std::vector<std::string> places{index_path(cli.kho).string()};
  for (const std::string& place : options.also)
    places.push_back(place.starts_with("tcp:") ? place : index_path(place).string());
  search::Abbreviations abbreviations = TRY(search::Abbreviations::load(data_folder()));
  Place out{TRY(search::Searcher::open(places, std::move(abbreviations))), {}, {}, iso_day(as_of)};
  if (options.format.starts_with("json") && options.batch.empty()) out.archive = TRY(Archive::open(cli.kho));
  if (options.former) out.succession = TRY(search::Succession::load(data_folder()));
  return out;
}

Result<int> search(const Cli& cli, const Options& options) {
  const bool filtered = !options.type.empty() || !options.issuer.empty() || !options.year.empty() || !options.dossier.empty();
  if (options.batch.empty() && options.query.empty() && options.like.empty() && !options.all_saved && !filtered)
    return fail(ErrorCode::usage, tr("what shall be searched for?"), tr("Write some words, or --batch FILE."));
  if (!std::filesystem::exists(cli.kho))
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("there is no archive at {}")), cli.kho.string()),
                tr("Make one with `sohoa ingest`, or name it with --kho."));
  Place place = TRY(opened(cli, options));
  if (options.all_saved) return search_saved(place, options, cli.kho);
  return options.batch.empty() ? search_once(place, options, cli.kho) : search_batch(place, options);
}

}  // namespace

void add_search(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("search", tr("Find documents by words, numbers and fields"),
                              "sohoa search 'quyet dinh 1040 cơ quan:\"sở tư pháp\" năm:2025 -\"dự thảo\"'",
                              [&cli, options, &app = cli.app] {
                                options->all_saved = app.get_subcommand("search")->count("--saved") > 0;
                                return search(cli, *options);
                              });
  command->add_option("QUERY", options->query, tr("Words, \"phrases\", -without, a OR b, name:value, numbers like 12/QĐ-UBND"));
  command->add_option("--batch", options->batch, tr("File with one query a line, - for stdin; one JSON line each"));
  command->add_option("--like", options->like, tr("Documents related to the one with this id"));
  command->add_option("--limit", options->limit, tr("How many documents at most"))->check(CLI::Range(1, 10'000))->capture_default_str();
  command->add_option("--offset", options->offset, tr("How many of the first to leave out"))->check(CLI::Range(0, 1'000'000));
  options->order = "relevance";
  command->add_option("--sort", options->order, tr("Order of the documents"))
      ->check(CLI::IsMember({"relevance", "newest", "oldest", "number"}))->capture_default_str();
  command->add_option("--type", options->type, tr("Only this type of document"));
  command->add_option("--issuer", options->issuer, tr("Only of this issuer"));
  command->add_option("--year", options->year, tr("Only of this year, or 2020..2025"));
  command->add_option("--dossier", options->dossier, tr("Only of this dossier"));
  command->add_flag("--facets", options->facets, tr("Count types, issuers, years, dossiers and states of what was found"));
  command->add_flag("--explain", options->explain, tr("Say how the query was understood"));
  command->add_flag("--former", options->former, tr("Also the agencies and provinces that became part of those named"));
  command->add_option("--as-of", options->as_of, tr("The day for --former, as in 2025-07-01; otherwise today"));
  command->add_option("--also", options->also, tr("Another archive to search at once: a folder, or tcp:HOST:PORT"))->allow_extra_args(false);
  command->add_option("--save", options->save, tr("Keep this search under a name"));
  command->add_option("--saved", options->saved, tr("What a saved search, or all of them, finds now and had not found before"))->expected(0, 1);
  command->add_option("--output", options->output, tr("Where to write (csv, xlsx); otherwise stdout"));
  add_format(*command, options->format, {"table", "json", "jsonl", "csv", "xlsx"});
}

}  // namespace sohoa::cli
