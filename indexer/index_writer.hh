#pragma once
#include <filesystem>
#include <memory>
#include <string_view>

#include "core/document.hh"
#include "core/result.hh"

namespace sohoa {

/// The one writer of an archive's index (kho/index). Documents must come with their pages. One thread at a time; a second
/// writer fails with busy. Nothing is lost when it dies: the index can be made again from the ledger.
class IndexWriter {
 public:
  /// Opens or creates; incompatible when the schema is another version's (rebuild it). An index keeps out documents with a
  /// secrecy mark, unless it was created to hold them.
  static Result<IndexWriter> open(const std::filesystem::path& index, bool include_secret = false);
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();

  /// Adds or replaces by document id; of a document that is kept out, only its id is noted. Returns true when this call
  /// committed everything put so far (by bytes or by time).
  Result<bool> put(const Document&);
  Result<void> remove(std::string_view id);
  Result<void> commit();

 private:
  struct Private;
  explicit IndexWriter(std::unique_ptr<Private>);
  std::unique_ptr<Private> p_;
};

}  // namespace sohoa
