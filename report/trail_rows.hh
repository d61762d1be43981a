#pragma once
#include <string>
#include <vector>

#include "core/store/audit.hh"
#include "report/table.hh"

namespace sohoa {

/// What somebody did ("correct", "withdraw" …), in the user's language; as it is where there is no word for it.
std::string action_label(const std::string& what);

/// Who did what to which record, a row an event, for people: time, who, what, record and the details in words.
Listing trail_rows(const std::vector<AuditEvent>&);

}  // namespace sohoa
