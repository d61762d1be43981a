#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "apps/cli/commands.hh"
#include "apps/cli/wrong_use.hh"
#include "core/language.hh"

namespace sohoa::cli {

CLI::App* Cli::add(const std::string& name, const std::string& description,
                   const std::string& example, std::function<Result<int>()> callback) {
  CLI::App* command = app.add_subcommand(name, description);
  command->footer(std::string(tr("Example:")) + "\n  " + example);
  command->fallthrough();
  command->group(tr("Subcommands"));
  command->get_help_ptr()->group(tr("Options"));
  command->callback([this, callback = std::move(callback)] { run = callback; });
  return command;
}

namespace {

void print(const Error& error) {
  std::string where = error.path;
  if (error.page > 0) where += (where.empty() ? "" : ", ") + std::string(tr("page")) + " " + std::to_string(error.page);
  std::fprintf(stderr, "sohoa: %s%s%s\n", where.c_str(), where.empty() ? "" : ": ", error.message.c_str());
  if (!error.hint.empty()) std::fprintf(stderr, "       %s\n", error.hint.c_str());
}

/// The language must be known before CLI11 builds its texts, so it is looked for by hand: --lang, $SOHOA_LANG, Vietnamese.
std::string language_of(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--lang" && i + 1 < argc) return argv[i + 1];
    if (word.starts_with("--lang=")) return std::string(word.substr(7));
  }
  const char* set = std::getenv("SOHOA_LANG");
  return set ? set : "vi";
}

std::filesystem::path default_archive() {
  const char* set = std::getenv("SOHOA_KHO");
  return set && *set ? set : "kho";
}

/// CLI11's own words in the user's language.
void translate_help(CLI::App& app) {
  const auto formatter = app.get_formatter();
  for (const char* label : {"Usage", "Positionals", "OPTIONS", "SUBCOMMAND", "REQUIRED", "TEXT", "INT", "UINT", "FLOAT"})
    formatter->label(label, tr(label));
  for (CLI::App* command : app.get_subcommands({})) command->formatter(formatter);
}

/// The first word that is no option, where it names no command.
std::string unknown_command(const CLI::App& app, int argc, char** argv) {
  if (!app.get_subcommands().empty()) return {};
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--kho" || word == "--lang") ++i;
    else if (!word.starts_with('-')) return std::string(word);
  }
  return {};
}

std::string wrong_use(const CLI::App& app, const CLI::ParseError& e, int argc, char** argv) {
  if (const std::string unknown = unknown_command(app, argc, argv); !unknown.empty())
    return fmt::format(fmt::runtime(tr("there is no command {}")), unknown);
  return in_our_words(e.what());
}

/// What libraries below throw against their promise ends as a message, not as an abort.
Result<int> run_guarded(const Cli& cli) {
  try {
    return cli.run();
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::io, tr("out of memory"), tr("Close other programs, or use fewer workers (--jobs)."));
  } catch (const std::exception& e) {
    return fail(ErrorCode::internal, e.what(), tr("This should not happen: please report it with the command you typed."));
  }
}

int main(int argc, char** argv) {
  const std::string language = language_of(argc, argv);
  use_language(language);

  CLI::App app(tr("Reads scans of Vietnamese official documents, keeps them in an archive, finds and counts them."), "sohoa");
  app.option_defaults()->group(tr("Options"));
  app.set_help_flag("-h,--help", tr("Print this help and exit"));
  app.set_version_flag("--version", "sohoa " SOHOA_VERSION, tr("Print the version and exit"));
  app.require_subcommand(1);
  Cli cli{app, argv, default_archive(), {}};
  app.add_option("--kho", cli.kho, tr("The archive folder ($SOHOA_KHO, else ./kho)"))->capture_default_str();
  std::string chosen = language;
  app.add_option("--lang", chosen, tr("Language of messages"))->check(CLI::IsMember({"vi", "en"}));

  add_ingest(cli);
  add_worker(cli);
  add_status(cli);
  add_retry(cli);
  add_read(cli);
  add_show(cli);
  add_search(cli);
  add_index(cli);
  add_export(cli);
  add_check(cli);
  add_coverage(cli);
  add_deadlines(cli);
  add_review(cli);
  add_evaluate(cli);
  add_split(cli);
  add_join(cli);
  add_nightly(cli);
  add_register(cli);
  add_report(cli);
  add_doctor(cli);
  add_withdraw(cli);
  add_restore(cli);
  add_replace(cli);
  add_audit(cli);
  add_verify(cli);
  add_backup(cli);
  add_watch(cli);
  add_picture(cli);
  add_serve(cli);

  translate_help(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);  // --help, --version
    print(Error{ErrorCode::usage, wrong_use(app, e, argc, argv), tr("Type `sohoa --help` or `sohoa COMMAND --help`."), {}, 0});
    return exit_code(ErrorCode::usage);
  }
  const Result<int> result = run_guarded(cli);
  if (std::fflush(stdout) != 0) {
    print(Error{ErrorCode::io, tr("the output could not be written completely"), tr("Is the disk full?"), {}, 0});
    return exit_code(ErrorCode::io);
  }
  if (result) return *result;
  print(result.error());
  return exit_code(result.error().code);
}

}  // namespace
}  // namespace sohoa::cli

int main(int argc, char** argv) { return sohoa::cli::main(argc, argv); }
