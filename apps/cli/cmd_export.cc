#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "apps/cli/archived_acts.hh"
#include "apps/cli/commands.hh"
#include "apps/cli/export_pdf.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/store/archive.hh"
#include "report/records.hh"
#include "report/table_sheets.hh"
#include "report/xlsx.hh"

namespace sohoa::cli {
namespace {

constexpr std::size_t kMostSheets = 1'000;  // more than that no spreadsheet shows at once

struct Options {
  std::string format;
  std::filesystem::path output;
  std::vector<std::string> wanted;
  bool overwrite = false, tables = false;
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
  const Result<void> all = each_wanted(archive, options.wanted, false, [&](const Document& stored) {
    Document document = stored;
    if (!csv) resolve_citations(document, acts);
    good = good && output.write(csv ? csv_row(record_cells(document)) : record_line(document));
    return good;
  });
  if (!all && all.error().code != ErrorCode::bad_data) return tl::unexpected(all.error());
  if (!good) return output.not_written();
  TRY_VOID(output.finish());
  if (!all) return tl::unexpected(all.error());  // the sound ones are written
  return 0;
}

Result<int> write_whole(const Options& options, const std::string& bytes) {
  OutputFile output(options.output);
  if (!output.write(bytes)) return output.not_written();
  TRY_VOID(output.finish());
  return 0;
}

Result<int> export_workbook(const Archive& archive, const Options& options) {
  Sheet sheet{"Văn bản", "", {}};
  for (const Json& label : record_head()) sheet.listing.columns.push_back({"", label.get<std::string>()});
  TRY_VOID(each_wanted(archive, options.wanted, false, [&](const Document& document) {
    sheet.listing.rows.push_back(record_cells(document));
    return true;
  }));
  return write_whole(options, TRY(as_xlsx({sheet})));
}

Result<int> export_tables_workbook(const Archive& archive, const Options& options) {
  std::vector<Sheet> sheets;
  TRY_VOID(each_wanted(archive, options.wanted, false, [&](const Document& document) {
    std::vector<Sheet> more = table_sheets(document);
    std::move(more.begin(), more.end(), std::back_inserter(sheets));
    return sheets.size() <= kMostSheets;
  }));
  if (sheets.size() > kMostSheets)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("more than {} tables are too many for one workbook")), kMostSheets),
                tr("Name the documents wanted, or use --format csv."));
  if (sheets.empty()) return fail(ErrorCode::not_found, tr("these documents have no tables"), tr("`sohoa read --overlay` shows what was found on a page."));
  return write_whole(options, TRY(as_xlsx(sheets)));
}

Result<int> export_tables_csv(const Archive& archive, const Options& options) {
  std::size_t width = 0;
  TRY_VOID(each_wanted(archive, options.wanted, false, [&](const Document& document) {
    width = std::max(width, table_width(document));
    return true;
  }));
  OutputFile output(options.output);
  bool good = output.write("\xEF\xBB\xBF" + csv_row(table_row_head(width)));
  TRY_VOID(each_wanted(archive, options.wanted, false, [&](const Document& document) {
    for (const auto& row : table_rows(document, width)) good = good && output.write(csv_row(row));
    return good;
  }));
  if (!good) return output.not_written();
  TRY_VOID(output.finish());
  return 0;
}

Result<int> export_all(const std::filesystem::path& kho, const Options& options) {
  const Archive archive = TRY(Archive::open(kho));
  if (options.tables && options.format == "xlsx") return export_tables_workbook(archive, options);
  if (options.tables && options.format == "csv") return export_tables_csv(archive, options);
  if (options.tables) return fail(ErrorCode::usage, tr("tables are written as spreadsheets"), tr("Give --format xlsx or --format csv."));
  if (options.format == "xlsx") return export_workbook(archive, options);
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
  add_format(*command, options->format, {"jsonl", "csv", "xlsx", "pdf"});
  command->add_option("--output", options->output, tr("The file to write, otherwise to standard output; pdf: the folder, otherwise pdf"));
  command->add_flag("--tables", options->tables, tr("The tables of the documents instead of their records (csv, xlsx)"));
  command->add_flag("--overwrite", options->overwrite, tr("Replace copies that are there and differ (pdf)"));
}

}  // namespace sohoa::cli
