#include "pipeline/extract/document_number.hh"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "pipeline/extract/code_points.hh"
#include "pipeline/extract/number_codes.hh"
#include "pipeline/extract/number_segments.hh"

namespace sohoa {
namespace {

using namespace code_points;
using namespace number_codes;

// The last word of a name of a kind of document, in front of a number without "số"; "đề án 06/CP"
// is none.
constexpr std::array<std::string_view, 16> kTypeEndings{
    "định",  "quyết", "thị",  "tư",   "hoạch", "văn", "điện", "báo",
    "trình", "tịch",  "lệnh", "luật", "luận",  "dẫn", "cáo",  "nhận"};

constexpr std::u32string_view kSuffixes = U"abcdđ";

class Scanner {
 public:
  explicit Scanner(std::string_view text) : s_(text) {}

  std::vector<DocumentNumber> all() {
    std::vector<DocumentNumber> found;
    std::size_t floor = 0;  // nothing may begin before the end of the one before
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (!is_slash(s_[i])) continue;
      std::size_t end = i;
      if (auto number = at_slash(i, floor, end)) {
        found.push_back(std::move(*number));
        floor = end;
        i = end - 1;
      }
    }
    return found;
  }

 private:
  struct Tail {
    std::vector<NumberSegment> segments;
    std::vector<std::string> repairs;
    std::string year;
    std::size_t end = 0;
  };

  std::size_t back_over_blanks(std::size_t i, std::size_t floor) const {
    while (i > floor && is_blank(s_[i - 1])) --i;
    return i;
  }

  /// Whether "số" (in any reading of its mark) or the name of a kind of document stands right
  /// before `i`.
  bool announced(std::size_t i, bool by_so_only) const {
    while (i > 0 && (is_blank(s_[i - 1]) || is_break(s_[i - 1]) || s_[i - 1] == ':' ||
                     s_[i - 1] == '.' || s_[i - 1] == ','))
      --i;
    std::size_t from = i;
    while (from > 0 && is_letter(s_[from - 1]) && i - from < 8) --from;
    if (from > 0 && is_letter(s_[from - 1])) return false;
    if (i - from == 2 && (s_[from] == 's' || s_[from] == 'S')) {
      static constexpr std::u32string_view o = U"ốôổồỗộóỏòỐÔỔỒỖỘÓỎÒ";
      return o.find(s_[from + 1]) != o.npos;
    }
    return !by_so_only && in(kTypeEndings, s_.slice(from, i));
  }

  /// "Mẫu số 05/…", "Biểu số …", "Phụ lục …": a form, not a document.
  bool is_form(std::size_t digits_begin) const {
    const std::size_t end = s_.byte[digits_begin];
    std::string_view before =
        s_.text.substr(end > 24 ? end - 24 : 0, std::min<std::size_t>(end, 24));
    while (!before.empty() &&
           (before.back() == ' ' || before.back() == ':' || before.back() == '\n'))
      before.remove_suffix(1);
    if (before.ends_with("số") || before.ends_with("sô"))
      before.remove_suffix(before.ends_with("số") ? 4 : 3);
    while (!before.empty() && (before.back() == ' ' || before.back() == '\n'))
      before.remove_suffix(1);
    for (std::string_view word :
         {"ẫu", "iểu", "ẪU", "IỂU", "TCVN", "QCVN", "bản đồ", "thửa", "nhà", "lô", "gói thầu"})
      if (before.ends_with(word)) return true;
    return false;
  }

  /// Reads a code at `i`: letters and digits, at least two, more capitals than small letters, and
  /// no other letter after it but those of a "ngày" glued to it.
  std::optional<std::string> code_at(std::size_t i, std::size_t& end) const {
    std::size_t capitals = 0, small = 0, j = i;
    const auto at_day = [&] { return j + 4 <= s_.size() && s_.slice(j, j + 4) == "ngày"; };
    for (; j < s_.size() && j - i < 24 && !at_day(); ++j) {
      if (is_code_capital(s_[j]))
        ++capitals;
      else if (is_code_small(s_[j]))
        ++small;
      else if (!is_digit(s_[j]))
        break;
    }
    if (j == i || (is_letter(s_[j]) && !at_day()) || !is_code_capital(s_[i])) return std::nullopt;
    const std::string_view code = s_.slice(i, j);
    if (j - i < 2 && code != "L") return std::nullopt;
    if (capitals <= small && code != "Cty") return std::nullopt;
    end = j;
    return std::string(code);
  }

