#include "pipeline/extract/agency_name.hh"

#include <algorithm>
#include <array>
#include <vector>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string join(const std::vector<std::string>& words, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) text += (text.empty() ? "" : " ") + words[i];
  return text;
}

/// Abbreviations among the words are written out.
std::vector<std::string> expanded(std::string_view printed, const Knowledge& known) {
  std::vector<std::string> words;
  for (const std::string& word : split(printed)) {
    const auto found = std::find_if(known.abbreviations.begin(), known.abbreviations.end(),
                                    [&](const auto& row) { return row.first == word || row.first + ',' == word; });
    for (std::string& part : split(found == known.abbreviations.end() ? word : found->second)) words.push_back(std::move(part));
  }
  return words;
}

constexpr std::array<std::string_view, 9> kKinds{"tỉnh", "thành phố", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu"};

std::size_t word_count(std::string_view text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1; }

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const std::string_view word : text::words(text)) letters += (letters.empty() ? "" : " ") + std::string(word);
  return text::canonical(letters);
}

/// Tells what was mended where words as read are not those known; of two repairs the greater one.
void tell_repair(std::string& repair, const std::vector<std::string>& read, std::string_view known) {
  const std::string text = join(read, 0);
  if (key_of(text) != key_of(known)) repair = "letter";
  else if (repair.empty() && letters_of(text) != letters_of(known)) repair = "mark";
}

/// Committees, of the Party too, and councils are told apart only by their place.
bool is_told_by_place(std::string_view name) {
  return name.starts_with("Ủy ban") || name.starts_with("Hội đồng") || name.starts_with("Ban Chỉ đạo") || name.ends_with(" ủy");
}

/// "TINH QUẢNG NGÃI" → "tỉnh Quảng Ngãi" when there is such a province; else the kind as it is spelled and the name as read.
std::string place_name(const std::vector<std::string>& words, const Knowledge& known, AgencyName& body) {
  if (words.empty()) return {};
  double& certainty = body.certainty;
  const std::string text = join(words, 0), key = key_of(text);
  const Province* best = nullptr;
  int least = 100;
  bool with_kind = false;
  const bool valid = text::valid_share(text) == 1.0;
  for (const Province& province : known.provinces)
    for (const bool kind : {true, false}) {
      const std::string want = (kind ? key_of(province.kind) : "") + key_of(province.name);
      // A name of good syllables is another place, not this one misread; only marks may differ then.
      const int allowed = valid || want.size() < 8 ? 0 : 1;
      const int errors = edit_distance(key, want, allowed);
      if (errors <= allowed && errors < least) best = &province, least = errors, with_kind = kind;
    }
  if (best) {
    if (least > 0) certainty = std::min(certainty, 0.9);
    if (least == 0 && is_other_place(with_kind ? join(words, word_count(best->kind)) : text, best->name)) certainty = std::min(certainty, 0.6);
    const std::string name = with_kind ? best->kind + ' ' + best->name : best->name;
    tell_repair(body.repair, words, name);
    return name;
  }
  certainty = std::min(certainty, 0.6);
  const std::string folded = text::fold(text);
  for (const std::string_view kind : kKinds)
    if (folded.starts_with(text::fold(kind))) {
      const std::size_t count = word_count(kind);
      // A committee is of some place; a hospital may be "của tỉnh".
      if (count == words.size() && is_told_by_place(body.name)) certainty = std::min(certainty, 0.3);
      if (count >= words.size()) break;
      tell_repair(body.repair, {words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count)}, kind);
      return std::string(kind) + ' ' + title_case(join(words, count));
    }
  return title_case(text);
}

/// Short first words tell bodies apart: "Bộ Tư pháp" is not "Sở Tư pháp".
bool same_head(const std::vector<std::string>& words, const std::string& name) {
  const std::string head = key_of(name.substr(0, name.find(' ')));
  return head.size() > 3 || (!words.empty() && key_of(words.front()) == head);
}

/// Errors of the best prefix of `key` that is `name`, and its length; more than allowed: -1.
int prefix_errors(const std::string& key, const std::string& name, std::size_t& length) {
  const int allowed = static_cast<int>(name.size()) / 10;
  int best = -1;
  for (int size = static_cast<int>(name.size()) - allowed; size <= static_cast<int>(name.size()) + allowed; ++size) {
    if (size <= 0 || size > static_cast<int>(key.size())) continue;
    const int errors = edit_distance(std::string_view(key).substr(0, static_cast<std::size_t>(size)), name, allowed);
    if (errors <= allowed && (best < 0 || errors < best)) best = errors, length = static_cast<std::size_t>(size);
  }
  return best;
}

