#include <algorithm>
#include <array>

#include "core/text/normalize.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/signature_block.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// The authority above the name; of a block without a name all of it.
std::vector<const Line*> authority_of(const FieldInput& in) {
  const auto blocks = signature_blocks(in);
  if (!blocks.empty()) return blocks.back().authority;
  auto lines = lines_in(in.lines, Zone::signature);
  std::erase_if(lines, [](const Line* line) { return !is_authority_line(*line); });
  return lines;
}

/// Quyền hạn ký (Nghị định 30/2020/NĐ-CP, Phụ lục I).
constexpr std::array<std::string_view, 5> kAuthorityPrefixes{"KT. ", "TM. ", "TL. ", "TUQ. ", "Q. "};

/// The position of these letters, else the only one that is a letter away: "Thứ trưởng" and "Thủ tướng" are. Null when there is none.
const std::string* position_read_as(std::string_view text, const Knowledge& known) {
  constexpr std::size_t kLong = 6;  // letters; of shorter ones another letter makes another word
  const std::string key = key_of(text);
  const std::string* near = nullptr;
  bool several = false;
  for (const std::string& position : known.positions) {
    const std::string want = key_of(position);
    if (want == key) return &position;
    if (want.size() <= kLong || edit_distance(key, want, 1) > 1) continue;
    several = several || near;
    near = &position;
  }
  return several ? nullptr : near;
}

}  // namespace

/// The last title line above the name is what the signer is; the lines above it are for whom he signs.
Field find_signer_title(const FieldInput& in) {
  Field field;
  const std::vector<const Line*> lines = authority_of(in);
  if (lines.empty()) return field;
  const auto mended = [&](const Line& line) {
    std::string text = joined_text({&line}), prefix;
    // TL. and TM. are one letter apart and mean different things: the prefix is taken as printed.
    for (const std::string_view known : kAuthorityPrefixes) {
      const auto dot = text.find_first_of(". ");
      if (dot == std::string::npos || key_of(text.substr(0, dot)) != key_of(known)) continue;
      prefix = known;
      text = trimmed_signs(std::string_view(text).substr(dot));
    }
    const std::string* position = position_read_as(text, in.known);
    return prefix + (position ? text::upper(*position) : text);
  };
  const std::string title = mended(*lines.back());
  field.values = {title};
  std::string authority;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) authority += (authority.empty() ? "" : " / ") + mended(*lines[i]);
  const bool for_another = std::any_of(kAuthorityPrefixes.begin(), kAuthorityPrefixes.end(),
                                       [&](std::string_view prefix) { return title.starts_with(prefix) && prefix != "Q. "; });
  if (for_another) authority += (authority.empty() ? "" : " / ") + title;
  if (!authority.empty()) field.extra["authority"] = authority;
  field.raw = joined_text(lines);
  field.evidence = evidence_of(lines, "ending.title");
  const bool known = std::any_of(in.known.positions.begin(), in.known.positions.end(),
                                 [&](const std::string& position) { return text::upper(position) == title; });
  field.confidence = known ? std::max(0.85, mean_confidence(lines)) : mean_confidence(lines) * 0.85;
  // For whom he signs is read, what he is himself is not.
  if (for_another) field.confidence *= 0.5;
  return field;
}

}  // namespace sohoa
