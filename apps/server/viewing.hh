#pragma once
#include "apps/server/operations.hh"
#include "apps/server/request.hh"
#include "apps/server/site.hh"

namespace sohoa::server {

/// Logs who looked at which document, took a copy of it, or changed accounts; searches and pictures are not logged.
void note_view(Site&, const Operation&, const WebRequest&);

/// One line of the log for people, the latest first: {"time", "who", "what", "target"}.
Result<Json> views(Site&, const std::string& who);

}  // namespace sohoa::server
