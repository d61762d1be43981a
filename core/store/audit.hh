#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/record_json.hh"
#include "core/result.hh"

namespace sohoa {

/// Who did what to which record, and when. `what` is a word of docs/record.md ("correct", "withdraw", "view", "backup" …).
struct AuditEvent {
  std::string time, who, what;  // time: ISO 8601, UTC
  std::string record;           // id of a document, or of a file (16 digits); empty = the whole archive
  Json details = Json::object();  // what else is to be known: reason, field, values
};

/// Notes what leaves records as they are (somebody looked, exported, backed up) in kho/audit.jsonl, a chained log beside the journal.
/// Decisions are not noted here: the journal is their log, and chained alike. Several processes may; on disk when it returns.
Result<void> note_event(const std::filesystem::path& kho, const AuditEvent&);

/// Everything that was done, out of both logs, by time; `record`: only what touched it (an id, or the file it begins in). Of
/// entries of one second those of the journal first.
Result<std::vector<AuditEvent>> audit_trail(const std::filesystem::path& kho, const std::string& record = {});

}  // namespace sohoa
