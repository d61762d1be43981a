#include "apps/cli/export_pdf.hh"

#include <fmt/format.h>

#include <span>
#include <system_error>

#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "core/data_files.hh"
#include "core/record_json.hh"
#include "core/store/kho.hh"
#include "ingest/confined.hh"
#include "pipeline/pdfa/copy.hh"
#include "pipeline/pdfa/file_name.hh"

namespace sohoa::cli {
namespace fs = std::filesystem;
namespace {

constexpr int kSomeFailed = 3;
constexpr int kCpuSeconds = 300;  // a document; nothing is drawn, so even a thousand pages take a few

std::string packed(const PdfaCopy& copy) {
  return Json{{"departures", copy.departures}, {"signed", copy.signed_original}}.dump() + '\n' + copy.bytes;
}

PdfaCopy unpacked(const std::string& bytes) {
  const std::size_t end = bytes.find('\n');
  const Json head = Json::parse(bytes.substr(0, end), nullptr, false);
  if (!head.is_object() || end == std::string::npos) return {};
  return {bytes.substr(end + 1), head.value("departures", std::vector<std::string>{}), head.value("signed", false)};
}

/// The original's bytes as a PDF are read where they can do no harm.
Result<PdfaCopy> copy_apart(const std::string& original, const Document& document) {
  const auto work = [&]() -> Result<std::string> {
    return packed(TRY(pdfa_copy(std::as_bytes(std::span(original)), document)));
  };
  return unpacked(TRY(confined(work, kCpuSeconds)));
}

bool holds(const fs::path& file, const std::string& bytes) {
  const Result<std::string> there = read_file(file);
  return there && *there == bytes;
}

}  // namespace

PdfExport::PdfExport(fs::path kho, fs::path folder, bool overwrite)
    : kho_(std::move(kho)), folder_(folder.empty() ? fs::path("pdf") : std::move(folder)), overwrite_(overwrite) {}

void PdfExport::say(const Document& document, const std::string& what, const std::string& hint) {
  const std::string path = document.sources.empty() ? document.id : document.sources.front().path;
  progress_.warn(fmt::format("{}: {}{}", path, what, hint.empty() ? "" : "\n       " + hint));
}

Result<void> PdfExport::copy(const Document& document) {
  if (document.sources.empty()) return fail(ErrorCode::not_found, tr("the document has no original"));
  if (document.sources.size() > 1)
    return fail(ErrorCode::incompatible, tr("the document was joined of several files"), tr("Copy its files: sohoa join --undo ID, then export."));
  const std::string original = TRY(read_file(original_path(kho_, document.sources.front().sha256)));
  const PdfaCopy made = TRY(copy_apart(original, document));
  const fs::path file = folder_ / copy_name(document);
  if (made.signed_original)
    say(document, tr("signed digitally: the signature holds in the original only, which is not changed; the copy says so"));
  if (!made.departures.empty()) {
    ++no_pdfa_;
    say(document, fmt::format(fmt::runtime(tr("the copy can be searched but is no PDF/A: {}")), fmt::join(made.departures, "; ")));
  }
  std::error_code error;
  if (fs::exists(file, error)) {
    if (holds(file, made.bytes)) {
      ++unchanged_;
      return {};
    }
    if (!overwrite_)
      return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("{} is there already and differs")), file.string()),
                  tr("Give --overwrite to replace it, or another --output."));
  }
  fs::create_directories(file.parent_path(), error);
  OutputFile output(file);
  if (!output.write(made.bytes)) stopped_ = output.not_written().value();
  else if (const Result<void> done = output.finish(); !done) stopped_ = done.error();
  if (!stopped_) ++written_;
  return {};
}

bool PdfExport::add(const Document& document) {
  const Result<void> copied = copy(document);
  if (!copied && copied.error().code == ErrorCode::unsupported) {
    ++texts_;
  } else if (!copied) {
    ++failed_;
    say(document, copied.error().message, copied.error().hint);
  }
  progress_.show(fmt::format(fmt::runtime(tr("{} copies written")), written_));
  return !stopped_;
}

Result<int> PdfExport::finish() {
  progress_.clear();
  if (stopped_) return tl::unexpected(*stopped_);
  put(fmt::format(fmt::runtime(tr("{} copies written to {}, {} there already.")), written_, folder_.string(), unchanged_) + "\n");
  if (texts_ > 0) put(fmt::format(fmt::runtime(tr("{} plain texts passed over: they have no scanned page.")), texts_) + "\n");
  if (no_pdfa_ > 0) put(fmt::format(fmt::runtime(tr("{} of the copies are no PDF/A, see above.")), no_pdfa_) + "\n");
  if (failed_ > 0) put(fmt::format(fmt::runtime(tr("{} documents failed, see above.")), failed_) + "\n");
  return failed_ + no_pdfa_ > 0 ? kSomeFailed : 0;
}

}  // namespace sohoa::cli
