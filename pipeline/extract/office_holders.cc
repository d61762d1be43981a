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

/// "CHỦ TỊCH" is what "Chủ tịch nước" may be printed as, "THỦ TƯỚNG CHÍNH PHỦ" what "Thủ tướng" may be; a letter may be misread, but never
/// the two that make a department of an office ("PHÓ VỤ TRƯỞNG", "PHÓ CỤC TRƯỞNG").
bool is_title(const std::string& printed, const std::string& position) {
  const std::string have = key_of(printed), want = key_of(position);
  if (have.size() < 5) return false;
  return want.starts_with(have) || have.starts_with(want) || edit_distance(have, want, 1) <= 1;
}

/// Whether a printed title is that of the position, or one of several ("THỨ TRƯỞNG, PHÓ CHỦ NHIỆM").
bool titles_agree(const std::string& printed, const std::string& position) {
  static const RE2 one(R"(\s*([^,]+),?)");
  std::string have, want;
  for (re2::StringPiece titles(printed); RE2::Consume(&titles, one, &have);)
    for (re2::StringPiece positions(position); RE2::Consume(&positions, one, &want);)
      if (is_title(have, want)) return true;
  return false;
}

/// Whether the line that names the position could not be read: nothing, or only for whom it was signed ("TM. CHÍNH PHỦ", "KT. BỘ TRƯỞNG").
bool is_unread(const std::vector<std::string>& authority) {
  static const RE2 on_behalf(R"((?i)^\s*(?:TM|KT)[\s.,:])");
  return std::all_of(authority.begin(), authority.end(), [](const std::string& line) { return RE2::PartialMatch(line, on_behalf); });
}

/// Whether another signs for him who holds the position.
bool is_signed_for(const std::vector<std::string>& authority, const std::string& position) {
  static const RE2 deputized(R"((?i)^\s*(?:KT|TL|TUQ)\s*[.,:]?\s+(.*))");
  std::string head;
  return std::any_of(authority.begin(), authority.end(),
                     [&](const std::string& line) { return RE2::FullMatch(line, deputized, &head) && titles_agree(head, position); });
}

/// Whether the last of these lines of authority names the position.
bool names_position(const std::vector<std::string>& authority, const std::string& position) {
  static const RE2 prefixed(R"((?i)^\s*(?:KT|TL|TUQ|TM|Q)\s*[.,:]\s*)");
  return !authority.empty() && !RE2::PartialMatch(authority.back(), prefixed) && titles_agree(authority.back(), position);
}

/// Whether he is in office then at one of these bodies.
bool signs_for(const OfficeHolder& holder, const SignedFor& signature) {
  return signature.year >= holder.from && signature.year <= holder.until &&
         std::any_of(signature.bodies.begin(), signature.bodies.end(), [&](const std::string& body) {
           return std::find(holder.bodies.begin(), holder.bodies.end(), body) != holder.bodies.end();
         });
}

/// Whether the position may stand unread: nothing is left of it but for whom it was signed, or a title of the body's leaders that is not his
/// ("BỘ TRƯỞNG" above a deputy: "KT." is lost).
bool is_hidden(const SignedFor& signature, const Knowledge& known) {
  static const RE2 by_order(R"((?i)^\s*(?:TL|TUQ)[\s.,:])");
  const auto& lines = signature.authority;
  if (std::any_of(lines.begin(), lines.end(), [](const std::string& line) { return RE2::PartialMatch(line, by_order); })) return false;
  return is_unread(lines) || std::any_of(known.office_holders.begin(), known.office_holders.end(), [&](const OfficeHolder& leader) {
           return signs_for(leader, signature) && names_position(lines, leader.position);
         });
}

}  // namespace

HolderFound holder_like(const std::string& name, const SignedFor& signature, const Knowledge& known) {
  HolderFound best;
  int others = 0;
  if (signature.year == 0) return best;
  for (const OfficeHolder& holder : known.office_holders) {
    const HolderMatch match = match_of(name, holder.name);
    if (match == HolderMatch::none || !signs_for(holder, signature) || is_signed_for(signature.authority, holder.position)) continue;
    // The same name needs no position that a seal has hidden; nothing is mended or completed without it.
    const bool named = names_position(signature.authority, holder.position);
    if (match == HolderMatch::same && (named || is_hidden(signature, known))) return {match, holder.name};
    if (match == HolderMatch::same || !named || holder.name == best.name) continue;
    best = {match, holder.name};
    ++others;
  }
  // Two who would do are no evidence.
  return others > 1 ? HolderFound{} : best;
}

}  // namespace sohoa
