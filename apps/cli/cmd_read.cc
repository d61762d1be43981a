#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "apps/cli/commands.hh"
#include "apps/cli/ingesting.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/language.hh"
#include "core/record_json.hh"
#include "ingest/confined.hh"
#include "pipeline/digits/read_slots.hh"
#include "pipeline/assemble.hh"
#include "pipeline/extract/table_aligned.hh"
#include "pipeline/layout/roles.hh"
#include "pipeline/overlay/overlay.hh"
#include "pipeline/read_page.hh"
#include "pipeline/source/cms.hh"
#include "pipeline/source/passwords.hh"

namespace sohoa::cli {
namespace {

constexpr int kSomeFailed = 3;  // exit code: done, but some pages failed

struct Options {
  std::string file, format = "text", pages;
  std::filesystem::path overlay, passwords;
};

struct Range {
  int first = 1, last = 0;
  bool cut = false;  // more was asked for than there is
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
  range.cut = range.last > count;
  range.last = std::min(range.last, count);
  return range;
}

/// What reading a file came to. `pictures` are PNGs, one a page that could be drawn.
struct Outcome {
  std::string text;
  std::vector<std::pair<int, std::string>> pictures;
  int lost = 0;  // pages
  std::string note{};
};

Result<Outcome> read_file_held(const std::string& bytes, const Options& options, OcrEngine& engine, const Knowledge& knowledge) {
  const auto source = TRY(open_source(std::as_bytes(std::span(bytes)), options.file));
  const Range range = TRY(range_of(options.pages, source->page_count()));
  Outcome outcome;
  if (range.cut) outcome.note = fmt::format(fmt::runtime(tr("the file has only {} pages")), source->page_count());
  Document document;
  for (int n = range.first; n <= range.last; ++n) {
    Result<Page> page = read_page(*source, n, engine);
    if (!page) {
      // One bad page must not cost the others; all bad is a failure of the file.
      if (++outcome.lost == range.last - range.first + 1) return tl::unexpected(std::move(page).error());
      const std::string reason = page.error().message;
      page = Page{};
      page->n = n;
      page->issues.push_back({"page.unreadable", Severity::error, n, "Không đọc được trang: " + reason});
    }
    document.pages.push_back(std::move(*page));
  }
  if (!options.overlay.empty()) {
    mark_roles(document.pages);
    add_aligned_tables(document.pages, knowledge.column_headings);
    for (const Page& page : document.pages)
      if (page.width > 0 || outcome.lost == 0) outcome.pictures.emplace_back(page.n, TRY(overlay_png(*source, page)));
  }
  if (options.format == "text") {
    outcome.text = text_of(document);
    return outcome;
  }
  document = assemble(std::move(document.pages), options.file, {}, sha256(bytes), engine.fingerprint(), knowledge);
  outcome.text = to_json(document, true).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  return outcome;
}

std::string packed(const Outcome& outcome) {
  Json pictures = Json::array();
  for (const auto& [page, png] : outcome.pictures) pictures.push_back({page, Json::binary({png.begin(), png.end()})});
  const std::vector<std::uint8_t> cbor = Json::to_cbor(
      {{"text", Json::binary({outcome.text.begin(), outcome.text.end()})}, {"lost", outcome.lost}, {"note", outcome.note}, {"pictures", std::move(pictures)}});
  return {cbor.begin(), cbor.end()};
}

Result<Outcome> unpacked(const std::string& cbor) {
  const auto text_in = [](const Json& j) { return std::string(j.get_binary().begin(), j.get_binary().end()); };
  try {
    const Json j = Json::from_cbor(cbor);
    Outcome outcome{text_in(j.at("text")), {}, j.at("lost"), j.at("note")};
    for (const Json& picture : j.at("pictures")) outcome.pictures.emplace_back(picture.at(0), text_in(picture.at(1)));
    return outcome;
  } catch (const std::exception& e) {
    return fail(ErrorCode::internal, e.what());
  }
}

/// OUT.png; with several pages OUT-1.png, OUT-2.png …
std::filesystem::path picture_path(const std::filesystem::path& wanted, int page, bool several) {
  if (!several) return wanted;
  return wanted.parent_path() / fmt::format("{}-{}{}", wanted.stem().string(), page, wanted.extension().string());
}

/// libgomp reads its environment before main, so one thread a process can only be had by starting over
/// (Tesseract with OpenMP is about four times slower).
void ensure_one_openmp_thread(char** argv) {
  if (std::getenv("OMP_THREAD_LIMIT")) return;
  setenv("OMP_THREAD_LIMIT", "1", 1);
  execv("/proc/self/exe", argv);  // on failure we go on, only slower
}

Result<int> read(const Options& options, char** argv) {
  ensure_one_openmp_thread(argv);
  if (std::error_code none; std::filesystem::is_directory(options.file, none))
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} is a folder")), options.file), tr("Read one file of it, or take all in: sohoa ingest FOLDER"));
  const std::string bytes = TRY(read_file(options.file));
  know_authorities();
  use_passwords(TRY(passwords_in(options.passwords)));
  digit_network();
  const auto engine = TRY(make_line_engine());
  const Knowledge knowledge = options.format == "json" ? TRY(Knowledge::load(data_folder())) : Knowledge{};
  const auto work = [&]() -> Result<std::string> { return packed(TRY(read_file_held(bytes, options, *engine, knowledge))); };
  const std::string answer = TRY(confined(work));
  const Outcome outcome = TRY(unpacked(answer));
  if (!outcome.note.empty()) fmt::print(stderr, "{}\n", outcome.note);
  for (const auto& [page, png] : outcome.pictures) {
    const std::filesystem::path path = picture_path(options.overlay, page, outcome.pictures.size() > 1);
    OutputFile file(path);
    if (!file.write(png)) return file.not_written();
    TRY_VOID(file.finish());
    fmt::print(stderr, fmt::runtime(tr("Drawn: {}\n")), path.string());
  }
  if (options.overlay.empty() || options.format != "text") put(outcome.text);
  return outcome.lost > 0 ? kSomeFailed : 0;
}

}  // namespace

void add_read(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      cli.add("read", tr("Read one file and print its text or its record; no archive needed"),
              "sohoa read quyet-dinh.pdf --format json --pages 1-3", [&cli, options] { return read(*options, cli.argv); });
  command->add_option("FILE", options->file, tr("PDF, TIFF, JPEG, PNG, JPEG 2000 or .txt"))->required();
  command->add_option("--format", options->format, tr("text or json"))
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_option("--pages,--page", options->pages, tr("Pages, as in 2 or 1-3"));
  command->add_option("--passwords", options->passwords, tr("A file with passwords, one a line, to try on PDFs that want one"));
  command->add_option("--overlay", options->overlay,
                      tr("Draw what was read on the page into this PNG instead of printing it; several pages: OUT-1.png …"));
}

}  // namespace sohoa::cli
