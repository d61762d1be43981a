#include "pipeline/layout/ending.hh"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "core/text/digits.hh"
#include "pipeline/layout/columns.hh"
#include "pipeline/layout/line_signs.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

using Lines = std::vector<Line>;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// "Nơi nhận:" at the beginning of a short line.
bool is_recipients_anchor(const Line& line) {
  return line.words.size() <= 8 && line.text.size() < 90 && begins_with_phrase(line.text, "noinhan", 1) &&
         !begins_with_phrase(line.text, "noinhanvien", 1);
}

bool is_copy_mark(const Line& line) {
  if (!in_capitals(line.text)) return false;
  const std::string key = key_of(line.text);
  return key == "saoy" || key == "saoluc" || key == "trichsao" || key == "saoybanchinh" || key == "bansao";
}

bool is_appendix_heading(const Line& line) {
  return line.words.size() <= 4 && line.text.size() < 30 &&
         (in_capitals(line.text) || line.text.starts_with("Phụ")) && begins_with_phrase(line.text, "phuluc", 1);
}

bool begins_item(const Line& line) { return line.text.starts_with("-") || line.text.starts_with("–") || line.text.starts_with("+"); }

/// In a flattened text what stood beside the recipients follows them in their line: "Nơi nhận: TM. ỦY BAN NHÂN DÂN", "- Lưu: VT. Trần Văn Mẫu".
/// Cuts such lines.
void part_ending_columns(Lines& lines, std::size_t begin) {
  bool listed = false, signing = false;
  for (std::size_t i = begin; i < lines.size() && !lines[i].box; ++i) {
    const Line& line = lines[i];
    const bool anchor = begins_with_phrase(line.text, "noinhan", 1);
    listed = listed || anchor;
    if (line.zone != Zone::body || !listed || (!anchor && !begins_item(line))) continue;
    for (std::size_t k = 1; k < line.words.size(); ++k) {
      if (text::has_digit(line.words[k].text)) continue;  // "- Như Điều 3; PHÓ GIÁM ĐỐC": it belongs to the item
      const Line right = line_of(line.page, {line.words.begin() + static_cast<std::ptrdiff_t>(k), line.words.end()});
      const bool authority = in_capitals(right.text) && is_authority_line(right);
      const bool name = signing && std::string_view(";.").find(line.words[k - 1].text.back()) != std::string_view::npos && is_name_shaped(right);
      if (!authority && !name) continue;
      signing = signing || authority;
      cut(lines, i++, k);
      break;
    }
  }
}

/// Recipients until the authority, then the signature until a name, or both line by line in turn; the rest lies behind.
void zone_text_ending(Lines& lines, std::size_t end, bool listed) {
  bool signing = !listed, named = false, behind = false;
  for (std::size_t i = end; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.zone != Zone::body) continue;
    const bool item = listed && (begins_item(line) || i == end || (signing && starts_small(line) && !line.text.starts_with("(")));
    behind = behind || (named && !item);
    signing = signing || (!item && is_authority_line(line));
    line.zone = behind ? Zone::attachment : item || !signing ? Zone::recipients : Zone::signature;
    named = named || (signing && !item && is_name_shaped(line) && !is_authority_line(line));
  }
}

}  // namespace

