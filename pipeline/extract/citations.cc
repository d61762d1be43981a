#include "pipeline/extract/citations.hh"

#include <algorithm>
#include <string>
#include <utility>

#include "core/text/normalize.hh"
#include "pipeline/extract/article_path.hh"
#include "pipeline/extract/citation_relation.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/named_acts.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

struct Mention {
  DocumentNumber number;
  std::size_t begin = 0, end = 0;  // from the word for its kind to its date or issuer
  std::string type, issuer, date;
  Relation relation = Relation::mentions;
  std::string article;
  std::vector<std::string> repairs;  // of number and date
  bool attached = false;  // "… kèm theo Quyết định số …"
};

class Reader {
 public:
  Reader(const Flow& flow, const Knowledge& knowledge)
      : flow_(flow), text_(flow.text), knowledge_(knowledge), dates_(find_dates(flow.text)) {
    for (const DocumentType& type : knowledge.types)
      types_.emplace_back(text::lower(type.name), &type);
    std::stable_sort(types_.begin(), types_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }

  std::vector<Mention> mentions() {
    const std::vector<DocumentNumber> numbers = find_document_numbers(text_);
    std::vector<Mention> found;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const DocumentNumber& number = numbers[i];
      if (!number.complete || number.digits.empty() || is_slot(number)) continue;
      floor_ = i > 0 ? numbers[i - 1].end : 0;
      ceiling_ = i + 1 < numbers.size() ? numbers[i + 1].begin : text_.size();
      Mention mention = read(number);
      read_relation(mention, found);
      found.push_back(std::move(mention));
    }
    share_dates(found);
    return found;
  }

 private:
  std::string_view left_of(std::size_t at, std::size_t size) const {
    return flow_.letters(at - std::min(at, size), at);
  }

  /// "Số: …" at the beginning of a line is the number of a document (this one, a copied or attached
  /// one), not a citation.
  bool is_slot(const DocumentNumber& number) const {
    static const RE2 slot(R"((?:^|\n)\s*(?:Số|SỐ|Sô|Sổ)\s*:\s*$)");
    static const RE2 kind(
        R"((?i)(?:văn|định|quyết|hoạch|tư|báo|thị|điện|trình)\s*\n\s*Số\s*:\s*$)");
    const std::string_view context = left_of(number.begin, 24);
    return matches(context, slot) && !matches(context, kind);
  }

  Mention read(const DocumentNumber& number) {
    Mention mention;
    mention.number = number;
    mention.repairs = number.repairs;
    mention.begin = number.begin;
    mention.end = number.end;
    read_type(mention);
    read_date_and_issuer(mention);
    return mention;
  }

  /// The name of a kind of document before the number, else what its code says.
  void read_type(Mention& mention) const {
    std::string_view context = flow_.letters(
        std::max(floor_, mention.number.begin - std::min<std::size_t>(mention.number.begin, 90)),
        mention.number.begin);
    re2::StringPiece found;
    static const RE2 so_group(R"((?i)((?:^|[\s(])s[ốôổồ]\s*[:.]?\s*)$)");
    if (RE2::PartialMatch(piece(context), so_group, &found)) context.remove_suffix(found.size());
    while (!context.empty() &&
           std::string_view(" \n:").find(context.back()) != std::string_view::npos)
      context.remove_suffix(1);
    const std::string tail = text::lower(squeezed(context));
    for (const auto& [lowered, type] : types_) {
      if (!tail.ends_with(lowered)) continue;
      mention.type = type->name;
      mention.begin = begin_of_words(context, word_count(type->name));
      break;
    }
    const DocumentNumber& number = mention.number;
    if (number.kind == NumberClass::qh &&
        number.type_code.empty()) {  // "Luật An toàn thực phẩm số 55/2010/QH12"
      static const RE2 act(R"((Bộ luật|Luật|Pháp lệnh|Nghị quyết)[^.;]*$)");
      re2::StringPiece word;
      if (mention.type.empty() && RE2::PartialMatch(piece(context), act, &word)) {
        mention.type = std::string(word);
        mention.begin = static_cast<std::size_t>(word.data() - text_.data());
      }
    }
    if (mention.type.empty()) mention.type = type_of(number);
  }

