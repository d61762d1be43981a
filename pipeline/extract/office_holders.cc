#include "pipeline/extract/office_holders.hh"

#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

HolderMatch match_of(const std::string& name, const std::string& holder) {
  if (text::canonical(name) == text::canonical(holder)) return HolderMatch::same;
  const std::string key = key_of(name), want = key_of(holder);
  const bool same_words = std::count(name.begin(), name.end(), ' ') == std::count(holder.begin(), holder.end(), ' ');
  if (same_words && edit_distance(key, want, 1) <= 1) return HolderMatch::mended;
  if (name.find(' ') != std::string::npos && text::canonical(holder).ends_with(' ' + text::canonical(name))) return HolderMatch::ending;
  return HolderMatch::none;
}

}  // namespace

HolderFound holder_like(const std::string& name, const std::vector<std::string>& bodies, int year, const Knowledge& known) {
  HolderFound best;
  if (year == 0) return best;
  for (const OfficeHolder& holder : known.office_holders) {
    const bool signs = std::any_of(bodies.begin(), bodies.end(), [&](const std::string& body) {
      return std::find(holder.bodies.begin(), holder.bodies.end(), body) != holder.bodies.end();
    });
    if (!signs || year < holder.from || year > holder.until) continue;
    const HolderMatch match = match_of(name, holder.name);
    if (match == HolderMatch::none || holder.name == best.name) continue;
    if (match == HolderMatch::same) return {match, holder.name};
    // Two who would do are no evidence.
    if (best.match != HolderMatch::none) return {};
    best = {match, holder.name};
  }
  return best;
}

}  // namespace sohoa
