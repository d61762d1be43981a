#include <fmt/format.h>

#include <ctime>

#include "apps/server/accounts.hh"
#include "apps/server/gate.hh"
#include "apps/server/secrets.hh"
#include "apps/server/site.hh"
#include "core/language.hh"

namespace sohoa::server {
namespace {

constexpr int kFreeOfAddress = 50;

std::string cookie(const WebRequest& request, const Site& site, const std::string& secret, bool end) {
  const bool secure = site.options.behind_proxy && request.header("x-forwarded-proto") == "https";
  return fmt::format("sohoa_session={}; Path=/; HttpOnly; SameSite=Strict{}{}", secret, secure ? "; Secure" : "", end ? "; Max-Age=0" : "");
}

Result<Json> session_json(Site& site, const std::optional<Account>& person, const std::string& csrf) {
  const bool setup = !site.options.single_user && TRY(site.people.accounts()).empty();
  Json out{{"person", person ? person_json(*person) : Json(nullptr)}, {"setup", setup}, {"single_user", site.options.single_user}};
  if (person) out["csrf"] = csrf;
  return out;
}

/// A new session, whatever there was before: an id known before signing in is worth nothing after it.
Result<WebAnswer> signed_in(Site& site, const WebRequest& request, const Account& account, int status) {
  if (const std::string old = session_secret(request); !old.empty()) TRY_VOID(site.people.end_session(kept_hash(old)));
  const std::string secret = new_secret(), csrf = new_secret();
  const std::int64_t now = std::time(nullptr);
  TRY_VOID(site.people.add_session(kept_hash(secret), {account.name, csrf, now, now}));
  WebAnswer out = json(TRY(session_json(site, account, csrf)), status);
  out.headers.emplace_back("Set-Cookie", cookie(request, site, secret, false));
  return out;
}

Result<WebAnswer> session(Site& site, const WebRequest& request) { return json(TRY(session_json(site, request.person, csrf_of(site, request)))); }

Result<WebAnswer> sign_in(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const std::string name = TRY(text_in(body, "name")), password = TRY(text_in(body, "password", kLongestPassword));
  const std::int64_t now = std::time(nullptr);
  const std::string by_name = "name " + name, by_peer = "peer " + request.peer;
  if (const std::int64_t wait = std::max(site.throttle.wait(by_name, now), site.throttle.wait(by_peer, now, kFreeOfAddress)); wait > 0) {
    WebAnswer out = problem(429, "throttled", fmt::format(fmt::runtime(tr("Too many attempts: try again in {} seconds.")), wait));
    out.headers.emplace_back("Retry-After", std::to_string(wait));
    return out;
  }
  const std::optional<Account> account = TRY(site.people.account(name));
  if (!account) spend_a_password();
  if (!account || !password_fits(account->password_hash, password) || account->locked) {
    site.throttle.failed(by_name, now);
    site.throttle.failed(by_peer, now);
    return problem(401, "wrong_password", tr("Name or password are wrong."));
  }
  site.throttle.succeeded(by_name);
  return signed_in(site, request, *account, 200);
}

Result<WebAnswer> sign_out(Site& site, const WebRequest& request) {
  if (request.person && !same_secret(request.header("x-csrf-token"), csrf_of(site, request)))
    return problem(403, "csrf", tr("The page is too old: load it again."));
  if (const std::string secret = session_secret(request); !secret.empty()) TRY_VOID(site.people.end_session(kept_hash(secret)));
  WebAnswer out = nothing();
  out.headers.emplace_back("Set-Cookie", cookie(request, site, "", true));
  return out;
}

Result<WebAnswer> set_up(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const std::string code = TRY(text_in(body, "code")), name = TRY(text_in(body, "name")), password = TRY(text_in(body, "password", kLongestPassword));
  const std::int64_t now = std::time(nullptr);
  if (site.throttle.wait("setup", now) > 0) return problem(429, "throttled", tr("Too many attempts."));
  const std::scoped_lock lock(site.setup_mutex);
  if (site.setup_code.empty() || !same_secret(code, site.setup_code)) {
    site.throttle.failed("setup", now);
    return problem(403, "wrong_code", tr("The code is wrong: it was printed where the server was started."));
  }
  Account account{name, name, {}, Rank::administrator, {}, true, false};
  TRY_VOID(check_account(account.name, password));
  account.password_hash = password_hash(password);
  if (!TRY(site.people.put_first(account))) return problem(403, "wrong_code", tr("There is an administrator already."));
  site.setup_code.clear();
  return signed_in(site, request, account, kCreated);
}

Result<WebAnswer> change_password(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const std::string old = TRY(text_in(body, "old", kLongestPassword)), fresh = TRY(text_in(body, "new", kLongestPassword));
  std::optional<Account> account = TRY(site.people.account(request.person->name));
  if (!account || csrf_of(site, request).empty()) return problem(403, "rank", tr("Only a person can change a password."));
  const std::int64_t now = std::time(nullptr);
  const std::string by_name = "name " + account->name;
  if (site.throttle.wait(by_name, now) > 0) return problem(429, "throttled", tr("Too many attempts."));
  if (!password_fits(account->password_hash, old)) {
    site.throttle.failed(by_name, now);
    return problem(403, "wrong_password", tr("The old password is wrong."));
  }
  TRY_VOID(check_account(account->name, fresh));
  account->password_hash = password_hash(fresh);
  TRY_VOID(site.people.put(*account));
  TRY_VOID(site.people.end_sessions_of(account->name));
  WebAnswer out = TRY(signed_in(site, request, *account, kNoContent));
  out.body.clear();
  return out;
}

}  // namespace

void add_session_api(Handlers& handlers) {
  handlers["session"] = session;
  handlers["signIn"] = sign_in;
  handlers["signOut"] = sign_out;
  handlers["setUp"] = set_up;
  handlers["changePassword"] = change_password;
}

}  // namespace sohoa::server
