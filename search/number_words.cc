#include "search/number_words.hh"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/text/digits.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "core/text/syllable.hh"
#include "indexer/schema.hh"
#include "search/number_query.hh"

namespace sohoa::search {
namespace {

constexpr std::size_t kMostSigns = 4;          // parts of a number behind its digits, or before them
constexpr std::size_t kMostWordsOfType = 4;    // "Văn bản hợp nhất"
constexpr std::size_t kLongestSign = 24;       // letters run together
constexpr std::size_t kMostDigits = 6;

/// A day, a clause or a year has a number too, but no document is called by it.
constexpr std::array<std::string_view, 12> kCounted{"nam", "thang", "ngay", "dieu", "khoan", "diem", "muc", "chuong", "quy", "khoa", "ky", "trang"};

bool is_digits(std::string_view s) { return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos; }
bool is_year(std::string_view s) { return s.size() == 4 && (s.starts_with("19") || s.starts_with("20")); }

/// Typed as the letters of a number are: capitals, or no possible syllable ("qd", "qđ", "ubnd").
bool like_sign(std::string_view word) {
  if (text::has_digit(word)) return false;
  if (text::upper(word) == word) return true;
  std::string plain = text::lower(word);
  for (std::size_t at = 0; (at = plain.find("đ", at)) != std::string::npos;) plain.replace(at, 2, "d");
  return !text::is_syllable(word) && !text::has_marks(plain);
}

enum class TokenKind { word, digits, sign, label, number, other };

/// A word of the query, or one of two that were typed as one ("715QD"); what is no plain word has no text.
struct Token {
  TokenKind kind;
  std::string text;    // of a sign: its parts, single spaces between
  std::size_t clause;
};

class NumberWords {
 public:
  NumberWords(const QueryTree& tree, const Xapian::Database& index, const Abbreviations& abbreviations)
      : in_(tree.clauses), index_(index), abbreviations_(abbreviations) {
    for (std::size_t i = 0; i < in_.size(); ++i) add_tokens(i);
  }

  QueryTree run() {
    QueryTree out;
    std::size_t done = 0;  // clauses that were written
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      const Span span = number_at(at);
      if (span.end == 0) continue;
      const std::size_t first = tokens_[span.begin].clause, behind = tokens_[span.end - 1].clause + 1;
      while (done < first) out.clauses.push_back(in_[done++]);
      out.clauses.push_back({{{ItemKind::number, span.number, {}}}, false});
      done = behind;
      at = span.end - 1;
    }
    while (done < in_.size()) out.clauses.push_back(in_[done++]);
    return out;
  }

 private:
  /// The tokens from `begin` to before `end` are this number; none when `end` is 0.
  struct Span {
    std::size_t begin = 0, end = 0;
    std::string number;
  };

  void add_tokens(std::size_t clause) {
    const bool single = !in_[clause].excluded && in_[clause].any.size() == 1;
    const QueryItem& item = in_[clause].any.front();
    if (!single || (item.kind != ItemKind::word && item.kind != ItemKind::number)) tokens_.push_back({TokenKind::other, {}, clause});
    else if (item.kind == ItemKind::number) tokens_.push_back({TokenKind::number, item.text, clause});
    else add_word(item.text, clause);
  }

  void add_word(const std::string& word, std::size_t clause) {
    if (is_digits(word)) return tokens_.push_back({TokenKind::digits, word, clause});
    if (text::fold(word) == "so") return tokens_.push_back({TokenKind::label, word, clause});
    if (std::string parts = sign_parts(word); !parts.empty()) return tokens_.push_back({TokenKind::sign, std::move(parts), clause});
    // "715QD", "QD715": digits and a sign that were typed as one
    const bool digits_first = text::has_digit(word.substr(0, 1));
    const std::size_t middle = digits_first ? word.find_first_not_of("0123456789") : word.find_first_of("0123456789");
    if (middle != std::string::npos && !known(word)) {
      const std::string first = word.substr(0, middle), second = word.substr(middle);
      const std::string &digits = digits_first ? first : second, parts = sign_parts(digits_first ? second : first);
      if (is_digits(digits) && digits.size() <= kMostDigits && parts.size() > 1) {
        tokens_.push_back({digits_first ? TokenKind::digits : TokenKind::sign, digits_first ? digits : parts, clause});
        tokens_.push_back({digits_first ? TokenKind::sign : TokenKind::digits, digits_first ? parts : digits, clause});
        return;
      }
    }
    tokens_.push_back({TokenKind::word, word, clause});
  }

  /// Whether the number of some document, or one that is cited, has this part.
  bool known(std::string_view word) const { return is_own_part(word) || is_part_of(word, schema::kCites); }
  bool is_own_part(std::string_view word) const { return is_part_of(word, schema::kNumber) || is_part_of(word, schema::kMaybeNumber); }
  bool is_part_of(std::string_view word, std::string_view prefix) const {
    const std::vector<std::string> parts = number_parts(word);
    return parts.size() == 1 && index_.term_exists(schema::field_word_term(prefix, parts.front()));
  }

