#include "indexer/publish_index.hh"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>

#include <cerrno>
#include <system_error>
#include <xapian.h>

#include "core/language.hh"

namespace sohoa {
namespace fs = std::filesystem;

namespace {

/// Exchanges two folders, so that there is no moment without an index.
std::error_code exchange(const fs::path& a, const fs::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return {};
  return {errno, std::generic_category()};
}

/// Second half of an exchange in two steps: when it fails, the old index comes back.
std::error_code replace(const fs::path& small, const fs::path& index, const fs::path& old) {
  std::error_code error, ignored;
  fs::rename(small, index, error);
  if (error) fs::rename(old, index, ignored);
  else fs::remove_all(old, ignored);
  return error;
}

}  // namespace

Result<void> merge_indexes(const std::vector<fs::path>& parts, const fs::path& to) {
  try {
    Xapian::Database all;
    for (const fs::path& part : parts) all.add_database(Xapian::Database(part.string()));
    all.compact(to.string());
  } catch (const Xapian::Error& e) {
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), to.string(), e.get_msg()));
  }
  std::error_code ignored;
  for (const fs::path& part : parts) fs::remove_all(part, ignored);
  return {};
}

Result<void> publish_index(const std::vector<fs::path>& shards, const fs::path& index) {
  const fs::path small = index.string() + ".compact";
  std::error_code error;
  fs::remove_all(small, error);
  TRY_VOID(merge_indexes(shards, small));
  if (!fs::exists(index)) {
    fs::rename(small, index, error);
  } else if (error = exchange(small, index); error) {
    // A file system without the exchange (some network ones): a moment without an index is better than none at all.
    const fs::path old = index.string() + ".old";
    fs::remove_all(old, error);
    fs::rename(index, old, error);
    if (!error) error = replace(small, index, old);
  }
  if (error) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), index.string(), error.message()));
  fs::remove_all(small, error);
  return {};
}

bool has_index(const fs::path& index) {
  std::error_code error;
  return fs::exists(index / "iamglass", error);
}

Result<void> check_index(const fs::path& index) {
  const auto broken = [&](const std::string& why) {
    return fail(ErrorCode::incompatible, fmt::format(fmt::runtime(tr("the index {} is damaged: {}")), index.string(), why),
                tr("Rebuild it: sohoa index --rebuild"));
  };
  if (!fs::exists(index))
    return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("there is no index at {}")), index.string()),
                tr("Make it: sohoa index --rebuild"));
  try {
    const std::size_t errors = Xapian::Database::check(index.string());
    if (errors > 0) return broken(fmt::format(fmt::runtime(tr("{} errors")), errors));
    return {};
  } catch (const Xapian::Error& e) {
    return broken(e.get_msg());
  }
}

}  // namespace sohoa
