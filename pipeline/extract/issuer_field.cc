#include <re2/re2.h>
#include <re2/stringpiece.h>

#include <algorithm>
#include <array>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/agency_name.hh"
#include "pipeline/extract/dated_names.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/parent_note.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

/// One body as printed over one or more lines.
struct Printed {
  std::string text;
  double confidence = 1.0;
};

/// Without signs that no name in a header has at its ends; "TP." and other abbreviations keep their stop.
std::string without_dirt(std::string token) {
  while (!token.empty() && std::string_view("'\".`_-").find(token.front()) != std::string_view::npos) token.erase(0, 1);
  const bool whole = key_of(token).size() > 3 || text::is_syllable(trimmed_signs(token));
  while (!token.empty() && (std::string_view("'\"`_").find(token.back()) != std::string_view::npos || (whole && (token.back() == '.' || token.back() == ':'))))
    token.pop_back();
  return token;
}

/// The English name under the Vietnamese one in headers of two languages: no word has a mark, and one is English.
bool is_english(const Line& line, const Knowledge& known) {
  const auto words = text::words(line.text);
  const bool marked = std::any_of(words.begin(), words.end(), [](std::string_view word) { return text::fold(word) != text::lower(word); });
  return !marked && words.size() > 1 && std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return !text::is_syllable(word) && known.english_organizations.contains(text::lower(word));
  });
}

/// Whether this names nothing but a kind of organization and its legal form: "CÔNG TY CỔ PHẦN".
bool is_kind_alone(const std::string& text, const Knowledge& known) {
  static constexpr std::array<std::string_view, 7> kForms{"cophan", "tnhh", "trachnhiemhuuhan", "motthanhvien", "haithanhvientrolen", "mtv", "hopdanh"};
  const std::string key = key_of(text);
  return std::any_of(known.organization_kinds.begin(), known.organization_kinds.end(), [&](const std::string& kind) {
    if (!key.starts_with(key_of(kind))) return false;
    std::string_view rest = std::string_view(key).substr(key_of(kind).size());
    for (bool cut = true; cut && !rest.empty();) {
      const auto form = std::ranges::find_if(kForms, [&](std::string_view one) { return rest.starts_with(one); });
      cut = form != kForms.end();
      if (cut) rest.remove_prefix(form->size());
    }
    return rest.empty();
  });
}

