#include "report/same_value.hh"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

using Words = std::vector<std::string>;

/// The letters of UTF-8 that is known to be well formed.
std::u32string letters_of(std::string_view s) {
  std::u32string out;
  for (const char c : s) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80 && !out.empty()) out.back() = (out.back() << 6) | (byte & 0x3F);
    else out += byte < 0x80 ? byte : byte & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07);
  }
  return out;
}

std::size_t distance(std::string_view one, std::string_view other) {
  const std::u32string a = letters_of(one), b = letters_of(other);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

const std::map<std::string, std::string>& new_tone_places() {
  static const std::map<std::string, std::string> table{
      {"oà", "òa"}, {"oá", "óa"}, {"oả", "ỏa"}, {"oã", "õa"}, {"oạ", "ọa"}, {"oè", "òe"}, {"oé", "óe"}, {"oẻ", "ỏe"},
      {"oẽ", "õe"}, {"oẹ", "ọe"}, {"uỳ", "ùy"}, {"uý", "úy"}, {"uỷ", "ủy"}, {"uỹ", "ũy"}, {"uỵ", "ụy"}};
  return table;
}

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

void replace_all(std::string& s, std::string_view from, std::string_view to) {
  // A match does not take part in the next one, its closing blank included.
  for (std::size_t at = 0; (at = s.find(from, at)) != std::string::npos; at += to.size()) s.replace(at, from.size(), to);
}

Words agency(std::string_view name) {
  std::string s = " " + joined(compared_words(name)) + " ";
  for (const auto& [shorter, longer] : {std::pair{" ubnd ", " ủy ban nhân dân "}, {" hđnd ", " hội đồng nhân dân "}, {" tp ", " thành phố "},
                                        {" gd đt ", " giáo dục và đào tạo "}})
    replace_all(s, shorter, longer);
  return compared_words(s);
}

/// The same words, but for a letter in up to two of them, and a place behind that only one side names.
bool alike(const Words& one, const Words& other) {
  static constexpr std::array<std::string_view, 7> kPlaces{"tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường"};
  for (const auto& [longer, b] : {std::pair{&one, &other}, {&other, &one}}) {
    Words a = *longer;
    if (a.size() > b->size() && b->size() >= 2 && std::ranges::find(kPlaces, a[b->size()]) != kPlaces.end()) a.resize(b->size());
    if (a.size() != b->size()) continue;
    int off = 0;
    bool near = true;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (a[i] != (*b)[i]) {
        ++off;
        near = near && distance(a[i], (*b)[i]) <= 1;
      }
    if (off <= 2 && near) return true;
  }
  return false;
}

/// The label's own name, or with its parent before or behind it ("parent - own name"); joint acts in any order.
bool same_issuer(const std::string& label, const std::string& got) {
  static const RE2 between(R"(\s+-\s+|\s*;\s*)");
  std::vector<Words> parts;
  std::string cut = label;
  RE2::GlobalReplace(&cut, between, "\n");
  for (std::size_t begin = 0; begin <= cut.size();) {
    const std::size_t end = std::min(cut.find('\n', begin), cut.size());
    parts.push_back(agency(cut.substr(begin, end - begin)));
    begin = end + 1;
  }
  const Words have = agency(got);
  Words forwards, backwards;
  for (const Words& part : parts) forwards.insert(forwards.end(), part.begin(), part.end());
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) backwards.insert(backwards.end(), part->begin(), part->end());
  return !have.empty() && (alike(parts.back(), have) || alike(forwards, have) || alike(backwards, have));
}

std::string subject(std::string_view s) {
  std::string words = joined(compared_words(s));
  static const RE2 opening(R"(^(v v|về việc|về)\s+)");
  RE2::Replace(&words, opening, "");
  return words;
}

bool same_subject(const std::string& label, const std::string& got) {
  const std::string a = subject(label), b = subject(got);
  const double length = static_cast<double>(std::max<std::size_t>(letters_of(a).size(), 1));
  return !b.empty() && static_cast<double>(distance(a, b)) <= 0.10 * length;
}

