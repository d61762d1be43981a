#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/store/journal.hh"
#include "report/counting.hh"
#include "report/findings.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::vector<std::string> documents, profiles{"office"};
  std::string as_of, format, waive, unwaive, document, reason;
  std::filesystem::path output;
  Decider decider;
  bool only_new = false, each = false, rules = false, waivers = false;
};

constexpr const char* kAll = "all";

Result<int> written_to(const Options& options, const std::string& out, int code) {
  OutputFile file(options.output);
  if (!file.write(out)) return file.not_written();
  TRY_VOID(file.finish());
  return code;
}

Result<int> listed(const Options& options, const Listing& rows) {
  const bool json = options.format == "json";
  return written_to(options, written(rows, json ? Format::json : options.format == "csv" ? Format::csv : Format::table, output_width()), 0);
}

/// Lets the findings of a rule on a document pass, or takes that back.
Result<int> waive(const std::filesystem::path& kho, const Options& options, const Rulebook& book) {
  const bool undo = options.waive.empty();
  const std::string& rule = undo ? options.unwaive : options.waive;
  if (!book.rule(rule))
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("there is no rule {}")), rule), tr("`sohoa check --rules` lists them."));
  if (options.document.empty() || (!undo && options.reason.empty()))
    return fail(ErrorCode::usage, tr("a waiver names its document and the reason"), tr("Give them with --document and --reason."));
  const Waiver waiver{rule, TRY(one_id(kho, options.document)), options.reason, TRY(name_of(options.decider)), now()};
  if (undo) {
    const std::vector<Waiver> held = waivers_of(TRY(read_journal(kho)).entries);
    if (std::ranges::none_of(held, [&](const Waiver& w) { return w.rule == rule && w.id == waiver.id; }))
      return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("{} is not waived on {}")), rule, options.document), tr("`sohoa check --waivers` lists what is."));
  }
  const std::vector<Json> entries{undo ? withdrawn_waiver_entry(waiver) : waiver_entry(waiver)};
  TRY_VOID(append_to_journal(kho, entries));
  put(fmt::format(fmt::runtime(undo ? tr("{} counts again on {}") : tr("{} is waived on {}")), rule, options.document) + "\n");
  return 0;
}

Result<int> check(const std::filesystem::path& kho, const Options& options) {
  const Rulebook book = TRY(Rulebook::load(data_folder()));
  if (options.rules) return listed(options, rule_rows(book));
  if (!options.waive.empty() || !options.unwaive.empty()) return waive(kho, options, book);
  if (options.waivers) return listed(options, waiver_rows(waivers_of(TRY(read_journal(kho)).entries)));
  std::set<Profile> profiles;
  for (const std::string& name : options.profiles)
    if (name != kAll) profiles.insert(*profile_named(name));  // the command line checked it
  if (std::ranges::find(options.profiles, kAll) != options.profiles.end()) profiles.clear();
  std::vector<std::string> ids;
  for (const std::string& wanted : options.documents) ids.push_back(TRY(one_id(kho, wanted)));
  const std::chrono::year_month_day as_of = TRY(day_named(options.as_of));
  CheckRun run = TRY(check_archive(kho, book, profiles, iso_day(as_of), ids));
  if (options.only_new) {
    const std::string name = fmt::format("{}", fmt::join(options.profiles, "+"));
    const std::set<std::string> before = TRY(found_before(kho, name));
    TRY_VOID(remember_found(kho, name, keys_of(run.findings)));
    std::erase_if(run.findings, [&](const Finding& f) { return before.contains(key_of(f)); });
  }
  const auto dumped = [](const Json& j) { return j.dump(1, ' ', false, Json::error_handler_t::replace) + '\n'; };
  std::string out;
  if (options.format == "json") out = dumped(findings_json(run, book));
  else if (options.format == "sarif") out = dumped(findings_sarif(run, book));
  else if (options.format == "junit") out = findings_junit(run, book);
  else if (options.format == "csv") out = as_csv(finding_rows(run.findings, book));
  else if (options.format == "html") out = findings_html(run, book);
  else if (options.format == "xlsx") out = TRY(findings_xlsx(run, book));
  else out = findings_text(run, options.output.empty() ? output_width() : 0, options.each || !options.output.empty());
  return written_to(options, out, run.count(Severity::error) > 0 ? 1 : 0);
}

}  // namespace

void add_check(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("check", tr("Whether documents keep the rules: form, numbers, validity, scan quality, what must not be open"),
                              "sohoa check --profile office,archive --only-new --format json", [&cli, options] { return check(cli.kho, *options); });
  command->add_option("ID|NUMBER", options->documents, tr("Only these documents"));
  command->add_option("--profile", options->profiles, tr("Whose rules: office (outgoing documents), archive (digitized dossiers), one-stop (case papers), all"))
      ->delimiter(',')
      ->check(CLI::IsMember({"office", "archive", "one-stop", kAll}))
      ->capture_default_str();
  command->add_option("--as-of", options->as_of, tr("The day to count from; otherwise today"));
  command->add_flag("--only-new", options->only_new, tr("Only what the last run with --only-new had not found"));
  command->add_flag("--each", options->each, tr("Each place on a line of its own, also those of one rule for one reason"));
  command->add_flag("--rules", options->rules, tr("List the rules"));
  command->add_option("--waive", options->waive, tr("Let findings of this rule on --document pass, with --reason"));
  command->add_option("--unwaive", options->unwaive, tr("Take that back"));
  command->add_flag("--waivers", options->waivers, tr("List what was let pass, by whom and why"));
  command->add_option("--document", options->document, tr("Document of a waiver: id or number"));
  command->add_option("--reason", options->reason, tr("Why it may pass"));
  command->add_option("--output", options->output, tr("File to write, otherwise standard output"));
  add_decider(*command, options->decider);
  add_format(*command, options->format, {"table", "json", "sarif", "junit", "csv", "html", "xlsx"});
}

}  // namespace sohoa::cli
