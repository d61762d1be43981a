#include <fmt/format.h>

#include <ctime>

#include "apps/server/accounts.hh"
#include "apps/server/gate.hh"
#include "apps/server/secrets.hh"
#include "apps/server/site.hh"
#include "apps/server/viewing.hh"
#include "core/clock.hh"
#include "core/language.hh"

namespace sohoa::server {

Json person_json(const Account& a) {
  return {{"name", a.name}, {"shown", a.shown}, {"role", name(a.rank)}, {"dossiers", a.dossiers}, {"cleared", a.cleared}, {"locked", a.locked}};
}

Result<void> check_account(const std::string& name, const std::string& password) {
  constexpr std::size_t kShortest = 10;
  if (!is_account_name(name)) return fail(ErrorCode::usage, tr("a name is 2 to 32 of a-z 0-9 . _ -, and begins with a letter or digit"));
  if (password.size() < kShortest || password.find(name) != std::string::npos)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("a password has {} characters or more and does not hold the name")), kShortest));
  return {};
}

namespace {

Result<std::vector<std::string>> dossiers_in(const Json& body) {
  std::vector<std::string> out;
  const auto list = body.find("dossiers");
  if (list == body.end()) return out;
  if (!list->is_array()) return fail(ErrorCode::usage, tr("dossiers must be a list of names"));
  for (const Json& one : *list) {
    if (!one.is_string()) return fail(ErrorCode::usage, tr("dossiers must be a list of names"));
    out.push_back(one.get<std::string>());
  }
  return out;
}

/// Takes over what the body names; the rest stays.
Result<void> change(Account& account, const Json& body) {
  if (body.contains("shown")) account.shown = TRY(text_in(body, "shown"));
  if (body.contains("role")) {
    const std::optional<Rank> rank = rank_named(TRY(text_in(body, "role")));
    if (!rank) return fail(ErrorCode::usage, tr("there is no such role"));
    account.rank = *rank;
  }
  if (body.contains("dossiers")) account.dossiers = TRY(dossiers_in(body));
  const auto flag = [&](const char* key, bool& to) {
    const auto found = body.find(key);
    if (found != body.end() && found->is_boolean()) to = found->get<bool>();
  };
  flag("cleared", account.cleared);
  flag("locked", account.locked);
  if (!body.contains("password")) return {};
  const std::string password = TRY(text_in(body, "password", kLongestPassword));
  TRY_VOID(check_account(account.name, password));
  account.password_hash = password_hash(password);
  return {};
}

Result<WebAnswer> people(Site& site, const WebRequest&) {
  Json out = Json::array();
  for (const Account& account : TRY(site.people.accounts())) out.push_back(person_json(account));
  return json({{"people", std::move(out)}});
}

Result<WebAnswer> add_person(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  Account account;
  account.name = TRY(text_in(body, "name"));
  account.shown = account.name;
  const std::string password = TRY(text_in(body, "password", kLongestPassword));
  TRY_VOID(check_account(account.name, password));
  if (TRY(site.people.account(account.name)))
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("there is a person {} already")), account.name));
  TRY_VOID(change(account, body));
  TRY_VOID(site.people.put(account));
  return json(person_json(account), kCreated);
}

/// An archive without an administrator could not be given one again.
Result<void> check_administrator_left(Site& site, const std::string& without) {
  for (const Account& account : TRY(site.people.accounts()))
    if (account.name != without && account.rank == Rank::administrator && !account.locked) return {};
  return fail(ErrorCode::usage, tr("this is the last administrator"));
}

tl::unexpected<Error> no_such_person(const std::string& name) {
  return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("there is no person {}")), name));
}

Result<WebAnswer> change_person(Site& site, const WebRequest& request) {
  std::optional<Account> account = TRY(site.people.account(request["name"]));
  if (!account) return no_such_person(request["name"]);
  const Json body = TRY(object_in(request));
  TRY_VOID(change(*account, body));
  if (account->rank != Rank::administrator || account->locked) TRY_VOID(check_administrator_left(site, account->name));
  TRY_VOID(site.people.put(*account));
  if (account->name != request.person->name) TRY_VOID(site.people.end_sessions_of(account->name));
  return json(person_json(*account));
}

Result<WebAnswer> remove_person(Site& site, const WebRequest& request) {
  if (!TRY(site.people.account(request["name"]))) return no_such_person(request["name"]);
  TRY_VOID(check_administrator_left(site, request["name"]));
  TRY_VOID(site.people.remove(request["name"]));
  return nothing();
}

std::string moment(std::int64_t seconds) { return utc_text(static_cast<std::time_t>(seconds)); }

Result<WebAnswer> tokens(Site& site, const WebRequest& request) {
  Json out = Json::array();
  for (const MachineToken& t : TRY(site.people.tokens_of(request.person->name)))
    out.push_back({{"id", t.id}, {"label", t.label}, {"role", name(t.rank)}, {"made", moment(t.made)}, {"used", t.used > 0 ? Json(moment(t.used)) : Json(nullptr)}});
  return json({{"tokens", std::move(out)}});
}

Result<WebAnswer> make_token(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const std::optional<Rank> rank = rank_named(TRY(text_in(body, "role")));
  if (!rank) return fail(ErrorCode::usage, tr("there is no such role"));
  if (!TRY(site.people.account(request.person->name))) return problem(403, "rank", tr("Tokens belong to accounts: start the server without --single-user."));
  const std::string secret = new_secret();
  const MachineToken token{new_code(), request.person->name, TRY(text_in(body, "label")), std::min(*rank, request.person->rank), std::time(nullptr), 0};
  TRY_VOID(site.people.add_token(kept_hash(secret), token));
  return json({{"id", token.id}, {"token", secret}}, kCreated);
}

Result<WebAnswer> remove_token(Site& site, const WebRequest& request) {
  if (!TRY(site.people.remove_token(request.person->name, request["id"]))) return fail(ErrorCode::not_found, tr("there is no such token"));
  return nothing();
}

Result<WebAnswer> audit(Site& site, const WebRequest& request) {
  const int limit = TRY(number_in(request, "limit", 50, 1, 100)), offset = TRY(number_in(request, "offset", 0, 0, 1'000'000));
  const Json all = TRY(views(site, request["who"]));
  Json out = Json::array();
  for (std::size_t i = static_cast<std::size_t>(offset); i < all.size() && out.size() < static_cast<std::size_t>(limit); ++i) out.push_back(all[i]);
  return json({{"total", all.size()}, {"entries", std::move(out)}});
}

}  // namespace

void add_people_api(Handlers& handlers) {
  handlers["people"] = people;
  handlers["addPerson"] = add_person;
  handlers["changePerson"] = change_person;
  handlers["removePerson"] = remove_person;
  handlers["tokens"] = tokens;
  handlers["makeToken"] = make_token;
  handlers["removeToken"] = remove_token;
  handlers["audit"] = audit;
}

}  // namespace sohoa::server
