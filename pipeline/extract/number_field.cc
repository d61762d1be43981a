#include <algorithm>
#include <set>

#include "core/text/normalize.hh"
#include "pipeline/extract/agency_name.hh"
#include "pipeline/extract/digital_stamp.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/expected_symbol.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/number_codes.hh"
#include "pipeline/extract/old_number.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/registered.hh"
#include "pipeline/extract/slot.hh"
#include "pipeline/extract/written.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// The number line taken apart: the word before the blank ("Số:"), the words in it, and the symbol from the slash on.
struct NumberSlot {
  std::vector<Word> digits;
  std::vector<Word> symbol;
  const Word* label = nullptr;
  bool glued = false;  // digits and symbol are one word, as printed numbers are
};

/// Cuts "Số:53" into "53" with its share of the box.
Word rest_of(const Word& word, std::size_t from) {
  Word rest = word;
  rest.text = word.text.substr(from);
  if (rest.box) rest.box->x0 += rest.box->width() * static_cast<int>(from) / std::max(1, static_cast<int>(word.text.size()));
  return rest;
}

/// Where a word's symbol begins: at the slash; of an old number behind the digits. npos when it has none.
std::size_t symbol_at(const std::string& word, bool old, bool digits_before) {
  if (!old) return word.find('/');
  const std::size_t behind = word.find_first_not_of("0123456789IlO");
  return behind == 0 && !digits_before ? std::string::npos : behind;
}

NumberSlot slot_of(const Line& line, bool old = false) {
  NumberSlot slot;
  const auto& words = line.words;
  // Dirt beside the line is read as signs.
  std::size_t i = 0, end = words.size();
  while (i < end && key_of(words[i].text).empty()) ++i;
  while (end > i && key_of(words[end - 1].text).empty()) --end;
  const std::size_t begin = i;
  if (i < end) {
    const std::string& first = words[i].text;
    const std::string key = key_of(first);
    if (key.size() <= 3 && first.find('/') == std::string::npos && !all_digits(key)) {
      slot.label = &words[i++];
      if (i < end && (words[i].text == ":" || words[i].text == ".")) slot.label = &words[i++];
    }
  }
  bool after = false;
  for (; i < end; ++i) {
    Word word = words[i];
    if (after) {
      slot.symbol.push_back(word);
      continue;
    }
    if (const auto colon = word.text.rfind(':'); i == begin && colon != std::string::npos) word = rest_of(word, colon + 1);
    const auto slash = symbol_at(word.text, old, !slot.digits.empty());
    if (slash == std::string::npos) {
      slot.digits.push_back(word);
      continue;
    }
    after = true;
    Word symbol = word;
    if (slash > 0) {
      Word digits = word;
      digits.text = word.text.substr(0, slash);
      slot.digits.push_back(digits);
      slot.glued = true;
      symbol.text = word.text.substr(slash);
    }
    slot.symbol.push_back(symbol);
  }
  return slot;
}

std::string text_of(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) text += word.text;
  return text;
}

/// The symbol's words without the spaces between them. Behind a kind of document alone ("/TB ATTP") the hyphen was lost.
std::string symbol_of(const std::vector<Word>& words, bool& hyphen_lost) {
  std::string text;
  for (const Word& word : words) {
    const bool kind = text.starts_with('/') && number_codes::in(number_codes::kTypes, std::string_view(text).substr(1));
    const bool lost = kind && word.text.size() > 1 && word.text[0] >= 'A' && word.text[0] <= 'Z';
    if (lost) text += '-';
    hyphen_lost |= lost;
    text += word.text;
  }
  return text;
}

