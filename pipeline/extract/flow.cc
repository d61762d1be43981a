#include "pipeline/extract/flow.hh"

#include <algorithm>
#include <map>
#include <utility>

#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

bool kept_out(Zone zone) {
  switch (zone) {
    case Zone::agency:
    case Zone::number:
    case Zone::motto:
    case Zone::dateline:
    case Zone::mark:
    case Zone::stamp:
    case Zone::copy:
    case Zone::furniture: return true;
    default: return false;
  }
}

/// Signs without a letter: leftovers of rules and points.
bool is_specks(const Line& line) {
  static const RE2 specks(R"(^[^\pL\pN]*$)");
  return matches(line.text, specks);
}

bool says_nothing(const Line& line) {
  return kept_out(line.zone) || line.role == Role::page_number || line.role == Role::furniture || line.role == Role::stamp ||
         is_specks(line);
}

struct Start {
  Marker marker = Marker::none;
  std::size_t length = 0;  // of the marker, bytes
};

Start marker_of(std::string_view line) {
  struct Row {
    Marker marker;
    RE2 pattern;
  };
  static const auto* rows = new std::vector<std::pair<Marker, const RE2*>>{
      {Marker::part, new RE2(R"(^((?:Phần|PHẦN|Chương|CHƯƠNG|Phụ lục|PHỤ LỤC)\s+(?:[IVXLC]+|\d+)\b[.:]?))")},
      {Marker::article, new RE2(R"(^((?:Điều|ĐIỀU|Điểu)\s+\d{1,3}[a-zđ]?\s*[.:]))")},
      {Marker::roman, new RE2(R"(^([IVX]{1,5}\s*[.)/-]\s))")},
      {Marker::decimal, new RE2(R"(^(\d{1,2}(?:\.\d{1,2}){1,3}\.?\s))")},
      {Marker::number, new RE2(R"(^(\d{1,2}\s?[.)/]\s))")},
      {Marker::number, new RE2(R"(^(\d{1,2}(?:,\s|-\s?))\p{Lu}\p{Ll})")},  // a stop read as a comma, "2- Lập …"
      {Marker::letter, new RE2(R"(^([a-zđ]\s?[.)]\s))")},
      {Marker::plus, new RE2(R"(^(\+\s?))")},
      {Marker::dash, new RE2(R"(^([-–—•*●○▪✓~]\s?|[\x{E000}-\x{F8FF}]\s?))")},
  };
  for (const auto& [marker, pattern] : *rows) {
    std::string found;
    if (RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), *pattern, &found)) return {marker, found.size()};
  }
  return {};
}

int depth(Marker marker) {
  switch (marker) {
    case Marker::part: return 0;
    case Marker::roman: return 1;
    case Marker::article: return 1;
    case Marker::number: return 2;
    case Marker::decimal: return 3;
    case Marker::letter: return 4;
    case Marker::dash: return 5;
    case Marker::plus: return 6;
    case Marker::none: return 7;
  }
  return 7;
}

bool ends_sentence(std::string_view line) {
  static const RE2 end(R"([.;:!?…]["”)]?\s*\d{0,2}\s*$)");
  return matches(line, end);
}

/// Usual length of full lines in letters: the ninth decile.
std::size_t full_length(const std::vector<std::pair<std::size_t, std::size_t>>& lines) {
  std::vector<std::size_t> lengths;
  for (const auto& [begin, end] : lines) lengths.push_back(end - begin);
  if (lengths.empty()) return 0;
  const auto at = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() * 9 / 10);
  std::nth_element(lengths.begin(), at, lengths.end());
  return *at;
}

