#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "report/records.hh"

namespace sohoa::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string format;
  fs::path output;
};

tl::unexpected<Error> not_written(const fs::path& path) {
  return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), path.string()),
              tr("Is the disk full, is the folder there, and may it be written?"));
}

/// Writes beside the wanted file and takes its place at the end, so that a run that breaks off leaves no half of an export.
class Output {
 public:
  explicit Output(fs::path path)
      : path_(std::move(path)), part_(path_.string() + ".part"), file_(path_.empty() ? stdout : std::fopen(part_.c_str(), "wb")) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() {
    if (path_.empty() || !file_) return;
    std::fclose(file_);
    std::error_code ignored;
    fs::remove(part_, ignored);
  }

  bool write(const std::string& bytes) { return file_ && std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size(); }

  Result<void> finish() {
    if (path_.empty()) return {};
    const bool closed = file_ && std::fclose(std::exchange(file_, nullptr)) == 0;
    std::error_code error;
    if (closed) fs::rename(part_, path_, error);
    if (!closed || error) return not_written(path_);
    return {};
  }

 private:
  fs::path path_;
  std::string part_;
  std::FILE* file_;
};

Result<int> export_records(const fs::path& kho, const Options& options) {
  const Archive archive = TRY(Archive::open(kho));
  Output output(options.output);
  const bool csv = options.format == "csv";
  bool good = output.write(csv ? "\xEF\xBB\xBF" + csv_row(record_head()) : std::string());
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    good = good && output.write(csv ? csv_row(record_cells(document)) : record_line(document));
    return good;
  }));
  if (!good) return not_written(options.output.empty() ? fs::path("stdout") : options.output);
  TRY_VOID(output.finish());
  return 0;
}

}  // namespace

void add_export(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("export", tr("Write the records of all documents, sorted by id"),
                              "sohoa export --format csv --output van-ban.csv",
                              [&cli, options] { return export_records(cli.kho, *options); });
  add_format(*command, options->format, {"jsonl", "csv"});
  command->add_option("--output", options->output, tr("The file to write; otherwise to standard output"));
}

}  // namespace sohoa::cli
