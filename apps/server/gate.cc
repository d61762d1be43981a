#include "apps/server/gate.hh"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "apps/server/openapi_text.hh"
#include "apps/server/secrets.hh"
#include "apps/server/viewing.hh"
#include "core/hash.hh"
#include "core/language.hh"

namespace sohoa::server {
namespace {

constexpr std::int64_t kIdle = 8 * 3600, kLongest = 7 * 24 * 3600;  // seconds a session lives unused, and at all
constexpr std::int64_t kTouchEvery = 60;

constexpr std::string_view kCookie = "sohoa_session", kBearer = "Bearer ";

bool changes(const WebRequest& request) { return request.method != "GET"; }

/// The one user's browser may be led here under another name (DNS rebinding): only names of this machine are believed.
bool is_called_local(const WebRequest& request) {
  std::string host = request.header("host");
  if (const std::size_t colon = host.rfind(':'); colon != std::string::npos && host.find(']', colon) == std::string::npos) host.resize(colon);
  constexpr std::array<std::string_view, 3> kLocal{"localhost", "127.0.0.1", "[::1]"};
  return std::ranges::find(kLocal, host) != kLocal.end();
}

/// Browsers say where a changing request was made; other programs say nothing.
bool is_from_elsewhere(const WebRequest& request) {
  const std::string& origin = request.header("origin");
  const std::size_t host = origin.find("://");
  return !origin.empty() && (host == std::string::npos || origin.substr(host + 3) != request.header("host"));
}

Account the_one_user() {
  return {"local", tr("this computer"), {}, Rank::administrator, {}, true, false};
}

/// The person a program acts for, with the token's rank where that is lower.
Result<std::optional<Account>> person_of_token(Site& site, const WebRequest& request) {
  const std::string secret = request.header("authorization").substr(kBearer.size());
  const std::optional<MachineToken> token = TRY(site.people.token(kept_hash(secret)));
  if (!token) return std::nullopt;
  std::optional<Account> person = TRY(site.people.account(token->account));
  if (!person || person->locked) return std::nullopt;
  person->rank = std::min(person->rank, token->rank);
  if (const std::int64_t now = std::time(nullptr); now - token->used > kTouchEvery) TRY_VOID(site.people.touch_token(token->id, now));
  return person;
}

Result<std::optional<Account>> person_of_session(Site& site, const WebRequest& request) {
  const std::string secret = session_secret(request);
  if (secret.empty()) return std::nullopt;
  const std::string hash = kept_hash(secret);
  const std::optional<BrowserSession> session = TRY(site.people.session(hash));
  const std::int64_t now = std::time(nullptr);
  if (!session || now - session->seen > kIdle || now - session->made > kLongest) return std::nullopt;
  std::optional<Account> person = TRY(site.people.account(session->account));
  if (!person || person->locked) return std::nullopt;
  if (now - session->seen > kTouchEvery) TRY_VOID(site.people.touch_session(hash, now));
  return person;
}

bool has_token(const WebRequest& request) { return request.header("authorization").starts_with(kBearer); }

Result<std::optional<Account>> person_of(Site& site, const WebRequest& request) {
  if (has_token(request)) return person_of_token(site, request);
  if (site.options.single_user) return the_one_user();
  return person_of_session(site, request);
}

}  // namespace

std::string kept_hash(const std::string& secret) { return sha256(secret); }

std::string session_secret(const WebRequest& request) {
  const std::string& cookies = request.header("cookie");
  const std::string wanted = std::string(kCookie) + "=";
  for (std::size_t at = 0; at < cookies.size();) {
    const std::size_t end = std::min(cookies.find(';', at), cookies.size());
    const std::size_t begin = cookies.find_first_not_of(' ', at);
    if (begin < end && cookies.compare(begin, wanted.size(), wanted) == 0) return cookies.substr(begin + wanted.size(), end - begin - wanted.size());
    at = end + 1;
  }
  return {};
}

std::string csrf_of(Site& site, const WebRequest& request) {
  if (has_token(request)) return {};
  if (site.options.single_user) return site.own_csrf;
  const Result<std::optional<BrowserSession>> session = site.people.session(kept_hash(session_secret(request)));
  return session && *session ? (*session)->csrf : std::string();
}

std::optional<WebAnswer> refusal(Site& site, const Operation& operation, WebRequest& request) {
  if (site.options.single_user && !is_called_local(request))
    return problem(403, "wrong_host", tr("For one user the page is at localhost only."));
  if (changes(request) && is_from_elsewhere(request)) return problem(403, "csrf", tr("The request was made by another site."));
  Result<std::optional<Account>> person = person_of(site, request);
  if (!person) return problem(person.error());
  request.person = std::move(*person);
  if (!operation.rank) return std::nullopt;
  if (!request.person) return problem(401, "sign_in", tr("Sign in first."));
  if (changes(request) && !has_token(request) && !same_secret(request.header("x-csrf-token"), csrf_of(site, request)))
    return problem(403, "csrf", tr("The page is too old: load it again."));
  if (request.person->rank < *operation.rank)
    return problem(403, "rank", fmt::format(fmt::runtime(tr("This needs the role {}.")), name(*operation.rank)));
  return std::nullopt;
}

WebAnswer answer(Site& site, const Handlers& handlers, const Operation& operation, const WebRequest& request) {
  try {
    Result<WebAnswer> out = handlers.at(operation.id)(site, request);
    if (!out) {
      if (out.error().code == ErrorCode::internal || out.error().code == ErrorCode::io || out.error().code == ErrorCode::incompatible)
        spdlog::error("{}: {} {}", operation.id, out.error().message, out.error().hint);
      return problem(out.error());
    }
    note_view(site, operation, request);
    return std::move(*out);
  } catch (const std::exception& e) {
    spdlog::error("{}: {}", operation.id, e.what());
  } catch (...) {  // Xapian's errors are no std::exception
    spdlog::error("{}: an unknown exception", operation.id);
  }
  return problem(500, "internal", tr("The server's log says more."));
}

Result<Handlers> all_handlers(const Operations& operations) {
  Handlers out;
  out["describe"] = [](Site&, const WebRequest&) -> Result<WebAnswer> { return WebAnswer{200, "application/json", std::string(kOpenApi)}; };
  add_session_api(out);
  add_people_api(out);
  add_search_api(out);
  add_document_api(out);
  add_review_api(out);
  add_upload_api(out);
  add_pile_api(out);
  add_report_api(out);
  add_deadlines_api(out);
  add_check_api(out);
  for (const Operation& operation : operations.all())
    if (!out.contains(operation.id)) return fail(ErrorCode::internal, "openapi.json: " + operation.id + " has no handler");
  if (out.size() != operations.all().size()) return fail(ErrorCode::internal, "openapi.json does not describe every handler");
  return out;
}

}  // namespace sohoa::server
