#include "pipeline/layout/line_signs.hh"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "core/text/normalize.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {

bool is_stamp_line(const Line& line) {
  const std::string key = key_of(line.text);
  if (line.text.find("+07:00") != std::string::npos || line.text.find("+0700") != std::string::npos) return true;
  // A sentence may speak of such things; a stamp is short or in capitals.
  if (key.size() > 60 || (key.size() > 32 && !in_capitals(line.text))) return false;
  for (const std::string_view phrase : {"congvanden", "thongtindientu", "trungtamcongbao"})
    if (find_phrase(line.words, phrase, 2)) return true;
  // "ĐẾN Ngày: …": the anchor and a slot of the stamp in one line.
  if (line.words.front().text == "ĐẾN" && line.words.size() > 1)
    if (const std::string slot = key_of(line.words[1].text); slot.starts_with("so") || slot.starts_with("ngay") || slot.starts_with("gio")) return true;
  return key.starts_with("kyboi") || key.starts_with("thoigianky") || key.starts_with("nguoiky") || key == "den" || key == "vanden";
}

int number_likeness(const Line& line) {
  // "SỞ NỘI VỤ" begins with the letters of "Số".
  if (in_capitals(line.text) && line.text.find_first_of("/0123456789") == std::string::npos) return 0;
  const std::string key = key_of(line.text);
  int score = 0;
  if (!line.words.empty()) {
    const std::string first = key_of(line.words.front().text);
    if (key.starts_with("so") || key.starts_with("s0") || key.starts_with("s6")) score += first.size() <= 8 ? 2 : 1;
    else if (key.starts_with("se") || key.starts_with("sd")) score += 1;
  }
  const auto slash = line.text.find('/');
  // Before 2006 a symbol could stand without a slash: "18-CP".
  static const RE2 old_form(R"((?:^|[^\d/])\d{1,4}-\p{Lu}[\p{L}-]+\W*$)");
  if (slash == std::string::npos && RE2::PartialMatch(line.text, old_form)) score += 2;
  if (slash != std::string::npos && slash + 2 < line.text.size()) {
    const std::string after = key_of(std::string_view(line.text).substr(slash + 1));
    const auto capitals = std::count_if(line.text.begin() + static_cast<std::ptrdiff_t>(slash), line.text.end(),
                                        [](char c) { return c >= 'A' && c <= 'Z'; });
    if (after.size() >= 2 && capitals >= 2) score += 2;
    else if (after.size() >= 2) score += 1;
  }
  return key.size() > 40 ? 0 : score;
}

bool starts_small(const Line& line) {
  const std::string first = line.words.front().text;
  return text::lower(first) == first && key_of(first).size() > 1;
}

bool is_mark(const Line& line) {
  static constexpr std::array<std::string_view, 9> kMarks{"hoatoc", "thuongkhan", "khan", "tuyetmat", "toimat", "mat",
                                                          "luuhanhnoibo", "xemxongtralai", "hoatochengio"};
  // Letters of a stamp are often read large and small by turns: "HöA TỐc".
  const auto words = text::words(line.text);
  const bool large = !words.empty() && std::all_of(words.begin(), words.end(), [](std::string_view word) { return text::lower(word) != word; });
  const std::string key = key_of(line.text);
  if (!in_capitals(line.text) && !(large && key.size() > 5)) return false;
  return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) {
    return key == mark || (mark.size() > 5 && edit_distance(key, mark, 1) <= 1);
  });
}

bool in_capitals(std::string_view text) {
  int capital = 0, small = 0;
  for (const std::string_view word : text::words(text)) {
    const std::string lower = text::lower(word);
    if (lower == text::upper(word)) continue;  // digits
    if (text::upper(word) == word) capital += static_cast<int>(word.size());
    else if (lower == word) small += static_cast<int>(word.size());
    else small += static_cast<int>(word.size()) / 2;
  }
  return capital > 4 * small;
}

bool is_youth_heading(std::string_view text) {
  const std::string key = key_of(text);
  return in_capitals(text) && key.size() < 60 && 
         std::ranges::any_of(kYouthHeadings, [&](std::string_view heading) { return key.find(heading) != std::string::npos; });
}

