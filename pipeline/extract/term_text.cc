#include "pipeline/extract/term_text.hh"

#include <algorithm>
#include <charconv>

#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/term_phrases.hh"

namespace sohoa {

TermText::TermText(const Flow& f, const DocumentTime& document_time, const WorkingDays& days)
    : flow(f), time(document_time), calendar(days), text(f.text), dates(find_dates(f.text)) {}

std::string_view TermText::left_of(std::size_t at, std::size_t size) const {
  const int index = flow.item_at(at);
  std::size_t floor = index < 0 ? 0 : flow.items[static_cast<std::size_t>(index)].begin;
  if (at > floor + size) floor = at - size;
  return flow.letters(floor, at);
}

std::string_view TermText::right_of(std::size_t at, std::size_t size) const {
  const int index = flow.item_at(at > 0 ? at - 1 : 0);
  const std::size_t end = index < 0 ? text.size() : flow.items[static_cast<std::size_t>(index)].end;
  return at >= end ? std::string_view{} : flow.letters(at, std::min(end, at + size));
}

bool TermText::is_cell(std::size_t begin, std::size_t end) const {
  const int index = flow.item_at(begin);
  if (index < 0) return false;
  const Item& item = flow.items[static_cast<std::size_t>(index)];
  static const RE2 head(
      R"((?i)^[\s:,.(-]*(?:\d{1,3}\s+)?(?:thời\s+(?:gian|hạn)[^:]{0,40}:)?\s*(?:hoàn\s+thành|xong|trong|định\s+kỳ)?\s*$)");
  static const RE2 tail(
      R"((?i)^[\s:,.;)]*(?:\(\s*n[ếé]u\s+có\s*\))?[\s.;]*(?:trong\s+năm|hoặc.{0,60}|và.{0,60}|để.{0,80}|\(.{0,90}|đột\s+xuất.{0,40})?[\s.;]*$)");
  constexpr std::size_t kLongest = 400;  // no cell of a time is longer
  if (item.end > end + kLongest || begin > item.body + kLongest) return false;
  if (!matches(flow.slice(end, std::max(end, item.end)), tail)) return false;
  // A line of a table may hold several cells: each begins with a capital.
  static const RE2 upper(R"(^\p{Lu}\p{Ll})");
  return matches(flow.slice(item.body, begin), head) ||
         (item.in_table && matches(flow.slice(begin, end), upper));
}

bool TermText::in_cell(std::size_t begin, std::size_t end) const {
  const int index = flow.item_at(begin);
  if (index < 0 || !is_cell(begin, end)) return false;
  const Item& item = flow.items[static_cast<std::size_t>(index)];
  static const RE2 label(R"((?i)thời\s+(?:gian|hạn)|tiến\s+độ|hoàn\s+thành)");
  return item.in_table || matches(flow.slice(item.begin, begin), label);
}

bool TermText::is_past(const std::string& iso) const {
  const std::size_t known = std::min(iso.size(), time.date.size());
  if (!time.date.empty()) return iso.substr(0, known) < time.date.substr(0, known);
  int year = 0;
  std::from_chars(iso.data(), iso.data() + std::min<std::size_t>(4, iso.size()), year);
  return time.year > 0 && year < time.year;
}

std::size_t TermText::trimmed_begin(std::size_t at) const {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
  return at;
}

bool TermText::inside_word(std::size_t at) const {
  if (at == 0) return false;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  return before >= 0x80 || (before >= '0' && before <= '9') ||
         ((before | 0x20U) >= 'a' && (before | 0x20U) <= 'z');
}

bool sets_term(std::string_view left) {
  static const RE2 sets(
      R"((?i)(?:hoàn\s+thành|hoàn\s+tất|xong|thời\s+gian(?:\s+(?:thực\s+hiện|hoàn\s+thành|tổ\s+chức|gửi|báo\s+cáo))?|thời\s+hạn(?:\s+(?:hoàn\s+thành|thực\s+hiện|gửi|báo\s+cáo))?|tiến\s+độ|chậm\s+nhất|muộn\s+nhất|kết\s+thúc)(?:[^.;\n]|\n){0,60}$)");
  return matches(left, sets);
}

bool is_no_term(std::string_view left) {
  static const RE2 no_term(
      R"((?i)(?:(?:cắt\s+giảm|rút\s+ngắn|đúng|quá|gia\s+hạn)\s+(?:về\s+)?thời\s+(?:hạn|gian)|thời\s+hạn\s+(?:giải\s+quyết|có\s+hiệu|hiệu|sử\s+dụng|bảo\s+quản))[^.;]{0,60}$)");
  return matches(left, no_term);
}

}  // namespace sohoa
