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

/// The block whose title counts, the last; of a block without a name all lines of authority.
SignatureBlock block_of(const FieldInput& in) {
  auto blocks = signature_blocks(in);
  if (!blocks.empty()) return std::move(blocks.back());
  SignatureBlock nameless;
  nameless.authority = lines_in(in.lines, Zone::signature);
  std::erase_if(nameless.authority, [](const Line* line) { return !is_authority_line(*line); });
  return nameless;
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

/// The prefix of authority a line begins with, "" when it has none.
std::string_view prefix_of(std::string_view line) {
  const auto found = std::ranges::find_if(kAuthorityPrefixes, [&](std::string_view prefix) { return line.starts_with(prefix); });
  return found == kAuthorityPrefixes.end() ? std::string_view() : *found;
}

/// Whether a line above says that its own title signs for the same: nobody signs KT., TL. or TUQ. for himself, so that words of the last
/// line, or a line, were not read.
bool signs_for_himself(const std::vector<std::string>& chain) {
  const std::string own = key_of(chain.back());
  return std::any_of(chain.begin(), std::prev(chain.end()), [&](const std::string& line) {
    const std::string_view prefix = prefix_of(line);
    return !prefix.empty() && prefix != "TM. " && prefix != "Q. " && key_of(line.substr(prefix.size())) == own;
  });
}

/// Whether the last line has lost its beginning, "KT." or "PHÓ" under the seal: it stands right of the middle of the line above and of the name.
/// A deputy's title has none to lose.
bool has_lost_its_beginning(const SignatureBlock& block) {
  constexpr int kOff = 30;  // pixels at 300 dpi: less than half of "KT. "
  const Line& own = *block.authority.back();
  const std::string key = key_of(own.text);
  if (key.starts_with("pho") || key.starts_with("thutruong")) return false;
  std::vector<const Line*> middles;
  if (block.authority.size() > 1) middles.push_back(block.authority[block.authority.size() - 2]);
  if (block.line && block.name.plausible) middles.push_back(block.line);
  const auto box = letters_box(own);
  std::erase_if(middles, [&](const Line* line) { return line->page != own.page || !letters_box(*line); });
  return box && !middles.empty() &&
         std::all_of(middles.begin(), middles.end(), [&](const Line* line) { return box->center_x() - letters_box(*line)->center_x() > kOff; });
}

/// Whether a line in capitals stands between the last line of the position and the name: a position goes on there ("TRƯỞNG PHÒNG / VĂN THƯ -
/// LƯU TRỮ") that was not read as one.
bool goes_on_below(const SignatureBlock& block) {
  if (!block.line) return false;
  constexpr std::size_t kFewest = 4;  // letters; less is a rest of a seal
  const Line* const own = block.authority.back();
  return std::any_of(own + 1, std::max(own + 1, block.line), [&](const Line& line) {
    return line.zone == Zone::signature && line.page == own->page && key_of(line.text).size() >= kFewest && in_capitals(line.text);
  });
}

}  // namespace

/// The last title line above the name is what the signer is; the lines above it are for whom he signs.
Field find_signer_title(const FieldInput& in) {
  Field field;
  const SignatureBlock block = block_of(in);
  const std::vector<const Line*>& lines = block.authority;
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
  std::vector<std::string> chain;
  for (const Line* line : lines) chain.push_back(mended(*line));
  const std::string& title = chain.back();
  field.values = {title};
  std::string authority;
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) authority += (authority.empty() ? "" : " / ") + chain[i];
  const bool for_another = !prefix_of(title).empty() && prefix_of(title) != "Q. ";
  if (for_another) authority += (authority.empty() ? "" : " / ") + title;
  if (!authority.empty()) field.extra["authority"] = authority;
  field.raw = joined_text(lines);
  field.evidence = evidence_of(lines, "ending.title");
  const bool known = std::any_of(in.known.positions.begin(), in.known.positions.end(),
                                 [&](const std::string& position) { return text::upper(position) == title; });
  field.confidence = known ? std::max(0.85, mean_confidence(lines)) : mean_confidence(lines) * 0.85;
  // For whom he signs is read, what he is himself is not.
  if (for_another) field.confidence *= 0.5;
  // What lies over a name so that it is hardly read may hide a line, or the "KT.", of a title that stands alone.
  constexpr double kHardlyRead = 0.7;
  const Field& signer = in.field(FieldId::signer);
  const bool half_hidden = chain.size() == 1 && signer.status == Status::review && signer.confidence < kHardlyRead;
  if (half_hidden || signs_for_himself(chain) || goes_on_below(block) || has_lost_its_beginning(block)) field.confidence = std::min(field.confidence, 0.6);
  return field;
}

}  // namespace sohoa
