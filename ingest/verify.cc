#include "ingest/verify.hh"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/language.hh"
#include "core/store/chained_log.hh"
#include "core/store/integrity.hh"
#include "core/store/kho.hh"
#include "core/store/originals.hh"
#include "indexer/index_ids.hh"
#include "indexer/publish_index.hh"

namespace sohoa {
namespace fs = std::filesystem;
namespace {

class Verifier {
 public:
  Verifier(const fs::path& kho, bool hash_originals, const std::atomic<bool>& stop) : kho_(kho), hash_originals_(hash_originals), stop_(stop) {}

  Result<Verification> run() {
    TRY_VOID(check_logs());
    if (!TRY(ledger_is_sound())) {
      add("ledger.damaged", "", complaint_, Repair::rebuild_ledger);
      return out_;
    }
    TRY_VOID(check_journal_length());
    TRY_VOID(check_rows());
    TRY_VOID(check_index_against_ledger());
    TRY_VOID(check_originals());
    return out_;
  }

 private:
  void add(const char* code, const std::string& record, std::string message, Repair repair) {
    out_.findings.push_back({code, record, std::move(message), repair});
  }

  Result<void> check_logs() {
    for (const fs::path& log : {journal_path(kho_), audit_path(kho_), names_path(kho_)}) {
      const Chain chain = TRY(check_chain(log));
      if (log == journal_path(kho_)) out_.journal_head = chain.head;
      if (log == audit_path(kho_)) out_.audit_head = chain.head;
      if (chain.broken_line > 0)
        add("log.broken", log.filename().string(),
            fmt::format(fmt::runtime(tr("line {} does not fit to what stands before it: the log was changed, or lines were left out")), chain.broken_line), Repair::none);
    }
    return {};
  }

  Result<bool> ledger_is_sound() {
    const Result<std::string> complaints = ledger_complaints(kho_);
    if (complaints) {
      complaint_ = *complaints;
      return complaints->empty();
    }
    complaint_ = complaints.error().message;
    const bool lost = complaints.error().code == ErrorCode::no_archive && fs::exists(kho_ / "originals");
    if (lost || complaints.error().code == ErrorCode::bad_data) return false;
    return tl::unexpected(complaints.error());
  }

  Result<void> check_journal_length() {
    std::error_code error;
    const auto size = fs::file_size(journal_path(kho_), error);
    if (TRY(followed_bytes(kho_)) > (error ? 0 : static_cast<std::int64_t>(size)))
      add("log.short", journal_path(kho_).filename().string(), tr("the ledger knows decisions that the journal no longer has"), Repair::none);
    return {};
  }

  Result<void> check_rows() {
    for (const DamagedRow& row : TRY(damaged_rows(kho_)))
      add(row.page > 0 ? "page.damaged" : "record.damaged", row.page > 0 ? fmt::format("{}:{}", row.sha256, row.page) : row.sha256,
          row.page > 0 ? fmt::format(fmt::runtime(tr("what was read of page {} cannot be understood")), row.page)
                       : fmt::format(fmt::runtime(tr("the record {} cannot be understood")), row.id),
          Repair::read_again);
    return {};
  }

  Result<void> check_index_against_ledger() {
    const fs::path index = index_path(kho_);
    const std::vector<StoredId> stored = TRY(stored_ids(kho_));
    out_.documents = static_cast<int>(std::ranges::count_if(stored, &StoredId::shown));
    if (stored.empty() && !fs::exists(index)) return {};
    Result<void> sound = check_index(index);
    const Result<std::set<std::string>> there = sound ? ids_in_index(index) : tl::unexpected(sound.error());
    if (!there) {
      add("index.damaged", "", there.error().message, Repair::index);
      return {};
    }
    std::set<std::string> foreign = *there;
    for (const StoredId& document : stored) {
      if (!document.settled || document.shown) foreign.erase(document.id);  // what an ingest is about to put or take out is no finding
      if (document.shown && document.settled && !there->contains(document.id))
        add("index.lacks", document.id, tr("the index does not have this document"), Repair::index);
    }
    for (const std::string& id : foreign) add("index.foreign", id, tr("the index has a document that the archive does not show"), Repair::index);
    return {};
  }

  Result<void> check_originals() {
    std::set<fs::path> known;
    for (const KnownContent& content : TRY(known_contents(kho_))) {
      if (stop_) return {};
      ++out_.originals;
      const fs::path home = original_path(kho_, content.sha256);
      known.insert(home);
      std::error_code error;
      if (!fs::exists(home, error))
        add("original.missing", content.sha256, fmt::format(fmt::runtime(tr("the original of {} is not there")), content.path.string()), Repair::bring_back);
      else if (hash_originals_ && sha256_of_file(home) != content.sha256)
        add("original.damaged", content.sha256, fmt::format(fmt::runtime(tr("the original of {} is not what it was")), content.path.string()), Repair::bring_back);
    }
    std::error_code error;
    for (fs::recursive_directory_iterator entry(kho_ / "originals", error), end; !error && entry != end; entry.increment(error)) {
      const fs::path& path = entry->path();
      const std::string sha256 = path.parent_path().filename().string() + path.filename().string();
      constexpr std::size_t kHexDigits = 64;
      if (entry->is_regular_file() && sha256.size() == kHexDigits && !known.contains(path))
        add("original.unknown", sha256, tr("the ledger does not know this original"), Repair::enter);
    }
    return {};
  }

  const fs::path& kho_;
  const bool hash_originals_;
  const std::atomic<bool>& stop_;
  std::string complaint_;
  Verification out_;
};

}  // namespace

Result<Verification> verify(const fs::path& kho, bool hash_originals, const std::atomic<bool>& stop) { return Verifier(kho, hash_originals, stop).run(); }

}  // namespace sohoa
