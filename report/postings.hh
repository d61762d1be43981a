#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace sohoa {

/// Never 0 but for an empty text.
inline std::uint64_t hash_of(std::string_view s) { return s.empty() ? 0 : std::hash<std::string_view>{}(s) | 1; }

/// Indices found by a hash, where 0 is none: (hash, index) sorted, a tenth of the memory of a map of vectors.
class Postings {
 public:
  using Index = std::uint32_t;

  void add(std::uint64_t key, std::size_t index) {
    if (key != 0) entries_.emplace_back(key, static_cast<Index>(index));
  }
  void settle() { std::sort(entries_.begin(), entries_.end()); }
  /// After settle().
  void insert(std::uint64_t key, std::size_t index) {
    if (key == 0) return;
    const std::pair<std::uint64_t, Index> entry(key, static_cast<Index>(index));
    entries_.insert(std::upper_bound(entries_.begin(), entries_.end(), entry), entry);
  }

  bool empty() const { return entries_.empty(); }

  template <class Visit>
  void each(std::uint64_t key, Visit visit) const {
    auto at = std::lower_bound(entries_.begin(), entries_.end(), std::pair<std::uint64_t, Index>(key, 0));
    for (; key != 0 && at != entries_.end() && at->first == key; ++at) visit(at->second);
  }
  std::size_t count(std::uint64_t key) const {
    const auto from = std::lower_bound(entries_.begin(), entries_.end(), std::pair<std::uint64_t, Index>(key, 0));
    return static_cast<std::size_t>(std::lower_bound(from, entries_.end(), std::pair<std::uint64_t, Index>(key + 1, 0)) - from);
  }

 private:
  std::vector<std::pair<std::uint64_t, Index>> entries_;
};

}  // namespace sohoa
