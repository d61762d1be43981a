#include "apps/cli/crops.hh"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <span>

#include "apps/cli/output_file.hh"
#include "core/data_files.hh"
#include "core/language.hh"
#include "core/parts.hh"
#include "core/store/kho.hh"
#include "ingest/confined.hh"
#include "pipeline/overlay/crop.hh"

namespace sohoa::cli {
namespace fs = std::filesystem;

Result<std::string> drawn_apart(const fs::path& kho, const Document& document, int page,
                                const std::function<Result<std::string>(PageSource&, const Page&)>& draw) {
  constexpr int kCpuSeconds = 30;
  const auto wanted = std::ranges::find(document.pages, page, &Page::n);
  const PagePlace place = place_of_page(document, page);
  if (wanted == document.pages.end() || place.page == 0) return fail(ErrorCode::not_found, tr("the document has no such page"));
  const Source& from = document.sources[place.source];
  const std::string original = TRY(read_file(original_path(kho, from.sha256)));
  const auto work = [&]() -> Result<std::string> {
    const auto source = TRY(open_source(std::as_bytes(std::span(original)), from.path));
    Page there = *wanted;
    there.n = place.page;
    return draw(*source, there);
  };
  return confined(work, kCpuSeconds);
}

std::string Crops::cut(const Document& document, FieldId field, const Evidence& evidence) const {
  if (!evidence.box) return {};
  const Result<std::string> png = drawn_apart(kho_, document, evidence.page, [&](PageSource& source, const Page& page) {
    return crop_png(source, page, *evidence.box);
  });
  if (!png) return {};
  std::error_code error;
  // What is cut out of documents is for nobody else on this machine.
  if (fs::create_directories(folder_, error)) fs::permissions(folder_, fs::perms::owner_all, error);
  const fs::path path = folder_ / fmt::format("{}-{}.png", document.id, spec_of(field).name);
  OutputFile file(path);
  return file.write(*png) && file.finish() ? path.string() : std::string();
}

fs::path passing_crops() { return fs::temp_directory_path() / fmt::format("sohoa-crops-{}", getuid()); }

}  // namespace sohoa::cli
