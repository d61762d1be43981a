#include "report/silent_errors.hh"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/language.hh"

namespace sohoa {

void ReviewedSample::add(const Document& document) {
  constexpr double kAccepted = 0.85;  // what the machine would have let stand; a correction does not say what status there was
  for (const auto& [id, field] : document.fields) {
    if (field.status != Status::corrected || field.candidates.empty()) continue;
    const Candidate& machine = field.candidates.front();
    if (machine.value.empty() || machine.confidence < kAccepted) continue;
    ++looked_at;
    changed += machine.value != field.value();
  }
}

double ReviewedSample::at_most_percent() const {
  if (looked_at == 0) return 100.0;
  constexpr double z = 1.96;
  const double n = looked_at, p = changed / n;
  const double upper = (p + z * z / (2 * n) + z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n);
  return std::ceil(std::min(upper, 1.0) * 10000) / 100;
}

std::string silent_error_text(const ReviewedSample& sample) {
  if (sample.looked_at == 0) return tr("Silent errors: no sample has been checked by a person, so nothing can be said about them here.");
  return fmt::format(fmt::runtime(tr("Silent errors: of {} values that stood as certain and were looked at by people, {} were wrong; at most {:.2f} % of all are, by 95 %.")), sample.looked_at,
                     sample.changed, sample.at_most_percent());
}

}  // namespace sohoa