std::vector<std::string> items(const std::string& joined) {
  std::vector<std::string> all;
  for (std::size_t begin = 0; begin <= joined.size();) {
    const std::size_t end = std::min(joined.find("; ", begin), joined.size());
    all.push_back(joined.substr(begin, end - begin));
    begin = end + 2;
  }
  return all;
}

bool same_recipients(const std::string& label, const std::string& got) {
  return std::ranges::equal(items(label), items(got), same_subject);
}

/// "PHÓ CHỦ TỊCH", also where the label says for whom he signs: "KT. Chủ tịch, Phó Chủ tịch".
bool same_title(const std::string& label, const std::string& got) {
  static const RE2 for_whom(R"((?i)^\s*(?:KT|TM|TL|TUQ)\b)");
  const Words have = compared_words(got);
  for (std::size_t begin = 0; begin < label.size();) {
    if (compared_words(label.substr(begin)) == have) return true;
    const std::size_t comma = label.find(", ", begin);
    if (comma == std::string::npos || !RE2::PartialMatch(label.substr(begin), for_whom)) return false;
    begin = comma + 2;
  }
  return false;
}

Words signer(std::string_view name) {
  static constexpr std::array<std::string_view, 15> kRanks{"ts",     "ths",   "pgs",   "gs", "bs",   "cn",  "ks", "đại",
                                                           "thượng", "trung", "thiếu", "tá", "tướng", "ông", "bà"};
  Words words = compared_words(name);
  const auto first = std::ranges::find_if(words, [](const std::string& w) { return std::ranges::find(kRanks, w) == kRanks.end(); });
  words.erase(words.begin(), first);
  return words;
}

}  // namespace

std::vector<std::string> compared_words(std::string_view text) {
  const std::string lower = text::lower(text::normalize(text));
  Words words;
  for (const std::string_view slice : text::words(lower)) {
    std::string word(slice);
    const std::u32string letters = letters_of(word);
    if (letters.size() > 1 && !word.starts_with("qu")) {
      std::size_t tail = word.size();
      for (int left = 2; left > 0; --left)
        do --tail;
        while ((static_cast<unsigned char>(word[tail]) & 0xC0) == 0x80);
      if (const auto found = new_tone_places().find(word.substr(tail)); found != new_tone_places().end())
        word.replace(tail, std::string::npos, found->second);
    }
    words.push_back(std::move(word));
  }
  return words;
}

std::string compared_number(std::string_view number) {
  static const RE2 label(R"(^\s*SỐ\s*:?)"), noise(R"([\s.])"), strokes("/+"), zeros(R"(^0+(\d))");
  std::string s = text::upper(text::normalize(number));
  RE2::Replace(&s, label, "");
  RE2::GlobalReplace(&s, noise, "");
  RE2::GlobalReplace(&s, strokes, "/");
  RE2::Replace(&s, zeros, R"(\1)");
  return s;
}

bool same_value(FieldId field, const std::string& label, const std::string& got) {
  switch (field) {
    case FieldId::number: return compared_number(label) == compared_number(got);
    case FieldId::issued_date: return label == got;
    case FieldId::issuer: return same_issuer(label, got);
    case FieldId::subject: return same_subject(label, got);
    case FieldId::signer: return signer(label) == signer(got);
    case FieldId::signer_title: return same_title(label, got);
    case FieldId::recipients: return same_recipients(label, got);
    default: return compared_words(label) == compared_words(got);
  }
}

bool covers(std::string_view wanted, std::string_view got, std::size_t slack) {
  const Words a = compared_words(wanted), b = compared_words(got);
  const auto there = std::ranges::count_if(a, [&](const std::string& w) { return std::ranges::find(b, w) != b.end(); });
  return !a.empty() && b.size() <= slack * a.size() + 4 && static_cast<double>(there) >= 0.7 * static_cast<double>(a.size());
}

}  // namespace sohoa