  /// "C.IV", "V.II": a unit known by a letter and a short code behind a stop.
  std::optional<std::string> lettered_unit_at(std::size_t i, std::size_t& end) const {
    constexpr std::size_t kLongest = 4;
    if (!is_code_capital(s_[i]) || s_[i + 1] != '.') return std::nullopt;
    std::size_t j = i + 2;
    while (is_code_capital(s_[j])) ++j;
    if (j == i + 2 || j - i - 2 > kLongest || is_letter(s_[j]) || is_digit(s_[j])) return std::nullopt;
    end = j;
    return std::string(s_.slice(i, j));
  }

  /// Four digits of a year at `i` with a slash behind, a space inside forgiven.
  std::optional<std::string> year_at(std::size_t i, std::size_t& after,
                                     std::vector<std::string>& repairs) const {
    std::string year;
    std::size_t j = i;
    bool gap = false, guessed = false;
    while (year.size() < 4 && j < s_.size()) {
      if (is_digit(s_[j]) || (year.size() > 0 && looks_like_digit(s_[j])))
        year += digit_for(s_[j]), guessed |= !is_digit(s_[j]);
      else if (is_blank(s_[j]) && year.size() >= 2 && !gap)
        gap = true;
      else
        return std::nullopt;
      ++j;
    }
    if (year.size() < 4 || !(year.starts_with("19") || year.starts_with("20"))) return std::nullopt;
    bool space = gap;
    while (is_blank(s_[j])) ++j, space = true;
    if (!is_slash(s_[j])) return std::nullopt;
    while (is_slash(s_[j])) ++j;
    while (is_blank(s_[j]) || is_break(s_[j])) ++j, space = true;
    if (space) repairs.push_back("space");
    if (guessed) repairs.push_back("digit");
    after = j;
    return year;
  }

  /// What follows the first slash (at `i` behind it).
  std::optional<Tail> tail_at(std::size_t i) const {
    Tail tail;
    bool space = false, wrapped = false;
    if (is_slash(s_[i])) {
      ++i;
      tail.repairs.push_back("slash");
    }
    for (int blanks = 0; is_blank(s_[i]) || is_break(s_[i]); ++i) {
      (is_break(s_[i]) ? wrapped : space) = true;
      if (++blanks > 4) return std::nullopt;
    }
    if (auto year = year_at(i, i, tail.repairs)) tail.year = *year;
    std::size_t end = i;
    auto first = code_at(i, end);
    if (!first) return std::nullopt;
    if (space && !wrapped && tail.year.empty()) tail.repairs.push_back("space");
    if (wrapped) tail.repairs.push_back("line wrap");
    tail.segments.push_back({*first, '/'});
    join_term(tail, end);
    while (tail.segments.size() < 7 && next_segment(end, tail)) {
    }
    tail.end = end;
    return tail;
  }

  /// "QH 12": the term stands apart.
  void join_term(Tail& tail, std::size_t& end) const {
    std::string& code = tail.segments.back().code;
    if ((code != "QH" && code != "UBTVQH") || !is_blank(s_[end]) || !is_digit(s_[end + 1]) ||
        !is_digit(s_[end + 2]) || is_digit(s_[end + 3]))
      return;
    code += s_.slice(end + 1, end + 3);
    end += 3;
    tail.repairs.push_back("space");
  }

