#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/slot.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

constexpr std::array<std::string_view, 20> kRanks{"dai", "thuong", "trung", "thieu", "tuong", "ta", "ts", "ths", "pgs", "gs",
                                                  "bs", "bsck1", "bsck2", "bscki", "bsckii", "ck1", "cki", "ck2", "ckii", "ks"};

/// The name in a line of the signature block: words left when ranks, degrees and specks are taken off; empty when it is none.
struct Name {
  std::string text;
  double confidence = 0.0;
  bool surname = false, valid = true;
  bool usual = true;  // all words are known from names
};

Name name_in(const Line& line, const Knowledge& known) {
  std::vector<Word> words;
  for (const Word& word : line.words) {
    const auto letters = text::words(word.text);
    if (letters.empty()) continue;
    Word plain = word;
    plain.text = trimmed_signs(word.text);
    const std::string key = key_of(plain.text);
    if (key.empty() || key.find_first_of("0123456789") != std::string::npos) return {};
    // A speck beside the name: one small letter the engine doubts.
    if (key.size() == 1 && word.confidence < 0.6 && text::lower(plain.text) == plain.text) continue;
    words.push_back(plain);
  }
  while (words.size() > 2 && std::find(kRanks.begin(), kRanks.end(), key_of(words.front().text)) != kRanks.end() &&
         !(key_of(words.front().text) == "ta" && words.size() < 4))
    words.erase(words.begin());
  if (words.size() < 2 || words.size() > 5) return {};
  Name name;
  name.confidence = least_confidence(words);
  for (const Word& word : words) {
    const std::string lower = text::lower(word.text);
    if (lower == word.text) return {};
    if (text::upper(word.text) == word.text && lower.size() > 2) return {};  // titles stand in capitals
    // Only the first letter is large.
    if (title_case(lower) != word.text) name.valid = false;
    if (!text::is_syllable(word.text)) name.valid = false;
    name.text += (name.text.empty() ? "" : " ") + word.text;
  }
  for (std::size_t i = 1; i < words.size(); ++i)
    name.usual = name.usual && (known.given_names.count(text::canonical(words[i].text)) || known.surnames.count(text::canonical(words[i].text)));
  name.surname = known.surnames.count(text::canonical(words.front().text)) > 0;
  return name;
}

struct SignatureBlock {
  Name name;
  const Line* line = nullptr;
  std::vector<const Line*> authority;
};

bool above(const Line& a, const Line& b) { return a.page < b.page || (a.page == b.page && (!a.box || !b.box || a.box->y0 < b.box->y0)); }

/// Signatures of the block, left to right: the best name under each column of authority.
std::vector<SignatureBlock> signatures(const FieldInput& in) {
  const auto lines = lines_in(in.lines, Zone::signature);
  std::vector<const Line*> titles;
  for (const Line* line : lines)
    if (is_authority_line(*line)) titles.push_back(line);
  std::vector<SignatureBlock> found;
  for (const Line* line : lines) {
    if (is_authority_line(*line)) continue;
    SignatureBlock one{name_in(*line, in.known), line, {}};
    if (one.name.text.empty()) continue;
    for (const Line* title : titles)
      if (above(*title, *line) && (!line->box || (title->box->x0 < line->box->x1 + 300 && title->box->x1 > line->box->x0 - 300)))
        one.authority.push_back(title);
    found.push_back(std::move(one));
  }
  const auto score = [](const SignatureBlock& s) {
    return (s.name.surname ? 2.0 : 0.0) + (s.name.valid ? 1.0 : 0.0) + (s.authority.empty() ? 0.0 : 1.5) + s.name.confidence;
  };
  std::stable_sort(found.begin(), found.end(), [&](const SignatureBlock& a, const SignatureBlock& b) { return score(a) > score(b); });
  return found;
}

std::vector<SignatureBlock> best_signatures(const FieldInput& in) {
  auto found = signatures(in);
  if (found.empty()) return found;
  // Two who sign side by side stand on one line.
  std::vector<SignatureBlock> kept{found.front()};
  for (std::size_t i = 1; i < found.size(); ++i)
    if (found[i].name.surname && found[i].name.valid && found[i].line->box && kept[0].line->box && found[i].line->page == kept[0].line->page &&
        std::abs(found[i].line->box->center_y() - kept[0].line->box->center_y()) < 60 &&
        found[i].line->box->x1 < kept[0].line->box->x0) {
      kept.insert(kept.begin(), found[i]);
      break;
    }
  return kept;
}

/// The authority above the name; of a block without a name all of it.
std::vector<const Line*> authority_of(const FieldInput& in) {
  const auto signatures = best_signatures(in);
  if (!signatures.empty()) return signatures.back().authority;
  auto lines = lines_in(in.lines, Zone::signature);
  std::erase_if(lines, [](const Line* line) { return !is_authority_line(*line); });
  return lines;
}

}  // namespace

/// The name at the foot of the signature block, under the authority.
Field find_signer(const FieldInput& in) {
  Field field;
  const auto signatures = best_signatures(in);
  if (signatures.empty()) return field;
  field.confidence = 1.0;
  std::vector<const Line*> lines;
  for (const SignatureBlock& one : signatures) {
    field.values.push_back(one.name.text);
    double confidence = one.name.confidence;
    if (!one.name.surname) confidence *= 0.7;
    if (!one.name.valid) confidence *= 0.7;
    // A misread mark gives another syllable that may be a word, but rarely one of names.
    if (!one.name.usual) confidence *= 0.8;
    if (one.authority.empty()) confidence *= 0.8;
    if (const Page* page = in.page(one.line->page)) confidence *= trust_in(*page);
    field.confidence = std::min(field.confidence, confidence);
    field.raw += (field.raw.empty() ? "" : "; ") + one.line->text;
    lines.push_back(one.line);
  }
  field.evidence = evidence_of(lines, "ending.signer");
  return field;
}

/// Quyền hạn ký (Nghị định 30/2020/NĐ-CP, Phụ lục I).
constexpr std::array<std::string_view, 5> kAuthorityPrefixes{"KT. ", "TM. ", "TL. ", "TUQ. ", "Q. "};

/// The last title line above the name is what the signer is; the lines above it are for whom he signs.
Field find_signer_title(const FieldInput& in) {
  Field field;
  const std::vector<const Line*> lines = authority_of(in);
  if (lines.empty()) return field;
  const auto mended = [&](const Line& line) {
    const std::string text = joined_text({&line}), key = key_of(text);
    for (const std::string& position : in.known.positions) {
      const std::string want = key_of(position);
      if (edit_distance(key, want, 1) <= (want.size() > 6 ? 1 : 0)) return text::upper(position);
      for (const std::string_view prefix : kAuthorityPrefixes) {
        // TL. and TM. are one letter apart and mean different things: the prefix is taken as printed.
        if (!key.starts_with(key_of(prefix))) continue;
        if (edit_distance(key, key_of(prefix) + want, 1) <= (want.size() > 6 ? 1 : 0)) return fmt::format("{}{}", prefix, text::upper(position));
      }
    }
    return text;
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