bool awaits_number(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kNumbered{"định", "quyết", "tư", "lệnh", "thị", "luật", "văn", "hoạch", "trình", "báo", "cáo"};
  const auto words = text::words(text);
  return words.size() > 1 && text.ends_with(words.back()) && text::lower(words.back()) == "số" &&
         std::ranges::find(kNumbered, text::lower(words[words.size() - 2])) != kNumbered.end();
}

bool ends_open(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kNever{"của", "và", "về", "tại", "theo", "các", "những", "với", "hoặc", "từ"};
  // "các hạn chế, tồn tại", "kèm theo".
  static constexpr std::array<std::string_view, 3> kClosing{"tồn", "hiện", "kèm"};
  const auto words = text::words(text);
  if (words.empty() || !text.ends_with(words.back())) return false;
  if (awaits_number(text)) return true;
  if (words.size() > 1 && std::ranges::find(kClosing, text::lower(words[words.size() - 2])) != kClosing.end()) return false;
  return std::ranges::find(kNever, text::lower(words.back())) != kNever.end();
}

bool has_date_words(const Line& line) {
  // "NGÂN HÀNG … VIỆT NAM" has letters of "tháng" and "năm".
  if (in_capitals(line.text) && line.text.find_first_of("0123456789") == std::string::npos && key_of(line.text).find("ngay") == std::string::npos) return false;
  int found = 0;
  bool month = false;
  for (const Word& word : line.words) {
    const std::string key = key_of(word.text);
    if (key.find("ngay") != std::string::npos) found |= 1;
    if (key.find("thang") != std::string::npos || key.find("hang") != std::string::npos) found |= 2, month = true;
    if (key.starts_with("nam") || key.ends_with("nam")) found |= 4;
  }
  return found == 7 || (found == 3 && month) || (found == 6 && line.text.size() < 60) ||
         (found == 5 && line.text.size() < 60);
}

bool is_name_shaped(const Line& line) {
  int words = 0;
  for (const Word& word : line.words) {
    const auto letters = text::words(word.text);
    if (letters.empty()) continue;
    const std::string first(letters.front());
    if (text::lower(first) == first || text::upper(first) == first) return false;
    ++words;
  }
  return words >= 2 && words <= 6;
}

bool begins_letter_subject(const Line& line) {
  const std::string key = key_of(line.text);
  if (key.starts_with("vv") || key.starts_with("veviec")) return true;
  // The second v may be unreadable, or left out.
  const auto letter = line.text.find_first_not_of("([{'\"., ");
  return letter != std::string::npos && (line.text[letter] == 'V' || line.text[letter] == 'v') && line.text.compare(letter + 1, 1, "/") == 0;
}

bool is_authority_line(const Line& line) {
  static constexpr std::array<std::string_view, 34> kTitles{
      "chutich",      "phochutich",   "giamdoc",       "phogiamdoc",     "botruong",   "thutruong",     "thutuong",
      "phothutuong",  "truongban",    "photruongban",  "chanhvanphong",  "phochanhvanphong", "cuctruong", "phocuctruong",
      "chicuctruong", "phochicuctruong", "tongcuctruong", "photongcuctruong", "hieutruong", "phohieutruong", "truongphong",
      "photruongphong", "thongdoc",   "phothongdoc",   "tonggiamdoc",    "vutruong",   "bithu",         "phobithu",
      "chanhthanhtra", "vientruong",  "chanhan",       "tongthanhtra",   "chunhiem",   "phochunhiem"};
  const std::string key = key_of(line.text);
  if (key.empty() || line.words.size() > 12) return false;
  const std::string first = line.words.front().text;
  for (const std::string_view prefix : {"TM.", "KT.", "TL.", "TUQ.", "Q.", "T.M", "K.T", "T.L"})
    if (first.starts_with(prefix)) return true;
  if (!in_capitals(line.text)) return false;
  for (const std::string_view prefix : {"tm", "kt", "tl", "tuq"})
    if (key_of(first) == prefix) return true;
  for (const std::string_view title : kTitles) {
    if (key == title || (title.size() > 6 && edit_distance(key, title, 1) <= 1)) return true;
    if (key.starts_with(title) && key.size() < title.size() + 36) return true;
  }
  return false;
}

}  // namespace sohoa
