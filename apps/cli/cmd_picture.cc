#include <memory>
#include <optional>

#include "apps/cli/commands.hh"
#include "apps/cli/crops.hh"
#include "apps/cli/output_file.hh"
#include "core/language.hh"
#include "core/text/identity.hh"
#include "pipeline/overlay/crop.hh"
#include "pipeline/overlay/page_picture.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string id, field;
  int page = 1, width = 1240;
  bool masked = false;
  std::filesystem::path output;
};

Result<std::string> drawn(const std::filesystem::path& kho, const Options& options) {
  const Archive archive = TRY(Archive::open(kho));
  const Document document = TRY(archive.document(options.id));
  if (options.field.empty())
    return drawn_apart(kho, document, options.page, [&](PageSource& source, const Page& page) {
      return page_jpeg(source, page, options.width, options.masked ? text::identity_places(page) : std::vector<Box>{});
    });
  const std::optional<FieldId> field = field_named(options.field);
  if (!field || !document.field(*field).evidence.box) return fail(ErrorCode::not_found, tr("the field has no place on a page"));
  const Evidence& evidence = document.field(*field).evidence;
  return drawn_apart(kho, document, evidence.page, [&](PageSource& source, const Page& page) { return crop_png(source, page, *evidence.box); });
}

Result<int> picture(const std::filesystem::path& kho, const Options& options) {
  OutputFile file(options.output);
  if (!file.write(TRY(drawn(kho, options)))) return file.not_written();
  TRY_VOID(file.finish());
  return 0;
}

}  // namespace

/// Not for people: `serve` has pages drawn by a process of their own.
void add_picture(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("picture", tr("Draws pages for `serve`"), "sohoa picture 3fa94c2e77b0d1aa --page 1 --width 800 --output page.jpg",
                              [&cli, options] { return picture(cli.kho, *options); });
  command->group("");
  command->add_option("ID", options->id)->required();
  command->add_option("--page", options->page);
  command->add_option("--width", options->width)->check(CLI::Range(50, 5000));
  command->add_option("--field", options->field);
  command->add_flag("--masked", options->masked);
  command->add_option("--output", options->output)->required();
}

}  // namespace sohoa::cli
