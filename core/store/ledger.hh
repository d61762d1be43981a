#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"
#include "core/store/archive.hh"
#include "core/store/names.hh"

namespace sohoa {

/// A file found on disk. `shown` and `dossier` go into records and are NFC; `path` is absolute, as the file system spells it.
struct FoundFile {
  std::filesystem::path path;
  std::string shown, dossier;
  std::int64_t size = 0;
  std::int64_t mtime = 0;  // nanoseconds since 1970
};

/// A file taken from the queue. `sha256` is empty until its content has been named; `page_count` 0 until it was looked into.
struct QueuedFile {
  std::int64_t id = 0;
  std::filesystem::path path;
  std::string shown, dossier, sha256;
  int page_count = 0;
};

/// What is known of a file with its content. Not `first`: another file has the same, this one is finished as its duplicate.
/// `former_stays`: it was written over another scan, whose documents stay in the archive.
struct NamedContent {
  bool first = true, former_stays = false;
};

/// The name of a page's reading: the same key gives the same words. `reading` = kReadingVersion and the engine's fingerprint.
struct PageKey {
  std::string sha256, reading;
  int page = 0;
};

/// A document as its own file gives it, with its pages, and the file that stands for its content.
struct StoredPart {
  Document document;
  QueuedFile file;
  std::string reading;
};

enum class WorkState { pending, leased, done, failed };

struct QueuedPage {
  int page = 0;
  WorkState state = WorkState::pending;
  Error error;  // why it failed
};

/// The ledger for its one writer, the coordinator: truth, queue and memory of the work. Every call is a transaction of its own,
/// so that a process killed between two calls leaves nothing half done. One thread at a time. Everything that knows SQL
/// is behind this and Archive.
class Ledger {
 public:
  /// Opens or creates the archive and holds its lock (busy when another has it). What a dead coordinator had leased is
  /// pending again. Starts a new run.
  static Result<Ledger> open(const std::filesystem::path& kho);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  /// Enters the files found: new and changed ones (by size and time) become pending, the others stay what they are.
  Result<void> note(std::span<const FoundFile>);
  /// The pending file that was entered first, now leased; nothing when all is done or leased.
  Result<std::optional<QueuedFile>> take_file();
  /// The content of a leased file is known.
  Result<NamedContent> set_content(std::int64_t file, const std::string& sha256);
  /// The number of pages of a leased file; enters those that are not there yet as pending.
  Result<void> set_pages(std::int64_t file, const std::string& reading, int count);
  /// The file failed, or (without an error) is no document and skipped. Whether it was written over a scan whose documents stay.
  Result<bool> finish_file(std::int64_t file, const std::optional<Error>& failed);
  /// One more attempt the file has caused to fail by itself; the number so far.
  Result<int> charge_file(std::int64_t file);

  Result<std::vector<QueuedPage>> pages(const std::string& sha256, const std::string& reading);
  Result<void> lease_page(const PageKey&);
  Result<void> finish_page(const PageKey&, const Page&);
  Result<void> fail_page(const PageKey&, const Error&);
  Result<int> charge_page(const PageKey&);
  Result<std::vector<Page>> read_pages(const std::string& sha256, const std::string& reading);

  /// Stores the records of a file, which is done with it: all its documents, at least one. Others it gave before leave,
  /// pages read in another way dropped. A failed file stays one. `withdrawn`: ids that a person took out, which are kept and not shown.
  Result<void> put_documents(std::int64_t file, std::span<const Document>, const std::string& reading, const std::string& extraction,
                             const std::set<std::string>& withdrawn = {});
  /// Stores a document made of several; those that are now pages of it (all but the one that gave it its id) are hidden until
  /// their file, or that of the whole, is put again.
  Result<void> put_joined(const Document&, std::span<const std::string> hidden, const std::string& reading, const std::string& extraction,
                          const std::set<std::string>& withdrawn = {});
  /// Makes files pending whose record was extracted otherwise, or, of the files of this run, read otherwise.
  Result<void> queue_outdated(const std::string& reading, const std::string& extraction);
  /// Makes failed files and pages pending, as if never tried; returns how many files have work again.
  Result<int> retry_failed();

  /// An original that the ledger does not know, under the name it was found: pending, or a duplicate of one that has the same.
  Result<void> enter_original(const OriginalName&);
  /// Keeps what another, damaged ledger still gives of pages that were read, for contents entered here.
  Result<void> salvage_pages(const std::filesystem::path& old);
  /// The record of a content is to be made again; with a page, that is to be read again first.
  Result<void> read_again(const std::string& sha256, int page);
  /// The index has lost the document.
  Result<void> index_again(const std::string& id);

  /// What was leased and not finished is pending again.
  Result<void> return_leases();

  /// The other paths of a content, as records list them.
  Result<std::vector<std::string>> duplicates(const std::string& sha256);
  /// Ids the index does not know in their present state, ascending, at most `limit`, above `after`.
  Result<std::vector<std::string>> unindexed(const std::string& after, int limit);
  /// The document with its pages; nothing when it left or was withdrawn.
  Result<std::optional<Document>> document(const std::string& id);
  /// The same, joined or not, as its own file gives it; nothing when no finished file does (one that has
  /// failed gives what was read of it before).
  Result<std::optional<StoredPart>> part(const std::string& id);
  /// Ids of the documents a file has given, hidden ones too, by their first page. `file` = the first 16 digits of its SHA-256.
  Result<std::vector<std::string>> ids_in(const std::string& file);
  /// Up to which byte the decisions of the journal are in the records.
  Result<std::int64_t> journal_followed();
  Result<void> set_journal_followed(std::int64_t);
  /// The index has been given the document; it is in it for good from mark_committed on. One that changes in between is
  /// unindexed again.
  Result<void> mark_put(const std::string& id);
  Result<void> mark_committed();
  /// The index is gone: no document is in it.
  Result<void> forget_index();

  /// Counts of the whole archive; failures only of the files of this run.
  Result<ArchiveStatus> status();

 private:
  struct Private;
  explicit Ledger(std::unique_ptr<Private>);
  std::unique_ptr<Private> p_;
};

}  // namespace sohoa
