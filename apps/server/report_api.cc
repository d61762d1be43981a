#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "apps/server/site.hh"
#include "apps/server/visible.hh"
#include "core/language.hh"
#include "core/names.hh"
#include "core/store/kho.hh"
#include "report/counting.hh"
#include "report/coverage_counts.hh"
#include "report/coverage_report.hh"

namespace sohoa::server {
namespace {

constexpr const char* kWithout = "–";  // stands on the page for the group of what has no dossier, unit …

/// registers/NAME, a plain name that ends as a register's does.
Result<std::filesystem::path> register_file(const Site& site, const std::string& name) {
  const bool plain = !name.empty() && name.size() < 200 && name.front() != '.' && name.find_first_of("/\\") == std::string::npos &&
                     std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  if (!plain || !(name.ends_with(".csv") || name.ends_with(".xlsx")))
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("“{}” cannot be the name of a register: it ends in .csv or .xlsx")), name));
  return registers_path(site.options.kho) / name;
}

Result<WebAnswer> registers(Site& site, const WebRequest&) {
  Json out = Json::array();
  std::error_code error;
  std::map<std::string, std::uintmax_t> files;
  for (const auto& entry : std::filesystem::directory_iterator(registers_path(site.options.kho), error))
    if (register_file(site, entry.path().filename().string())) files.emplace(entry.path().filename().string(), entry.file_size(error));
  for (const auto& [name, size] : files) out.push_back({{"name", name}, {"size", size}});
  return json({{"registers", std::move(out)}});
}

Result<WebAnswer> put_register(Site& site, const WebRequest& request) {
  const std::filesystem::path path = TRY(register_file(site, request["name"]));
  // What cannot be counted against is refused now, while somebody is there who can mend it.
  const std::string bytes = TRY(read_file(request.body_file));
  const DataTable columns = TRY(register_columns({}));
  TRY(parse_register(bytes, request["name"], columns));
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::filesystem::rename(request.body_file, path, error);
  if (error) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), path.string(), error.message()));
  return nothing();
}

Result<WebAnswer> remove_register(Site& site, const WebRequest& request) {
  std::error_code error;
  if (!std::filesystem::remove(TRY(register_file(site, request["name"])), error)) return fail(ErrorCode::not_found, tr("there is no such register"));
  return nothing();
}

/// The counts of the documents this person may see.
Result<WebAnswer> coverage(Site& site, const WebRequest& request) {
  const std::filesystem::path path = TRY(register_file(site, request["register"]));
  if (!std::filesystem::exists(path)) return fail(ErrorCode::not_found, tr("there is no such register"));
  std::vector<Dimension> by;
  const std::string& wanted = request["by"].empty() ? "dossier" : request["by"];
  for (std::size_t at = 0; at <= wanted.size();) {
    const std::size_t end = std::min(wanted.find(',', at), wanted.size());
    const std::string name = wanted.substr(at, end - at);
    const std::optional<Dimension> dimension = dimension_named(name);
    if (!dimension) return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("nothing can be counted by {}")), name));
    by.push_back(*dimension);
    at = end + 1;
  }
  return site.counts.with(path, *request.person, by, [&](const CoverageReport& report) -> Result<WebAnswer> {
    if (request["format"] == "xlsx") return download(TRY(coverage_xlsx(report)), kSpreadsheet, "so-hoa.xlsx");
    std::optional<Coverage> chosen;
    if (const std::string& only = request["only"]; !only.empty())
      chosen = listed_of(report.coverage, by.front(), only == kWithout ? "" : only, report.book, report.scans(), TRY(reporting_quarters(kFirstYear, kLastYear)));
    Json out = coverage_json(report, chosen ? *chosen : report.coverage);
    if (masked_for(*request.person)) hide_identity_numbers(out);
    return json(out);
  });
}

/// What the issue of a record says; empty when the record has become another meanwhile.
std::string message_of(Site& site, const std::string& id, std::size_t issue) {
  const Result<Document> document = site.archive.record(id);
  return document && issue < document->issues.size() ? document->issues[issue].message : std::string();
}

