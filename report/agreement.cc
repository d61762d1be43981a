#include "report/agreement.hh"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/language.hh"

namespace sohoa {
namespace {

constexpr const char* kSample = "sample";

}  // namespace

void count_decisions(const Document& document, std::map<FieldId, FieldAgreement>& out) {
  for (const auto& [id, field] : document.fields) {
    if (field.status != Status::corrected) continue;
    FieldAgreement& count = out[id];
    ++count.decided;
    // What the machine liked best stands first among the candidates (apply_corrections).
    if (!field.candidates.empty() && !field.values.empty() && field.candidates.front().value == field.values.front()) ++count.agreed;
  }
}

Json sample_entry(const std::string& id, FieldId field, bool agrees, const std::string& who, const std::string& time) {
  return {{"what", kSample}, {"who", who}, {"time", time}, {"id", id}, {"field", spec_of(field).name}, {"agrees", agrees}};
}

void count_sample(const Json& entry, std::map<FieldId, FieldAgreement>& out) {
  const auto text = [&](const char* key) {
    const auto found = entry.find(key);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const std::optional<FieldId> field = field_named(text("field"));
  const auto agrees = entry.find("agrees");
  if (text("what") != kSample || !field || agrees == entry.end() || !agrees->is_boolean()) return;
  ++out[*field].drawn;
  if (!agrees->get<bool>()) ++out[*field].wrong;
}

std::optional<std::pair<double, double>> share_bounds(int of_these, int drawn) {
  if (drawn < 1) return std::nullopt;
  constexpr double z = 1.959964;  // 95 %, two-sided
  const double n = drawn, p = of_these / n, centre = (p + z * z / (2 * n)) / (1 + z * z / n),
               half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return std::pair{std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

std::string silent_errors_text(const std::map<FieldId, FieldAgreement>& by_field) {
  int drawn = 0, wrong = 0;
  for (const auto& [field, count] : by_field) drawn += count.drawn, wrong += count.wrong;
  const auto bounds = share_bounds(wrong, drawn);
  if (!bounds) return tr("Silent errors: no value was drawn for a spot check, so nothing can be said about them here.");
  const double at_most = std::ceil(bounds->second * 10'000) / 100;
  return fmt::format(fmt::runtime(tr("Silent errors: of {} certain values drawn at random, {} were wrong; at most {:.2f} % of all are, by 95 %.")), drawn, wrong, at_most);
}

}  // namespace sohoa
