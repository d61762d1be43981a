#include "report/book.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/html.hh"
#include "report/typed_date.hh"
#include "report/xlsx.hh"

namespace sohoa {
namespace {

struct Book {
  BookKind kind;
  std::string_view name;
  const char* title;
};
constexpr std::array<Book, 4> kBooks{{{BookKind::outgoing, "di", "Sổ đăng ký văn bản đi"},
                                      {BookKind::incoming, "den", "Sổ đăng ký văn bản đến"},
                                      {BookKind::dossiers, "muc-luc-ho-so", "Mục lục hồ sơ"},
                                      {BookKind::contents, "muc-luc-van-ban", "Mục lục văn bản"}}};

std::string value_of(const Document& d, FieldId id) {
  const Field& f = d.field(id);
  return doubted(fmt::format("{}", fmt::join(f.values, "; ")), f.status != Status::review);
}

std::string day_of(const Document& d, FieldId id) {
  const Field& f = d.field(id);
  return f.values.empty() ? std::string() : doubted(day_first(f.value()), f.status != Status::review);
}

/// A form whose title is its subject names its type already.
std::string type_and_subject(const BookEntry& e) {
  if (e.type.empty() || text::fold(e.subject).starts_with(text::fold(e.type))) return e.subject;
  return e.subject.empty() ? e.type : fmt::format("{} {}", e.type, e.subject);
}

Listing with_columns(std::initializer_list<const char*> labels) {
  Listing out;
  for (const char* label : labels) out.columns.push_back({fmt::format("c{}", out.columns.size() + 1), label});
  return out;
}

std::map<std::string, std::vector<BookEntry>> by_dossier(std::vector<BookEntry> entries) {
  std::map<std::string, std::vector<BookEntry>> out;
  for (BookEntry& e : entries) out[e.dossier].push_back(std::move(e));
  return out;
}

Listing dossier_rows(std::vector<BookEntry> entries) {
  Listing out = with_columns({"Hộp số", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian", "Thời hạn bảo quản", "Số văn bản", "Số trang", "Ghi chú"});
  for (const auto& [dossier, documents] : by_dossier(std::move(entries))) {
    std::string first, last;
    int pages = 0;
    for (const BookEntry& e : documents) {
      pages += e.pages;
      if (e.sort_date.empty()) continue;
      if (first.empty() || e.sort_date < first) first = e.sort_date;
      last = std::max(last, e.sort_date);
    }
    const std::string span = first.empty() ? std::string() : first == last ? day_first(first) : fmt::format("{} – {}", day_first(first), day_first(last));
    out.rows.push_back({"", dossier, "", span, "", documents.size(), pages, ""});
  }
  return out;
}

}  // namespace

std::optional<BookKind> book_kind_named(std::string_view name) {
  const auto found = std::ranges::find(kBooks, name, &Book::name);
  return found == kBooks.end() ? std::nullopt : std::optional(found->kind);
}

std::string title(BookKind kind) { return std::ranges::find(kBooks, kind, &Book::kind)->title; }

BookEntry book_entry(const Document& d) {
  BookEntry e;
  e.dossier = d.dossier;
  e.number = value_of(d, FieldId::number);
  e.date = day_of(d, FieldId::issued_date);
  e.sort_date = d.field(FieldId::issued_date).value();
  e.type = d.field(FieldId::type).value();
  e.subject = value_of(d, FieldId::subject);
  e.issuer = value_of(d, FieldId::issuer);
  e.signer = value_of(d, FieldId::signer);
  e.recipients = value_of(d, FieldId::recipients);
  const auto& extra = d.field(FieldId::recipients).extra;
  if (const auto kept = extra.find("archive"); kept != extra.end()) e.copy_kept_by = kept->second;
  e.arrived = day_of(d, FieldId::incoming_date);
  e.arrival_number = value_of(d, FieldId::incoming_number);
  const std::string& number = d.field(FieldId::number).value();
  std::from_chars(number.data(), number.data() + number.size(), e.serial);
  for (const Source& source : d.sources) e.pages += static_cast<int>(source.pages.size());
  e.path = d.sources.empty() ? std::string() : d.sources.front().path;
  return e;
}

bool has_arrived(const BookEntry& e) { return !e.arrived.empty() || !e.arrival_number.empty(); }

Listing book_rows(BookKind kind, std::vector<BookEntry> entries) {
  if (kind == BookKind::dossiers) return dossier_rows(std::move(entries));
  if (kind == BookKind::incoming) std::erase_if(entries, [](const BookEntry& e) { return !has_arrived(e); });
  std::ranges::stable_sort(entries, [&](const BookEntry& a, const BookEntry& b) {
    if (kind == BookKind::contents) return std::tie(a.dossier, a.sort_date, a.serial) < std::tie(b.dossier, b.sort_date, b.serial);
    if (kind == BookKind::incoming) return std::tie(a.arrived, a.arrival_number) < std::tie(b.arrived, b.arrival_number);
    return std::tuple(a.sort_date.substr(0, 4), a.serial, a.sort_date) < std::tuple(b.sort_date.substr(0, 4), b.serial, b.sort_date);
  });
  Listing out;
  if (kind == BookKind::outgoing) {
    out = with_columns({"Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký", "Nơi nhận văn bản",
                        "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú"});
    for (const BookEntry& e : entries) out.rows.push_back({e.number, e.date, type_and_subject(e), e.signer, e.recipients, e.copy_kept_by, "", "", "", e.path});
  } else if (kind == BookKind::incoming) {
    out = with_columns({"Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản",
                        "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú"});
    for (const BookEntry& e : entries) out.rows.push_back({e.arrived, e.arrival_number, e.issuer, e.number, e.date, type_and_subject(e), "", "", "", e.path});
  } else {
    out = with_columns({"STT", "Số, ký hiệu văn bản", "Ngày tháng năm văn bản", "Tên loại và trích yếu nội dung văn bản", "Tác giả văn bản", "Tờ số", "Ghi chú"});
    int n = 0, sheet = 1;
    std::string dossier;
    for (const BookEntry& e : entries) {
      if (e.dossier != dossier) n = 0, sheet = 1;
      dossier = e.dossier;
      out.rows.push_back({++n, e.number, e.date, type_and_subject(e), e.issuer, sheet, e.path});
      sheet += (e.pages + 1) / 2;  // printed on both sides: a list made from scans can only guess
    }
  }
  return out;
}

Result<std::string> book_xlsx(BookKind kind, std::vector<BookEntry> entries) {
  if (kind != BookKind::contents) return as_xlsx({{title(kind), title(kind), book_rows(kind, std::move(entries))}});
  std::vector<Sheet> sheets;
  for (auto& [dossier, documents] : by_dossier(std::move(entries)))
    sheets.push_back({dossier.empty() ? title(kind) : dossier, fmt::format("{}. Hồ sơ: {}", title(kind), dossier), book_rows(kind, std::move(documents))});
  if (sheets.empty()) sheets.push_back({title(kind), title(kind), book_rows(kind, {})});
  return as_xlsx(sheets);
}

std::string book_html(BookKind kind, std::vector<BookEntry> entries) {
  std::string body = fmt::format("<h1>{}</h1>\n", title(kind));
  if (kind != BookKind::contents) return html_page(title(kind), body + html_table(book_rows(kind, std::move(entries))));
  for (auto& [dossier, documents] : by_dossier(std::move(entries)))
    body += fmt::format("<h2>Hồ sơ: {}</h2>\n", escaped(dossier)) + html_table(book_rows(kind, std::move(documents)));
  return html_page(title(kind), body);
}

}  // namespace sohoa