Result<WebAnswer> issues(Site& site, const WebRequest& request) {
  const auto limit = static_cast<std::size_t>(TRY(number_in(request, "limit", 50, 1, 100)));
  const auto offset = static_cast<std::size_t>(TRY(number_in(request, "offset", 0, 0, 10'000'000)));
  const auto overview = TRY(site.overviews.now());
  std::map<std::pair<std::string, std::string>, int> counts;
  Json list = Json::array();
  std::size_t total = 0;
  for (const auto& [id, d] : overview->documents) {
    if (!may_see(*request.person, d.dossier, d.secret)) continue;
    for (std::size_t i = 0; i < d.issues.size(); ++i) {
      const IssueMark& issue = d.issues[i];
      ++counts[{issue.code, std::string(name(issue.severity))}];
      if (!request["code"].empty() && request["code"] != issue.code) continue;
      if (!request["severity"].empty() && request["severity"] != name(issue.severity)) continue;
      if (total++ >= offset && list.size() < limit)
        list.push_back({{"id", id}, {"number", d.number.empty() ? Json(nullptr) : Json(d.number)}, {"path", d.path}, {"code", issue.code},
                        {"severity", name(issue.severity)}, {"page", issue.page}, {"message", message_of(site, id, i)}});
    }
  }
  if (masked_for(*request.person)) hide_identity_numbers(list);
  Json by_code = Json::array();
  for (const auto& [kind, count] : counts) by_code.push_back({{"code", kind.first}, {"severity", kind.second}, {"count", count}});
  return json({{"counts", std::move(by_code)}, {"total", total}, {"issues", std::move(list)}});
}

Result<WebAnswer> dossiers(Site& site, const WebRequest& request) {
  std::map<std::string, std::pair<int, int>> counts;
  const auto overview = TRY(site.overviews.now());
  for (const auto& [id, d] : overview->documents) {
    if (!may_see(*request.person, d.dossier, d.secret)) continue;
    auto& [documents, doubtful] = counts[d.dossier];
    ++documents;
    doubtful += d.doubtful ? 1 : 0;
  }
  Json out = Json::array();
  for (const auto& [name, count] : counts) out.push_back({{"name", name}, {"documents", count.first}, {"review", count.second}});
  return json({{"dossiers", std::move(out)}});
}

Result<WebAnswer> status(Site& site, const WebRequest& request) {
  const ArchiveStatus s = TRY(site.archive.status());
  Json failures = Json::array();
  // A failed file has no document by which to tell whether it may be known of.
  if (request.person->rank >= Rank::clerk && request.person->dossiers.empty())
    for (const Failure& f : s.failures) failures.push_back({{"path", f.path}, {"page", f.page}, {"code", f.code}, {"message", f.message}});
  const auto index = site.archive.search([](search::Searcher& searcher) -> Result<std::pair<std::size_t, std::size_t>> {
    return std::pair{searcher.size(), searcher.withheld()};
  });
  const Result<OverviewView> overview = site.overviews.now();
  std::error_code error;
  const auto space = std::filesystem::space(site.options.kho, error);
  Json out{{"files", {{"done", s.files.done}, {"failed", s.files.failed}, {"pending", s.files.pending}, {"leased", s.files.leased},
                      {"duplicate", s.files.duplicate}, {"skipped", s.files.skipped}}},
           {"pages", {{"done", s.pages.done}, {"failed", s.pages.failed}, {"pending", s.pages.pending}, {"leased", s.pages.leased}}},
           {"failures", std::move(failures)}, {"documents", overview ? Json((*overview)->documents.size()) : Json(nullptr)}, {"doubts", overview ? Json((*overview)->doubts.size()) : Json(nullptr)},
           {"indexed", index ? index->first : 0}, {"withheld", index && request.person->cleared ? index->second : 0},
           {"writing", s.files.leased > 0 || site.uploads.running()}, {"pending_decisions", site.writer.pending()}, {"version", SOHOA_VERSION}};
  if (!error) out["disk"] = {{"free", space.available}, {"size", space.capacity}};
  return json(out);
}

}  // namespace

void add_report_api(Handlers& handlers) {
  handlers["registers"] = registers;
  handlers["putRegister"] = put_register;
  handlers["removeRegister"] = remove_register;
  handlers["coverage"] = coverage;
  handlers["issues"] = issues;
  handlers["dossiers"] = dossiers;
  handlers["status"] = status;
}

}  // namespace sohoa::server
