#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <span>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/data_files.hh"
#include "core/language.hh"
#include "core/store/archive.hh"
#include "core/store/kho.hh"
#include "ingest/sandbox.hh"
#include "pipeline/extract/knowledge.hh"
#include "pipeline/ocr/engine.hh"
#include "pipeline/source/source.hh"
#include "search/search.hh"

namespace sohoa::cli {
namespace {

namespace fs = std::filesystem;

enum class State { ok, warning, failed };

/// One thing looked at; `hint` says what to do when it is not ok.
struct Check {
  std::string name;
  State state = State::ok;
  std::string message, hint;
};
using Checks = std::vector<Check>;

std::string_view name(State state) { return state == State::ok ? "ok" : state == State::warning ? "warning" : "failed"; }

std::string shown(State state) { return state == State::ok ? tr("ok") : state == State::warning ? tr("warning") : tr("FAILED"); }

Check failed(std::string name, const Error& error) { return {std::move(name), State::failed, error.message, error.hint}; }

Check engine() {
  const auto made = make_line_engine();
  return made ? Check{"engine", State::ok, (*made)->fingerprint(), {}} : failed("engine", made.error());
}

/// A second opinion is optional: without it there is only a hint.
Check second_model() {
  const fs::path file = second_model_file();
  std::error_code none;
  if (!fs::is_regular_file(file, none))
    return {"second_model", State::ok,
            fmt::format(fmt::runtime(tr("none: doubtful lines are read once (a second opinion: scripts/install-second-model, or vie_best.traineddata put to {})")), file.string()), {}};
  return {"second_model", State::ok, file.string(), {}};
}

/// Draws an empty page, so that Poppler and Leptonica are seen at work.
Check pdf() {
  constexpr std::string_view kPdf =
      "%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
      "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
      "trailer<</Size 4/Root 1 0 R>>\nstartxref\n162\n%%EOF\n";
  const auto source = open_source(std::as_bytes(std::span(kPdf)), "doctor.pdf");
  if (!source) return failed("pdf", source.error());
  const auto image = (*source)->render(1, 100, false);
  if (!image) return failed("pdf", image.error());
  if (image->width() < 90 || image->height() < 90) return {"pdf", State::failed, tr("an empty page was not drawn"), tr("Install poppler and leptonica again.")};
  return {"pdf", State::ok, tr("Poppler and Leptonica draw pages"), {}};
}

Checks data() {
  Checks out;
  const fs::path folder = data_folder();
  const auto knowledge = Knowledge::load(folder);
  if (!knowledge)
    out.push_back(failed("data", knowledge.error()));
  else
    out.push_back({"data", State::ok, fmt::format("{} ({})", folder.string(), knowledge->fingerprint), {}});
  std::vector<fs::path> tables;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".csv") tables.push_back(entry.path());
  std::sort(tables.begin(), tables.end());
  if (tables.empty())
    out.push_back({"data", State::failed, fmt::format(fmt::runtime(tr("{} holds no tables")), folder.string()),
                   tr("Install sohoa again or set SOHOA_DATA to its data folder.")});
  for (const fs::path& table : tables) {
    const std::string what = "data/" + table.filename().string();
    const auto rows = read_csv(table);
    if (!rows)
      out.push_back(failed(what, rows.error()));
    else
      out.push_back({what, State::ok, fmt::format(fmt::runtime(tr("{} rows")), rows->rows.size()), {}});
  }
  return out;
}

/// A program moved away from its catalogue speaks English, whatever was asked for.
Check messages() {
  if (language() == "en" || std::string_view(tr("en")) != "en") return {"messages", State::ok, tr("in the language asked for"), {}};
  return {"messages", State::warning, "the Vietnamese messages were not found (locale/vi/LC_MESSAGES/sohoa.mo): the program speaks English",
          "Run the program where it was built, or install it (cmake --install)."};
}

/// A child process tries on what a worker wears; this one cannot take it off again.
Check sandbox() {
  const Check none{"sandbox", State::warning, tr("workers run without protection against hostile files"),
                   tr("Use a Linux kernel from 5.13 on with Landlock and seccomp; containers may forbid both.")};
  int ends[2];
  if (pipe(ends) != 0) return none;
  const pid_t child = fork();
  if (child == 0) {
    Allowance allowance = worker_allowance();
    allowance.answers = ends[1];
    const std::string worn = enter_sandbox(allowance);
    const auto written = ::write(ends[1], worn.data(), worn.size());
    _exit(written < 0 ? 1 : 0);
  }
  close(ends[1]);
  std::string worn(256, '\0');
  const auto size = child > 0 ? ::read(ends[0], worn.data(), worn.size()) : 0;
  close(ends[0]);
  if (child > 0) waitpid(child, nullptr, 0);
  worn.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  const bool landlock = worn.find("landlock") != std::string::npos, seccomp = worn.find("seccomp") != std::string::npos;
  if (!landlock && !seccomp) return none;
  if (landlock && seccomp) return {"sandbox", State::ok, worn, {}};
  return {"sandbox", State::warning, fmt::format(fmt::runtime(tr("workers are protected in part: {}")), worn), none.hint};
}

Checks archive_checks(const fs::path& kho) {
  const auto archive = Archive::open(kho);
  if (!archive) return {failed("archive", archive.error())};
  Checks out;
  if (const auto complaints = archive->check(); !complaints)
    out.push_back(failed("ledger", complaints.error()));
  else if (!complaints->empty())
    out.push_back({"ledger", State::failed, *complaints, tr("Restore the archive from a backup; the originals and the journal are not touched by this.")});
  else
    out.push_back({"ledger", State::ok, tr("sound"), {}});

  const auto status = archive->status();
  if (!status) {
    out.push_back(failed("files", status.error()));
  } else {
    const auto& f = status->files;
    const bool left = f.pending + f.leased > 0;
    out.push_back({"files", f.failed > 0 || left ? State::warning : State::ok,
                   fmt::format(fmt::runtime(tr("{} done, {} failed, {} left, {} duplicates, {} skipped")), f.done, f.failed,
                               f.pending + f.leased, f.duplicate, f.skipped),
                   f.failed > 0 ? tr("See `sohoa status` for the reasons, `sohoa retry` to try again.")
                   : left       ? tr("Run `sohoa ingest` again to go on.")
                                : ""});
  }

  std::size_t documents = 0;
  const auto counted = archive->each_document(false, [&](const Document&) { return ++documents > 0; });
  if (!counted) out.push_back(failed("documents", counted.error()));
  const auto index = search::Searcher::open({index_path(kho).string()});
  if (!index)
    out.push_back(failed("index", index.error()));
  else if (counted && index->size() + index->withheld() != documents)
    out.push_back({"index", State::warning,
                   fmt::format(fmt::runtime(tr("{} documents in the index, {} in the archive")), index->size(), documents),
                   tr("Run `sohoa index --rebuild`, unless an ingest is under way.")});
  else
    out.push_back({"index", State::ok, fmt::format(fmt::runtime(tr("{} documents, as in the archive")), documents), {}});
  return out;
}

void print(const Checks& checks, bool json) {
  Json list = Json::array();
  std::string text;
  for (const Check& c : checks) {
    list.push_back({{"name", c.name}, {"state", name(c.state)}, {"message", c.message},
                    {"hint", c.state == State::ok || c.hint.empty() ? Json(nullptr) : Json(c.hint)}});
    text += fmt::format("{}: {}: {}\n", shown(c.state), c.name, c.message);
    if (c.state != State::ok && !c.hint.empty()) text += "    " + c.hint + '\n';
  }
  put(json ? Json{{"version", SOHOA_VERSION}, {"checks", std::move(list)}}.dump(1, ' ', false, Json::error_handler_t::replace) + '\n'
           : "sohoa " SOHOA_VERSION "\n" + text);
}

Result<int> examine(const fs::path& kho, bool kho_given, const std::string& format) {
  Checks checks{messages(), sandbox(), engine(), second_model(), pdf()};
  for (Checks some : {data(), kho_given || fs::exists(kho) ? archive_checks(kho) : Checks{}})
    checks.insert(checks.end(), std::move_iterator(some.begin()), std::move_iterator(some.end()));
  print(checks, format == "json");
  const bool any = std::any_of(checks.begin(), checks.end(), [](const Check& c) { return c.state == State::failed; });
  return any ? 2 : 0;
}

}  // namespace

void add_doctor(Cli& cli) {
  const auto format = std::make_shared<std::string>();
  CLI::App* command = cli.add("doctor", tr("Check engine, model, data and protection, and the archive if there is one"),
                              "sohoa doctor --kho kho", [&cli, format] {
                                return examine(cli.kho, cli.app.count("--kho") > 0, *format);
                              });
  add_format(*command, *format, {"table", "json"});
}

}  // namespace sohoa::cli