void cut_items(Flow& flow, const std::vector<std::pair<std::size_t, std::size_t>>& lines) {
  static const RE2 table_header(R"(^(?:STT|TT|Số\s*TT|Số)(?:\s|$))");
  static const RE2 table_words(R"((?i)nội dung|nhiệm vụ|đơn vị|cơ quan|thời gian|tên )");
  static const RE2 table_end(R"(^(?:Nơi nhận|NƠI NHẬN|Điều \d))");
  static const RE2 row_number(R"(^(?:\d{1,3}|[a-zđ]|[IVX]{1,5})$)");
  static const RE2 row_start(R"(^(?:\d{1,2}|[a-zđ]|[IVX]{1,5})\s+\p{Lu})");
  // A line of its own in a list of duties, whatever the line above ends with.
  static const RE2 duty_label(R"(^(?:(?:Cơ quan|Đơn vị|Bộ phận)\s+(?:chủ trì|phối hợp|thực hiện|tham mưu)|Thời gian|Thời hạn|Tiến độ|Sản phẩm|Kết quả)(?:\s\pL+){0,4}\s*:\s)");
  // Under a heading that only names who: what they have to do, though the name might go on ("Thanh tra Sở" / "Chủ trì, …").
  static const RE2 duty_begins(R"(^(?:Chủ trì|Phối hợp|Tham mưu|Rà soát|Tổng hợp|Theo dõi|Hướng dẫn|Thực hiện|Triển khai|Căn cứ|Có trách nhiệm|Chịu trách nhiệm|Kiểm tra|Đôn đốc)[\s,])");
  const std::size_t full = full_length(lines);
  // Footnotes that no page end sets apart: "2 Theo Điều 15 …" some lines below "… quy định2".
  static const RE2 reference(R"(\pL(\d{1,2})(?:[\s,.;:)”]|$))");
  static const RE2 note(R"(^(\d{1,2})\s+\p{Lu})");
  std::map<int, std::size_t> referred;
  const auto is_note = [&](std::size_t i) {
    int n = 0;
    if (!RE2::PartialMatch(re2::StringPiece(flow.text.data() + lines[i].first, lines[i].second - lines[i].first), note,
                           &n))
      return false;
    const auto at = referred.find(n);
    return at != referred.end() && i - at->second < 80;
  };
  bool in_table = false;
  std::vector<int> open;  // the last item of each depth up to now, deepest last
  int opening = -1;       // a paragraph that ends with a colon and has no list yet
  std::vector<int> opened(static_cast<std::size_t>(depth(Marker::none)) + 1, -1);  // by the depth of the list: what opens it
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto [begin, end] = lines[i];
    const std::string_view line = flow.slice(begin, end);
    re2::StringPiece rest(line.data(), line.size());
    for (int n = 0; RE2::FindAndConsume(&rest, reference, &n);) referred[n] = i;
    if (matches(line, table_end) || begin == flow.footnotes) in_table = false;
    if (matches(line, table_header)) {
      std::size_t last = std::min(i + 6, lines.size() - 1);
      if (matches(flow.slice(begin, lines[last].second), table_words) && line.size() < 120) in_table = true;
    }
    Start start = marker_of(line);
    if (start.marker == Marker::number && line.find(',') < start.length && i > 0 && !ends_sentence(flow.slice(lines[i - 1].first, lines[i - 1].second))) start = {};
    const bool row = in_table && (matches(line, row_number) || matches(line, row_start));
    if (in_table && start.marker == Marker::number && lines[i].second - begin < 8) start = {};
    bool fresh = i == 0 || start.marker != Marker::none || row || begin == flow.footnotes;
    if (!fresh) {
      const auto [last_begin, last_end] = lines[i - 1];
      const std::string_view before = flow.slice(last_begin, last_end);
      const bool upper = starts_upper(line);
      const bool after_number = in_table && matches(before, row_number);
      const bool was_short = last_end - last_begin < full * (in_table ? 9 : 6) / 10;
      fresh = after_number || is_note(i) || matches(line, duty_label) || (in_table && upper && begins_with_unit(line) && !goes_on(before, true)) ||
              (upper && (ends_sentence(before) || (was_short && (!goes_on(before, in_table) || matches(line, duty_begins)))));
    }
    if (!fresh) {
      flow.items.back().end = end;
      if (flow.items.back().marker == Marker::none) opening = !in_table && line.ends_with(":") ? static_cast<int>(flow.items.size()) - 1 : -1;
      continue;
    }
    Item item{begin, end, begin + start.length, start.marker, -1, in_table};
    const int self = static_cast<int>(flow.items.size());
    const int own_depth = depth(start.marker);
    while (!open.empty() && depth(flow.items[static_cast<std::size_t>(open.back())].marker) >= own_depth)
      open.pop_back();
    if (!open.empty() && begin < flow.footnotes) item.parent = open.back();
    if (start.marker != Marker::none) {
      std::fill(opened.begin() + own_depth + 1, opened.end(), -1);
      if (opening >= 0) opened[static_cast<std::size_t>(own_depth)] = opening;
      item.opening = opened[static_cast<std::size_t>(own_depth)];
    }
    // Another paragraph ends what opened lists without numbers; numbered ones may go on behind it.
    if (start.marker == Marker::none) std::fill(opened.begin() + depth(Marker::dash), opened.end(), -1);
    opening = start.marker == Marker::none && !in_table && line.ends_with(":") ? self : -1;
    flow.items.push_back(item);
    if (start.marker != Marker::none) open.push_back(self);
    // A line of its own that ends with a colon rules the list below it.
    else if (line.ends_with(":") && (open.empty() || !in_table))
      open.push_back(self);
  }
}

}  // namespace

