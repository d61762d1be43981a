#include "core/store/archive.hh"

#include <algorithm>

#include "core/parts.hh"
#include "core/store/archive_private.hh"
#include "core/store/documents.hh"
#include "core/store/status.hh"
#include "core/text/number_key.hh"

namespace sohoa {
using namespace store;

Archive::Archive(std::unique_ptr<Private> p) : p_(std::move(p)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(const std::filesystem::path& kho) {
  Database db = TRY(open_database(kho, false));
  return Archive(std::make_unique<Private>(Private{std::move(db), kho}));
}

Result<void> Archive::each_document(bool with_pages, const std::function<bool(const Document&)>& visit) const {
  return guarded([&]() -> Result<void> {
    // By id from one to the next, so that no read transaction stays open while `visit` works and a writer checkpoints.
    constexpr int kNamed = 10;  // of the damaged
    std::string id, damaged;
    int named = 0, more = 0;
    for (;;) {
      auto next = prepared(p_->db, "SELECT id FROM documents WHERE id > ? AND record IS NOT NULL AND joined IS NULL AND NOT withdrawn ORDER BY id LIMIT 1", id);
      if (!next.executeStep()) break;
      id = next.getColumn(0).getString();
      next.reset();
      const Result<Document> document = load_document(p_->db, id, with_pages);
      if (!document && document.error().code == ErrorCode::not_found) continue;  // withdrawn meanwhile
      if (!document && document.error().code != ErrorCode::bad_data) return tl::unexpected(document.error());
      if (document) {
        if (!visit(*document)) return {};
      } else if (named < kNamed) {  // one must not hide those behind it
        damaged += (named++ == 0 ? "" : ", ") + id;
      } else {
        ++more;
      }
    }
    if (damaged.empty()) return {};
    if (more > 0) damaged += " " + fmt::format(fmt::runtime(tr("… and {} more records")), more);
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("all but these records, which are damaged: {}")), damaged), tr("Mend them: sohoa verify --repair"));
  });
}

Result<Document> Archive::document(std::string_view id) const {
  return guarded([&] { return load_document(p_->db, std::string(id), true); });
}

Result<Document> Archive::record(std::string_view id) const {
  return guarded([&] { return load_record(p_->db, std::string(id)); });
}

Result<std::vector<std::string>> Archive::find(std::string_view id_or_number) const {
  return guarded([&] {
    std::vector<std::string> ids;
    const std::string wanted(id_or_number);
    const auto of_id = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-'; };
    if (wanted.size() >= 4 && std::all_of(wanted.begin(), wanted.end(), of_id)) {
      auto rows = prepared(p_->db,
                           "SELECT id FROM documents WHERE substr(id, 1, ?) = ? AND record IS NOT NULL AND joined IS NULL AND NOT withdrawn ORDER BY id",
                           static_cast<int>(wanted.size()), wanted);
      while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
    }
    // A whole id means that document, though ids of others in its file begin with it.
    if (!ids.empty() && ids.front() == wanted) ids.resize(1);
    if (!ids.empty()) return ids;
    auto rows = prepared(p_->db, "SELECT id FROM document_numbers JOIN documents USING (id) WHERE key = ? AND joined IS NULL AND NOT withdrawn ORDER BY id", number_key(wanted));
    while (rows.executeStep()) ids.push_back(rows.getColumn(0).getString());
    return ids;
  });
}

Result<std::vector<std::pair<std::string, std::string>>> Archive::parts_of_file(const std::string& file) const {
  return guarded([&] {
    std::vector<std::pair<std::string, std::string>> parts;
    auto rows = prepared(p_->db, R"(
SELECT id, coalesce(joined, (SELECT d.joined FROM documents d WHERE d.joined = documents.id), '') FROM documents
 WHERE id >= ?1 AND id < ?1 || 'g' AND record IS NOT NULL)",
                         file);
    while (rows.executeStep()) parts.emplace_back(rows.getColumn(0).getString(), rows.getColumn(1).getString());
    std::ranges::sort(parts, {}, [](const auto& part) { return first_page_of_id(part.first); });
    return parts;
  });
}

Result<ArchiveStatus> Archive::status() const {
  return guarded([&] { return read_status(p_->db, 0); });
}

Result<std::vector<FileState>> Archive::files_below(const std::string& shown_prefix) const {
  return guarded([&] {
    std::vector<FileState> out;
    auto rows = prepared(p_->db, R"(
SELECT shown, dossier, state, page_count, (SELECT count(*) FROM pages p WHERE p.sha256 = f.sha256 AND p.state IN ('done', 'failed')),
       coalesce(code, (SELECT p.code FROM pages p WHERE p.sha256 = f.sha256 AND p.state = 'failed' LIMIT 1), ''),
       coalesce(message, (SELECT p.message FROM pages p WHERE p.sha256 = f.sha256 AND p.state = 'failed' LIMIT 1), ''),
       (SELECT group_concat(id) FROM documents d WHERE d.sha256 = f.sha256 AND d.record IS NOT NULL AND d.joined IS NULL)
  FROM files f WHERE substr(shown, 1, length(?1)) = ?1 ORDER BY shown)",
                         shown_prefix);
    while (rows.executeStep()) {
      FileState file{rows.getColumn(0).getString(), rows.getColumn(1).getString(), rows.getColumn(2).getString(), rows.getColumn(3).getInt(),
                     std::min(rows.getColumn(3).getInt(), rows.getColumn(4).getInt()), rows.getColumn(5).getString(), rows.getColumn(6).getString(), {}};
      const std::string ids = rows.getColumn(7).getString();
      for (std::size_t at = 0; at < ids.size();) {
        const std::size_t end = std::min(ids.find(',', at), ids.size());
        file.documents.push_back(ids.substr(at, end - at));
        at = end + 1;
      }
      out.push_back(std::move(file));
    }
    return out;
  });
}

Result<std::string> Archive::check() const {
  return guarded([&] {
    std::string complaints;
    auto rows = prepared(p_->db, "PRAGMA quick_check");
    while (rows.executeStep())
      if (const std::string line = rows.getColumn(0).getString(); line != "ok") complaints += (complaints.empty() ? "" : "\n") + line;
    return complaints;
  });
}

}  // namespace sohoa