/// Whether a code in the number is known to stand for an agency.
bool known_agency(const Knowledge& known, const std::string& agency) {
  const auto has = [&](const std::vector<Agency>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Agency& a) { return a.symbol == agency; });
  };
  if (agency.starts_with("QH") || agency.starts_with("UBTVQH") || agency.starts_with("HĐNN")) return true;
  if (has(known.agencies) || has(known.local_agencies)) return true;
  // Joint acts name several.
  std::size_t begin = 0, parts = 0;
  while (begin <= agency.size()) {
    const auto end = std::min(agency.find('-', begin), agency.size());
    const std::string part = agency.substr(begin, end - begin);
    if (std::none_of(known.agencies.begin(), known.agencies.end(), [&](const Agency& a) { return a.symbol == part; })) return false;
    begin = end + 1;
    ++parts;
  }
  return parts > 1;
}

/// A code no agency has is that of the only one that looks like it: "ATIP" is ATTP, "BCr" BCT. A guess: a person must look.
bool take_agency_that_looks_so(DocumentNumber& number, const Knowledge& known) {
  if (number.agency.empty() || known_agency(known, number.agency)) return false;
  const std::string looks = number_codes::looks_of(number.agency);
  std::set<std::string> found;
  for (const auto* list : {&known.agencies, &known.local_agencies})
    for (const Agency& agency : *list)
      if (number_codes::looks_of(agency.symbol) == looks) found.insert(agency.symbol);
  for (const auto& [abbreviation, name] : known.abbreviations)
    if (number_codes::looks_of(abbreviation) == looks) found.insert(abbreviation);
  if (found.size() != 1 || found.contains(number.agency)) return false;
  const auto at = number.value.rfind(number.agency);
  if (at == std::string::npos) return false;
  number.value.replace(at, number.agency.size(), *found.begin());
  number.agency = *found.begin();
  number.repairs.insert(number.repairs.end(), {"letter", kGuessedSymbol});
  return true;
}

/// Whether so few letters can be ink read as letters; longer ones are codes ("01-TANDTC-VKSNDTC").
bool is_hand_sized(const std::string& blank) { return key_of(blank).size() <= 6; }

double least(const std::vector<Word>& words) {
  double confidence = 1.0;
  for (const Word& word : words) confidence = std::min(confidence, word.confidence);
  return words.empty() ? 0.0 : confidence;
}

/// Without dirt behind the last letter or digit.
std::string trimmed_end(const std::string& text) {
  const auto words = text::words(text);
  return words.empty() ? std::string() : text.substr(0, static_cast<std::size_t>(words.back().data() + words.back().size() - text.data()));
}

std::optional<OldNumber> old_number_of(const Line& line) {
  const NumberSlot slot = slot_of(line, true);
  return old_number(text_of(slot.digits) + trimmed_end(text_of(slot.symbol)));
}

/// The number of a blank and a symbol. The symbol is printed even where the number is not: it is read with a stand-in where the blank is not
/// `readable`, and the value begins with "…".
std::optional<DocumentNumber> number_with(const std::string& blank, const std::string& symbol, bool& readable) {
  auto parsed = find_document_numbers("Số: " + blank + symbol);
  readable = !parsed.empty() && !parsed[0].digits.empty();
  if (!readable) {
    const std::string guess = (is_hand_sized(blank) ? digits_of(blank) : std::string());
    parsed = find_document_numbers("Số: " + (guess.empty() ? "0" : guess) + symbol);
    if (parsed.empty()) return std::nullopt;
    if (guess.empty()) parsed[0].digits.clear(), parsed[0].value = "…" + parsed[0].value.substr(1);
  }
  return std::move(parsed[0]);
}

/// The number as the old forms have it: with the stop of "QĐ.UB", which today would be a misread hyphen.
void keep_stop(DocumentNumber& number, const std::string& symbol) {
  const auto at = number.value.find(number.type_code + '-');
  if (number.type_code.empty() || at == std::string::npos || symbol.find(number.type_code + '.') == std::string::npos) return;
  number.value[at + number.type_code.size()] = '.';
  std::erase(number.repairs, "hyphen");
}

