#pragma once
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/archive.hh"
#include "core/store/decisions.hh"
#include "search/search.hh"

namespace sohoa::server {

/// Opened things that are used by one thread at a time and are cheap to keep: taken from here, and put back.
template <class T>
class Pool {
 public:
  /// Runs `use` with one, opening it when none is free. One with which it failed is not kept.
  template <class Open, class Use>
  auto with(Open open, Use use) -> decltype(use(std::declval<T&>())) {
    std::unique_ptr<T> one;
    {
      const std::scoped_lock lock(mutex_);
      if (!free_.empty()) {
        one = std::move(free_.back());
        free_.pop_back();
      }
    }
    if (!one) {
      auto fresh = open();
      if (!fresh) return tl::unexpected(std::move(fresh).error());
      one = std::make_unique<T>(std::move(*fresh));
    }
    auto result = use(*one);
    if (result) {
      const std::scoped_lock lock(mutex_);
      free_.push_back(std::move(one));
    }
    return result;
  }

  void clear() {
    const std::scoped_lock lock(mutex_);
    free_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> free_;
};

/// The archive and its index as they are now, for many threads, while others write. What people have just decided shows at once, before
/// the ledger knows it.
class FreshArchive {
 public:
  explicit FreshArchive(std::filesystem::path kho) : kho_(std::move(kho)) {}

  Result<std::vector<std::string>> find(const std::string& id_or_number);
  /// With its pages, their roles marked and its citations resolved; a few of the last ones are kept.
  Result<std::shared_ptr<const Document>> document(const std::string& id);
  /// Without pages.
  Result<Document> record(const std::string& id);
  Result<Changes> changed_since(std::int64_t mark, std::size_t most);
  Result<ArchiveStatus> status();
  Result<void> each_summary(const std::function<bool(const Summary&)>& visit);
  Result<std::vector<std::pair<std::string, std::string>>> parts_of_file(const std::string& file);
  Result<std::vector<FileState>> files_below(const std::string& shown_prefix);

  /// Runs `use` with a searcher of the present index.
  template <class Use>
  auto search(Use use) -> decltype(use(std::declval<search::Searcher&>())) {
    forget_replaced_index();
    return searchers_.with([this] { return open_searcher(); }, use);
  }

  /// Changes whenever the ledger may say something else, or the pending decisions do.
  std::string stamp() const;
  /// Decisions the ledger does not know yet.
  void set_pending(Decisions);
  /// The documents they are about.
  std::set<std::string> pending_documents() const;

  const std::filesystem::path& kho() const { return kho_; }

 private:
  Result<search::Searcher> open_searcher() const;
  void forget_replaced_index();

  std::filesystem::path kho_;
  Pool<Archive> archives_;
  Pool<search::Searcher> searchers_;
  mutable std::mutex mutex_;  // of what follows
  Decisions pending_;
  std::uint64_t pending_changes_ = 0;
  std::string cached_at_;  // the stamp for which `cached_` holds
  std::deque<std::shared_ptr<const Document>> cached_;
  std::uint64_t index_ = 0;
};

}  // namespace sohoa::server