bool starts_upper(std::string_view line) {
  static const RE2 upper(R"(^["“'(]?\p{Lu})");
  return matches(line, upper);
}

bool goes_on(std::string_view line, bool in_table) {
  static const RE2 link(
      R"((?i)(?:^|\s)(?:của|và|với|về|các|theo|tại|trong|cho|từ|đến|bởi|do|số|ngày|tháng|năm|thuộc|là|để|hoặc|bằng|qua|trên|giữa|Chủ tịch|Bộ|Sở|Thủ tướng)$|[-–/%]$)");
  return matches(line, link) || (!in_table && line.ends_with(","));
}

Flow flow_of(const std::vector<Line>& all) {
  std::vector<const Line*> kept;
  std::vector<const Line*> notes;
  for (const Line& line : all)
    if (!says_nothing(line)) (line.role == Role::footnote ? notes : kept).push_back(&line);
  Flow flow;
  const std::size_t body_lines = kept.size();
  kept.insert(kept.end(), notes.begin(), notes.end());
  std::vector<std::pair<std::size_t, std::size_t>> lines;
  bool marked = false;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (!flow.text.empty()) flow.text += '\n';
    if (i == body_lines) flow.footnotes = flow.text.size(), marked = true;
    const std::size_t begin = flow.text.size();
    for (const Word& word : kept[i]->words) {
      if (flow.text.size() > begin) flow.text += ' ';
      flow.places.push_back(
          {flow.text.size(), flow.text.size() + word.text.size(), kept[i]->page, word.box, word.confidence});
      flow.text += word.text;
    }
    lines.emplace_back(begin, flow.text.size());
  }
  if (!marked) flow.footnotes = flow.text.size();
  cut_items(flow, lines);
  return flow;
}

Evidence Flow::evidence(std::size_t begin, std::size_t end, std::string rule) const {
  Evidence evidence;
  evidence.rule = std::move(rule);
  auto at = std::lower_bound(places.begin(), places.end(), begin,
                             [](const Place& place, std::size_t byte) { return place.end <= byte; });
  if (at != places.end()) evidence.page = at->page;
  for (; at != places.end() && at->begin < end && at->page == evidence.page; ++at)
    if (at->box) evidence.box = evidence.box ? united(*evidence.box, *at->box) : *at->box;
  return evidence;
}

double Flow::confidence(std::size_t begin, std::size_t end) const {
  double worst = 1.0;
  auto at = std::lower_bound(places.begin(), places.end(), begin,
                             [](const Place& place, std::size_t byte) { return place.end <= byte; });
  for (; at != places.end() && at->begin < end; ++at) worst = std::min(worst, at->confidence);
  return worst;
}

std::string_view Flow::letters(std::size_t begin, std::size_t end) const {
  const auto inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  end = std::min(end, text.size());
  while (begin < end && inside(begin)) ++begin;
  while (end > begin && inside(end)) --end;
  return slice(begin, end);
}

int Flow::item_at(std::size_t byte) const {
  const auto after = std::upper_bound(items.begin(), items.end(), byte,
                                      [](std::size_t b, const Item& item) { return b < item.begin; });
  return static_cast<int>(after - items.begin()) - 1;
}

std::string squeezed(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == ' ' || c == '\n' || c == '\t') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    words += !blank && !inside;
    inside = !blank;
  }
  return words;
}

std::string first_words(std::string_view text, std::size_t limit) {
  const std::string all = squeezed(text);
  std::size_t words = 0, punctuation = 0, at = 0;
  for (; at < all.size(); ++at) {
    if (all[at] != ' ') continue;
    ++words;
    if (words * 3 >= limit * 2 && (all[at - 1] == ',' || all[at - 1] == ';' || all[at - 1] == '.'))
      punctuation = at - 1;
    if (words == limit) break;
  }
  return all.substr(0, at >= all.size() ? all.size() : punctuation > 0 ? punctuation : at);
}

std::string last_words(std::string_view text, std::size_t limit) {
  const std::string all = squeezed(text);
  std::size_t at = all.size();
  for (std::size_t words = 0; words < limit && at != all.npos; ++words) at = at == 0 ? all.npos : all.rfind(' ', at - 1);
  return at == all.npos ? all : all.substr(at + 1);
}

}  // namespace sohoa
