#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"

namespace sohoa {

/// One row of `sohoa status`: a file or page that failed and why. `page` 0 = the whole file.
struct Failure {
  std::string path;
  int page = 0;
  std::string code, message;
};

/// Counts by state, named as docs/record.md promises.
struct ArchiveStatus {
  struct Files { int done = 0, failed = 0, pending = 0, leased = 0, duplicate = 0, skipped = 0; } files;
  struct Pages { int done = 0, failed = 0, pending = 0, leased = 0; } pages;
  std::vector<Failure> failures;
};

/// The few facts of a record by which documents are counted and compared with registers; dates ISO, cut to what is known.
struct Summary {
  std::string id, dossier, path, number, date, issuer, subject, type, expiry;
  bool number_sure = false, date_sure = false;  // accepted, or corrected by a person
  bool reviewed = false;                        // no field is left to be looked at
  bool unreadable = false;                      // a page was not read
  bool secret = false;                          // it bears a mark of secrecy
  bool indexed = false;
  int pages = 0, blank_pages = 0;
  std::vector<std::string> duplicates;
};

/// What is told of documents beside their records, so that Archive::changed_since() does not know when it changes.
struct Besides {
  std::set<std::string> unindexed;                            // ids
  std::map<std::string, std::vector<std::string>> duplicates;  // by id: other files with the same content
  void tell(Summary&) const;
};

/// How far a file that was taken in has come. `state`: pending, leased, done, failed, duplicate or skipped.
struct FileState {
  std::string path, dossier, state;
  int pages = 0, pages_done = 0;  // 0 pages: not looked into yet
  std::string code, message;      // why it, or a page of it, failed
  std::vector<std::string> documents;
};

/// Ids of documents that came, changed or went, and the mark to ask from the next time. `more`: there were more than asked for.
struct Changes {
  std::vector<std::string> ids;
  std::int64_t mark = 0;
  bool more = false;
};

/// An archive (kho) opened for reading, while another process may be writing it. One thread at a time.
class Archive {
 public:
  /// Fails with no_archive when the folder is none, incompatible when it was written by a newer sohoa.
  static Result<Archive> open(const std::filesystem::path& kho);
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  /// Visits the documents by ascending id until `visit` returns false. Pages are loaded only when asked for.
  Result<void> each_document(bool with_pages, const std::function<bool(const Document&)>& visit) const;

  /// Visits the summaries by ascending id until `visit` returns false: a million in seconds.
  Result<void> each_summary(const std::function<bool(const Summary&)>& visit) const;

  /// One of them, but for what Besides tells; nothing when the archive has no such document or does not show it.
  Result<std::optional<Summary>> summary(const std::string& id) const;
  Result<Besides> besides() const;

  /// The document with its pages; not_found when there is none.
  Result<Document> document(std::string_view id) const;
  /// The same without its pages and tables: half of a record is tables, which lists do not show.
  Result<Document> record(std::string_view id) const;

  /// What changed since a mark (0 = ever), at most `most` ids, those that changed long ago first.
  Result<Changes> changed_since(std::int64_t mark, std::size_t most) const;
  /// The mark of now.
  Result<std::int64_t> mark() const;

  /// Ids of the documents meant by an id, the beginning of one (at least 4 characters), or a document number in any spelling.
  Result<std::vector<std::string>> find(std::string_view id_or_number) const;

  /// Ids of the documents that begin in a file (its 16 digits), by their first page, and of each the document it was joined to:
  /// itself for the first part of one, "" when it stands alone.
  Result<std::vector<std::pair<std::string, std::string>>> parts_of_file(const std::string& file) const;

  Result<ArchiveStatus> status() const;

  /// The files whose shown path begins so, by it.
  Result<std::vector<FileState>> files_below(const std::string& shown_prefix) const;

  /// What SQLite finds broken in the ledger, one complaint a line; empty = sound. Reads the whole file.
  Result<std::string> check() const;

 private:
  struct Private;
  explicit Archive(std::unique_ptr<Private>);
  std::unique_ptr<Private> p_;
};

}  // namespace sohoa
