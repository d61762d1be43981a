#include <fmt/format.h>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "ingest/metrics.hh"

namespace sohoa::cli {
namespace {

/// The shape docs/record.md promises.
Json json_of(const ArchiveStatus& s) {
  Json failures = Json::array();
  for (const Failure& f : s.failures)
    failures.push_back({{"path", f.path}, {"page", f.page}, {"code", f.code}, {"message", f.message}});
  return {{"files",
           {{"done", s.files.done},
            {"failed", s.files.failed},
            {"pending", s.files.pending},
            {"leased", s.files.leased},
            {"duplicate", s.files.duplicate},
            {"skipped", s.files.skipped}}},
          {"pages",
           {{"done", s.pages.done},
            {"failed", s.pages.failed},
            {"pending", s.pages.pending},
            {"leased", s.pages.leased}}},
          {"failures", std::move(failures)}};
}

std::string text_of_status(const ArchiveStatus& s, const std::string& kho) {
  Listing counts;
  counts.columns = {{"what", ""},           {"done", tr("done")},          {"failed", tr("failed")},
                    {"pending", tr("waiting")}, {"leased", tr("in work")}, {"duplicate", tr("duplicates")},
                    {"skipped", tr("skipped")}};
  counts.rows = {{tr("files"), s.files.done, s.files.failed, s.files.pending, s.files.leased, s.files.duplicate, s.files.skipped},
                 {tr("pages"), s.pages.done, s.pages.failed, s.pages.pending, s.pages.leased, nullptr, nullptr}};
  std::string out = as_text(counts, output_width());
  if (s.failures.empty()) return out;
  Listing failures;
  failures.columns = {{"path", tr("file")}, {"page", tr("page")}, {"code", tr("code"), true}, {"message", tr("why")}};
  for (const Failure& f : s.failures)
    failures.rows.push_back({f.path, f.page > 0 ? Json(f.page) : Json(nullptr), f.code, f.message});
  out += "\n" + as_text(failures, output_width());
  return out + "\n" + fmt::format(fmt::runtime(tr("Try the failed again: sohoa retry --kho {}")), kho) + "\n";
}

}  // namespace

void add_status(Cli& cli) {
  const auto format = std::make_shared<std::string>();
  const auto metrics = std::make_shared<bool>(false);
  CLI::App* command = cli.add("status", tr("What is left, what failed and why"), "sohoa status --kho kho --format json",
                              [&cli, format, metrics]() -> Result<int> {
                                if (*metrics) {
                                  put(TRY(metrics_text(cli.kho)));
                                  return 0;
                                }
                                const Archive archive = TRY(Archive::open(cli.kho));
                                const ArchiveStatus status = TRY(archive.status());
                                put(*format == "json" ? json_of(status).dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : text_of_status(status, cli.kho.string()));
                                return 0;
                              });
  add_format(*command, *format, {"table", "json"});
  command->add_flag("--metrics", *metrics, tr("In the text form of Prometheus"));
}

}  // namespace sohoa::cli
