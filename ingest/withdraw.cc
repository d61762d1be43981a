#include "ingest/withdraw.hh"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "core/language.hh"
#include "core/parts.hh"
#include "core/store/archive.hh"
#include "core/store/journal.hh"
#include "core/store/originals.hh"
#include "core/text/normalize.hh"
#include "ingest/decide.hh"

namespace sohoa {
namespace fs = std::filesystem;
namespace {

Result<Document> document_now(const fs::path& kho, const std::string& id) {
  const Archive archive = TRY(Archive::open(kho));
  return archive.document(id);
}

Result<void> write_down(const fs::path& kho, const Json& entry, const Knowledge& knowledge, Progress& progress) {
  return decide(kho, std::array{entry}, knowledge, progress);
}

/// The new scan as a file of the old one's dossier, under its own name.
Result<FoundFile> found_beside(const Document& old, const fs::path& file) {
  std::error_code error;
  const fs::path real = fs::canonical(file, error);
  struct stat status {};
  if (error || stat(real.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("there is no file or folder {}")), file.string()), tr("Check the path."));
  const fs::path shown = fs::path(old.sources.front().path).parent_path() / text::normalize(real.filename().string());
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  return FoundFile{real, shown.generic_string(), old.dossier, status.st_size, status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec};
}

/// Why the run did not make a document of the file.
Error failure_of(const IngestResult& run, const FoundFile& file) {
  if (run.interrupted) return {ErrorCode::interrupted, tr("stopped; nothing is lost"), tr("Run the same command again to go on."), {}, 0};
  for (const Failure& failure : run.status.failures)
    if (failure.path == file.shown) return {error_code_from(failure.code), failure.message, {}, file.path.string(), failure.page};
  return {ErrorCode::unsupported, tr("this is not a kind of file sohoa reads"), tr("sohoa reads PDF, TIFF, JPEG, PNG, JPEG 2000 and .txt."), file.path.string(), 0};
}

}  // namespace

Result<void> withdraw_document(const fs::path& kho, const std::string& id, Withdrawal withdrawal, const Knowledge& knowledge, Progress& progress) {
  TRY(document_now(kho, id));
  withdrawal.replaced_by.clear();
  return write_down(kho, withdrawal_entry(id, withdrawal), knowledge, progress);
}

Result<void> restore_document(const fs::path& kho, const std::string& id, const std::string& who, const std::string& time,
                              const Knowledge& knowledge, Progress& progress) {
  if (!decisions_of(TRY(read_journal(kho)).entries).withdrawals.contains(id))
    return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("{} is not withdrawn")), id), tr("`sohoa withdraw --list` shows what is."));
  return write_down(kho, restoration_entry(id, who, time), knowledge, progress);
}

Result<Replacement> replace_document(const fs::path& kho, const std::string& id, const fs::path& file, Withdrawal withdrawal,
                                     IngestOptions work, const Knowledge& knowledge, Progress& progress, const std::atomic<bool>& stop) {
  const Document old = TRY(document_now(kho, id));
  const FoundFile found = TRY(found_beside(old, file));
  const std::string content = TRY(sha256_of_file(found.path));
  const std::string by = document_id(content, 1);
  if (file_of_id(by) == file_of_id(id)) return fail(ErrorCode::usage, tr("this file is the scan the archive has"), tr("Name the better scan."));
  if (decisions_of(TRY(read_journal(kho)).entries).withdrawals.contains(by))
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("that scan was withdrawn as {}")), by), fmt::format(fmt::runtime(tr("Restore it first: sohoa restore {}")), by));
  work.kho = kho;
  work.inputs.clear();
  work.files = {found};
  const IngestResult run = TRY(run_ingest(work, progress, stop));
  const Result<Document> now = document_now(kho, by);
  if (!now) return tl::unexpected(failure_of(run, found));
  withdrawal.replaced_by = by;
  TRY_VOID(write_down(kho, withdrawal_entry(id, withdrawal), knowledge, progress));
  return Replacement{by, now->sources.front().path};
}

}  // namespace sohoa