  std::string type_of(const DocumentNumber& number) const {
    if (number.kind == NumberClass::congvan) return "Công văn";
    if (number.kind == NumberClass::party)
      for (const DocumentType& type : knowledge_.types)
        if (type.kind == "party" && type.code == number.type_code) return type.name;
    const DocumentType* type =
        number.type_code.empty() ? nullptr : knowledge_.type_of_code(number.type_code);
    return type != nullptr ? type->name : std::string{};
  }

  /// Where the last `count` words of a slice of the text begin.
  std::size_t begin_of_words(std::string_view context, std::size_t count) const {
    std::size_t at = context.size();
    while (count > 0 && at > 0) {
      while (at > 0 && context[at - 1] != ' ' && context[at - 1] != '\n') --at;
      if (--count > 0)
        while (at > 0 && (context[at - 1] == ' ' || context[at - 1] == '\n')) --at;
    }
    while (at < context.size() && (context[at] == '(' || context[at] == '"')) ++at;
    return static_cast<std::size_t>(context.data() - text_.data()) + at;
  }

  void read_date_and_issuer(Mention& mention) const {
    std::size_t at = mention.number.end;
    read_date(mention, at);
    read_issuer(mention, at);
    if (mention.date.empty()) read_date(mention, at);
    if (mention.date.empty()) read_agreement_date(mention);
    if (mention.number.kind != NumberClass::party) {  // TW: the symbol of several bodies
      const std::string& code = mention.number.agency;
      const std::string_view body = code.starts_with("UBTVQH") ? "UBTVQH"
                                    : code.starts_with("QH")   ? "QH"
                                                               : std::string_view(code);
      for (const Agency& agency : knowledge_.agencies)
        if (!body.empty() && agency.symbol == body) {
          // What is printed may say more ("Bộ trưởng Bộ …"), may be misread, or only differ in
          // capitals.
          const std::string printed = text::fold(mention.issuer), name = text::fold(agency.name);
          if (printed.find(name) == printed.npos || printed.size() == name.size())
            mention.issuer = agency.name;
          break;
        }
    }
  }

  std::vector<TextDate>::const_iterator first_date_from(std::size_t at) const {
    return std::lower_bound(
        dates_.begin(), dates_.end(), at,
        [](const TextDate& date, std::size_t byte) { return date.begin < byte; });
  }

  /// A date that stands at `at`, apart from punctuation, "ban hành", "ký" or a misplaced mark.
  void read_date(Mention& mention, std::size_t& at) const {
    static const RE2 filler(
        R"((?i)^[\s,.(]*(?:đã\s+)?(?:được\s+)?(?:ban\s+hành|ký|đề|lập|phê\s+duyệt|cùng|hồi\s+\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?\s*(?:phút)?)?[\s,.:(\d]{0,3}$)");
    const auto next = first_date_from(at);
    if (next == dates_.end() || next->begin > at + 40 || next->begin >= ceiling_) return;
    if (next->day == 0 || next->year == 0) return;
    if (!matches(flow_.slice(at, next->begin), filler)) return;
    take_date(mention, *next);
    if (!mention.date.empty()) at = next->end;
  }

  /// "… số 12/TTHT/A-B về việc … ngày 20/12/2017 giữa A và B": agreements carry their date before
  /// their parties.
  void read_agreement_date(Mention& mention) const {
    if (mention.number.kind != NumberClass::free) return;
    static const RE2 between(R"(^\s*giữa\s)");
    for (auto date = first_date_from(mention.end);
         date != dates_.end() && date->end < ceiling_ && date->begin < mention.end + 600; ++date)
      if (date->day > 0 && date->year > 0 &&
          matches(flow_.letters(date->end, date->end + 12), between))
        return take_date(mention, *date);
  }