/// "3892/BGDĐTGDTrH", "01/2009/CTVKSTC": a code no agency has that is two, of which the hyphen between is lost. A guess: a person must look.
bool part_glued_codes(DocumentNumber& number, const std::string& printed_type, const Knowledge& known) {
  const std::size_t from = number.value.rfind('/') + 1, to = std::min(number.value.find_first_of("-&.", from), number.value.size());
  const std::string code = number.value.substr(from, to - from);
  if (from == 0 || known_agency(known, code) || number_codes::in(number_codes::kTypes, code)) return false;
  constexpr std::size_t kLeast = 3;  // letters of an agency's symbol that are no accident
  std::size_t cut = 0;
  if (!printed_type.empty() && code.starts_with(printed_type) && known_agency(known, code.substr(printed_type.size()))) cut = printed_type.size();
  for (const auto* list : {&known.agencies, &known.local_agencies})
    for (const Agency& agency : *list)
      if (printed_type.empty() && key_of(agency.symbol).size() >= kLeast && agency.symbol.size() > cut && code.starts_with(agency.symbol) &&
          key_of(code.substr(agency.symbol.size())).size() > 1)
        cut = agency.symbol.size();
  if (cut == 0) return false;
  number.value.insert(from + cut, "-");
  number.type_code = printed_type;
  number.agency = printed_type.empty() ? code.substr(0, cut) : code.substr(cut);
  number.repairs.insert(number.repairs.end(), {"hyphen", kGuessedSymbol});
  return true;
}

/// What an old number says of type and agency: codes of which one may be that of the printed type.
DocumentNumber as_number(const OldNumber& old, const std::string& printed_type) {
  DocumentNumber number;
  number.digits = old.digits;
  number.value = old.digits + old.symbol;
  for (const std::string& code : old.codes)
    if (code == printed_type) number.type_code = code;
    else number.agency += (number.agency.empty() ? "" : "-") + code;
  if (old.guessed) number.repairs.emplace_back("digit");
  return number;
}

Field read_line(const Line& line, const FieldInput& in) {
  Field field;
  field.raw = line.text;
  field.evidence = evidence_of(line, "header.number");
  const auto printed = printed_type(in.lines, in.known);
  const std::string printed_code = printed ? printed->type->code : "";
  const int printed_in = printed_year(in.lines);
  const bool may_be_old = printed_in > 0 && printed_in <= kLastOldYear;
  const std::optional<OldNumber> old = may_be_old ? old_number_of(line) : std::nullopt;
  const NumberSlot slot = slot_of(line, old.has_value());
  bool hyphen_lost = false;
  std::string blank = text_of(slot.digits), symbol = symbol_of(slot.symbol, hyphen_lost);
  const bool slash_lost = symbol.empty();
  if (slash_lost) {
    // "46NQ-HĐND": the slash is a hypothesis.
    const auto end = blank.find_first_not_of("0123456789");
    if (end == 0 || end == std::string::npos) return {};
    symbol = "/" + blank.substr(end);
    blank = blank.substr(0, end);
  }
  const Page* page = in.page(line.page);

  bool readable = old.has_value(), guessed = old && old->guessed;
  std::optional<DocumentNumber> parsed = old ? as_number(*old, printed_code) : number_with(blank, symbol, readable);
  if (!parsed || !parsed->complete) {
    const auto expected = expected_symbol(symbol, in);
    bool digits_read = false;
    if (std::optional<DocumentNumber> better = expected ? number_with(blank, *expected, digits_read) : std::nullopt; better && better->complete) {
      parsed = std::move(better);
      readable = digits_read;
      parsed->repairs.emplace_back(kGuessedSymbol);
      guessed = true;
    }
  }
  if (!parsed) return {};
  DocumentNumber& number = *parsed;
  if (hyphen_lost) number.repairs.emplace_back("hyphen");
  if (may_be_old) keep_stop(number, symbol);
  guessed |= !old && (part_glued_codes(number, printed_code, in.known) || take_agency_that_looks_so(number, in.known));
  field.values = {number.value};
  field.extra["type_code"] = number.type_code;
  field.extra["agency_code"] = number.agency;
  tell_repairs(field, number.repairs);

  SlotSigns signs;
  if (is_party_form(blank + symbol)) {
    signs.handwritten = false;
  } else if (slot.glued && slot.digits.size() == 1) {
    // Printed digits stand in one word with the symbol, without a gap.
    signs = judge_slot(slot.digits, {}, page);
    if (signs.why == "confidence") signs = {};
  } else {
    SlotPlace place{slot.label, slot.symbol.empty() ? nullptr : &slot.symbol.front(), {}, {}};
    for (const Word& word : slot.symbol)
      if (word.text.starts_with("/")) place.symbol.push_back(word);
    signs = judge_slot(slot.digits, place, page);
  }
  field.handwritten = signs.handwritten;
  if (!signs.why.empty()) field.extra["handwriting"] = signs.why;

  // The old symbol of an agency alone says nothing of the type; the agency must then be the issuer.
  const bool agrees_as_old = old && number.type_code.empty() && number.agency == agency_name(find_issuer(in).value(), in.known).symbol;
  const bool type_agrees = agrees_as_old ? true : printed ? !number.type_code.empty() && (number.type_code == printed->type->code ||
                                                                   in.known.may_number(printed->type->name, number.type_code, number.value))
                                   : (number.type_code.empty() || number.type_code == "CV") && is_letter_form(in.lines);
  const bool agency_known = known_agency(in.known, number.agency);
  const double confidence = std::min(least(slot.digits), std::max(0.5, least(slot.symbol))) * (page ? trust_in(*page) : 1.0);
  // What agrees with the title and with the agencies there are is hardly misread in its letters; of the digits only the
  // engine's own confidence speaks.
  field.confidence = 0.55 * confidence + (type_agrees ? 0.22 : 0.0) + (agency_known ? 0.18 : 0.05) + (number.repairs.empty() ? 0.05 : 0.0);
  if (!number.complete || !readable || slash_lost) field.confidence = std::min(field.confidence, 0.4);
  if (guessed) field.confidence = std::min(field.confidence, 0.75);
  if (!number.year.empty()) {
    // A year inside must be near the dateline's: checked there too, but a wrong one spoils the number.
    const int year = std::stoi(number.year);
    if (year < 1945 || year > 2100) field.confidence = 0.3;
  }
  if (line.words.front().box == std::nullopt && number.complete && !guessed) field.confidence = std::max(field.confidence, 0.9);
  return field;
}

}  // namespace