  /// The parts of numbers that these letters are, the fewest: "UBND" → "UBND", "QĐUBND" → "qd ubnd". Empty when they are none.
  std::string sign_parts(std::string_view word) const {
    if (!like_sign(word)) return {};
    const std::string letters = text::fold(word);
    if (known(letters)) return std::string(word);
    if (letters.size() > kLongestSign) return {};
    std::vector<std::string> parts(letters.size() + 1);  // of the first so many letters
    std::vector<std::size_t> count(letters.size() + 1, 0);
    for (std::size_t end = 1; end <= letters.size(); ++end)
      for (std::size_t begin = 0; begin < end; ++begin) {
        const std::string part = letters.substr(begin, end - begin);
        if ((begin > 0 && count[begin] == 0) || part.size() < 2 || (count[end] > 0 && count[end] <= count[begin] + 1) || !known(part)) continue;
        count[end] = count[begin] + 1;
        parts[end] = parts[begin] + (begin > 0 ? " " : "") + part;
      }
    return parts.back();
  }

  TokenKind kind(std::size_t at) const { return at < tokens_.size() ? tokens_[at].kind : TokenKind::other; }
  std::string folded(std::size_t at) const { return kind(at) == TokenKind::word || kind(at) == TokenKind::label ? text::fold(tokens_[at].text) : std::string(); }

  /// A number whose digits, or whose beginning, are this token.
  Span number_at(std::size_t at) const {
    const bool typed_as_one = kind(at) == TokenKind::number;
    if (!typed_as_one && kind(at) != TokenKind::digits) return {};
    Span span{at, at + 1, tokens_[at].text};
    const bool label = span.begin > 0 && kind(span.begin - 1) == TokenKind::label;
    if (label) --span.begin;
    std::string before;
    while (!typed_as_one && span.begin > 0 && kind(span.begin - 1) == TokenKind::sign && at - span.begin < kMostSigns)
      before = ' ' + tokens_[--span.begin].text + before;
    const std::string* type = type_before(span.begin);
    const bool named = label || !before.empty();
    if (!typed_as_one && kind(span.end) == TokenKind::digits && is_year(tokens_[span.end].text) && (named || type || kind(span.end + 1) == TokenKind::sign))
      span.number += ' ' + tokens_[span.end++].text;
    span.number += before;
    const bool signs = take_signs(span);
    if (typed_as_one) return label || signs ? span : Span{};
    if (!begins_word(span.begin) || !ends_word(span.end)) return {};
    if (type && before.empty() && !signs && (label || !is_year(tokens_[at].text)) && is_called(span, *type, label)) return span;
    // "bão số 5" is called so by nobody's number
    if ((!before.empty() && known(tokens_[at].text)) || (label && is_own_part(tokens_[at].text)) || (before.empty() && signs && !is_counted(span.begin))) return span;
    return span.begin == 0 && span.end == tokens_.size() && (named || known(tokens_[at].text)) ? span : Span{};
  }

  /// Takes in the signs behind the number; a syllable is one only when some number goes on so.
  bool take_signs(Span& span) const {
    const std::size_t first = span.end;
    for (; span.end < std::min(first + kMostSigns, tokens_.size()); ++span.end) {
      const Token& token = tokens_[span.end];
      const bool sign = token.kind == TokenKind::sign && (tokens_[span.begin].kind != TokenKind::number || some_number_has(index_, span.number + ' ' + token.text));
      const bool syllable = token.kind == TokenKind::word && span.end > first && known(token.text) && some_number_has(index_, span.number + ' ' + token.text);
      if (!sign && !syllable) break;
      span.number += ' ' + token.text;
    }
    return span.end > first;
  }

  /// "năm 2025 UBND", "Điều 5 QĐ"
  bool is_counted(std::size_t begin) const { return begin > 0 && std::ranges::find(kCounted, folded(begin - 1)) != kCounted.end(); }

  /// "quyết định 715", but not "báo cáo 6 tháng" or "kế hoạch 2025".
  bool is_called(Span& span, const std::string& code, bool label) const {
    const std::string next = folded(span.end), number = span.number + (code.empty() ? "" : ' ' + code);
    const Token& digits = tokens_[span.end - 1];
    if (!label && !next.empty() && index_.term_exists(schema::pair_term(digits.text, next))) return false;
    if (!some_number_has(index_, number)) return false;
    span.number = number;
    return true;
  }

  /// The code of the type that is named by the words before a token.
  const std::string* type_before(std::size_t end) const {
    std::string name;
    const std::string* out = nullptr;
    for (std::size_t i = end; i > 0 && kind(i - 1) == TokenKind::word && end - i < kMostWordsOfType; --i) {
      name = folded(i - 1) + (name.empty() ? "" : " ") + name;
      if (const std::string* code = abbreviations_.code_of_type(name)) out = code;
    }
    return out;
  }

  bool begins_word(std::size_t at) const { return at == 0 || tokens_[at - 1].clause != tokens_[at].clause; }
  bool ends_word(std::size_t end) const { return begins_word(end == tokens_.size() ? 0 : end); }

  const std::vector<Clause>& in_;
  const Xapian::Database& index_;
  const Abbreviations& abbreviations_;
  std::vector<Token> tokens_;
};

}  // namespace

QueryTree with_numbers(const QueryTree& tree, const Xapian::Database& index, const Abbreviations& abbreviations) {
  return NumberWords(tree, index, abbreviations).run();
}

}  // namespace sohoa::search
