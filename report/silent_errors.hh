#pragma once
#include <string>

#include "core/document.hh"

namespace sohoa {

/// What people's corrections tell of values that stood there as certain: of the accepted ones they looked at, how many they changed. People
/// look where they have a reason, so the share is rather too high than too low for the rest.
struct ReviewedSample {
  int looked_at = 0, changed = 0;

  void add(const Document&);
  /// The upper end of the 95 % interval (Wilson) of the share of wrong values among certain ones, in percent; 100 with no sample.
  double at_most_percent() const;
};

/// In words, with both numbers.
std::string silent_error_text(const ReviewedSample&);

}  // namespace sohoa