  bool next_segment(std::size_t& end, Tail& tail) const {
    const bool type_only = tail.segments.size() == 1 && is_type(tail.segments[0].code);
    std::size_t i = end;
    bool blank_before = false, break_before = false, blank_after = false, break_after = false;
    for (int n = 0; (is_blank(s_[i]) || is_break(s_[i])) && n < 6; ++i, ++n)
      (is_break(s_[i]) ? break_before : blank_before) = true;
    const bool tight = !blank_before && !break_before;
    char32_t separator = s_[i];
    if (is_hyphen(separator)) {
      if (!tight && (break_before || tail.segments.size() > 1) && !type_only)
        return false;  // a dash or a list item
      std::size_t hyphens = 0;
      while (is_hyphen(s_[i]) || (hyphens > 0 && is_blank(s_[i]) && is_hyphen(s_[i + 1])))
        ++i, ++hyphens;
      for (int n = 0; (is_blank(s_[i]) || is_break(s_[i])) && n < 8; ++i, ++n)
        (is_break(s_[i]) ? break_after : blank_after) = true;
      std::size_t code_end = i;
      auto code = code_at(i, code_end);
      if (!code && tight) code = lettered_unit_at(i, code_end);
      if (!code) return false;
      // "499/ATTP - UBND tỉnh" is a dash; "499/ATTP - NĐTP" is not.
      if (!tight && !type_only && in(kAgencies, *code)) return false;
      if (tight && blank_after && !break_after && !type_only && tail.segments.size() > 1)
        return false;
      if (break_before || break_after)
        tail.repairs.push_back("line wrap");
      else if (blank_before || blank_after)
        tail.repairs.push_back("space");
      if (hyphens > 1 || s_[i - 1] == '_') tail.repairs.push_back("hyphen");
      tail.segments.push_back({*code, '-'});
      end = code_end;
      join_term(tail, end);
      return true;
    }
    if (!tight) {
      // "24/2003/NĐ CP": the hyphen itself is lost.
      std::size_t code_end = i;
      if (!type_only || break_before) return false;
      const auto code = code_at(i, code_end);
      if (!code || !in(kAgencies, *code) ||
          (*code == "UBND" && is_blank(s_[code_end]) && is_letter(s_[code_end + 1]) &&
           tail.year.empty()))
        return false;
      tail.repairs.push_back("hyphen");
      tail.segments.push_back({*code, '-'});
      end = code_end;
      return true;
    }
    if (separator != '&' && separator != ',' && separator != '.' && !is_slash(separator))
      return false;
    std::size_t code_end = i + 1;
    const auto code = code_at(i + 1, code_end);
    if (!code) return false;
    if (separator == ',' &&
        (type_only || tail.segments.size() < 2 || is_type(tail.segments[0].code)))
      return false;
    if (separator == '.') {
      if (type_only && (*code == "UB" || !in(kAgencies, *code))) {
        // as printed: "01/1999/QĐ.UB" before there was UBND, "624/HD.PGDĐT" of an office that writes so
      } else if (type_only) {
        separator = '-';
        tail.repairs.push_back("hyphen");
      } else if (tail.segments.size() > 1 && !tail.year.empty() && in(kAgencies, *code)) {
        separator = '-';  // one more of those that issue together
        tail.repairs.push_back("hyphen");
      } else if (tail.segments.size() > 1) {
        return false;
      }
    }
    tail.segments.push_back({*code, is_slash(separator) ? U'/' : separator});
    end = code_end;
    return true;
  }

  static bool is_type(std::string_view code) {
    if (in(kTypes, code)) return true;
    return std::any_of(kMisreadTypes.begin(), kMisreadTypes.end(),
                       [&](const auto& row) { return row.first == code; });
  }

