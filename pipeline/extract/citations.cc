#include "pipeline/extract/citations.hh"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/text/normalize.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/document_number.hh"

namespace sohoa {
namespace {

re2::StringPiece piece(std::string_view s) { return {s.data(), s.size()}; }

bool matches(std::string_view text, const RE2& pattern) { return RE2::PartialMatch(piece(text), pattern); }

/// The last `size` bytes before `end`, from the beginning of a letter on.
std::string_view before(std::string_view text, std::size_t floor, std::size_t end, std::size_t size) {
  std::size_t begin = end > floor + size ? end - size : floor;
  while (begin < end && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  return text.substr(begin, end - begin);
}

struct Mention {
  DocumentNumber number;
  std::size_t begin = 0, end = 0;  // from the word for its kind to its date or issuer
  std::string type, issuer, date;
  Relation relation = Relation::mentions;
};

class Reader {
 public:
  Reader(const Flow& flow, const Knowledge& knowledge)
      : flow_(flow), text_(flow.text), knowledge_(knowledge), dates_(find_dates(flow.text)) {
    for (const DocumentType& type : knowledge.types) types_.emplace_back(text::lower(type.name), &type);
    std::stable_sort(types_.begin(), types_.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }

  std::vector<Mention> mentions() {
    const std::vector<DocumentNumber> numbers = find_document_numbers(text_);
    std::vector<Mention> found;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const DocumentNumber& number = numbers[i];
      if (!number.complete || number.digits.empty() || is_slot(number)) continue;
      floor_ = i > 0 ? numbers[i - 1].end : 0;
      ceiling_ = i + 1 < numbers.size() ? numbers[i + 1].begin : text_.size();
      found.push_back(read(number));
    }
    share_dates(found);
    return found;
  }

 private:
  /// "Số: …" at the beginning of a line is the number of a document (this one, a copied or attached one), not a citation.
  bool is_slot(const DocumentNumber& number) const {
    static const RE2 slot(R"((?:^|\n)\s*(?:Số|SỐ|Sô|Sổ)\s*:\s*$)");
    static const RE2 kind(R"((?i)(?:văn|định|quyết|hoạch|tư|báo|thị|điện|trình)\s*\n\s*Số\s*:\s*$)");
    const std::string_view context = before(text_, 0, number.begin, 24);
    return matches(context, slot) && !matches(context, kind);
  }

  Mention read(const DocumentNumber& number) {
    Mention mention;
    mention.number = number;
    mention.begin = number.begin;
    mention.end = number.end;
    read_type(mention);
    read_date_and_issuer(mention);
    mention.relation = relation_of(mention);
    return mention;
  }

  /// The name of a kind of document before the number, else what its code says.
  void read_type(Mention& mention) const {
    std::string_view context = before(text_, floor_, mention.number.begin, 90);
    re2::StringPiece found;
    static const RE2 so_group(R"((?i)((?:^|[\s(])s[ốôổồ]\s*[:.]?\s*)$)");
    if (RE2::PartialMatch(piece(context), so_group, &found)) context.remove_suffix(found.size());
    while (!context.empty() && (context.back() == ' ' || context.back() == '\n')) context.remove_suffix(1);
    const std::string tail = text::lower(squeezed(context));
    for (const auto& [lowered, type] : types_) {
      if (!tail.ends_with(lowered)) continue;
      mention.type = type->name;
      mention.begin = begin_of_words(context, word_count(type->name));
      break;
    }
    const DocumentNumber& number = mention.number;
    if (number.kind == NumberClass::qh && number.type_code.empty()) {  // "Luật An toàn thực phẩm số 55/2010/QH12"
      static const RE2 act(R"((Bộ luật|Luật|Pháp lệnh|Nghị quyết)[^.;:]*$)");
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
    const DocumentType* type = number.type_code.empty() ? nullptr : knowledge_.type_of_code(number.type_code);
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
    return static_cast<std::size_t>(context.data() - text_.data()) + at;
  }

  void read_date_and_issuer(Mention& mention) const {
    std::size_t at = mention.number.end;
    read_date(mention, at);
    read_issuer(mention, at);
    if (mention.date.empty()) read_date(mention, at);
    if (mention.date.empty()) read_agreement_date(mention);
    if (mention.issuer.empty() && mention.number.kind != NumberClass::party) {  // TW: the symbol of several bodies
      const std::string& code = mention.number.agency;
      const std::string_view body = code.starts_with("UBTVQH") ? "UBTVQH" : code.starts_with("QH") ? "QH" : std::string_view(code);
      for (const Agency& agency : knowledge_.agencies)
        if (!body.empty() && agency.symbol == body) {
          mention.issuer = agency.name;
          break;
        }
    }
  }

  /// A date that stands at `at`, apart from punctuation, "ban hành", "ký" or a misplaced mark.
  void read_date(Mention& mention, std::size_t& at) const {
    static const RE2 filler(R"((?i)^[\s,.(]*(?:đã\s+)?(?:được\s+)?(?:ban\s+hành|ký|đề|lập|phê\s+duyệt)?[\s,.:(\d]{0,3}$)");
    const auto next = std::find_if(dates_.begin(), dates_.end(), [&](const TextDate& date) { return date.begin >= at; });
    if (next == dates_.end() || next->begin > at + 40 || next->begin >= ceiling_) return;
    if (next->day == 0 || next->year == 0) return;
    if (!matches(flow_.slice(at, next->begin), filler)) return;
    take_date(mention, *next);
    if (!mention.date.empty()) at = next->end;
  }

  /// "… số 12/TTHT/A-B về việc … ngày 20/12/2017 giữa A và B": agreements carry their date before their parties.
  void read_agreement_date(Mention& mention) const {
    if (mention.number.kind != NumberClass::free) return;
    static const RE2 between(R"(^\s*giữa\s)");
    for (const TextDate& date : dates_)
      if (date.begin >= mention.end && date.end < ceiling_ && date.begin < mention.end + 600 && date.day > 0 && date.year > 0 &&
          matches(flow_.slice(date.end, std::min(date.end + 12, text_.size())), between))
        return take_date(mention, date);
  }

  /// The year inside a normative number is the year of its date: another date is not its own.
  static void take_date(Mention& mention, const TextDate& date) {
    if (!mention.number.year.empty() && mention.number.year != std::to_string(date.year)) return;
    mention.date = date.iso();
    mention.end = std::max(mention.end, date.end);
  }

  void read_issuer(Mention& mention, std::size_t& at) const {
    static const RE2 of(R"(^[\s,]*(?:do\s+)?(?:của|của\s+của)\s+)");
    const std::string_view rest = flow_.slice(at, std::min(ceiling_, std::min(at + 220, text_.size())));
    re2::StringPiece start = piece(rest);
    if (!RE2::Consume(&start, of)) return;
    const auto from = at + static_cast<std::size_t>(start.data() - rest.data());
    const std::string_view name = issuer_name(flow_.slice(from, at + rest.size()));
    if (name.empty()) return;
    mention.issuer = squeezed(name);
    while (!mention.issuer.empty() && mention.issuer.back() >= '0' && mention.issuer.back() <= '9') mention.issuer.pop_back();  // footnote mark
    at = from + name.size();
    mention.end = std::max(mention.end, at);
  }

  /// The beginning of a text that names a body: up to punctuation or a word no name of a body holds.
  static std::string_view issuer_name(std::string_view text) {
    static const RE2 body(
        R"(^((?:Chính\s+phủ|Thủ\s+tướng(?:\s+Chính\s+phủ)?|Quốc\s+hội|Bộ\s+Văn\s+hóa,\s+Thể\s+thao\s+và\s+Du\s+lịch|Bộ\s+(?:trưởng\s+)?\p{Lu}[^,.;:()\n]*|\p{Lu}[^,.;:()]*)))");
    static const RE2 stop(
        R"(\s+(?:về|Về|V/v|v/v|quy\s+định|hướng\s+dẫn|phê\s+duyệt|ban\s+hành|sửa\s+đổi|thực\s+hiện|triển\s+khai|ngày|và\s+(?:các\s+)?(?:Nghị|Quyết|Kế|Công\s+văn|Thông|Chỉ|căn|theo|Luật|văn\s+bản|Hướng)|đã|để|trong|tại|trên|thì|quy\s+định|cho|đối|có|được|công\s+bố|giao|[-–]\s|gửi|năm|là|nhằm|như|khi|theo|với|yêu|hoặc|bãi|thay|đồng|nêu|khóa|Khóa|kỳ|chưa|phải|cụ\s+thể|quyết\s+định|trình|đề\s+nghị|(?:và|hoặc)\s+(?:tình|thực|tổ\s+chức))(?:\s|$|,|\.))");
    static const RE2 break_before_capital(R"(\n\s*(?:[-+•*]|\d{1,2}[.)]|[a-zđ]\)|\p{Lu}[^\n]{0,6}\n|Căn\s+cứ|Điều\s))");
    re2::StringPiece name;
    if (!RE2::PartialMatch(piece(text), body, &name)) return {};
    std::string_view all(name.data(), name.size());
    for (const RE2* pattern : {&stop, &break_before_capital}) {
      re2::StringPiece hit;
      if (pattern->Match(piece(all), 0, all.size(), RE2::UNANCHORED, &hit, 1)) all = all.substr(0, static_cast<std::size_t>(hit.data() - all.data()));
    }
    while (!all.empty() && (all.back() == ' ' || all.back() == '\n')) all.remove_suffix(1);
    return word_count(all) <= 16 ? all : std::string_view{};
  }

  Relation relation_of(const Mention& mention) const {
    static const RE2 parent(R"((?i)\(?\s*(?:ban\s+hành\s+)?k[èe]m\s+theo\s*(?:tại\s*)?$)");
    static const RE2 parent_line(R"((?i)(?:^|\n)\s*\(\s*(?:ban\s+hành\s+)?k[èe]m\s+theo\s*$)");
    static const RE2 replaces(R"((?i)thay\s+thế\s+(?:cho\s+)?(?:các\s+)?$)");
    static const RE2 repeals(R"((?i)(?:bãi\s+bỏ|hủy\s+bỏ|huỷ\s+bỏ)\s+(?:toàn\s+bộ\s+|các\s+)?$)");
    static const RE2 amends(R"((?i)(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh)[^.;]{0,90}(?:của|tại|vào|theo)\s+$|(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh)\s+$)");
    static const RE2 implements(R"((?i)(?:thực\s+hiện|triển\s+khai|theo|thi\s+hành|trả\s+lời|phúc\s+đáp|tiếp\s+theo|theo\s+tinh\s+thần|quy\s+định\s+tại)\s+(?:đúng\s+|nội\s+dung\s+|các\s+|yêu\s+cầu\s+(?:tại\s+)?|chỉ\s+đạo\s+tại\s+)?$)");
    static const RE2 basis(R"(^[-–+\s]*Căn\s+cứ\s)");
    static const RE2 no_basis(R"(^[-–+\s]*Căn\s+cứ\s+(?:thực\s+hiện|nhiệm\s+vụ|vào\s+nhiệm|chức\s+năng))");
    static const RE2 implements_start(R"(^[-–+\s]*(?:Thực\s+hiện|Triển\s+khai|Thi\s+hành|Theo|Phúc\s+đáp|Trả\s+lời)\s)");
    const std::string_view context = before(text_, 0, mention.begin, 160);
    if (matches(context, parent_line)) return Relation::parent;
    if (matches(context, parent)) return Relation::mentions;
    const int index = flow_.item_at(mention.begin);
    const Item& item = flow_.items[static_cast<std::size_t>(index)];
    const std::string_view clause = flow_.slice(sentence_begin(item, mention.begin), mention.begin);
    const bool other_act = clause.find('/') != clause.npos && !find_document_numbers(clause).empty();
    if (!other_act) {
      if (matches(context, replaces)) return Relation::replaces;
      if (matches(context, repeals)) return Relation::repeals;
      if (matches(context, amends)) return Relation::amends;
    }
    const std::string_view head = flow_.slice(item.begin, item.end);
    if (matches(head, basis) && !matches(head, no_basis)) return matches(context, amends) ? Relation::mentions : Relation::basis;
    if (matches(context, implements) || matches(clause, implements_start)) return Relation::implements;
    return Relation::mentions;
  }

  std::size_t sentence_begin(const Item& item, std::size_t at) const {
    for (std::size_t i = at; i > item.begin + 1; --i)
      if ((text_[i - 1] == ' ' || text_[i - 1] == '\n') && (text_[i - 2] == '.' || text_[i - 2] == ';') ) return i;
    return item.begin;
  }

  /// "số 01/NQ-CP, số 02/NQ-CP ngày 08/01/2025": one date for several of one kind, when only a comma, "và" or "số" part them.
  void share_dates(std::vector<Mention>& found) const {
    static const RE2 link(R"((?i)^\s*(?:,|;|và)?\s*(?:và\s+)?(?:s[ốô]\s*:?\s*)?$)");
    for (std::size_t i = found.size(); i-- > 1;) {
      Mention& a = found[i - 1];
      const Mention& b = found[i];
      if (!a.date.empty() || b.date.empty() || a.number.type_code != b.number.type_code || a.number.agency != b.number.agency) continue;
      if (a.number.year.empty() && b.begin >= a.number.end && matches(flow_.slice(a.number.end, b.number.begin), link)) a.date = b.date;
    }
  }

  const Flow& flow_;
  std::string_view text_;
  const Knowledge& knowledge_;
  std::vector<TextDate> dates_;
  std::vector<std::pair<std::string, const DocumentType*>> types_;  // names in lower case, longest first
  std::size_t floor_ = 0, ceiling_ = 0;
};

int weight(Relation relation) {
  switch (relation) {
    case Relation::parent: return 6;
    case Relation::replaces: return 5;
    case Relation::repeals: return 5;
    case Relation::amends: return 4;
    case Relation::basis: return 3;
    case Relation::implements: return 2;
    case Relation::mentions: return 1;
  }
  return 0;
}

/// Numbers are one when they differ in leading zeros only.
std::string key_of_number(std::string_view value) {
  while (value.size() > 1 && value[0] == '0' && value[1] >= '0' && value[1] <= '9') value.remove_prefix(1);
  return text::upper(value);
}

/// "Căn cứ Luật Tổ chức … ngày 26 tháng 11 năm 2003;": an act by its name.
void add_named_laws(const Flow& flow, std::vector<std::pair<std::size_t, Citation>>& found) {
  static const RE2 law(R"(^(?:[-–+\s]*Căn\s+cứ\s+(?:vào\s+)?)((Bộ\s+luật|Luật|Pháp\s+lệnh|Hiến\s+pháp)\s+[^;.]*?)\s*(?:;|\.|$))");
  for (const Item& item : flow.items) {
    const std::string_view text = flow.slice(item.begin, item.end);
    re2::StringPiece name, type;
    if (!RE2::PartialMatch(piece(text), law, &name, &type)) continue;
    std::string_view all(name.data(), name.size());
    const std::size_t begin = static_cast<std::size_t>(name.data() - flow.text.data());
    if (!find_document_numbers(all).empty()) continue;
    Citation citation;
    citation.type = squeezed({type.data(), type.size()});
    citation.relation = Relation::basis;
    for (const TextDate& date : find_dates(all))
      if (date.day > 0 && date.year > 0) {
        citation.date = date.iso();
        break;
      }
    citation.raw = first_words(all, 40);
    citation.evidence = flow.evidence(begin, begin + all.size(), "citation.name");
    found.emplace_back(begin, std::move(citation));
  }
}

}  // namespace

std::vector<Citation> find_citations(const Flow& flow, const Knowledge& knowledge, std::string_view own_number) {
  struct Merged {
    std::size_t at;
    std::string key;
    Citation citation;
  };
  std::vector<Merged> merged;
  const std::string own = key_of_number(own_number);
  for (const Mention& mention : Reader(flow, knowledge).mentions()) {
    const std::string key = key_of_number(mention.number.value);
    if (key == own) continue;
    // Two acts of one number (two districts' 16/KH-UBND) show by their dates.
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Merged& row) {
      return row.key == key && (row.citation.date.empty() || mention.date.empty() || row.citation.date == mention.date);
    });
    if (same == merged.end()) {
      Citation citation;
      citation.number = mention.number.value;
      citation.type = mention.type;
      citation.issuer = mention.issuer;
      citation.date = mention.date;
      citation.relation = mention.relation;
      citation.raw = squeezed(flow.slice(mention.begin, mention.end));
      citation.evidence = flow.evidence(mention.begin, mention.end, "citation.number");
      merged.push_back({mention.begin, key, std::move(citation)});
      continue;
    }
    Citation& known = same->citation;
    if (known.date.empty()) known.date = mention.date;
    if (known.type.empty()) known.type = mention.type;
    if (known.issuer.size() < mention.issuer.size() && mention.issuer.starts_with(known.issuer)) known.issuer = mention.issuer;
    if (weight(mention.relation) > weight(known.relation)) known.relation = mention.relation;
  }
  std::vector<std::pair<std::size_t, Citation>> found;
  for (Merged& row : merged) found.emplace_back(row.at, std::move(row.citation));
  add_named_laws(flow, found);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Citation> citations;
  for (auto& [at, citation] : found) citations.push_back(std::move(citation));
  return citations;
}

}  // namespace sohoa
