#include "pipeline/extract/named_acts.hh"

#include <algorithm>

#include "core/text/normalize.hh"
#include "pipeline/extract/article_path.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/pattern.hh"

namespace sohoa {
namespace {

#define KIND R"((?:Bộ\s+luật|Luật|Pháp\s+lệnh|Hiến\s+pháp))"

class Acts {
 public:
  explicit Acts(const Flow& flow) : flow_(flow) {}

  /// An act by name at [begin, end) of the text, with its date behind it.
  void add(std::size_t begin, std::size_t end, Relation relation, std::string article) {
    const std::string_view all = flow_.slice(begin, end);
    if (!find_document_numbers(all).empty()) return;
    static const RE2 kind("^(" KIND ")"), year(R"(\s+năm\s+((?:19|20)\d{2})\s*$)");
    re2::StringPiece type, printed_year;
    if (!RE2::PartialMatch(piece(all), kind, &type)) return;
    Citation citation;
    citation.type = squeezed({type.data(), type.size()});
    citation.relation = relation;
    for (const TextDate& date : find_dates(all))
      if (date.day > 0 && date.year > 0) {
        citation.date = date.iso();
        break;
      }
    if (citation.date.empty() && RE2::PartialMatch(piece(all), year, &printed_year))
      citation.date = std::string(printed_year);
    citation.raw = first_words(all, 40);
    citation.article = std::move(article);
    citation.evidence = flow_.evidence(begin, end, "citation.name");
    const auto again = std::find_if(found_.begin(), found_.end(), [&](const auto& other) {
      return other.second.type == citation.type &&
             (citation.date.empty() || other.second.date.empty()
                  ? text::fold(name_of(other.second.raw)) == text::fold(name_of(citation.raw))
                  : other.second.date == citation.date);
    });
    if (again == found_.end()) {
      found_.emplace_back(begin, std::move(citation));
    } else if (!citation.article.empty() &&
               again->second.article.find(citation.article) == std::string::npos &&
               again->second.article.size() < 400) {
      again->second.article += (again->second.article.empty() ? "" : "; ") + citation.article;
    }
  }

  std::vector<std::pair<std::size_t, Citation>> all() && { return std::move(found_); }

 private:
  /// "Luật Đất đai năm 2013" → "Luật Đất đai".
  static std::string name_of(const std::string& raw) {
    static const RE2 date(R"(\s*,?\s+(?:ngày|năm)\s+\d)");
    re2::StringPiece hit;
    if (!date.Match(raw, 0, raw.size(), RE2::UNANCHORED, &hit, 1)) return raw;
    return raw.substr(0, static_cast<std::size_t>(hit.data() - raw.data()));
  }

  const Flow& flow_;
  std::vector<std::pair<std::size_t, Citation>> found_;
};

/// "Căn cứ Luật Tổ chức … ngày 26 tháng 11 năm 2003;", also several in one line.
void add_grounds(const Flow& flow, Acts& acts) {
  static const RE2 ground(R"(^[-–+\s]*Căn\s+cứ\s+(?:vào\s+)?([^;]*?)()" KIND
                          R"(\s+[^;.]*?)\s*(?:;|\.|$))");
  static const RE2 next(R"((?:,|\s+và|,\s+và)\s+()" KIND R"(\s+(?:\p{Lu}|sửa\s)))"),
      amending("^" KIND R"(\s+sửa\s)");
  for (const Item& item : flow.items) {
    const std::string_view text = flow.slice(item.begin, item.end);
    re2::StringPiece before, names;
    if (!RE2::PartialMatch(piece(text), ground, &before, &names)) continue;
    const std::string_view left(before.data(), before.size());
    const ArticlePath article = article_before(left);
    if (squeezed(left.substr(0, article.begin)).size() > 0)
      continue;  // "Căn cứ Nghị định … hướng dẫn Luật …"
    const auto base = static_cast<std::size_t>(names.data() - flow.text.data());
    std::size_t from = 0;
    std::string path = article.path;
    re2::StringPiece hit;
    while (from < names.size()) {
      std::size_t end = names.size(), following = names.size();
      re2::StringPiece groups[2];
      // An amending law names what it amends: all one title.
      if (!matches(std::string_view(names.data() + from, names.size() - from), amending) &&
          next.Match(names, from, names.size(), RE2::UNANCHORED, groups, 2)) {
        end = static_cast<std::size_t>(groups[0].data() - names.data());
        following = static_cast<std::size_t>(groups[1].data() - names.data());
      }
      acts.add(base + from, base + end, Relation::basis, std::exchange(path, {}));
      from = following;
    }
  }
}

/// "… theo Điều 12 Luật Thanh tra và …": only with the part that is meant.
void add_parts(const Flow& flow, Acts& acts) {
  static const RE2 law(
      R"((?:\d[a-zđ]?|kèm\s+theo|của|thuộc)\s+(()" KIND
      R"()\s+\p{Lu}\pL*(?:\s+[\pL]+|,\s+(?:chống|sử\s+dụng|chữa\s+cháy|cứu\s+nạn|bia))*?(?:\s+năm\s+(?:19|20)\d{2})?)(?:[.,;:()/”"]|\s+(?:và\s+(?:Điều|điểm|khoản|Nghị|Luật|Thông|Quyết|các|sửa|bổ)|số\s|quy\s+định|được|ngày|thì|về|của|có|năm\s|do|để|hoặc|phải|thuộc|trong|tại|theo|khi|nếu|không|là)|\s*$))");
  constexpr std::size_t kBefore = 200;
  re2::StringPiece groups[2];
  const std::string_view text = flow.text;
  for (std::size_t from = 0; from < text.size() && law.Match(piece(text), from, text.size(),
                                                             RE2::UNANCHORED, groups, 2);) {
    const auto begin = static_cast<std::size_t>(groups[1].data() - text.data());
    from = begin + groups[1].size();
    const ArticlePath article =
        article_before(flow.letters(begin - std::min(begin, kBefore), begin));
    static const RE2 numbered(R"(^\s+số\s)");
    if (article.path.empty() || matches(flow.letters(from, from + 8), numbered) ||
        word_count(flow.slice(begin, from)) > 16)
      continue;
    acts.add(begin, from, Relation::mentions, article.path);
  }
}

#undef KIND

}  // namespace

std::vector<std::pair<std::size_t, Citation>> find_named_acts(const Flow& flow) {
  Acts acts(flow);
  add_grounds(flow, acts);
  add_parts(flow, acts);
  return std::move(acts).all();
}

}  // namespace sohoa
