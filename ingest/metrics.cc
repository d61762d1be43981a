#include "ingest/metrics.hh"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/store/archive.hh"
#include "core/store/integrity.hh"
#include "core/store/kho.hh"

namespace sohoa {
namespace fs = std::filesystem;
namespace {

/// One metric: its help and type, then a line a label.
void add(std::string& out, const char* name, const char* help, const char* label, const std::map<std::string, double>& values) {
  out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, help);
  for (const auto& [value, number] : values)
    out += value.empty() ? fmt::format("{} {}\n", name, number) : fmt::format("{}{{{}=\"{}\"}} {}\n", name, label, value, number);
}

double size_of(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  return error ? 0.0 : static_cast<double>(size);
}

}  // namespace

Result<std::string> metrics_text(const fs::path& kho) {
  const Archive archive = TRY(Archive::open(kho));
  const ArchiveStatus status = TRY(archive.status());
  const std::vector<StoredId> ids = TRY(stored_ids(kho));
  const auto& [files, pages, failures] = status;
  std::map<std::string, double> reasons;
  for (const Failure& failure : failures) ++reasons[failure.code];
  std::error_code error;
  const fs::space_info disk = fs::space(kho, error);
  std::string out;
  add(out, "sohoa_files", "Files of the archive by state.", "state",
      {{"done", files.done}, {"failed", files.failed}, {"pending", files.pending}, {"leased", files.leased}, {"duplicate", files.duplicate}, {"skipped", files.skipped}});
  add(out, "sohoa_pages", "Pages of the archive by state.", "state", {{"done", pages.done}, {"failed", pages.failed}, {"pending", pages.pending}, {"leased", pages.leased}});
  if (!reasons.empty()) add(out, "sohoa_failures", "Files and pages that failed, by reason.", "code", reasons);
  add(out, "sohoa_documents", "Documents that are shown.", "", {{"", static_cast<double>(std::ranges::count_if(ids, &StoredId::shown))}});
  add(out, "sohoa_documents_unindexed", "Documents whose present state the index does not know yet.", "", {{"", static_cast<double>(std::ranges::count_if(ids, [](const StoredId& id) { return !id.settled; }))}});
  add(out, "sohoa_ledger_bytes", "Size of the ledger.", "", {{"", size_of(ledger_path(kho))}});
  add(out, "sohoa_journal_bytes", "Size of the journal.", "", {{"", size_of(journal_path(kho))}});
  if (!error) add(out, "sohoa_disk_available_bytes", "Room left on the disk of the archive.", "", {{"", static_cast<double>(disk.available)}});
  return out;
}

}  // namespace sohoa
