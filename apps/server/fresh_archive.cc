#include "apps/server/fresh_archive.hh"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "core/data_files.hh"
#include "core/store/kho.hh"
#include "pipeline/layout/roles.hh"
#include "report/archived_acts.hh"

namespace sohoa::server {
namespace {

/// What tells that a file is another, or was written to.
std::string trace_of(const std::filesystem::path& path) {
  struct stat s {};
  if (stat(path.c_str(), &s) != 0) return "-";
  return fmt::format("{}.{}.{}.{}", s.st_ino, s.st_size, s.st_mtim.tv_sec, s.st_mtim.tv_nsec);
}

}  // namespace

std::string FreshArchive::stamp() const {
  const std::filesystem::path ledger = ledger_path(kho_);
  std::string out = trace_of(ledger) + trace_of(ledger.string() + "-wal");
  const std::scoped_lock lock(mutex_);
  return out + fmt::format("+{}", pending_changes_);
}

void FreshArchive::set_pending(Decisions pending) {
  const std::scoped_lock lock(mutex_);
  pending_ = std::move(pending);
  ++pending_changes_;
}

std::set<std::string> FreshArchive::pending_documents() const {
  const std::scoped_lock lock(mutex_);
  std::set<std::string> out;
  for (const auto& [field, correction] : pending_.corrections) out.insert(field.first);
  return out;
}

Result<std::vector<std::string>> FreshArchive::find(const std::string& id_or_number) {
  return archives_.with([this] { return Archive::open(kho_); }, [&](Archive& archive) { return archive.find(id_or_number); });
}

Result<std::shared_ptr<const Document>> FreshArchive::document(const std::string& id) {
  constexpr std::size_t kKept = 32;
  const std::string now = stamp();
  Decisions pending;
  {
    const std::scoped_lock lock(mutex_);
    if (cached_at_ != now) cached_.clear();
    cached_at_ = now;
    for (const auto& document : cached_)
      if (document->id == id) return document;
    pending = pending_;
  }
  auto fresh = std::make_shared<Document>();
  const auto load = [&](Archive& archive) -> Result<void> {
    *fresh = TRY(archive.document(id));
    mark_roles(fresh->pages);
    apply_corrections(*fresh, pending);
    resolve_citations(*fresh, acts_of(archive));
    return {};
  };
  TRY_VOID(archives_.with([this] { return Archive::open(kho_); }, load));
  const std::scoped_lock lock(mutex_);
  if (cached_at_ == now) {
    cached_.push_front(fresh);
    if (cached_.size() > kKept) cached_.pop_back();
  }
  return std::shared_ptr<const Document>(std::move(fresh));
}

Result<ArchiveStatus> FreshArchive::status() {
  return archives_.with([this] { return Archive::open(kho_); }, [](Archive& archive) { return archive.status(); });
}

Result<Document> FreshArchive::record(const std::string& id) {
  Document out = TRY(archives_.with([this] { return Archive::open(kho_); }, [&](Archive& archive) { return archive.record(id); }));
  const std::scoped_lock lock(mutex_);
  apply_corrections(out, pending_);
  return out;
}

Result<Changes> FreshArchive::changed_since(std::int64_t mark, std::size_t most) {
  return archives_.with([this] { return Archive::open(kho_); }, [&](Archive& archive) { return archive.changed_since(mark, most); });
}

Result<void> FreshArchive::each_summary(const std::function<bool(const Summary&)>& visit) {
  return archives_.with([this] { return Archive::open(kho_); }, [&](Archive& archive) { return archive.each_summary(visit); });
}

Result<std::vector<std::pair<std::string, std::string>>> FreshArchive::parts_of_file(const std::string& file) {
  return archives_.with([this] { return Archive::open(kho_); }, [&](Archive& archive) { return archive.parts_of_file(file); });
}

Result<std::vector<FileState>> FreshArchive::files_below(const std::string& shown_prefix) {
  return archives_.with([this] { return Archive::open(kho_); }, [&](Archive& archive) { return archive.files_below(shown_prefix); });
}

Result<search::Searcher> FreshArchive::open_searcher() const {
  return search::Searcher::open({index_path(kho_).string()}, TRY(search::Abbreviations::load(data_folder())));
}

/// `sohoa index --rebuild` puts another folder in the place of the one that searchers hold open.
void FreshArchive::forget_replaced_index() {
  struct stat s {};
  const std::uint64_t now = stat(index_path(kho_).c_str(), &s) == 0 ? s.st_ino : 0;
  const std::scoped_lock lock(mutex_);
  if (std::exchange(index_, now) != now) searchers_.clear();
}

}  // namespace sohoa::server