  /// The year inside a normative number is the year of its date: another date is not its own.
  static void take_date(Mention& mention, const TextDate& date) {
    if (!mention.number.year.empty() && mention.number.year != std::to_string(date.year)) return;
    mention.date = date.iso();
    mention.repairs.insert(mention.repairs.end(), date.repairs.begin(), date.repairs.end());
    mention.end = std::max(mention.end, date.end);
  }

  void read_issuer(Mention& mention, std::size_t& at) const {
    static const RE2 of(R"(^[\s,]*(?:do\s+)?(?:của|của\s+của)\s+)");
    const std::string_view rest = flow_.letters(at, std::min(ceiling_, at + 220));
    re2::StringPiece start = piece(rest);
    if (!RE2::Consume(&start, of)) return;
    const auto from = at + static_cast<std::size_t>(start.data() - rest.data());
    const std::string_view name = issuer_name(flow_.slice(from, at + rest.size()));
    if (name.empty()) return;
    mention.issuer = squeezed(name);
    while (!mention.issuer.empty() && mention.issuer.back() >= '0' && mention.issuer.back() <= '9')
      mention.issuer.pop_back();  // footnote mark
    at = from + name.size();
    mention.end = std::max(mention.end, at);
  }

  /// The beginning of a text that names a body: one of data/agencies.csv, else up to punctuation or
  /// a word no name holds.
  std::string_view issuer_name(std::string_view text) const {
    static const RE2 prefix(R"(^((?:Bộ\s+trưởng|Thống\s+đốc|Tổng\s+Thanh\s+tra|Chủ\s+nhiệm)\s+))");
    re2::StringPiece title;
    const std::size_t skip = RE2::PartialMatch(piece(text), prefix, &title) ? title.size() : 0;
    std::size_t known = 0;
    for (const Agency& agency : knowledge_.agencies)
      known = std::max(known, printed_size(text.substr(skip), agency.name));
    if (known > 0) return text.substr(0, skip + known);
    static const RE2 body(R"(^(\p{Lu}[^,.;:()“”"]*))");
    static const RE2 stop(
        R"(\s+(?:v[ềêẻểễ]|Về|V/v|v/v|ngày|Quy\s+định|Hướng\s+dẫn|Kính|Căn\s+cứ|quy\s+định|phê\s+duyệt|ban\s+hành|sửa\s+đổi|thực\s+hiện|để|trong|tại|trên|thì|cho|đối|có|được|công\s+bố|giao|[-–]|năm|nhằm|như|theo|với|hoặc|bãi|thay|đồng|nêu|[Kk]hóa|kỳ|chưa|cụ\s+thể|cùng|hết|còn|bị|kể|hiện\s+(?:hành|nay)|đang|đã|nhưng|khi|nếu|trước|từ|nay|này|quyết\s+định|và\s+(?:các\s+văn|Nghị|Quyết|Kế|Công\s+văn|Thông|Chỉ|căn|theo|Luật|văn\s+bản|Hướng|chỉ|báo|tình|thực|tổ\s+chức))(?:\s|$))");
    static const RE2 new_item(
        R"(\n\s*(?:[-+•*]\s|\d{1,2}[.)]|[a-zđ]\)|Căn\s+cứ|Điều\s|Xét\s|Theo\s|Thực\s+hiện))");
    re2::StringPiece name;
    if (!RE2::PartialMatch(piece(text), body, &name)) return {};
    std::string_view all(name.data(), name.size());
    for (const RE2* pattern : {&stop, &new_item}) {
      re2::StringPiece hit;
      if (pattern->Match(piece(all), 0, all.size(), RE2::UNANCHORED, &hit, 1))
        all = all.substr(0, static_cast<std::size_t>(hit.data() - all.data()));
    }
    std::string flat(all);
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    all = all.substr(0, std::min(unit_end(flat), all.size()));
    while (!all.empty() && (all.back() == ' ' || all.back() == '\n')) all.remove_suffix(1);
    static const RE2 title_only(
        R"(^(?:Bộ\s+trưởng|Giám\s+đốc|Chủ\s+tịch|Bộ|Sở|Ban|Hội|Thứ\s+trưởng)?$)");
    return word_count(all) <= 16 && !matches(all, title_only) ? all : std::string_view{};
  }

  /// Bytes of `text` that spell `name` at its beginning, whatever the case and the white space; 0
  /// when they do not.
  static std::size_t printed_size(std::string_view text, std::string_view name) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < name.size();) {
      if (at >= text.size()) return 0;
      if (name[i] == ' ') {
        if (text[at] != ' ' && text[at] != '\n') return 0;
        ++i, ++at;
        continue;
      }
      const std::size_t word = std::min(name.find(' ', i), name.size()) - i;
      if (at + word > text.size()) return 0;
      const std::string_view printed = text.substr(at, word), wanted = name.substr(i, word);
      if (printed != wanted && text::canonical(printed) != text::canonical(wanted)) return 0;
      i += word, at += word;
    }
    return at < text.size() && (static_cast<unsigned char>(text[at]) >= 0x80 ||
                                (text[at] >= 'a' && text[at] <= 'z'))
               ? 0
               : at;
  }

  /// Article and relation, from the words before the act.
  void read_relation(Mention& mention, const std::vector<Mention>& earlier) const {
    static const RE2 link(R"((?i)^\s*(?:,|;|và|,\s*và)?\s*(?:các\s+)?(?:s[ốô]\s*:?\s*)?$)");
    const std::string_view left = left_of(mention.begin, 240);
    const ArticlePath article = article_before(left);
    mention.article = article.path;
    const int index = flow_.item_at(mention.begin);
    const Item& item = flow_.items[static_cast<std::size_t>(index)];
    const std::size_t sentence = sentence_begin(item, mention.begin);
    CitationContext context;
    context.left = left;
    context.verb = left.substr(0, article.begin);
    context.sentence = flow_.letters(sentence, mention.begin);
    context.item = flow_.slice(item.begin, item.end);
    if (!earlier.empty()) {
      context.other_act = earlier.back().end > sentence;
      context.before = earlier.back().relation;
      context.linked = earlier.back().end <= mention.begin &&
                       mention.begin < earlier.back().end + 40 &&
                       matches(flow_.slice(earlier.back().end, mention.begin), link);
    }
    mention.attached = is_attached(context);
    mention.relation = relation_of(context);
  }

  std::size_t sentence_begin(const Item& item, std::size_t at) const {
    const std::size_t floor =
        std::max(item.begin, at > 3000 ? at - 3000 : 0);  // no sentence is longer
    for (std::size_t i = at; i > floor + 1; --i)
      if ((text_[i - 1] == ' ' || text_[i - 1] == '\n') &&
          (text_[i - 2] == '.' || text_[i - 2] == ';'))
        return i;
    return floor;
  }

  /// "số 01/NQ-CP, số 02/NQ-CP ngày 08/01/2025": one date for several of one kind, when only a
  /// comma, "và" or "số" part them.
  void share_dates(std::vector<Mention>& found) const {
    static const RE2 link(R"((?i)^\s*(?:,|;|và)?\s*(?:và\s+)?(?:s[ốô]\s*:?\s*)?$)");
    for (std::size_t i = found.size(); i-- > 1;) {
      Mention& a = found[i - 1];
      const Mention& b = found[i];
      if (!a.date.empty() || b.date.empty() || a.number.type_code != b.number.type_code ||
          a.number.agency != b.number.agency)
        continue;
      if (a.number.year.empty() && b.begin >= a.number.end &&
          matches(flow_.slice(a.number.end, b.number.begin), link))
        a.date = b.date;
    }
  }

  const Flow& flow_;
  std::string_view text_;
  const Knowledge& knowledge_;
  std::vector<TextDate> dates_;
  std::vector<std::pair<std::string, const DocumentType*>>
      types_;  // names in lower case, longest first
  std::size_t floor_ = 0, ceiling_ = 0;
};

