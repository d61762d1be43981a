#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "search/date_range.hh"
#include "search/query_tree.hh"

namespace sohoa::search {
namespace {

constexpr std::size_t kMostBytes = 8'000;
constexpr std::size_t kMostItems = 256;
constexpr std::size_t kMostCostly = 32;  // phrases, numbers and filters: each may mean thousands of terms
constexpr std::size_t kMostWordsOfPhrase = 64;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

/// A mark without its letter is no word.
std::vector<std::string_view> words_of(std::string_view s) {
  std::vector<std::string_view> out = text::words(s);
  std::erase_if(out, [](std::string_view word) { return text::fold(word).empty(); });
  return out;
}

/// The words with single spaces between, so many that nobody misses the others.
std::string joined_words(std::string_view s) {
  std::string out;
  std::size_t count = 0;
  for (const std::string_view word : words_of(s)) {
    if (++count > kMostWordsOfPhrase) break;
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

/// One kind of quotation mark and no zero bytes; cut to a length nobody types.
std::string prepared(std::string_view bytes, std::vector<std::string>& notes) {
  if (bytes.size() > kMostBytes) {
    notes.emplace_back(tr("the query is very long; only its beginning was used"));
    bytes = bytes.substr(0, kMostBytes);
  }
  std::string s = text::normalize(bytes);
  for (const std::string_view mark : {"“", "”", "„", "«", "»"})
    for (std::size_t at = s.find(mark); at != std::string::npos; at = s.find(mark, at)) s.replace(at, mark.size(), "\"");
  std::ranges::replace(s, '\0', ' ');
  return s;
}

class Parser {
 public:
  Parser(std::string_view bytes, const KnownPair& known) : text_(prepared(bytes, out_.notes)), known_(known) {}

  Parsed run() {
    while (skip_spaces(), at_ < text_.size()) {
      if (items_ >= kMostItems || costly_ > kMostCostly) {
        out_.notes.emplace_back(tr("the query is very long; only its beginning was used"));
        break;
      }
      if (is_or()) continue;
      excluded_ = take_minus();
      note_unknown_name();
      if (!take_filter() && !take_phrase() && !take_number() && !take_day()) take_words();
    }
    return std::move(out_);
  }

 private:
  std::string_view rest() const { return std::string_view(text_).substr(at_); }

  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  /// The run of characters up to a space or a quotation mark.
  std::string_view chunk() const {
    const std::string_view s = rest();
    std::size_t end = 0;
    while (end < s.size() && !is_space(s[end]) && s[end] != '"') ++end;
    return s.substr(0, end);
  }

  bool is_or() {
    const std::string_view word = chunk();
    if (word != "OR" && word != "HOẶC" && word != "|") return false;
    at_ += word.size();
    or_ = !out_.tree.clauses.empty();
    const bool last = rest().find_first_not_of(" \t\r\n\f\v") == std::string_view::npos;
    if (!or_ || last) out_.notes.emplace_back(tr("OR stands between two words or phrases"));
    return true;
  }

  bool take_minus() {
    if (at_ + 1 >= text_.size() || text_[at_] != '-' || is_space(text_[at_ + 1]) || text_[at_ + 1] == '-') return false;
    ++at_;
    return true;
  }

  void add(QueryItem item) {
    ++items_;
    if (item.kind != ItemKind::word) ++costly_;
    std::vector<Clause>& clauses = out_.tree.clauses;
    if (or_) clauses.back().any.push_back(std::move(item));
    else clauses.push_back({{std::move(item)}, excluded_});
    or_ = false;
  }

  /// What stands between this quotation mark and the next.
  std::string quoted() {
    const std::size_t from = at_ + 1, to = text_.find('"', from);
    if (to == std::string::npos) out_.notes.emplace_back(tr("a quotation mark is not closed"));
    at_ = to == std::string::npos ? text_.size() : to + 1;
    return text_.substr(from, to == std::string::npos ? to : to - from);
  }

  bool take_phrase() {
    if (text_[at_] != '"') return false;
    std::string words = joined_words(quoted());
    if (!words.empty()) add({ItemKind::phrase, std::move(words), {}});
    return true;
  }

  /// "1040/QĐ-UBND", "22 /QĐ - TTg", "30/2020/NĐ-CP", "12-CT/TU" here? Without its spaces, and its length as it stands.
  std::optional<std::string> number_here(std::size_t& length) const {
    constexpr std::size_t kLongestNumber = 100;
    const std::string_view s = rest().substr(0, kLongestNumber);
    const std::vector<std::string_view> words = text::words(s);
    if (words.empty() || words.front().data() != s.data() || !starts_number(words.front())) return std::nullopt;
    std::string number(words.front());
    bool stroke = false, letters = false;
    length = words.front().size();
    for (std::size_t i = 1; i < words.size(); ++i) {
      const auto start = static_cast<std::size_t>(words[i].data() - s.data());
      std::string_view gap = s.substr(length, start - length);
      const bool spaced = gap.starts_with(' ') || gap.ends_with(' ');
      if (gap.starts_with(' ')) gap.remove_prefix(1);
      if (gap.ends_with(' ')) gap.remove_suffix(1);
      if (gap != "/" && gap != "-" && (gap != "." || spaced || !stroke)) break;
      if (!is_code(words[i]) || (spaced && text::upper(words[i]).front() != words[i].front())) break;
      stroke = stroke || gap == "/";
      letters = letters || (stroke && !is_digits(words[i]));
      number.append(gap).append(words[i]);
      length = start + words[i].size();
    }
    if (!stroke || !letters) return std::nullopt;
    return number;
  }

  static bool is_digits(std::string_view s) { return s.find_first_not_of("0123456789") == std::string_view::npos; }

  /// Up to six digits and perhaps a letter behind ("15a"), or digits as recognition misreads them ("1O4l").
  static bool starts_number(std::string_view word) {
    const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
    if (digits >= 1 && digits <= 6 && word.size() <= digits + 1) return true;
    return word.size() <= 6 && word.find_first_of("0123456789") != std::string_view::npos &&
           word.find_first_not_of("0123456789OoQDlISBZAbgqGz") == std::string_view::npos;
  }

  /// Letters of a sign are capitals, or typed without marks: "QĐ", "qd", "nđ"; "năm" is a word.
  static bool is_code(std::string_view word) {
    if (text::upper(word) == word) return true;
    std::string plain = text::lower(word);
    for (std::size_t at = 0; (at = plain.find("đ", at)) != std::string::npos;) plain.replace(at, 2, "d");
    return !text::has_marks(plain);
  }

  bool take_number() {
    std::size_t length = 0;
    std::optional<std::string> number = number_here(length);
    if (!number) return false;
    at_ += length;
    add({ItemKind::number, std::move(*number), {}});
    return true;
  }

  /// "15/3/2025", "15-3-2025,"
  bool take_day() {
    std::string_view piece = chunk();
    const std::size_t size = piece.size();
    while (!piece.empty() && std::string_view(",;.)").find(piece.back()) != piece.npos) piece.remove_suffix(1);
    std::string from, to;
    constexpr std::size_t kIsoDay = 10;
    if (piece.empty() || piece.front() < '0' || piece.front() > '9' || !date_bounds(piece, from, to) || from.size() != kIsoDay || to != from + '~') return false;
    at_ += size;
    add({ItemKind::day, std::string(piece), {}});
    return true;
  }

  void take_words() {
    const std::string_view piece = chunk();
    at_ += std::max<std::size_t>(piece.size(), 1);
    const std::vector<std::string_view> words = words_of(piece);
    if (words.empty()) return;
    if (words.size() > 1 && names_file(piece)) return add({ItemKind::filter, std::string(piece), "file"});
    if (words.size() > 1 && (excluded_ || or_)) return add({ItemKind::phrase, joined_words(piece), {}});
    for (const std::string_view word : words) add({ItemKind::word, word == "OR" ? "or" : word == "HOẶC" ? "hoặc" : std::string(word), {}});
  }

  /// "10209631.pdf", copied from a list.
  static bool names_file(std::string_view piece) {
    const std::size_t point = piece.rfind('.');
    if (point == std::string_view::npos) return false;
    const std::string ending = text::lower(piece.substr(point + 1));
    constexpr std::array<std::string_view, 8> kEndings{"pdf", "tif", "tiff", "jpg", "jpeg", "png", "jp2", "txt"};
    return std::ranges::find(kEndings, ending) != kEndings.end();
  }

  /// `cơ quan:` here? Its row, and `length` of the name with the colon.
  const Filter* filter_here(std::size_t& length) const {
    constexpr std::size_t kLongestName = 60;
    const std::string_view s = rest().substr(0, kLongestName);
    const std::size_t colon = s.find(':');
    if (colon == std::string_view::npos || colon == 0 || s.substr(0, colon).find_first_of("\"\n") != s.npos) return nullptr;
    length = colon + 1;
    const std::string_view name = s.substr(0, colon);
    if (const Filter* filter = filter_named(name)) return filter;
    return colon + 1 < s.size() && !is_space(s[colon + 1]) ? filter_nearly_named(name) : nullptr;  // prose has a space there
  }

  /// "cơ qan:sở": nobody writes a colon inside a word who does not mean a field.
  void note_unknown_name() {
    const std::string_view piece = chunk();
    const std::size_t colon = piece.find(':');
    std::size_t ignored = 0;
    const bool quoted = colon + 1 == piece.size() && at_ + piece.size() < text_.size() && text_[at_ + piece.size()] == '"';
    if (colon == std::string_view::npos || colon == 0 || (colon + 1 == piece.size() && !quoted) || filter_here(ignored)) return;
    const std::string_view name = piece.substr(0, colon);
    if (name.find_first_of("0123456789/") != std::string_view::npos || words_of(name).empty()) return;
    std::string known;
    for (const char* one : {"type", "number", "issuer", "signer", "date", "year", "deadline", "dossier", "file", "subject", "recipient", "citing"})
      known += (known.empty() ? "" : ", ") + filter_named(one)->typed;
    out_.notes.push_back(fmt::format(fmt::runtime(tr("there is no field “{}”; some there are: {}")), name, known));
  }

  bool take_filter() {
    std::size_t length = 0;
    const Filter* filter = filter_here(length);
    if (!filter) return false;
    if (const std::string_view name = rest().substr(0, length - 1); !filter_named(name))
      out_.notes.push_back(fmt::format(fmt::runtime(tr("there is no field “{}”; “{}” was meant, it seems")), name, filter->typed));
    at_ += length;
    skip_spaces();
    std::string value = filter_value(*filter);
    if (words_of(value).empty()) {
      out_.notes.push_back(fmt::format(fmt::runtime(tr("nothing stands after “{}:”")), filter->typed));
    } else {
      add({ItemKind::filter, std::move(value), filter->name});
    }
    return true;
  }

  std::string filter_value(const Filter& filter) {
    std::string value;
    std::size_t length = 0;
    if (at_ < text_.size() && text_[at_] == '"') {
      for (const std::string& part : split_spaces(quoted())) value += (value.empty() ? "" : " ") + part;
      return value;
    }
    if (filter.kind == FilterKind::number)
      if (std::optional<std::string> number = number_here(length)) {
        at_ += length;
        return *number;
      }
    if (filter.kind == FilterKind::date)
      if (length = date_here(); length > 0) {
        value = rest().substr(0, length);
        at_ += length;
        return value;
      }
    value = chunk();
    at_ += value.size();
    if (filter.kind == FilterKind::words) extend(filter, value);
    return value;
  }

  /// "tháng 3 năm 2025", "từ 1/3/2025 đến 15/4/2025" here? The longest, in bytes.
  std::size_t date_here() const {
    constexpr std::size_t kLongestDate = 80;
    const std::string_view s = rest().substr(0, std::min(kLongestDate, rest().find('"')));
    std::string ignored[2];
    for (std::size_t end = s.size(); end > 0; end = s.find_last_of(' ', end - 1)) {
      if (end == std::string_view::npos) return 0;
      const bool whole = end == s.size() ? end == rest().size() || is_space(rest()[end]) : true;
      if (whole && !is_space(s[end - 1]) && date_bounds(s.substr(0, end), ignored[0], ignored[1])) return end;
    }
    return 0;
  }

  /// Takes the following words in as long as the index knows them as neighbours in this field.
  void extend(const Filter& filter, std::string& value) {
    while (known_) {
      const std::size_t before = at_;
      skip_spaces();
      std::size_t ignored = 0;
      const std::string next(chunk());
      const std::vector<std::string_view> own = words_of(value), more = words_of(next);
      if (own.empty() || more.empty() || next.front() == '-' || next == "OR" || next == "HOẶC" || filter_here(ignored) ||
          !known_(filter, text::fold(own.back()), text::fold(more.front()))) {
        at_ = before;
        return;
      }
      value += ' ' + next;
      at_ += next.size();
    }
  }

  static std::vector<std::string> split_spaces(std::string_view s) {
    std::vector<std::string> out(1);
    for (const char c : s)
      if (!is_space(c)) out.back() += c;
      else if (!out.back().empty()) out.emplace_back();
    if (out.back().empty()) out.pop_back();
    return out;
  }

  Parsed out_;
  std::string text_;
  const KnownPair& known_;
  std::size_t at_ = 0, items_ = 0, costly_ = 0;
  bool or_ = false, excluded_ = false;
};

}  // namespace

Parsed parse_query(std::string_view bytes, const KnownPair& known) { return Parser(bytes, known).run(); }

}  // namespace sohoa::search
