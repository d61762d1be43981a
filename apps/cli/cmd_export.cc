#include <fmt/format.h>

#include <memory>

#include "apps/cli/archived_acts.hh"
#include "apps/cli/commands.hh"
#include "apps/cli/export_pdf.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/store/archive.hh"
#include "report/records.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string format;
  std::filesystem::path output;
  std::vector<std::string> wanted;
  bool overwrite = false;
};

/// Ids of the documents named, in the order of the names.
Result<std::vector<std::string>> ids_of(const Archive& archive, const std::vector<std::string>& wanted) {
  std::vector<std::string> ids;
  for (const std::string& one : wanted) {
    const std::vector<std::string> found = TRY(archive.find(one));
    if (found.empty())
      return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("the archive has no document {}")), one),
                  tr("Give an id, at least 4 characters of it, or a number such as 15/QĐ-UBND; `sohoa search` finds by content."));
    ids.insert(ids.end(), found.begin(), found.end());
  }
  return ids;
}

/// Visits the documents named, or all of them, until `visit` returns false.
Result<> each_wanted(const Archive& archive, const std::vector<std::string>& wanted, bool with_pages,
                     const std::function<bool(const Document&)>& visit) {
  if (wanted.empty()) return archive.each_document(with_pages, visit);
  for (const std::string& id : TRY(ids_of(archive, wanted)))
    if (!visit(TRY(archive.document(id)))) break;
  return {};
}

Result<int> export_records(const Archive& archive, const Options& options) {
  OutputFile output(options.output);
  const bool csv = options.format == "csv";
  bool good = output.write(csv ? "\xEF\xBB\xBF" + csv_row(record_head()) : std::string());
  const FindActs acts = acts_of(archive);
  TRY_VOID(each_wanted(archive, options.wanted, false, [&](const Document& stored) {
    Document document = stored;
    if (!csv) resolve_citations(document, acts);
    good = good && output.write(csv ? csv_row(record_cells(document)) : record_line(document));
    return good;
  }));
  if (!good) return output.not_written();
  TRY_VOID(output.finish());
  return 0;
}

Result<int> export_all(const std::filesystem::path& kho, const Options& options) {
  const Archive archive = TRY(Archive::open(kho));
  if (options.format != "pdf") return export_records(archive, options);
  PdfExport pdf(kho, options.output, options.overwrite);
  TRY_VOID(each_wanted(archive, options.wanted, true, [&](const Document& document) { return pdf.add(document); }));
  return pdf.finish();
}

}  // namespace

void add_export(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("export", tr("Write records, or searchable PDF/A copies, of all documents or those named"),
                              "sohoa export --format csv --output van-ban.csv\n  sohoa export --format pdf --output pdf/",
                              [&cli, options] { return export_all(cli.kho, *options); });
  command->add_option("ID", options->wanted, tr("Ids or numbers of documents; otherwise all"));
  add_format(*command, options->format, {"jsonl", "csv", "pdf"});
  command->add_option("--output", options->output, tr("The file to write, otherwise to standard output; pdf: the folder, otherwise pdf"));
  command->add_flag("--overwrite", options->overwrite, tr("Replace copies that are there and differ (pdf)"));
}

}  // namespace sohoa::cli
