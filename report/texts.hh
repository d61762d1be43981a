#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace sohoa {

/// A text that Texts keeps, in eight bytes: its size stands before its letters. Lives as long as they do; none at all is empty.
class Text {
 public:
  Text() = default;
  std::string_view view() const {
    if (!at_) return {};
    const auto size = static_cast<unsigned char>(*at_);
    if (size < kLong) return {at_ + 1, size};
    std::uint32_t whole = 0;
    std::memcpy(&whole, at_ + 1, sizeof whole);
    return {at_ + 1 + sizeof whole, whole};
  }
  operator std::string_view() const { return view(); }
  explicit operator std::string() const { return std::string(view()); }
  bool empty() const { return !at_; }
  std::size_t size() const { return view().size(); }
  friend bool operator==(Text a, Text b) { return a.at_ == b.at_ || a.view() == b.view(); }
  friend bool operator==(Text a, std::string_view b) { return a.view() == b; }
  friend bool operator<(Text a, Text b) { return a.view() < b.view(); }

 private:
  friend class Texts;
  static constexpr unsigned char kLong = 255;  // a byte tells the size of a shorter one, four more behind it that of the others
  explicit Text(const char* at) : at_(at) {}
  const char* at_ = nullptr;
};

/// Keeps the texts of tables of a million rows without a string object for each, in large blocks, which live as long as this does and
/// do not move with it.
class Texts {
 public:
  Text keep(std::string_view s) {
    if (s.empty()) return {};
    const std::size_t head = s.size() < Text::kLong ? 1 : 1 + sizeof(std::uint32_t);
    char* const at = room(head + s.size());
    *at = static_cast<char>(std::min<std::size_t>(s.size(), Text::kLong));
    if (const auto size = static_cast<std::uint32_t>(s.size()); head > 1) std::memcpy(at + 1, &size, sizeof size);
    std::memcpy(at + head, s.data(), s.size());
    return Text(at);
  }

  /// The same place for the same text: names of offices, dossiers, types.
  Text once(std::string_view s) {
    if (s.empty()) return {};
    if (const auto found = known_.find(s); found != known_.end()) return *found;
    return *known_.insert(keep(s)).first;
  }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 20;

  char* room(std::size_t size) {
    if (free_ < size) {
      free_ = std::max(kBlock, size);
      blocks_.push_back(std::make_unique<char[]>(free_));
      next_ = blocks_.back().get();
    }
    char* const out = next_;
    next_ += size;
    free_ -= size;
    return out;
  }

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  struct Same {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const { return a == b; }
  };
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::unordered_set<Text, Hash, Same> known_;
  char* next_ = nullptr;
  std::size_t free_ = 0;
};

}  // namespace sohoa
