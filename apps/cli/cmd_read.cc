#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <span>

#include "apps/cli/commands.hh"
#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/language.hh"
#include "core/record_json.hh"
#include "pipeline/assemble.hh"
#include "pipeline/read_page.hh"

namespace sohoa::cli {
namespace {

constexpr int kSomeFailed = 3;  // exit code: done, but some pages failed

struct Options {
  std::string file, format = "text", pages;
};

struct Range {
  int first = 1, last = 0;
};

/// "3" or "1-3", within 1…count; empty means all.
Result<Range> range_of(const std::string& text, int count) {
  if (text.empty()) return Range{1, count};
  Range range;
  char rest = 0;
  const int found = std::sscanf(text.c_str(), "%d-%d%c", &range.first, &range.last, &rest);
  if (found == 1 && text.find('-') == std::string::npos)
    range.last = range.first;
  else if (found != 2)
    range.first = 0;
  if (range.first < 1 || range.first > range.last)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("\"{}\" is not a range of pages")), text),
                tr("Write --pages 2 or --pages 1-3."));
  if (range.first > count)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("the file has only {} pages")), count), {});
  range.last = std::min(range.last, count);
  return range;
}

Result<int> read(const Options& options) {
  const std::string bytes = TRY(read_file(options.file));
  const auto source = TRY(open_source(std::as_bytes(std::span(bytes)), options.file));
  const Range range = TRY(range_of(options.pages, source->page_count()));
  const auto engine = TRY(make_tesseract());
  std::vector<Page> pages;
  std::string text;
  int lost = 0;
  for (int n = range.first; n <= range.last; ++n) {
    Result<Page> page = read_page(*source, n, *engine);
    if (!page) {
      // One bad page must not cost the others; all bad is a failure of the file.
      if (++lost == range.last - range.first + 1) return tl::unexpected(std::move(page).error());
      const std::string reason = page.error().message;
      page = Page{};
      page->n = n;
      page->issues.push_back({"page.unreadable", Severity::error, n, "Không đọc được trang: " + reason});
    }
    if (n > range.first) text += '\f';
    text += text_of(*page);
    pages.push_back(std::move(*page));
  }
  if (options.format == "json") {
    const Knowledge knowledge = TRY(Knowledge::load(data_folder()));
    const Document document =
        assemble(std::move(pages), options.file, {}, sha256(bytes), engine->fingerprint(), knowledge);
    text = to_json(document, true).dump(1) + "\n";
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  return lost > 0 ? kSomeFailed : 0;
}

}  // namespace

void add_read(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      cli.add("read", tr("Read one file and print its text or its record; no archive needed"),
              "sohoa read quyet-dinh.pdf --format json --pages 1-3", [options] { return read(*options); });
  command->add_option("FILE", options->file, tr("PDF, TIFF, JPEG, PNG, JPEG 2000 or .txt"))->required();
  command->add_option("--format", options->format, tr("text or json"))
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_option("--pages", options->pages, tr("Pages, as in 2 or 1-3"));
}

}  // namespace sohoa::cli
