#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "report/coverage.hh"
#include "report/matching.hh"

namespace sohoa {

/// Tells of the scans without a row which are another scan of a document that was found. Keeps what it told: asked again, it looks only
/// at numbers of which a scan came, went, found a row or lost it.
class SecondScans {
 public:
  /// Both must outlive it; scans may be added at the end, or become gone.
  SecondScans(const std::vector<Scan>& scans, const Matching& matching) : scans_(scans), matching_(matching) {}

  void look(const std::vector<Match>&);

  bool matched(std::size_t scan) const { return matched_[scan]; }
  /// The matched scan of the same document, of several the first by id. For a scan that is neither matched nor gone.
  std::optional<std::uint32_t> first_scan(std::size_t scan) const { return first_[scan] == kNone ? std::nullopt : std::optional(first_[scan]); }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::uint64_t number(std::size_t scan) const { return matching_.scan_number(scan).key; }

  const std::vector<Scan>& scans_;
  const Matching& matching_;
  std::vector<bool> matched_;         // by scan
  std::vector<std::uint32_t> first_;  // by scan
};

}  // namespace sohoa