int weight(Relation relation) {
  switch (relation) {
    case Relation::parent:
      return 6;
    case Relation::replaces:
      return 5;
    case Relation::repeals:
      return 5;
    case Relation::amends:
      return 4;
    case Relation::basis:
      return 3;
    case Relation::implements:
      return 2;
    case Relation::mentions:
      return 1;
  }
  return 0;
}

/// Numbers are one when they differ in leading zeros only.
std::string key_of_number(std::string_view value) {
  while (value.size() > 1 && value[0] == '0' && value[1] >= '0' && value[1] <= '9')
    value.remove_prefix(1);
  return text::upper(value);
}

/// Whether two numbers of one length differ in at most two bytes or a letter more or less: one
/// misread as the other.
bool is_near(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a.size() > b.size() + 2 || b.size() > a.size() + 2) return false;
  std::size_t head = 0, tail = 0;
  const std::size_t shorter = std::min(a.size(), b.size());
  while (head < shorter && a[head] == b[head]) ++head;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  return std::max(a.size(), b.size()) - head - tail <= 2;
}

/// Parts named at several mentions, each once.
void add_article(std::string& known, const std::string& more) {
  constexpr std::size_t kLongest = 400;  // bytes; the record is no index of articles
  if (more.empty() || known.size() > kLongest ||
      ("; " + known + ";").find("; " + more + ";") != std::string::npos)
    return;
  known += (known.empty() ? "" : "; ") + more;
}

}  // namespace

