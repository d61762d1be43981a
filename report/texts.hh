#pragma once
#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace sohoa {

/// Keeps the texts of tables of a million rows without a string object for each: views into large blocks, which live as long
/// as this does and do not move with it.
class Texts {
 public:
  std::string_view keep(std::string_view s) {
    if (s.empty()) return {};
    if (free_ < s.size()) {
      free_ = std::max(kBlock, s.size());
      blocks_.push_back(std::make_unique<char[]>(free_));
      next_ = blocks_.back().get();
    }
    std::memcpy(next_, s.data(), s.size());
    const std::string_view kept(next_, s.size());
    next_ += s.size();
    free_ -= s.size();
    return kept;
  }

  /// The same view for the same text: names of offices, dossiers, types.
  std::string_view once(std::string_view s) {
    if (const auto found = known_.find(s); found != known_.end()) return *found;
    return *known_.insert(keep(s)).first;
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 20;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::unordered_set<std::string_view> known_;
  char* next_ = nullptr;
  std::size_t free_ = 0;
};

}  // namespace sohoa