void zone_ending(Lines& lines, std::size_t begin, const std::vector<Page>& pages) {
  std::map<int, const Page*> page_of;
  for (const Page& page : pages) page_of[page.n] = &page;
  const auto width = [&](const Line& line) { return page_of.count(line.page) ? page_of.at(line.page)->width : 0; };
  const auto right_half = [&](const Line& line) { return !line.box || line.box->center_x() > width(line) * 45 / 100; };

  part_ending_columns(lines, begin);
  // The end of the document: the first "Nơi nhận", or authority in the right half with a name below it.
  std::size_t anchor = kNone, authority = kNone;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    if (lines[i].zone != Zone::body) continue;
    if (is_recipients_anchor(lines[i]) && (!lines[i].box || lines[i].box->x0 < width(lines[i]) * 2 / 5)) {
      anchor = i;
      break;
    }
    if (authority == kNone && is_authority_line(lines[i]) && right_half(lines[i]) &&
        (!lines[i].box || lines[i].box->x0 > width(lines[i]) * 3 / 10)) {
      for (std::size_t j = i + 1; j < std::min(lines.size(), i + 40); ++j)
        if (lines[j].page <= lines[i].page + 1 && right_half(lines[j]) && is_name_shaped(lines[j]) &&
            !lines[j].text.ends_with(",") && (!lines[j].box || lines[j].box->x0 > width(lines[j]) * 3 / 10)) {
          authority = i;
          break;
        }
    }
    if (authority != kNone && lines[i].page > lines[authority].page + 1) break;
    // An appendix heading ends a document whose signature was not read.
    if (authority == kNone && i > begin + 5 && lines[i].page > lines[begin].page && is_appendix_heading(lines[i]) &&
        lines[i - 1].page != lines[i].page)
      break;
  }
  const std::size_t end = anchor != kNone ? anchor : authority;
  if (end == kNone) {
    for (std::size_t i = begin + 1; i < lines.size(); ++i)
      if (lines[i].page > lines[begin].page && lines[i - 1].page != lines[i].page && is_appendix_heading(lines[i])) {
        for (std::size_t j = i; j < lines.size(); ++j) lines[j].zone = Zone::attachment;
        break;
      }
    return;
  }

  int last_page = lines[end].page;
  if (!lines[end].box) {
    zone_text_ending(lines, end, anchor != kNone);
    return;
  }
  // The signature stands right of the recipients, from a little above their heading; of a joint act all of it may stand above.
  constexpr int kSignatureHeight = 16;  // lines
  int top = lines[end].box->y0;
  const int height = std::max(lines[end].box->height(), 30);
  for (std::size_t i = begin; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.page == last_page && line.zone == Zone::body && right_half(line) && is_authority_line(line) &&
        line.box->y0 < top && line.box->y0 > lines[end].box->y0 - kSignatureHeight * height)
      top = line.box->y0;
  }
  // Who signs a joint act at the left has an authority of his own, level with the one at the right and above the recipients.
  const bool joint = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.end(), [&](const Line& line) {
    return line.page == last_page && line.zone == Zone::body && !right_half(line) && is_authority_line(line) && top < lines[end].box->y0 &&
           std::abs(line.box->y0 - top) < height;
  });
  top -= height / 2;
  bool named = false, copy = false;
  for (std::size_t i = begin; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.page != last_page || line.zone != Zone::body || line.box->y0 < top) continue;
    copy = copy || is_copy_mark(line);
    if (copy) {
      line.zone = Zone::copy;
    } else if (right_half(line) && line.box->x0 > width(line) * 3 / 10) {
      line.zone = Zone::signature;
      named = named || is_name_shaped(line);
    } else if (line.box->y0 >= lines[end].box->y0 - height / 2 && anchor != kNone && line.box->center_x() < width(line) * 55 / 100) {
      line.zone = Zone::recipients;
    } else if ((anchor == kNone || joint) && line.box->center_x() < width(line) / 2) {
      line.zone = Zone::signature;  // a second signer at the left
      named = named || is_name_shaped(line);
    }
  }
  // A signature that did not fit stands at the top of the next page; one whose authority stands here with room below is here, though
  // its name may be unreadable under the seal.
  const int page_height = page_of.at(last_page)->height;
  const bool room = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.end(), [&](const Line& line) {
    return line.page == last_page && line.zone == Zone::signature && is_authority_line(line) && line.box->y1 + 12 * height < page_height;
  });
  bool next_page = false;
  if (!named && !room)
    for (std::size_t i = end; i < lines.size(); ++i)
      if (lines[i].page == last_page + 1 && lines[i].box && right_half(lines[i]) && lines[i].box->x0 > width(lines[i]) * 3 / 10 &&
          lines[i].box->y0 < page_of.at(lines[i].page)->height * 6 / 10 && (is_name_shaped(lines[i]) || is_authority_line(lines[i])) &&
          lines[i].text.find('/') == std::string::npos) {
        lines[i].zone = Zone::signature;
        next_page = true;
      }
  if (next_page) ++last_page;
  for (std::size_t i = end; i < lines.size(); ++i)
    if (lines[i].page > last_page) lines[i].zone = copy && is_copy_mark(lines[i]) ? Zone::copy : Zone::attachment;
}

}  // namespace sohoa