/// "Số: …" under the agency. A digital stamp on the paper settles what is blank or handwritten.
Field find_number(const FieldInput& in) {
  Field best;
  const auto printed = printed_type(in.lines, in.known);
  const bool appendix = printed && printed->type->kind == "paper" && printed->type->name == "Phụ lục";
  if (!appendix)
    for (const Line* line : lines_in(in.lines, Zone::number)) {
      Field field = read_line(*line, in);
      if (field.values.empty()) continue;
      if (best.values.empty() || field.confidence > best.confidence) best = std::move(field);
    }
  if (best.values.empty() && !appendix)
    for (const Line* line : lines_in(in.lines, Zone::number)) {
      // There is a number that cannot be read: a person must look.
      best.handwritten = line->box.has_value();
      best.raw = line->text;
      best.evidence = evidence_of(*line, "header.number");
      best.candidates.push_back({"", line->text, 0.0, best.evidence});
      break;
    }
  weigh_written_number(best, in);
  const auto stamp = find_digital_stamp(in.lines);
  if (stamp && !appendix && (best.values.empty() || best.handwritten || best.value() == stamp->number)) {
    if (!best.values.empty() && best.value() != stamp->number)
      best.candidates.push_back({best.value(), best.raw, best.confidence, best.evidence});
    const auto parsed = find_document_numbers("Số: " + stamp->number);
    best.values = {stamp->number};
    best.raw = stamp->raw;
    best.confidence = 0.97;
    best.handwritten = false;
    best.evidence = stamp->evidence;
    best.evidence.rule = "digital_stamp.number";
    best.extra["type_code"] = parsed.empty() ? "" : parsed[0].type_code;
    best.extra["agency_code"] = parsed.empty() ? "" : parsed[0].agency;
  }
  return best;
}

}  // namespace sohoa
