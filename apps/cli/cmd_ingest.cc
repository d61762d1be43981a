#include "apps/cli/commands.hh"
#include "apps/cli/ingesting.hh"
#include "apps/cli/output_file.hh"
#include "core/language.hh"
#include "core/store/kho.hh"
#include "report/register.hh"
#include "report/table.hh"

namespace sohoa::cli {
namespace {

/// Keeps what extraction uses of a register in the archive: it goes with it, and records do not hang on a file elsewhere.
Result<void> keep_register(const std::filesystem::path& kho, const std::filesystem::path& book) {
  const DataTable names = TRY(register_columns({}));
  const std::string bytes = TRY(read_file(book));
  const Register read = TRY(parse_register(bytes, book.filename().string(), names));
  Listing rows{{{"number", "number"}, {"date", "date"}, {"subject", "subject"}}, {}};
  for (const RegisterRow& row : read.rows)
    if (!row.number.empty()) rows.rows.push_back({std::string(row.number), std::string(row.date), std::string(row.subject)});
  TRY_VOID(check_archive_folder(kho));
  std::error_code error;
  std::filesystem::create_directories(kho, error);
  OutputFile file(register_path(kho));
  if (!file.write(as_csv(rows))) return file.not_written();
  return file.finish();
}

}  // namespace

void add_ingest(Cli& cli) {
  struct Options {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path book;
    WorkOptions work;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      cli.add("ingest", tr("Reads files and folders of scans into the archive; goes on where it was stopped"),
              "sohoa ingest --kho kho scans/ --register so-dang-ky.csv", [&cli, options]() -> Result<int> {
                if (!options->book.empty()) TRY_VOID(keep_register(cli.kho, options->book));
                IngestOptions ingest;
                ingest.kho = cli.kho;
                ingest.inputs = options->inputs;
                return ingest_and_report(std::move(ingest), options->work, options->book);
              });
  command->add_option("PATH", options->inputs, tr("Files and folders; a folder is a dossier"))->required();
  command->add_option("--register", options->book, tr("A register of the documents: helps to read what is written by hand; kept in the archive"));
  add_work_options(*command, options->work);
}

}  // namespace sohoa::cli
