#include "report/table.hh"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr int kGap = 2;         // spaces between columns
constexpr int kNarrowest = 12;  // a wrapped column is not made narrower than this

std::size_t columns_of(std::string_view s) { return static_cast<std::size_t>(text::display_width(s)); }

/// Bytes of the longest beginning of `s` that fits into `width` columns; at least one character with its marks.
std::size_t fitting(std::string_view s, std::size_t width) {
  std::size_t used = 0, end = 0;
  while (end < s.size()) {
    std::size_t next = end + 1;
    while (next < s.size() && (static_cast<unsigned char>(s[next]) & 0xC0) == 0x80) ++next;
    const std::size_t wide = columns_of(s.substr(end, next - end));
    if (end > 0 && used + wide > width) break;
    used += wide;
    end = next;
  }
  return end;
}

struct Layout {
  std::vector<std::size_t> widths;
  std::vector<bool> right;
};

/// Natural widths; when they do not fit, the widest wrappable columns are lowered to one common level.
Layout layout_of(const Listing& listing, int width) {
  const std::size_t n = listing.columns.size();
  Layout layout{std::vector<std::size_t>(n), std::vector<bool>(n)};
  std::vector<std::size_t> floor(n);
  std::size_t total = n > 0 ? (n - 1) * kGap : 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t natural = columns_of(listing.columns[i].label);
    bool number = false, other = false;
    for (const auto& row : listing.rows) {
      natural = std::max(natural, columns_of(printable(shown(row[i]))));
      number |= row[i].is_number();
      other |= !row[i].is_number() && !row[i].is_null();
    }
    layout.right[i] = number && !other;
    layout.widths[i] = natural;
    const bool whole = listing.columns[i].whole || layout.right[i];
    floor[i] = whole ? natural : std::min<std::size_t>(natural, kNarrowest);
    total += natural;
  }
  if (width <= 0) return layout;
  while (total > static_cast<std::size_t>(width)) {
    std::size_t widest = n;
    for (std::size_t i = 0; i < n; ++i)
      if (layout.widths[i] > floor[i] && (widest == n || layout.widths[i] > layout.widths[widest])) widest = i;
    if (widest == n) break;
    --layout.widths[widest];
    --total;
  }
  return layout;
}

void put_row(std::string& out, const std::vector<std::string>& cells, const Layout& layout) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    lines.push_back(wrapped(cells[i], layout.widths[i]));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t k = 0; k < height; ++k) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string piece = k < lines[i].size() ? lines[i][k] : std::string();
      const std::string pad(layout.widths[i] - std::min(layout.widths[i], columns_of(piece)), ' ');
      line += layout.right[i] ? pad + piece : piece + pad;
      line.append(kGap, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
}

std::string quoted(const Json& cell) {
  std::string s = shown(cell);
  if (!cell.is_number() && !s.empty() && std::strchr("=+-@\t\r", s.front())) s.insert(s.begin(), '\'');
  if (s.find_first_of(",;\"\r\n") == std::string::npos) return s;
  std::string out = "\"";
  for (const char c : s) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

double shown_confidence(double confidence) { return std::floor(confidence * 100 + 1e-9) / 100; }

std::string printable(std::string s) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    const auto byte = static_cast<unsigned char>(s[i]);
    const bool c1 = byte == 0xC2 && i + 1 < s.size() && static_cast<unsigned char>(s[i + 1]) < 0xA0;
    if (byte < 0x20 || byte == 0x7f || c1) s[i] = ' ';
    if (c1) s[++i] = ' ';
  }
  return s;
}

std::vector<std::string> wrapped(std::string_view s, std::size_t width) {
  std::vector<std::string> lines;
  while (columns_of(s) > width) {
    std::size_t end = fitting(s, width);
    if (s[end] != ' ')
      if (const auto space = s.rfind(' ', end); space != std::string_view::npos && space > 0) end = space;
    lines.emplace_back(s.substr(0, s.find_last_not_of(' ', end - 1) + 1));
    s.remove_prefix(std::min(s.size(), s.find_first_not_of(' ', end)));
  }
  if (!s.empty() || lines.empty()) lines.emplace_back(s);
  return lines;
}

std::string shown(const Json& cell) {
  if (cell.is_null()) return {};
  if (cell.is_string()) return cell.get<std::string>();
  if (!cell.is_array()) return cell.dump();
  std::string out;
  for (const Json& item : cell) out += (out.empty() ? "" : "; ") + shown(item);
  return out;
}

std::string as_text(const Listing& listing, int width) {
  const Layout layout = layout_of(listing, width);
  std::vector<std::string> cells;
  for (const Column& column : listing.columns) cells.push_back(column.label);
  std::string out;
  put_row(out, cells, layout);
  std::string rule;
  for (std::size_t i = 0; i < layout.widths.size(); ++i) {
    if (i > 0) rule.append(kGap, ' ');
    for (std::size_t k = 0; k < layout.widths[i]; ++k) rule += "─";
  }
  out += rule + '\n';
  for (const auto& row : listing.rows) {
    cells.clear();
    for (const Json& cell : row) cells.push_back(printable(shown(cell)));
    put_row(out, cells, layout);
  }
  return out;
}

std::string csv_row(const std::vector<Json>& cells) {
  std::string out;
  for (const Json& cell : cells) {
    if (&cell != &cells.front()) out += ',';
    out += quoted(cell);
  }
  return out + '\n';
}

std::string as_csv(const Listing& listing) {
  std::vector<Json> labels;
  for (const Column& column : listing.columns) labels.emplace_back(column.label);
  std::string out = "\xEF\xBB\xBF" + csv_row(labels);
  for (const auto& row : listing.rows) out += csv_row(row);
  return out;
}

Json as_json(const Listing& listing) {
  Json out = Json::array();
  for (const auto& row : listing.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[listing.columns[i].key] = row[i];
    out.push_back(std::move(object));
  }
  return out;
}

std::string written(const Listing& listing, Format format, int width) {
  switch (format) {
    case Format::json: return as_json(listing).dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
    case Format::csv: return as_csv(listing);
    case Format::table: break;
  }
  return as_text(listing, width);
}

int text_width(bool terminal, const char* columns_variable, int terminal_columns) {
  if (!terminal) return 0;
  int columns = 0;
  if (columns_variable) std::from_chars(columns_variable, columns_variable + std::strlen(columns_variable), columns);
  if (columns > 0) return columns;
  return terminal_columns > 0 ? terminal_columns : 80;
}

}  // namespace sohoa
