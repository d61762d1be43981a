#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/store/archive.hh"
#include "report/book.hh"
#include "report/likeness.hh"
#include "report/period.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string kind, unit, period, dossier, format;
  std::filesystem::path output;
};

Result<int> make_register(const std::filesystem::path& kho, const Options& options) {
  const BookKind kind = *book_kind_named(options.kind);  // the command line checked it
  const Period period = options.period.empty() ? Period() : TRY(period_named(options.period));
  const Archive archive = TRY(Archive::open(kho));
  std::vector<BookEntry> entries;
  TRY_VOID(archive.each_document(false, [&](const Document& d) {
    const bool issued_here = options.unit.empty() || issuers_agree(options.unit, d.field(FieldId::issuer).value()) == Agreement::yes;
    const bool wanted = kind == BookKind::outgoing ? issued_here : kind != BookKind::incoming || options.unit.empty() || !issued_here;
    const bool in_time = options.period.empty() || period.holds(d.field(kind == BookKind::incoming ? FieldId::incoming_date : FieldId::issued_date).value());
    if (wanted && in_time && (options.dossier.empty() || d.dossier == options.dossier)) entries.push_back(book_entry(d));
    return true;
  }));
  if (kind == BookKind::incoming) std::erase_if(entries, [](const BookEntry& e) { return !has_arrived(e); });
  if (entries.empty())
    fmt::print(stderr, "{}\n", kind == BookKind::incoming ? tr("No document with an arrival stamp: the register is empty.") : tr("No such document: the register is empty."));
  std::string out;
  if (options.format == "html") out = book_html(kind, std::move(entries));
  else if (options.format == "xlsx") out = TRY(book_xlsx(kind, std::move(entries)));
  else {
    const Format format = options.format == "json" ? Format::json : options.format == "csv" ? Format::csv : Format::table;
    out = written(book_rows(kind, std::move(entries)), format, options.output.empty() ? output_width() : 0);
  }
  OutputFile file(options.output);
  if (!file.write(out)) return file.not_written();
  TRY_VOID(file.finish());
  return 0;
}

}  // namespace

void add_register(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("register", tr("Registers in the columns of the decree, filled from the archive"),
                              "sohoa register --kind di --unit \"Sở Tư pháp\" --period quý-II-2025 --format xlsx --output so-di.xlsx",
                              [&cli, options] { return make_register(cli.kho, *options); });
  command->add_option("--kind", options->kind, tr("di (sent), den (arrived), muc-luc-ho-so (dossiers), muc-luc-van-ban (contents of dossiers)"))
      ->required()
      ->check(CLI::IsMember({"di", "den", "muc-luc-ho-so", "muc-luc-van-ban"}));
  command->add_option("--unit", options->unit, tr("The office that keeps it: what it issued was sent, the rest arrived"));
  command->add_option("--period", options->period, tr("quý-II-2025, 2025, 2025-05 or 2025-03-15..2025-06-14"));
  command->add_option("--dossier", options->dossier, tr("Only this dossier"));
  command->add_option("--output", options->output, tr("File to write, otherwise standard output"));
  add_format(*command, options->format, {"table", "json", "csv", "html", "xlsx"});
}

}  // namespace sohoa::cli