  std::optional<DocumentNumber> at_slash(std::size_t slash, std::size_t floor,
                                         std::size_t& end) const {
    std::size_t left = back_over_blanks(slash, floor);
    const bool apart = left != slash;
    // "30c/NQ-CP": a number put between two others.
    std::string suffix;
    if (left > floor + 1 && is_digit(s_[left - 2]) && kSuffixes.find(s_[left - 1]) != kSuffixes.npos && !looks_like_digit(s_[left - 1])) {
      --left;
      suffix = s_.slice(left, left + 1);
    }
    if (left > floor && is_letter(s_[left - 1]) && !looks_like_digit(s_[left - 1]))
      return party(slash, left, floor, end);
    auto tail = tail_at(slash + 1);
    if (!tail)
      return left > floor && is_letter(s_[left - 1]) ? party(slash, left, floor, end)
                                                     : std::nullopt;
    DocumentNumber number;
    number.repairs = std::move(tail->repairs);
    number.year = std::move(tail->year);
    if (apart) number.repairs.push_back("space");

    std::size_t from = left;
    bool guessed = false;
    while (from > floor && (is_digit(s_[from - 1]) || looks_like_digit(s_[from - 1])) &&
           left - from < 6) {
      --from;
      guessed |= !is_digit(s_[from]);
    }
    std::size_t begin = from;
    for (std::size_t i = from; i < left; ++i) number.digits += digit_for(s_[i]);
    const bool any_digit = std::any_of(s_.at.begin() + static_cast<std::ptrdiff_t>(from),
                                       s_.at.begin() + static_cast<std::ptrdiff_t>(left), is_digit);
    read_segments(tail->segments, number);
    const bool structured =
        number.kind != NumberClass::free &&
        (!number.year.empty() || !number.unit.empty() || !number.agency.empty()) &&
        (tail->segments.size() > 1 || number.kind == NumberClass::qh);

    const char32_t before = from > 0 ? s_[from - 1] : U' ';
    const bool after_digit = from > 1 && is_digit(s_[from - 2]);
    const bool clean = is_blank(before) || is_break(before) ||
                       kOpening.find(before) != kOpening.npos ||
                       ((before == ':' || is_hyphen(before)) && !after_digit);
    if (number.digits.empty() || (guessed && !any_digit) ||
        (!clean && before != '.' && before != ',')) {
      // Nothing readable before the slash: a blank filled by hand, if "số" announces it.
      std::size_t so = left;
      for (int n = 0; so > floor && n < 12 && !is_break(s_[so - 1]) && !announced(so, true); ++n)
        --so;
      if (!structured || !announced(so, true)) return std::nullopt;
      number.digits.clear();
      number.complete = false;
      begin = so;
      while (begin < left && is_blank(s_[begin])) ++begin;
    } else {
      if (before == '.' && from >= 2 &&
          is_digit(s_[from - 2])) {  // "66.7/2025/NQ-CP", not "2.000635/…"
        std::size_t whole = from - 1;
        while (whole > floor && is_digit(s_[whole - 1])) --whole;
        if (number.year.empty() || left - from > 2 || from - 1 - whole > 3 ||
            (whole > 0 && (s_[whole - 1] == '.' || is_letter(s_[whole - 1]))))
          return std::nullopt;
        number.digits = std::string(s_.slice(whole, from - 1)) + "." + number.digits;
        begin = from = whole;
      } else if ((before == '.' || before == ',') && !announced(from, true) &&
                 !(structured && before == ',')) {
        return std::nullopt;
      }
      if (guessed) {
        if (!structured && !announced(from, true)) return std::nullopt;
        number.repairs.push_back("digit");
      }
      mend_digits(number, begin, floor);
      if (is_form(begin)) return std::nullopt;
      if (!structured && !announced(begin, false)) return std::nullopt;
      if (!announced(begin, false) && number.kind == NumberClass::free) return std::nullopt;
    }
    if (!suffix.empty() && !structured) return std::nullopt;
    number.digits += suffix;
    number.value = number.digits + (number.year.empty() ? "" : "/" + number.year);
    for (const NumberSegment& segment : tail->segments) {
      number.value += static_cast<char>(segment.separator);
      number.value += segment.code;
    }
    end = tail->end;
    number.begin = s_.byte[begin];
    number.end = s_.byte[end];
    std::sort(number.repairs.begin(), number.repairs.end());
    number.repairs.erase(std::unique(number.repairs.begin(), number.repairs.end()),
                         number.repairs.end());
    return number;
  }

