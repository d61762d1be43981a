#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "core/document.hh"
#include "core/result.hh"

namespace sohoa {

/// Makes an index of many documents at once, in several times less time than IndexWriter takes: in commits so small that
/// Xapian sorts within the processor's cache, into parts that are merged as they become many. Memory does not grow with the documents. One
/// thread at a time, several builders in folders of their own at once. What is written is not safe from a power cut before
/// publish_index().
class IndexBuilder {
 public:
  /// Parts go into a folder, which is emptied first. With `include_secret`, documents with a secrecy mark are taken in as well.
  static Result<IndexBuilder> create(const std::filesystem::path& folder, bool include_secret = false);
  IndexBuilder(IndexBuilder&&) noexcept;
  IndexBuilder& operator=(IndexBuilder&&) noexcept;
  ~IndexBuilder();

  /// No document twice. After internal the others may go on.
  Result<void> add(const Document&);
  /// The parts, at most a few dozen, for publish_index(). Nothing can be added behind it.
  Result<std::vector<std::filesystem::path>> finish();

 private:
  struct Private;
  explicit IndexBuilder(std::unique_ptr<Private>);
  std::unique_ptr<Private> p_;
};

}  // namespace sohoa
