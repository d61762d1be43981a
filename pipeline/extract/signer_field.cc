#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/office_holders.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/signature_block.hh"
#include "pipeline/extract/slot.hh"

namespace sohoa {
namespace {

/// Whether the same name is printed once more, outside of the signature: two readings rarely err alike.
bool printed_again(const std::string& name, const FieldInput& in) {
  const std::string want = ' ' + text::canonical(name) + ' ';
  return std::any_of(in.lines.begin(), in.lines.end(), [&](const Line& line) {
    if (line.zone == Zone::signature || line.zone == Zone::attachment || line.words.size() < 2) return false;
    if (line.text.find(name.substr(0, name.find(' '))) == std::string::npos) return false;
    std::string words = " ";
    for (const std::string_view word : text::words(line.text)) words += std::string(word) + ' ';
    return text::canonical(words).find(want) != std::string::npos;
  });
}

/// How far it is certain that the line is the signer's: under an authority, or at least the only name there is.
double doubt_of_place(const SignatureBlock& block) { return !block.authority.empty() ? 0.0 : block.alone ? 0.02 : 0.2; }

/// For whom and in which year it was signed. The year is printed even where the day is written by hand and left to a person.
SignedFor signed_for(const SignatureBlock& block, const FieldInput& in) {
  SignedFor signature;
  const Field &date = in.field(FieldId::issued_date), &issuer = in.field(FieldId::issuer);
  if (issuer.status != Status::accepted) return signature;
  for (const Line* line : block.authority) signature.authority.push_back(joined_text({line}));
  signature.bodies = issuer.values;
  // A department is told from that of another province by its full name only.
  if (const auto full = issuer.extra.find("full"); full != issuer.extra.end()) signature.bodies = {full->second};
  const std::string year = date.value().substr(0, 4);
  if (all_digits(year)) signature.year = std::stoi(year);
  return signature;
}

/// A name with what speaks for it.
struct Judged {
  std::string text, other;  // `other` is what it may be instead, "" when nothing
  double doubt = 1.0, other_doubt = 1.0;
  const char* rule = "ending.signer";
};

/// Whether the holder is likelier another person than the one read: the reading is sure as it is, or where they differ, or a letter would
/// change one word of names into another ("Ninh", "Minh").
bool is_another(const PersonName& name, const std::string& holder, const Knowledge& known) {
  constexpr double kSureName = 0.05, kSureWord = 0.02;  // what data/acceptance.csv allows; no tone may be lost (person_name.cc)
  if (name.doubt <= kSureName) return true;
  const auto read = text::words(name.text), held = text::words(holder);
  for (std::size_t i = 0; i < std::min({read.size(), held.size(), name.word_doubts.size()}); ++i) {
    if (text::canonical(read[i]) == text::canonical(held[i])) continue;
    const auto same_letters = known.name_spellings.find(text::fold(read[i]));
    const bool is_name = same_letters != known.name_spellings.end() && same_letters->second.count(text::canonical(read[i])) > 0;
    if (name.word_doubts[i] <= kSureWord || (is_name && text::fold(read[i]) != text::fold(held[i]))) return true;
  }
  return false;
}

/// What is said for a name by one who held the office then.
void weigh_holder(Judged& name, const HolderFound& holder, double doubt_of_page, double doubt_of_beginning) {
  const bool same = holder.match == HolderMatch::same;
  if (!same && name.other.empty()) name.other = name.text;
  name.text = holder.name;
  // The table confirms a name, also with one letter mended; one it had to complete may be another person.
  // Whose name has all its words has lost none, wherever it stands.
  name.doubt = (same ? 0.01 : holder.match == HolderMatch::mended ? 0.03 : 0.1 + doubt_of_beginning) + doubt_of_page;
  name.rule = "ending.signer.office_holder";
}

Judged judged(const SignatureBlock& block, const FieldInput& in) {
  Judged name{block.name.text, block.name.read, block.name.doubt, block.name.doubt};
  if (!block.name.surname) name.doubt += 0.2;
  const Page* page = in.page(block.line->page);
  const double trust = page ? trust_in(*page) : 1.0;
  const double doubt_of_page = 1.0 - trust, doubt_of_beginning = stands_aside(block) ? 0.1 : 0.0;
  // Text that was never an image is not misread.
  const bool typed = page && page->origin != Origin::ocr && trust == 1.0;
  const HolderFound holder = holder_like(name.text, signed_for(block, in), in.known);
  const bool another = holder.match == HolderMatch::mended && (typed || is_another(block.name, holder.name, in.known));
  if (holder.match != HolderMatch::none && !another) {
    weigh_holder(name, holder, doubt_of_page, doubt_of_beginning);
    return name;
  }
  if (typed) {
    name.doubt = block.name.surname ? 0.01 : 0.1;
  } else {
    // Two people whose names are so much alike are rarer than a misread letter.
    if (another) name.doubt += 0.1, name.other = holder.name, name.other_doubt = 0.1;
    if (block.name.surname && block.name.plausible && printed_again(name.text, in)) name.doubt *= 0.3;
  }
  name.doubt += doubt_of_place(block) + doubt_of_beginning + doubt_of_page;
  return name;
}

}  // namespace

/// The name at the foot of the signature block, under the authority.
Field find_signer(const FieldInput& in) {
  Field field;
  const auto blocks = signature_blocks(in);
  if (blocks.empty()) return field;
  field.confidence = 1.0;
  std::vector<const Line*> lines;
  std::string rule;
  for (const SignatureBlock& block : blocks) {
    const Judged name = judged(block, in);
    field.values.push_back(name.text);
    field.confidence = std::min(field.confidence, 1.0 - name.doubt);
    field.raw += (field.raw.empty() ? "" : "; ") + block.line->text;
    if (!name.other.empty()) field.candidates.push_back({name.other, block.line->text, 1.0 - name.other_doubt, evidence_of(*block.line, "ending.signer")});
    if (rule.empty() || rule == name.rule) rule = name.rule;
    else rule = "ending.signer";
    lines.push_back(block.line);
  }
  // Each body that issues a joint act signs it.
  constexpr double kSomebodyMissing = 0.6;
  if (in.field(FieldId::issuer).values.size() > blocks.size()) field.confidence = std::min(field.confidence, kSomebodyMissing);
  field.evidence = evidence_of(lines, rule);
  return field;
}

}  // namespace sohoa