/// Capitals that are no syllable are an abbreviation the tables do not know: it stays as printed.
std::string with_abbreviations(const std::string& spelled, const std::string& printed) {
  const auto small = split(spelled), large = split(printed);
  std::string name;
  for (std::size_t i = 0; i < small.size(); ++i)
    name += (i ? " " : "") + (large[i].size() > 2 && !text::is_syllable(trimmed_signs(large[i])) ? large[i] : small[i]);
  return name;
}

}  // namespace

bool is_other_place(std::string_view read, std::string_view known_name) {
  const std::string a = letters_of(read), b = letters_of(known_name);
  return a != b && text::valid_share(read) == 1.0 && !text::adds_marks(a, b);
}

bool begins_agency(std::string_view text) {
  static constexpr std::array<std::string_view, 42> kHeads{
      "bo ",      "so ",       "ubnd",     "uy ban",   "hoi dong", "hdnd",     "chi cuc", "cuc ",     "tong cuc",  "ban ",
      "phong ",   "van phong", "trung tam", "truong ", "cong ty",  "thanh tra", "dang ",  "chinh phu", "thu tuong", "ngan hang",
      "vien ",    "kiem toan", "toa an",   "tinh uy",  "thanh uy", "huyen uy", "doan ",   "hoi ",     "benh vien", "cong an",
      "quoc hoi", "chu tich",  "mat tran", "bao hiem", "hoc vien", "dai ",     "lien doan", "kho bac", "cong doan", "tong lien doan", "tong cong ty", "tap doan"};
  const std::string folded = text::fold(text);
  if (folded.starts_with("phong chong") || folded.starts_with("phong, chong") || folded.starts_with("truong sa")) return false;
  return std::any_of(kHeads.begin(), kHeads.end(), [&](std::string_view head) { return folded.starts_with(head); });
}

AgencyName agency_name(std::string_view printed, const Knowledge& known) {
  // "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" issues by himself.
  if (text::fold(printed).starts_with("chu tich uy ban") || text::fold(printed).starts_with("chu tich ubnd")) {
    AgencyName body = agency_name(printed.substr(printed.find(' ', printed.find(' ') + 1) + 1), known);
    body.name = "Chủ tịch " + body.name;
    return body;
  }
  const std::vector<std::string> words = expanded(printed, known);
  const std::string text = join(words, 0), key = key_of(text);
  AgencyName result;
  int least = 100;
  for (const Agency& agency : known.agencies) {
    const std::string name = key_of(agency.name);
    const int allowed = static_cast<int>(name.size()) / 8;
    const int errors = edit_distance(key, name, allowed);
    if (errors > allowed || errors >= least || !same_head(words, agency.name)) continue;
    least = errors;
    result = {agency.name, {}, agency.symbol, errors == 0 ? 1.0 : 0.9, {}};
    tell_repair(result.repair, words, agency.name);
  }
  if (least < 100) return result;

  std::size_t longest = 0;
  for (const Agency& agency : known.local_agencies) {
    std::size_t length = 0;
    const std::string name = key_of(agency.name);
    const int errors = prefix_errors(key, name, length);
    if (errors < 0 || name.size() <= longest || !same_head(words, agency.name)) continue;
    // The name must end with a word.
    std::size_t used = 0, count = 0;
    while (count < words.size() && used < length) used += key_of(words[count++]).size();
    if (used > length + 1) continue;
    longest = name.size();
    const auto end = words.begin() + static_cast<std::ptrdiff_t>(count);
    result = {agency.name, {}, agency.symbol, errors == 0 ? 1.0 : 0.9, {}};
    tell_repair(result.repair, {words.begin(), end}, agency.name);
    result.place = place_name({end, words.end()}, known, result);
  }
  if (longest > 0) {
    // A department's place is its parent's.
    if (is_told_by_place(result.name)) result.name = result.full(), result.place.clear();
    return result;
  }
  result.name = with_abbreviations(sentence_case(text), text);
  return result;
}

}  // namespace sohoa