  /// A space inside the digits ("số 1 18/2008/QĐ-TTg") and a lost slash before the year ("số 04
  /// 2005/TT-BNV").
  void mend_digits(DocumentNumber& number, std::size_t& begin, std::size_t floor) const {
    const std::size_t gap = back_over_blanks(begin, floor);
    if (gap == begin || gap == 0 || !is_digit(s_[gap - 1])) return;
    std::size_t from = gap;
    while (from > floor && is_digit(s_[from - 1])) --from;
    if (gap - from > 4 ||
        (from > 0 && (is_letter(s_[from - 1]) || is_slash(s_[from - 1]) || s_[from - 1] == '.')))
      return;
    const bool year_like = number.digits.size() == 4 &&
                           (number.digits.starts_with("19") || number.digits.starts_with("20"));
    if (number.year.empty() && year_like && in(kNormative, number.type_code) &&
        announced(from, false)) {
      number.year = number.digits;
      number.digits = s_.slice(from, gap);
      number.kind = NumberClass::vbqppl;
      number.repairs.push_back("slash");
      begin = from;
    } else if (announced(from, true) && number.digits.size() + (gap - from) <= 5) {
      number.digits = std::string(s_.slice(from, gap)) + number.digits;
      number.repairs.push_back("space");
      begin = from;
    } else if (gap - from == 3 &&
               (s_.slice(from, gap).starts_with("20") || s_.slice(from, gap).starts_with("19"))) {
      number.complete = false;  // "… 201 0/TT-BTC": the rest of a torn year
    }
  }

  /// "57-NQ/TW": `left` ends the type code, the hyphen and the digits stand before it.
  std::optional<DocumentNumber> party(std::size_t slash, std::size_t left, std::size_t floor,
                                      std::size_t& end) const {
    std::size_t from = left;
    while (from > floor && is_letter(s_[from - 1]) && left - from < 5) --from;
    std::size_t type_end = left;
    const auto type = code_at(from, type_end);
    if (!type || type_end != left) return std::nullopt;
    DocumentNumber number;
    number.type_code = *type;
    for (const auto& [misread, meant] : kMisreadTypes)
      if (number.type_code == misread) number.type_code = meant, number.repairs.push_back("letter");
    if (!in(kPartyTypes, number.type_code)) return std::nullopt;
    std::size_t hyphen = back_over_blanks(from, floor);
    if (hyphen == floor || !is_hyphen(s_[hyphen - 1])) return std::nullopt;
    std::size_t digits_end = back_over_blanks(hyphen - 1, floor);
    std::size_t begin = digits_end;
    while (begin > floor && is_digit(s_[begin - 1]) && digits_end - begin < 6) --begin;
    if (begin == digits_end || (begin > 0 && (is_letter(s_[begin - 1]) || is_digit(s_[begin - 1]) ||
                                              is_slash(s_[begin - 1]) || s_[begin - 1] == '.')))
      return std::nullopt;
    std::size_t i = slash + 1;
    while (is_blank(s_[i]) || is_break(s_[i])) ++i;
    const auto org = code_at(i, end);
    if (!org) return std::nullopt;
    number.agency = *org;
    if (is_hyphen(s_[end]))
      if (std::size_t more = end; const auto unit = code_at(end + 1, more))
        number.unit = *unit, end = more;
    number.digits = s_.slice(begin, digits_end);
    number.kind = NumberClass::party;
    if (digits_end + 1 != from || left != slash || i != slash + 1)
      number.repairs.push_back("space");
    number.value = number.digits + "-" + number.type_code + "/" + number.agency +
                   (number.unit.empty() ? "" : "-" + number.unit);
    number.begin = s_.byte[begin];
    number.end = s_.byte[end];
    return number;
  }

  Letters s_;
};

}  // namespace

std::vector<DocumentNumber> find_document_numbers(std::string_view text) {
  return Scanner(text).all();
}

bool is_party_form(std::string_view number) {
  const auto hyphen = number.find('-'), slash = number.find('/');
  return slash != std::string_view::npos && hyphen < slash && number.substr(0, hyphen).find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace sohoa
