#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"
#include "report/table.hh"

namespace sohoa {

/// The registers an office keeps (Nghị định 30/2020/NĐ-CP, phụ lục IV and V): sổ đăng ký văn bản đi, văn bản đến, mục lục hồ sơ, mục lục văn bản.
enum class BookKind { outgoing, incoming, dossiers, contents };
/// "di", "den", "muc-luc-ho-so", "muc-luc-van-ban".
std::optional<BookKind> book_kind_named(std::string_view);
std::string title(BookKind);

/// What registers say of a document. Values that were not read with certainty end in " (?)".
struct BookEntry {
  std::string dossier, number, date, type, subject, issuer, signer, recipients, copy_kept_by, arrived, arrival_number, path;
  std::string sort_date;  // ISO, for the order
  int serial = 0;         // the number's digits
  int pages = 0;
};
BookEntry book_entry(const Document&);
/// Whether it carries an arrival stamp, and so belongs in the register of arrivals.
bool has_arrived(const BookEntry&);

/// The register in the columns of the decree, which are Vietnamese in every language; what a scan does not say is left to the pen. Documents
/// that arrived are ordered by arrival, those sent by number, contents by dossier and day. `incoming` takes those with an arrival stamp.
Listing book_rows(BookKind, std::vector<BookEntry>);
/// One sheet; contents: a sheet a dossier.
Result<std::string> book_xlsx(BookKind, std::vector<BookEntry>);
/// A page that prints on A4; contents: a table a dossier.
std::string book_html(BookKind, std::vector<BookEntry>);

}  // namespace sohoa
