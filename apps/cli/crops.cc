#include "apps/cli/crops.hh"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <span>

#include "apps/cli/output_file.hh"
#include "core/data_files.hh"
#include "core/parts.hh"
#include "core/store/kho.hh"
#include "ingest/confined.hh"
#include "pipeline/overlay/crop.hh"

namespace sohoa::cli {
namespace fs = std::filesystem;

std::string Crops::cut(const Document& document, FieldId field, const Evidence& evidence) const {
  constexpr int kCpuSeconds = 30;
  const auto page = std::ranges::find(document.pages, evidence.page, &Page::n);
  const PagePlace place = place_of_page(document, evidence.page);
  if (!evidence.box || page == document.pages.end() || place.page == 0) return {};
  const Source& from = document.sources[place.source];
  const Result<std::string> original = read_file(original_path(kho_, from.sha256));
  if (!original) return {};
  const auto work = [&]() -> Result<std::string> {
    const auto source = TRY(open_source(std::as_bytes(std::span(*original)), from.path));
    Page there = *page;
    there.n = place.page;
    return crop_png(*source, there, *evidence.box);
  };
  const Result<std::string> png = confined(work, kCpuSeconds);
  if (!png) return {};
  std::error_code error;
  fs::create_directories(folder_, error);
  const fs::path path = folder_ / fmt::format("{}-{}.png", document.id, spec_of(field).name);
  OutputFile file(path);
  return file.write(*png) && file.finish() ? path.string() : std::string();
}

fs::path passing_crops() { return fs::temp_directory_path() / fmt::format("sohoa-crops-{}", getuid()); }

}  // namespace sohoa::cli
