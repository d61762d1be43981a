#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "pipeline/layout/roles.hh"
#include "report/archived_acts.hh"
#include "report/records.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string wanted, format;
  bool text = false;
};

Result<int> show(const std::filesystem::path& kho, const Options& options) {
  const Archive archive = TRY(Archive::open(kho));
  const std::vector<std::string> ids = TRY(archive.find(options.wanted));
  if (ids.empty())
    return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("the archive has no document {}")), options.wanted),
                tr("Give an id, at least 4 characters of it, or a number such as 15/QĐ-UBND; `sohoa search` finds by content."));
  if (ids.size() > 1) {
    std::vector<Document> several;
    for (const std::string& id : ids) {
      several.push_back(TRY(archive.document(id)));
      several.back().pages.clear();
    }
    put(written(document_rows(several), options.format == "json" ? Format::json : Format::table, output_width()));
    std::fprintf(stderr, "sohoa: %s\n", tr("several documents are meant; show one by its id"));
    return 1;
  }
  Document document = TRY(archive.document(ids.front()));
  mark_roles(document.pages);
  resolve_citations(document, acts_of(archive));
  if (options.format == "json")
    put(to_json(document, true).dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
  else if (options.text)
    put(text_of(document));
  else
    put(document_text(document, output_width()));
  return 0;
}

}  // namespace

void add_show(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("show", tr("One document: its fields, citations, deadlines and issues, or its text"),
                              "sohoa show 15/QĐ-UBND --text", [&cli, options] { return show(cli.kho, *options); });
  command->add_option("ID", options->wanted, tr("An id, the beginning of one, or a document number in any spelling"))->required();
  command->add_flag("--text", options->text, tr("The text as read, pages apart by a form feed"));
  add_format(*command, options->format, {"table", "json"});
}

}  // namespace sohoa::cli
