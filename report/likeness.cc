#include "report/likeness.hh"

#include <algorithm>
#include <array>
#include <vector>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

std::vector<std::string> folded_words(std::string_view s) {
  const std::string folded = text::fold(text::normalize(s));
  std::vector<std::string> out;
  for (const auto word : text::words(folded)) out.emplace_back(word);
  return out;
}

std::string without_zeros(std::string_view digits) {
  return std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));
}

bool says_nothing(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kWords{"v", "ve", "viec", "va", "cua", "cac", "so", "ngay", "thang", "nam"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// How many words of `name` from `at` on have the letters of `abbreviation` first: "stp" = so tu phap → 3.
std::size_t spelled_out(std::string_view abbreviation, const std::vector<std::string>& name, std::size_t at) {
  if (abbreviation.size() < 2 || at + abbreviation.size() > name.size()) return 0;
  for (std::size_t i = 0; i < abbreviation.size(); ++i)
    if (name[at + i].front() != abbreviation[i]) return 0;
  return abbreviation.size();
}

/// Share of a's words that are found in b, in order or not; an abbreviation counts when b spells it out.
double covered(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t found = 0;
  for (const std::string& word : a) {
    bool there = std::find(b.begin(), b.end(), word) != b.end();
    for (std::size_t at = 0; !there && at < b.size(); ++at) there = spelled_out(word, b, at) > 0;
    for (std::size_t i = 0; !there && i < a.size(); ++i)  // b abbreviates a part of a that holds this word
      for (const std::string& other : b) {
        const std::size_t n = spelled_out(other, a, i);
        there |= n > 0 && std::find(a.begin() + static_cast<std::ptrdiff_t>(i),
                                    a.begin() + static_cast<std::ptrdiff_t>(i + n), word) !=
                              a.begin() + static_cast<std::ptrdiff_t>(i + n);
      }
    found += there;
  }
  return static_cast<double>(found) / static_cast<double>(a.size());
}

/// Levels of government named by an office: two offices of different levels are two, however alike their names.
/// Marks matter here: phường is a ward, Phương a name.
unsigned levels_of(std::string_view office) {
  const std::string lower = text::lower(text::normalize(office));
  const auto words = text::words(lower);
  unsigned levels = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view next = i + 1 < words.size() ? words[i + 1] : std::string_view();
    if (words[i] == "tỉnh") levels |= 1;
    if (words[i] == "tp" || (words[i] == "thành" && next == "phố")) levels |= 2;
    if (words[i] == "huyện") levels |= 4;
    if (words[i] == "xã" && next != "hội") levels |= 8;
    if (words[i] == "phường") levels |= 16;
  }
  return levels;
}

constexpr std::array<std::string_view, 3> kLevels{"xã", "phường", "huyện"};

/// The name of the place an office of one of the lower levels serves: what follows xã, phường, huyện.
std::vector<std::string> place_of(std::string_view office, std::string_view level) {
  const std::string lower = text::lower(text::normalize(office));
  std::vector<std::string> out;
  bool inside = false;
  for (const auto word : text::words(lower)) {
    if (inside && (word == "huyện" || word == "tỉnh" || word == "thành" || word == "tp" || word == "quận" || word == "thị")) break;
    if (inside) out.push_back(text::fold(word));
    inside |= word == level;
  }
  return out;
}

std::string place_text(std::string_view level, const std::vector<std::string>& place) {
  std::string out(level);
  for (const std::string& word : place) (out += ' ') += word;
  return out;
}

/// Names of one level differ: Xã Bình An and Xã Hòa Lạc are two, though most words of their offices' names are the same.
/// One wrong letter is forgiven, as reading makes them, unless both places are known to be there: then they are neighbours.
bool places_differ(std::string_view a, std::string_view b, const KnownPlaces* known) {
  for (const std::string_view level : kLevels) {
    const auto x = place_of(a, level), y = place_of(b, level);
    const std::size_t n = std::min(x.size(), y.size());
    bool forgiven = false;
    for (std::size_t i = 0; i < n; ++i) {
      if (x[i] == y[i]) continue;
      std::size_t wrong = x[i].size() == y[i].size() ? 0 : 2;
      for (std::size_t k = 0; wrong < 2 && k < x[i].size(); ++k) wrong += x[i][k] != y[i][k];
      if (wrong > 1 || x[i].size() < 3) return true;
      forgiven = true;
    }
    if (forgiven && known && known->has(place_text(level, x)) && known->has(place_text(level, y))) return true;
  }
  return false;
}

}  // namespace

void KnownPlaces::add(std::string_view office) {
  for (const std::string_view level : kLevels)
    if (const auto place = place_of(office, level); !place.empty()) places_.insert(place_text(level, place));
}

bool KnownPlaces::apart(std::string_view a, std::string_view b) const {
  for (const std::string_view level : kLevels) {
    const auto x = place_of(a, level), y = place_of(b, level);
    const std::size_t n = std::min(x.size(), y.size());  // a longer name may only say more: "Bình An, phòng Tư pháp"
    if (!std::equal(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n), y.begin()) && has(place_text(level, x)) && has(place_text(level, y))) return true;
  }
  return false;
}

SubjectWords subject_words(std::string_view s) {
  const std::string folded = text::fold(s);
  SubjectWords out;
  for (const auto word : text::words(folded))
    if (!says_nothing(word)) out.push_back(static_cast<std::uint32_t>(std::hash<std::string_view>{}(word)));
  std::sort(out.begin(), out.end());
  return out;
}

double subject_likeness(const SubjectWords& a, const SubjectWords& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < 3) return -1.0;
  std::size_t both = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) ++both, ++x, ++y;
    else if (*x < *y) ++x;
    else ++y;
  }
  return static_cast<double>(both) / static_cast<double>(shorter);
}

double subject_likeness(std::string_view a, std::string_view b) { return subject_likeness(subject_words(a), subject_words(b)); }

Agreement issuers_agree(std::string_view a, std::string_view b, const KnownPlaces* known) {
  const auto x = folded_words(a), y = folded_words(b);
  if (x.empty() || y.empty()) return Agreement::unknown;
  const unsigned a_levels = levels_of(a), b_levels = levels_of(b);
  if (a_levels && b_levels && !(a_levels & b_levels)) return Agreement::no;
  if (places_differ(a, b, known)) return Agreement::no;
  const double share = std::max(covered(x, y), covered(y, x));
  return share >= 0.75 ? Agreement::yes : share > 0.34 ? Agreement::unknown : Agreement::no;
}

std::uint64_t place_key(std::string_view a, std::string_view b) {
  const auto place = [](std::string_view s) { return reinterpret_cast<std::uintptr_t>(s.data()) ^ std::uint64_t{s.size()} << 48; };
  return place(a) * 0x9E3779B97F4A7C15ULL ^ place(b);
}

Agreement IssuerAgreements::operator()(std::string_view a, std::string_view b) {
  const auto [at, added] = known_.try_emplace(place_key(a, b), Agreement::unknown);
  if (added) at->second = issuers_agree(a, b);
  return at->second;
}

std::string dossier_spelling(std::string_view name) {
  const std::string folded = text::fold(text::normalize(name));
  std::string out, digits;
  for (const char c : folded + ' ') {
    if (c >= '0' && c <= '9') {
      digits += c;
      continue;
    }
    if (!digits.empty()) out += without_zeros(digits);
    digits.clear();
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z')) out += c;
  }
  return out;
}

}  // namespace sohoa
