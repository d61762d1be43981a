#include "pipeline/extract/office_holders.hh"

#include <re2/re2.h>

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

/// "CHỦ TỊCH" is what "Chủ tịch nước" may be printed as, "THỦ TƯỚNG CHÍNH PHỦ" what "Thủ tướng" may be; a letter in five may be misread.
bool titles_agree(const std::string& printed, const std::string& position) {
  const std::string have = key_of(printed), want = key_of(position);
  if (have.size() < 5) return false;
  const int allowed = static_cast<int>(want.size()) / 5;
  return want.starts_with(have) || have.starts_with(want) || edit_distance(have, want, allowed) <= allowed;
}

/// Whether the line that names the position could not be read: nothing, or the body alone ("TM. CHÍNH PHỦ").
bool is_unread(const std::vector<std::string>& authority) {
  static const RE2 on_behalf(R"((?i)^\s*TM\s*[.,:])");
  return std::all_of(authority.begin(), authority.end(), [](const std::string& line) { return RE2::PartialMatch(line, on_behalf); });
}

/// Whether these lines of authority are those of one who holds the position himself.
bool holds_position(const std::vector<std::string>& authority, const std::string& position) {
  static const RE2 deputized(R"((?i)^\s*(?:KT|TL|TUQ)\s*[.,:]?\s+(.*))"), any(R"((?i)^\s*(?:KT|TL|TUQ|TM|Q)\s*[.,:]\s*)");
  if (authority.empty()) return false;
  std::string head;
  for (const std::string& line : authority)
    if (RE2::FullMatch(line, deputized, &head) && titles_agree(head, position)) return false;
  return !RE2::PartialMatch(authority.back(), any) && titles_agree(authority.back(), position);
}

}  // namespace

HolderFound holder_like(const std::string& name, const SignedFor& signature, const Knowledge& known) {
  HolderFound best;
  const auto& [authority, bodies, year] = signature;
  if (year == 0) return best;
  for (const OfficeHolder& holder : known.office_holders) {
    const bool signs = std::any_of(bodies.begin(), bodies.end(), [&](const std::string& body) {
      return std::find(holder.bodies.begin(), holder.bodies.end(), body) != holder.bodies.end();
    });
    if (!signs || year < holder.from || year > holder.until) continue;
    const HolderMatch match = match_of(name, holder.name);
    if (match == HolderMatch::none || holder.name == best.name) continue;
    // The same name needs no position that a seal has hidden; nothing is mended or completed without it.
    if (!holds_position(authority, holder.position) && (match != HolderMatch::same || !is_unread(authority))) continue;
    if (match == HolderMatch::same) return {match, holder.name};
    // Two who would do are no evidence.
    if (best.match != HolderMatch::none) return {};
    best = {match, holder.name};
  }
  return best;
}

}  // namespace sohoa