std::vector<Citation> find_citations(const Flow& flow, const Knowledge& knowledge,
                                     std::string_view own_number) {
  struct Merged {
    std::size_t at;
    std::string key;
    Citation citation;
  };
  std::vector<Merged> merged;
  const std::string own = key_of_number(own_number);
  for (const Mention& mention : Reader(flow, knowledge).mentions()) {
    const std::string key = key_of_number(mention.number.value);
    if (key == own || (mention.attached && is_near(key, own))) continue;
    // Two acts of one number (two districts' 16/KH-UBND) show by their dates.
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Merged& row) {
      return row.key == key && (row.citation.date.empty() || mention.date.empty() ||
                                row.citation.date == mention.date);
    });
    if (same == merged.end()) {
      Citation citation;
      citation.number = mention.number.value;
      citation.type = mention.type;
      citation.issuer = mention.issuer;
      citation.date = mention.date;
      citation.relation = mention.relation;
      citation.article = mention.article;
      citation.repairs = joined_repairs(mention.repairs);
      citation.raw = squeezed(flow.slice(mention.begin, mention.end));
      citation.evidence = flow.evidence(mention.begin, mention.end, "citation.number");
      merged.push_back({mention.begin, key, std::move(citation)});
      continue;
    }
    Citation& known = same->citation;
    if (known.date.empty()) known.date = mention.date;
    if (known.type.empty()) known.type = mention.type;
    if (known.issuer.size() < mention.issuer.size() && mention.issuer.starts_with(known.issuer))
      known.issuer = mention.issuer;
    if (weight(mention.relation) > weight(known.relation)) known.relation = mention.relation;
    add_article(known.article, mention.article);
  }
  std::vector<std::pair<std::size_t, Citation>> found;
  for (Merged& row : merged) found.emplace_back(row.at, std::move(row.citation));
  for (auto& act : find_named_acts(flow)) found.push_back(std::move(act));
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Citation> citations;
  for (auto& [at, citation] : found) citations.push_back(std::move(citation));
  return citations;
}

}  // namespace sohoa
