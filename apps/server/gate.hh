#pragma once
#include <optional>

#include "apps/server/operations.hh"
#include "apps/server/request.hh"
#include "apps/server/site.hh"

namespace sohoa::server {

/// Whether a request may be answered, before its body is read: who asks (session, token, the one user), whether the request was made
/// by our own page (the CSRF token; the name the server was called by), and whether that person's rank is enough. Fills in `person`.
/// Nothing = it may; else the refusal.
std::optional<WebAnswer> refusal(Site&, const Operation&, WebRequest&);

/// The answer of an operation's handler; failures and exceptions as problems. Views and downloads of documents are logged.
WebAnswer answer(Site&, const Handlers&, const Operation&, const WebRequest&);

/// Handlers for all operations; fails with internal when one of openapi.json has none, or one is not described.
Result<Handlers> all_handlers(const Operations&);

/// The hash under which the secret of a session or token is kept.
std::string kept_hash(const std::string& secret);
/// The secret in the session's cookie; empty when there is none.
std::string session_secret(const WebRequest&);
/// Whether the person of the request came by a session, and which CSRF token goes with it; empty for a program's token.
std::string csrf_of(Site&, const WebRequest&);

}  // namespace sohoa::server
