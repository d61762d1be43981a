#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

bool begins_item(const std::string& text) {
  return text.starts_with("-") || text.starts_with("~") || text.starts_with("–") || text.starts_with("+") || text.starts_with("—");
}

/// Without the dash, the semicolon and dirt around an entry; brackets that belong to it stay.
std::string without_signs(const std::string& entry) {
  auto words = text::words(entry);
  std::erase_if(words, [](std::string_view word) { return key_of(word).empty(); });  // "ˆ"
  if (words.empty()) return {};
  std::size_t from = static_cast<std::size_t>(words.front().data() - entry.data());
  std::size_t to = static_cast<std::size_t>(words.back().data() + words.back().size() - entry.data());
  const auto is_at = [&](std::size_t at, std::string_view signs) { return at < entry.size() && signs.find(entry[at]) != std::string_view::npos; };
  if (from > 0 && is_at(from - 1, "(\"")) --from;
  while (is_at(to, ")\"")) ++to;
  return entry.substr(from, to - from);
}

/// "Sở Tài chính; Lưu: VT": a semicolon ends an entry unless the entry is a list of its own ("Các Công ty: …; …").
std::vector<std::string> parted(const std::vector<std::string>& items) {
  std::vector<std::string> all;
  for (const std::string& item : items) {
    std::size_t begin = 0;
    for (std::size_t at = item.find("; "); at != std::string::npos; at = item.find("; ", at + 2)) {
      const std::string entry = item.substr(begin, at - begin);
      if (entry.find(':') != std::string::npos || std::count(entry.begin(), entry.end(), '(') != std::count(entry.begin(), entry.end(), ')')) continue;
      all.push_back(entry);
      begin = at + 2;
    }
    all.push_back(item.substr(begin));
  }
  return all;
}

}  // namespace

/// Nơi nhận: one value an item; the archive line ("Lưu: VT, …") apart.
Field find_recipients(const FieldInput& in) {
  Field field;
  const auto lines = lines_in(in.lines, Zone::recipients);
  if (lines.empty()) return field;
  std::vector<std::string> items;
  for (const Line* line : lines) {
    std::string text = joined_text({line});
    if (begins_with_phrase(text, "noinhan", 1)) {
      const auto colon = text.find(':');
      text = colon == std::string::npos ? "" : text.substr(colon + 1);
      while (text.starts_with(" ")) text.erase(0, 1);
      if (text.empty()) continue;
      items.push_back(text);
    } else if (begins_item(text) || items.empty()) {
      items.push_back(text);
    } else {
      items.back() += ' ' + text;
    }
    field.raw += (field.raw.empty() ? "" : "\n") + line->text;
  }
  for (const std::string& printed : parted(items)) {
    const std::string item = without_signs(printed);
    if (key_of(item).size() < 2) continue;
    if (key_of(item).starts_with("luu")) {
      const auto colon = item.find(':');
      std::string archive = colon == std::string::npos ? item : item.substr(colon + 1);
      while (archive.starts_with(" ")) archive.erase(0, 1);
      field.extra["archive"] = archive;
    } else {
      field.values.push_back(item);
    }
  }
  field.evidence = evidence_of(lines, "ending.recipients");
  // Every list ends with its archive line; where it was not seen it was misread, or taken for a recipient.
  constexpr double kLineMissing = 0.75;
  field.confidence = mean_confidence(lines) * (field.extra.count("archive") ? 1.0 : kLineMissing);
  return field;
}

}  // namespace sohoa
