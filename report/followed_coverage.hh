#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"
#include "core/store/archive.hh"
#include "report/coverage_report.hh"

namespace sohoa {

/// A register counted against an archive that others write to: what came, changed or went since the last look is matched again, the rest
/// is kept. One thread at a time.
class FollowedCoverage {
 public:
  using Counts = std::function<bool(const Summary&)>;

  /// Counts everything once. With `counts` only the documents it says yes to, and no files that failed: they have no document.
  static Result<std::unique_ptr<FollowedCoverage>> begin(const Archive&, Register, std::string as_of, Counts counts = {});

  /// Catches up with the archive, and with what `counts` says of the documents `also`; how many documents were looked at again. Then report()
  /// is what a count from nothing would be. After an error report() holds no more; the next follow() counts everything.
  Result<std::size_t> follow(const Archive&, std::set<std::string> also = {});
  /// Tables by these dimensions, until others are wanted.
  void tell_apart(const std::vector<Dimension>&, const std::vector<Period>& quarters);

  const CoverageReport& report() const { return report_; }

 private:
  FollowedCoverage(Register book, std::string as_of, Counts counts);
  Result<void> count_all(const Archive&);
  Result<std::size_t> catch_up(const Archive&, std::set<std::string> ids);
  Result<void> look_again(const Archive&, const std::string& id, std::vector<std::uint32_t>& touched);
  std::uint32_t* index_of(std::string_view id);
  Result<void> tell(const Archive&);

  CoverageReport report_;
  std::string as_of_;
  Counts counts_;
  std::unique_ptr<KeptCoverage> kept_;  // of report_; none = it does not hold
  Besides besides_;
  std::int64_t mark_ = 0;
  std::size_t gone_ = 0;
  std::vector<std::uint32_t> first_;                 // of count_all(), by id
  std::map<std::string, std::uint32_t, std::less<>> later_;
};

}  // namespace sohoa
