#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>

#include "apps/cli/commands.hh"
#include "apps/cli/ingesting.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "report/counting.hh"
#include "report/deadlines.hh"
#include "report/findings.hh"
#include "report/folded_findings.hh"
#include "report/fulfilled.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path book, columns, cases, output = "bao-cao";
  std::vector<std::string> profiles{"office"};
  std::string as_of, unit;
  WorkOptions work;
};

constexpr int kFindings = 1, kSomeFailed = 3;
constexpr std::size_t kShown = 10;

/// Nobody looks on: only what is to be told is.
class Quiet : public Progress {
 public:
  void show(const Tally&) override {}
  void warn(const std::string& message) override { fmt::print(stderr, "{}\n", message); }
};

/// What the mail says, section by section; the worst exit code of all.
class Summary {
 public:
  void section(const std::string& title) { text_ += fmt::format("\n{}\n", title); }
  void line(const std::string& said) { text_ += "- " + said + "\n"; }
  void ends_with(int code) { code_ = std::max(code_, code); }
  int code() const { return code_; }
  std::string mail(const std::string& day) const {
    const char* state = code_ == 0 ? tr("nothing new to do") : code_ == kSomeFailed ? tr("some files could not be read") : tr("please look");
    return fmt::format("{}\n{}", fmt::format(fmt::runtime(tr("sohoa {}: {}")), day, state), text_);
  }

 private:
  std::string text_;
  int code_ = 0;
};

Result<void> write(const std::filesystem::path& path, const std::string& bytes) {
  OutputFile file(path);
  if (!file.write(bytes)) return file.not_written();
  return file.finish();
}

/// Of these keys those the night before did not have; they are remembered for the next. The exit code tells of them alone: what
/// everybody knows rings no bell again.
Result<std::set<std::string>> new_since(const std::filesystem::path& kho, const std::string& what, const std::set<std::string>& keys) {
  const std::string name = "nightly-" + what;
  const std::set<std::string> before = TRY(found_before(kho, name));
  TRY_VOID(remember_found(kho, name, keys));
  std::set<std::string> fresh;
  std::ranges::set_difference(keys, before, std::inserter(fresh, fresh.end()));
  return fresh;
}

Result<void> ingest_new(const std::filesystem::path& kho, const Options& options, Summary& said) {
  if (options.inputs.empty()) {
    said.section(tr("New scans"));
    said.line(tr("none were looked for: name the folder of scans, as in `sohoa nightly scans/`"));
    return {};
  }
  IngestOptions ingest;
  ingest.kho = kho;
  ingest.inputs = options.inputs;
  Quiet quiet;
  ingest = TRY(with(std::move(ingest), options.work));
  const Result<IngestResult> done = run_ingest(ingest, quiet, stop_asked_for());
  if (!done && done.error().code == ErrorCode::busy) {  // sohoa watch in the middle of its work: the night goes on with what is read
    said.section(tr("New scans"));
    said.line(done.error().message);
    return {};
  }
  const IngestResult result = TRY(done);
  if (result.interrupted) return fail(ErrorCode::interrupted, tr("stopped; nothing is lost"), tr("Run the same command again to go on."));
  said.section(tr("New scans"));
  said.line(fmt::format(fmt::runtime(tr("{} files, {} pages read, {} documents")), result.tally.files_finished - result.tally.files_skipped, result.tally.pages_finished, result.tally.documents));
  const std::vector<Failure>& failures = result.status.failures;
  for (std::size_t i = 0; i < std::min(kShown, failures.size()); ++i) said.line(fmt::format(fmt::runtime(tr("failed: {}: {}")), failures[i].path, failures[i].message));
  if (failures.size() > kShown) said.line(fmt::format(fmt::runtime(tr("… and {} more: sohoa status")), failures.size() - kShown));
  std::set<std::string> keys;
  for (const Failure& f : failures) keys.insert(fmt::format("{} {} {}", f.path, f.page, f.code));
  if (!TRY(new_since(kho, "failed", keys)).empty()) said.ends_with(kSomeFailed);
  return {};
}

Result<void> check(const std::filesystem::path& kho, const Options& options, const std::string& day, const std::filesystem::path& folder, Summary& said) {
  const Rulebook book = TRY(Rulebook::load(data_folder()));
  std::set<Profile> profiles;
  for (const std::string& name : options.profiles)
    if (const auto profile = profile_named(name)) profiles.insert(*profile);
  CheckRun run = TRY(check_archive(kho, book, profiles, day));
  TRY_VOID(write(folder / "kiem-tra.html", findings_html(run, book)));
  TRY_VOID(write(folder / "kiem-tra.json", findings_json(run, book).dump(1, ' ', false, Json::error_handler_t::replace) + "\n"));
  const std::set<std::string> fresh = TRY(new_since(kho, "findings", keys_of(run.findings)));
  const std::size_t all = run.findings.size();
  std::erase_if(run.findings, [&](const Finding& f) { return !fresh.contains(key_of(f)); });
  said.section(tr("Check"));
  said.line(fmt::format(fmt::runtime(tr("{} documents, {} findings in all; new: {} errors, {} warnings, {} to look at")), run.documents, all, run.count(Severity::error),
                        run.count(Severity::warning), run.count(Severity::notice)));
  std::size_t shown = 0;
  for (const FoldedFindings& one : folded(run.findings)) {
    const Finding& first = *one.all.front();
    if (first.severity == Severity::notice || shown++ == kShown) break;
    said.line(fmt::format("{} ({}): {}", documents_of(one), first.rule, said_of(one)));
  }
  if (run.count(Severity::error) > 0) said.ends_with(kFindings);
  return {};
}

