#include "ingest/remake.hh"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/parts.hh"
#include "core/record_json.hh"
#include "pipeline/assemble.hh"
#include "pipeline/extract/reckon.hh"

namespace sohoa {
namespace {

/// For the clerk, in Vietnamese whatever the language of messages, so that records do not depend on it.
Issue unreadable(const QueuedPage& page) {
  const char* why = "dữ liệu của trang bị hỏng";
  if (page.error.code == ErrorCode::timeout) why = "quá thời gian cho phép";
  if (page.error.code == ErrorCode::too_large) why = "trang quá lớn";
  if (page.error.code == ErrorCode::worker_died) why = "tiến trình đọc bị dừng đột ngột";
  return {"page.unreadable", Severity::error, page.page, fmt::format("Không đọc được trang {}: {}.", page.page, why)};
}

/// What people said of the document, and what follows from it.
void let_hold(Document& document, const Decisions& decisions) {
  apply_corrections(document, decisions);
  reckon_anew(document);
}

/// The document that a page of the file belongs to.
Document& holder_of(std::vector<Document>& documents, int page) {
  const auto behind = std::ranges::find_if(documents, [&](const Document& d) { return first_page_of_id(d.id) > page; });
  return behind == documents.begin() ? documents.front() : *std::prev(behind);
}

/// Decisions about a part that the file no longer gives are told of where its pages lie now.
void tell_lost(std::vector<Document>& documents, const Decisions& decisions) {
  std::set<std::string> ids;
  for (const Document& d : documents) ids.insert(d.id);
  for (const std::string& id : lost_ids(decisions, file_of_id(documents.front().id), ids)) {
    const int page = first_page_of_id(id);
    holder_of(documents, page).issues.push_back({"decision.lost", Severity::warning, page,
                                                 fmt::format("Người dùng đã quyết định về văn bản {} bắt đầu ở trang {}, nay không còn văn bản nào bắt đầu ở đó: "
                                                             "xem lại bằng sohoa audit {}.", id, page, id)});
  }
}

/// All parts of a join; empty when one is not there.
Result<std::vector<StoredPart>> parts_of(Ledger& ledger, const std::vector<std::string>& ids) {
  std::vector<StoredPart> parts;
  for (const std::string& id : ids) {
    std::optional<StoredPart> part = TRY(ledger.part(id));
    if (!part) return std::vector<StoredPart>();
    parts.push_back(std::move(*part));
  }
  return parts;
}

/// What was found in the file of a part rather than on its pages, told of the whole: pages that were not read, and cuts. `before`:
/// the last page of the parts before it, 0 for the first.
void add_issues(std::vector<Issue>& issues, const Document& part, int before) {
  const Source& source = part.sources.front();
  for (Issue issue : part.issues) {
    if (issue.code != "page.unreadable" && !issue.code.starts_with("pile.")) continue;
    // A page behind the last that was read has the number of one of the next file.
    issue.page = issue.page <= source.pages.back() ? before + issue.page : 0;
    if (before > 0) issue.message = fmt::format("{}: {}", source.path, issue.message);
    issues.push_back(std::move(issue));
  }
}

Document joined(std::vector<StoredPart> parts, const Decisions& decisions, const Knowledge& knowledge) {
  const Document& first = parts.front().document;
  std::vector<Page> pages;
  std::vector<Source> sources;
  std::vector<Issue> issues;
  for (StoredPart& part : parts) {
    add_issues(issues, part.document, pages.empty() ? 0 : pages.back().n);
    add_pages(pages, std::move(part.document.pages));
    sources.push_back(part.document.sources.front());
  }
  Document whole = assemble(std::move(pages), first.sources.front().path, first.dossier, first.sources.front().sha256,
                            first.reading_model, knowledge);
  whole.id = first.id;
  whole.reading_version = first.reading_version;
  whole.sources = std::move(sources);
  whole.issues.insert(whole.issues.end(), issues.begin(), issues.end());
  let_hold(whole, decisions);
  return whole;
}

/// The whole keeps the id of its first part, so that the ledger has the issues of the whole there.
Result<void> find_own_issues(Ledger& ledger, StoredPart& first, const Decisions& decisions, const Knowledge& knowledge) {
  const std::string id = first.document.id;
  for (Document& own : TRY(documents_of(ledger, first.file, first.reading, first.document.reading_version,
                                        first.document.reading_model, decisions, knowledge)))
    if (own.id == id) first.document.issues = std::move(own.issues);
  return {};
}

Result<void> settle_join(Ledger& ledger, const std::vector<std::string>& ids, const Decisions& decisions, const Knowledge& knowledge) {
  std::optional<Document> now = TRY(ledger.document(ids.front()));
  std::vector<StoredPart> parts = TRY(parts_of(ledger, ids));
  if (parts.empty()) return now && now->sources.size() > 1 ? remake_file(ledger, file_of_id(ids.front()), decisions, knowledge) : Result<void>();
  const std::string reading = parts.front().reading;
  if (now && now->sources.size() > 1) TRY_VOID(find_own_issues(ledger, parts.front(), decisions, knowledge));
  const Document whole = joined(std::move(parts), decisions, knowledge);
  // Put even when it is as it was: a part made anew has come out of it.
  return ledger.put_joined(whole, std::span(ids).subspan(1), reading, extraction_key(knowledge), withdrawn_ids(decisions));
}

}  // namespace

std::string extraction_key(const Knowledge& knowledge) { return fmt::format("{}/{}", kExtractionVersion, knowledge.fingerprint); }

Result<std::vector<Document>> documents_of(Ledger& ledger, const QueuedFile& file, const std::string& reading, int reading_version,
                                           const std::string& model, const Decisions& decisions, const Knowledge& knowledge) {
  std::vector<Page> pages = TRY(ledger.read_pages(file.sha256, reading));
  const std::string id = file_of_id(file.sha256);
  std::optional<GivenCuts> cuts;
  if (std::optional<std::vector<int>> at = cuts_of(decisions, id)) cuts = {std::move(*at), !decisions.cuts.contains(id)};
  std::vector<Document> documents = assemble_file(std::move(pages), file.shown, file.dossier, file.sha256, model, knowledge, cuts);
  for (const QueuedPage& page : TRY(ledger.pages(file.sha256, reading)))
    if (page.state == WorkState::failed) holder_of(documents, page.page).issues.push_back(unreadable(page));
  tell_lost(documents, decisions);
  for (Document& document : documents) {
    document.reading_version = reading_version;
    let_hold(document, decisions);
  }
  return documents;
}

Result<void> remake_file(Ledger& ledger, const std::string& file, const Decisions& decisions, const Knowledge& knowledge) {
  const std::vector<std::string> ids = TRY(ledger.ids_in(file));
  if (ids.empty()) return {};
  const std::optional<StoredPart> part = TRY(ledger.part(ids.front()));
  if (!part) return {};  // its file is waiting to be worked off, and will be with these decisions
  const Document& before = part->document;
  const std::vector<Document> documents = TRY(documents_of(ledger, part->file, part->reading, before.reading_version,
                                                           before.reading_model, decisions, knowledge));
  return ledger.put_documents(part->file.id, documents, part->reading, extraction_key(knowledge), withdrawn_ids(decisions));
}

Result<void> settle_joins(Ledger& ledger, const Decisions& decisions, const Knowledge& knowledge) {
  for (const auto& [id, ids] : decisions.joins) TRY_VOID(settle_join(ledger, ids, decisions, knowledge));
  return {};
}

}  // namespace sohoa