/// Leaves out the English names under the Vietnamese ones. Behind a kind alone a line without marks may be the very name ("CÔNG TY CỔ PHẦN",
/// "ABC GROUP"): it stays, and whether one did is returned.
bool without_english(std::vector<const Line*>& lines, const Knowledge& known) {
  bool doubtful = false;
  for (std::size_t i = 1; i < lines.size();) {
    if (!is_english(*lines[i], known)) ++i;
    else if (is_kind_alone(lines[i - 1]->text, known)) doubtful = true, ++i;
    else lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return doubtful;
}

/// The agency lines as bodies: a line that begins a name opens a new one. "BỘ A - BỘ B" on one line are two.
std::vector<Printed> bodies(const std::vector<const Line*>& lines) {
  std::vector<Printed> all;
  for (const Line* line : lines) {
    std::string text;
    double least = 1.0;
    const auto flush = [&] {
      if (key_of(text).size() < 2) return text.clear();
      if (all.empty() || (begins_agency(text + ' ') && key_of(all.back().text) != "chutich")) all.push_back({text, least});
      else all.back().text += ' ' + text, all.back().confidence = std::min(all.back().confidence, least);
      text.clear();
      least = 1.0;
    };
    for (std::size_t i = 0; i < line->words.size(); ++i) {
      const Word& word = line->words[i];
      const std::string key = key_of(word.text);
      // Names stand in capitals: other words, and what has a slash, are dirt or belong to the number.
      const bool noise = word.text.find('/') != std::string::npos || key == "so" ||
                         (line->box && word.confidence < 0.6 && text::lower(word.text) == word.text);
      if (noise && !(key == "so" && text::upper(word.text) == word.text)) continue;
      if (key.empty()) {
        // A dash between two bodies of a joint act.
        const bool dash = word.text == "-" || word.text == "–" || word.text == "—";
        if (dash && i + 1 < line->words.size() && begins_agency(line->words[i + 1].text + ' ')) flush();
        else if (dash && !text.empty() && i + 1 < line->words.size()) text += " -";
        continue;
      }
      const std::string token = without_dirt(word.text);
      text += (text.empty() ? "" : " ") + token;
      least = std::min(least, word.confidence);
    }
    flush();
  }
  return all;
}

/// What an abbreviation at the end of a name stands for, where the document writes it out: "Phòng … và QLCL" and, in the text,
/// "… và Quản lý chất lượng". Empty when it does not.
std::string explained(const std::string& name, const FieldInput& in) {
  const auto space = name.rfind(' ');
  if (space == std::string::npos) return {};
  const std::string initials = key_of(name.substr(space + 1));
  const std::string before = key_of(name.substr(name.rfind(' ', space - 1) + 1, space - name.rfind(' ', space - 1) - 1));
  if (initials.size() < 3) return {};
  for (const Line& line : in.lines) {
    if (line.zone != Zone::title && line.zone != Zone::body) continue;
    for (std::size_t i = 1; i + initials.size() <= line.words.size(); ++i) {
      if (key_of(line.words[i - 1].text) != before) continue;
      std::string words;
      std::size_t n = 0;
      for (; n < initials.size() && key_of(line.words[i + n].text).substr(0, 1) == initials.substr(n, 1); ++n)
        words += ' ' + trimmed_signs(line.words[i + n].text);
      if (n == initials.size()) return name.substr(0, space) + words;
    }
  }
  return {};
}

bool is_joint(const FieldInput& in) {
  const auto& extra = in.field(FieldId::number).extra;
  const auto code = extra.find("type_code");
  const std::string type = key_of(in.field(FieldId::type).value());
  return (code != extra.end() && (code->second == "TTLT" || code->second == "NQLT" || code->second == "TTrLT")) || type.ends_with("lientich");
}

/// Where a body under this one is: "Phòng Nội vụ" under "Ủy ban nhân dân huyện Châu Thành".
std::string place_of(const AgencyName& parent) {
  static constexpr std::string_view kCommittee = "Ủy ban nhân dân ";
  return parent.place.empty() && parent.name.starts_with(kCommittee) ? parent.name.substr(kCommittee.size()) : parent.place;
}

constexpr std::string_view kYouthUnion = "Đoàn TNCS Hồ Chí Minh";

/// A name that says nothing without the body it belongs to: the office of a committee, a board of a Party committee or of the Youth Union.
bool is_part_of(const std::string& name, std::string_view parent) {
  if (key_of(name) == "vanphong") return true;
  return (parent.find(" ủy") != std::string_view::npos || parent == kYouthUnion) && (name.starts_with("Ban ") || name.starts_with("Ủy ban Kiểm tra"));
}

/// How far a body may be taken as printed, given the code in the number.
double confidence_of(const AgencyName& body, const Printed& printed, const std::string& code) {
  double confidence = body.certainty >= 1.0 ? 0.92
                      : body.certainty >= 0.9 ? 0.86
                      : body.certainty > 0.0 ? std::min(0.85, printed.confidence)
                                             : std::min(0.82, printed.confidence * 0.9);
  if (text::valid_share(body.name) < 0.99 && body.certainty < 0.9) confidence = std::min(confidence, 0.6);
  if (!code.empty() && !body.symbol.empty()) {
    if (body.symbol == code) confidence += 0.06;
  }
  // "ỦY BAN NHÂN DÂN TỈNH": of which is not said.
  if (body.certainty > 0.0 && body.certainty < 0.6) confidence = std::min(confidence, 0.6);
  // A word mended before a name that no table has is a guess on a guess.
  if (!body.repair.empty()) confidence = std::min(confidence - 0.04, body.certainty > 0.6 ? 1.0 : 0.75);
  return confidence;
}

Field from_header(const FieldInput& in) {
  Field field;
  auto lines = lines_in(in.lines, Zone::agency);
  const bool doubtful = without_english(lines, in.known);
  const auto printed = bodies(lines);
  if (printed.empty()) return field;
  const auto& extra = in.field(FieldId::number).extra;
  const auto found = extra.find("agency_code");
  const std::string code = found == extra.end() ? "" : found->second;
  field.raw = joined_text(lines);
  field.evidence = evidence_of(lines, "header.agency");
  if (is_joint(in) && printed.size() > 1) {
    field.confidence = 1.0;
    std::vector<std::string> repairs;
    for (const Printed& body : printed) {
      const AgencyName name = agency_name(body.text, in.known);
      field.values.push_back(name.full());
      field.confidence = std::min(field.confidence, confidence_of(name, body, ""));
      repairs.push_back(name.repair);
    }
    tell_repairs(field, repairs);
    return field;
  }
  AgencyName own = agency_name(printed.back().text, in.known);
  // A name the engine spoilt is settled by the code in the number, when both are alike.
  if (own.certainty < 1.0 && !code.empty())
    for (const Agency& agency : in.known.agencies)
      if (agency.symbol == code && edit_distance(key_of(agency.name), key_of(own.name)) * 3 <= static_cast<int>(key_of(agency.name).size()))
        own = {agency.name, {}, agency.symbol, 0.9, "letter"};
  const std::vector<const Line*> right = lines_in(in.lines, Zone::motto);
  const bool of_youth = std::any_of(right.begin(), right.end(), [](const Line* line) { return is_youth_heading(line->text); });
  if (of_youth && is_part_of(own.name, kYouthUnion) && text::fold(own.name).find("doan") == std::string::npos) own.name += ' ' + std::string(kYouthUnion);
  field.values = {own.name};
  field.confidence = confidence_of(own, printed.back(), code);
  if (doubtful) field.confidence = std::min(field.confidence, 0.6);
  tell_repairs(field, {own.repair});
  if (printed.size() > 1) {
    const AgencyName parent = agency_name(printed[printed.size() - 2].text, in.known);
    field.extra["parent"] = parent.full();
    if (is_part_of(own.name, parent.name)) field.values = {own.name += ' ' + parent.full()};
    if (own.place.empty()) own.place = place_of(parent);
    if (printed.size() > 3) field.confidence = std::min(field.confidence, 0.6);
  }
  // A local body stands under its parent: alone it may be the parent of a name that was not read.
  const bool central = std::any_of(in.known.agencies.begin(), in.known.agencies.end(), [&](const Agency& a) { return a.name == own.name; });
  if (printed.size() == 1 && !central && own.symbol != code && !own.name.starts_with("Ủy ban") && !own.name.starts_with("Hội đồng"))
    field.confidence = std::min(field.confidence, 0.7);
  if (own.full() != own.name) field.extra["full"] = own.full();
  if (const std::string full = own.certainty == 0.0 ? explained(own.name, in) : ""; !full.empty() && text::valid_share(full) == 1.0) {
    field.extra["full"] = full;
    field.confidence = std::max(field.confidence, std::min(0.85, printed.back().confidence));
  }
  return field;
}

/// A name and its place from running text, only when the tables know the name and the place looks like one.
std::optional<AgencyName> known_body(const std::string& text, const Knowledge& known) {
  const AgencyName body = agency_name(text, known);
  if (body.certainty < 0.6 || text::words(body.full()).size() > 14) return std::nullopt;
  return body;
}

/// "(Kèm theo … của Sở Nội vụ tỉnh …)".
Field from_parent(const FieldInput& in) {
  Field field;
  const auto note = parent_note(in.lines);
  if (!note) return field;
  const auto of = note->text.rfind(" của ");
  if (of == std::string::npos) return field;
  const std::string text = trimmed_signs(note->text.substr(of + sizeof(" của ") - 1));
  const auto body = known_body(text, in.known);
  if (!body) return field;
  field.values = {body->name};
  if (body->full() != body->name) field.extra["full"] = body->full();
  field.raw = text;
  field.confidence = body->certainty >= 1.0 ? 0.88 : 0.7;
  field.evidence = note->evidence;
  field.evidence.rule = "appendix.issuer";
  return field;
}

/// "… , Sở Tư pháp xây dựng Kế hoạch …": the body that speaks in the first paragraphs of a text without a header.
Field from_body(const FieldInput& in) {
  static const RE2 speaks(
      R"(((?:[ỦU][yỷ]\s+ban\s+nhân\s+dân|UBND|HĐND|Sở|Bộ|Chi cục|Cục|Ban|Văn phòng)(?:\s+[^\s.;,:()]+){0,9}?)\s+(?:báo cáo|xây dựng|ban hành|đề nghị|yêu cầu|thông báo|hướng dẫn|kính mời)\s)");
  Field field;
  std::string text;
  std::vector<const Line*> body = lines_in(in.lines, Zone::body);
  if (body.size() > 30) body.resize(30);
  text = joined_text(body);
  re2::StringPiece rest(text);
  std::string candidate;
  while (RE2::FindAndConsume(&rest, speaks, &candidate)) {
    // Of nested beginnings the last is the body itself: "Kế hoạch của Bộ … Sở Tư pháp xây dựng".
    if (candidate.find(" về ") != std::string::npos) continue;
    const auto known = known_body(candidate, in.known);
    if (!known || known->certainty < 0.6) continue;
    field.values = {known->name};
    if (known->full() != known->name) field.extra["full"] = known->full();
    field.raw = candidate;
    field.confidence = known->certainty >= 1.0 ? 0.84 : known->certainty >= 0.6 ? 0.81 : 0.6;
    // Under a header that could not be read, or without the title, another body may be speaking.
    const auto motto = lines_in(in.lines, Zone::motto);
    if (lines_in(in.lines, Zone::title).empty() || (!motto.empty() && motto.front()->box))
      field.confidence = std::min(field.confidence, 0.6);
    for (const Line* line : body)
      if (line->text.find(candidate.substr(0, candidate.find(' '))) != std::string::npos) {
        field.evidence = evidence_of(*line, "body.issuer");
        break;
      }
    return field;
  }
  return field;
}

/// "Đơn vị: Phòng …" under the title of a list.
Field from_label(const FieldInput& in) {
  static const RE2 label(R"(^\s*(?:Đơn vị|Cơ quan)\s*:\s*(\p{Lu}.+)$)");
  Field field;
  std::size_t seen = 0;
  for (const Line& line : in.lines) {
    std::string text;
    if (++seen > 15) break;
    if (line.zone != Zone::body || !RE2::FullMatch(line.text, label, &text)) continue;
    const auto body = known_body(trimmed_signs(text), in.known);
    if (!body) continue;
    field.values = {body->name};
    if (body->full() != body->name) field.extra["full"] = body->full();
    field.raw = text;
    field.confidence = body->certainty >= 1.0 ? std::min(0.88, line.confidence) : 0.7;
    field.evidence = evidence_of(line, "title.unit");
    break;
  }
  return field;
}

}  // namespace

/// The last body of the left column of the header; its parent stands above it. Without a header, the body an appendix names, the
/// one a list is labelled with, or the one that speaks.
Field find_issuer(const FieldInput& in) {
  Field field = from_header(in);
  if (field.values.empty() && lines_in(in.lines, Zone::motto).empty()) field = from_parent(in);
  if (field.values.empty() && lines_in(in.lines, Zone::motto).empty()) field = from_label(in);
  if (field.values.empty()) field = from_body(in);
  weigh_dated_names(field, in.field(FieldId::issued_date), in.known);
  return field;
}

}  // namespace sohoa