Result<void> deadlines(const std::filesystem::path& kho, const Options& options, std::chrono::year_month_day as_of, const std::filesystem::path& folder, Summary& said) {
  const std::vector<Due> all = TRY(deadlines_in(kho, as_of, options.unit, kDaysAhead));
  TRY_VOID(write(folder / "thoi-han.html", deadlines_html(all, iso_day(as_of))));
  const auto in = [&](DueGroup group) { return std::ranges::count(all, group, &Due::group); };
  said.section(tr("Deadlines"));
  const auto key = [](const Due& due) { return fmt::format("{} {} {}", due.id, due.day, due.deadline.evidence.page); };
  std::set<std::string> overdue;
  for (const Due& due : all)
    if (is_overdue(due)) overdue.insert(key(due));
  const std::set<std::string> fresh = TRY(new_since(kho, "overdue", overdue));
  const auto newly = [&](const Due& due) { return is_overdue(due) && fresh.contains(key(due)); };
  said.line(fmt::format(fmt::runtime(tr("{} overdue, {} this week, {} next week; newly overdue: {}")), std::ranges::count_if(all, is_overdue), in(DueGroup::this_week), in(DueGroup::next_week),
                        std::ranges::count_if(all, newly)));
  const auto list = [&](const char* what, const auto& wanted) {
    std::size_t shown = 0;
    for (const Due& due : all)
      if (wanted(due) && shown++ < kShown)
        said.line(fmt::format("{} {}: {} ({})", what, due.day, due.deadline.task.empty() ? due.deadline.phrase : due.deadline.task, due.number.empty() ? due.path : due.number));
  };
  list(tr("overdue since"), newly);
  list(tr("due"), [](const Due& due) { return due.group == DueGroup::this_week; });
  if (!fresh.empty()) said.ends_with(kFindings);
  return {};
}

Result<void> coverage(const std::filesystem::path& kho, const Options& options, std::chrono::year_month_day as_of, const std::filesystem::path& folder, Summary& said) {
  if (options.book.empty()) return {};
  const std::string day = iso_day(as_of);
  CoverageReport report = TRY(counted(kho, options.book, options.columns, {"unit"}, day));
  const std::string workbook = TRY(coverage_xlsx(report));
  TRY_VOID(write(folder / "so-hoa.xlsx", workbook));
  const Count total = report.coverage.total;
  said.section(tr("Digitized"));
  said.line(fmt::format(fmt::runtime(tr("{} of {} documents of the register, {} doubtful, {} missing")), total.digitized, total.expected, total.doubtful, total.missing()));
  const std::vector<Period> quarters = TRY(reporting_quarters(kFirstYear, kLastYear));
  const auto quarter = std::ranges::find_if(quarters, [&](const Period& p) { return p.holds(day); });
  if (quarter == quarters.end()) return {};
  const DirectorReport page = TRY(director_report(kho, std::move(report), *quarter, as_of, options.unit, {}, options.cases));
  for (const RowProblem& problem : page.case_problems)
    said.line(fmt::format(fmt::runtime(tr("{}, row {}: {}")), options.cases.filename().string(), problem.row, problem.message));
  return write(folder / "bao-cao.html", report_html(page));
}

Result<int> nightly(const std::filesystem::path& kho, const Options& options) {
  const std::chrono::year_month_day as_of = TRY(day_named(options.as_of));
  const std::string day = iso_day(as_of);
  const std::filesystem::path folder = options.output / day;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), folder.string()), tr("Is the disk full, or the folder read-only?"));
  Summary said;
  TRY_VOID(ingest_new(kho, options, said));
  TRY_VOID(check(kho, options, day, folder, said));
  TRY_VOID(deadlines(kho, options, as_of, folder, said));
  TRY_VOID(coverage(kho, options, as_of, folder, said));
  said.section(fmt::format(fmt::runtime(tr("The lists lie in {}")), folder.string()));
  const std::string mail = said.mail(day);
  TRY_VOID(write(folder / "tom-tat.txt", mail));
  put(mail);
  return said.code();
}

}  // namespace

void add_nightly(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("nightly", tr("Every night: read what is new, check, deadlines, coverage, report; one summary for the mail, one exit code"),
                              "sohoa nightly --kho kho scans/ --register danh-muc.xlsx --output bao-cao", [&cli, options] { return nightly(cli.kho, *options); });
  command->add_option("PATH,--input", options->inputs, tr("Files and folders; a folder is a dossier"));
  CLI::Option* book = command->add_option("--register", options->book, tr("The register of any office: CSV or .xlsx"));
  command->add_option("--columns", options->columns, tr("Your names of columns: a CSV with \"name\" and \"column\""));
  command->add_option("--cases", options->cases, tr("The list of cases as the public-service system exports it, CSV or .xlsx: its figures are counted for indicators"))->needs(book);
  command->add_option("--profile", options->profiles, tr("Whose rules: office (outgoing documents), archive (digitized dossiers), one-stop (case papers), all"))
      ->delimiter(',')
      ->check(CLI::IsMember({"office", "archive", "one-stop", "all"}))
      ->capture_default_str();
  command->add_option("--unit", options->unit, tr("Only what this unit leads or helps with; abbreviations are understood"));
  command->add_option("--as-of", options->as_of, tr("The day to count from; otherwise today"));
  command->add_option("--output", options->output, tr("Folder for the lists, one folder a day in it"))->capture_default_str();
  add_work_options(*command, options->work);
}

}  // namespace sohoa::cli
