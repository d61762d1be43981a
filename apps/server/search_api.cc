#include <algorithm>
#include <chrono>

#include "apps/server/site.hh"
#include "apps/server/visible.hh"
#include "core/language.hh"
#include "core/store/kho.hh"
#include "core/text/normalize.hh"
#include "report/hit_rows.hh"
#include "search/hits_json.hh"
#include "search/saved.hh"

namespace sohoa::server {
namespace {

constexpr int kPage = 10, kMostAsked = 100, kDeepest = 100'000;
constexpr std::size_t kMostSeen = 10'000;  // what a saved search remembers

/// Nothing asked for shows all there is.
constexpr const char* kEverything = "trạng thái:accepted OR trạng thái:review OR trạng thái:missing";

search::HitOrder order_of(const std::string& name) {
  if (name == "newest") return search::HitOrder::newest;
  if (name == "oldest") return search::HitOrder::oldest;
  return name == "number" ? search::HitOrder::number : search::HitOrder::relevance;
}

Result<search::Options> options_of(const Site& site, const WebRequest& request) {
  search::Options out;
  out.limit = static_cast<std::size_t>(TRY(number_in(request, "limit", kPage, 1, kMostAsked)));
  out.offset = static_cast<std::size_t>(TRY(number_in(request, "offset", 0, 0, kDeepest)));
  for (const char* name : {"type", "issuer", "year", "dossier", "status"}) out.filters.emplace_back(name, request[name]);
  if (const std::string &from = request["from"], &to = request["to"]; !from.empty() || !to.empty()) out.filters.emplace_back("date", from + ".." + to);
  out.order = order_of(request["sort"]);
  if (request["former"] == "1") out.former = &site.succession;
  out.facets = true;
  out.explain = true;
  out.scope = scope_of(*request.person);
  return out;
}

std::string asked(const WebRequest& request) {
  const std::string& q = request["q"];
  const bool filtered = std::ranges::any_of(std::initializer_list<const char*>{"type", "issuer", "year", "dossier", "status", "from", "to"},
                                            [&](const char* name) { return !request[name].empty(); });
  return q.find_first_not_of(' ') == std::string::npos && !filtered ? kEverything : q;
}

Json hits_json(const std::string& query, const search::Hits& hits, const Account& person) {
  Json out = search::to_json(query, hits, true);
  if (!person.cleared) out.erase("withheld");  // not even how many there are
  if (query.find_first_not_of(' ') == std::string::npos) out.erase("note");  // about words of ours: nobody typed any
  if (masked_for(person))
    for (Json& hit : out["hits"])
      for (const char* key : {"snippet", "subject"}) hide_identity_numbers(hit[key]);
  return out;
}

Result<WebAnswer> search(Site& site, const WebRequest& request) {
  const auto begun = std::chrono::steady_clock::now();
  const search::Options options = TRY(options_of(site, request));
  const search::Hits hits = TRY(site.archive.search([&](search::Searcher& s) { return s.search(asked(request), options); }));
  Json out = hits_json(request["q"], hits, *request.person);
  out["milliseconds"] = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  return json(out);
}

Result<WebAnswer> export_hits(Site& site, const WebRequest& request) {
  constexpr std::size_t kMost = 1000;
  search::Options options = TRY(options_of(site, request));
  options.limit = kMost;
  options.offset = 0;
  search::Hits hits = TRY(site.archive.search([&](search::Searcher& s) { return s.search(asked(request), options); }));
  if (hits.total > kMost) return problem(413, "too_large", tr("More than 1,000 documents: narrow the search."));
  Listing rows = hit_rows(hits.hits);
  if (masked_for(*request.person))
    for (std::vector<Json>& row : rows.rows)
      for (Json& cell : row) hide_identity_numbers(cell);
  return download(as_csv(rows), "text/csv; charset=utf-8", "tim-kiem.csv");
}

/// Whether each word of what was typed begins a word there.
bool continues(const std::string& folded, const std::vector<std::string>& typed) {
  return std::ranges::all_of(typed, [&](const std::string& word) {
    for (std::size_t at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1))
      if (at == 0 || folded[at - 1] == ' ' || folded[at - 1] == '/' || folded[at - 1] == '-') return true;
    return false;
  });
}

Result<WebAnswer> suggest(Site& site, const WebRequest& request) {
  constexpr std::size_t kMost = 8;
  Json out = Json::array();
  std::vector<std::string> typed;
  const std::string folded = text::fold(request["q"]);
  for (const std::string_view word : text::words(folded)) typed.emplace_back(word);
  const Result<OverviewView> overview = site.overviews.now();
  if (!overview) return json({{"suggestions", std::move(out)}});
  for (const auto& [id, d] : (*overview)->documents) {
    if (typed.empty() || out.size() >= kMost) break;
    if (!may_see(*request.person, d.dossier, d.secret) || !continues(d.folded, typed)) continue;
    Json one{{"text", d.number.empty() ? d.subject : d.number}, {"kind", "document"}, {"id", id}, {"note", d.number.empty() ? d.issued_date : d.subject}};
    if (masked_for(*request.person)) hide_identity_numbers(one["note"]);
    out.push_back(std::move(one));
  }
  return json({{"suggestions", std::move(out)}});
}

std::filesystem::path own_searches(const Site& site, const WebRequest& request) {
  return searches_path(site.options.kho) / "people" / request.person->name;
}

search::Options of_saved(const search::SavedSearch& saved, const Account& person) {
  search::Options out;
  out.limit = kMostSeen;
  out.filters = saved.filters;
  out.scope = scope_of(person);
  return out;
}

Result<WebAnswer> saved_searches(Site& site, const WebRequest& request) {
  Json out = Json::array();
  const std::filesystem::path folder = own_searches(site, request);
  for (const std::string& name : search::saved_searches(folder)) {
    const search::SavedSearch saved = TRY(search::load_search(folder, name));
    const search::Hits hits = TRY(site.archive.search([&](search::Searcher& s) { return s.search(saved.query, of_saved(saved, *request.person)); }));
    const auto fresh = std::ranges::count_if(hits.hits, [&](const search::Hit& hit) { return !saved.seen.contains(hit.id); });
    Json filters = Json::object();
    for (const auto& [key, value] : saved.filters) filters[key] = value;
    out.push_back({{"name", name}, {"query", saved.query}, {"filters", filters}, {"new", fresh}, {"total", hits.total}});
  }
  return json({{"searches", std::move(out)}});
}

Result<WebAnswer> save_search(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  search::SavedSearch saved{request["name"], TRY(text_in(body, "query")), {}, {}};
  if (const auto filters = body.find("filters"); filters != body.end() && filters->is_object())
    for (const auto& [key, value] : filters->items())
      if (value.is_string()) saved.filters.emplace_back(key, value.get<std::string>());
  const search::Hits hits = TRY(site.archive.search([&](search::Searcher& s) { return s.search(saved.query, of_saved(saved, *request.person)); }));
  for (const search::Hit& hit : hits.hits) saved.seen.insert(hit.id);
  TRY_VOID(search::save_search(own_searches(site, request), saved));
  return nothing();
}

Result<WebAnswer> forget_search(Site& site, const WebRequest& request) {
  const std::filesystem::path folder = own_searches(site, request);
  TRY(search::load_search(folder, request["name"]));  // there, and a name that is none of another folder
  std::error_code error;
  std::filesystem::remove(folder / (request["name"] + ".json"), error);
  return nothing();
}

Result<WebAnswer> cited_by(Site& site, const WebRequest& request) {
  const auto document = TRY(document_for(site.archive, *request.person, request["id"]));
  search::Options options = TRY(options_of(site, request));
  options.order = search::HitOrder::newest;
  const std::string& number = document->field(FieldId::number).value();
  options.filters = {{"citing", number}};
  if (number.empty()) return json({{"total", 0}, {"hits", Json::array()}});
  return json(hits_json("", TRY(site.archive.search([&](search::Searcher& s) { return s.search("", options); })), *request.person));
}

Result<WebAnswer> related(Site& site, const WebRequest& request) {
  const auto document = TRY(document_for(site.archive, *request.person, request["id"]));
  const search::Options options = TRY(options_of(site, request));
  return json(hits_json("", TRY(site.archive.search([&](search::Searcher& s) { return s.like(document->id, options); })), *request.person));
}

}  // namespace

void add_search_api(Handlers& handlers) {
  handlers["search"] = search;
  handlers["exportHits"] = export_hits;
  handlers["suggest"] = suggest;
  handlers["savedSearches"] = saved_searches;
  handlers["saveSearch"] = save_search;
  handlers["forgetSearch"] = forget_search;
  handlers["citedBy"] = cited_by;
  handlers["related"] = related;
}

}  // namespace sohoa::server
