#include "core/store/people.hh"

#include <algorithm>
#include <array>
#include <mutex>

#include "core/record_json.hh"
#include "core/store/database.hh"
#include "core/store/kho.hh"

namespace sohoa {
using namespace store;
namespace {

constexpr std::array<std::string_view, 4> kRanks{"reader", "clerk", "inspector", "administrator"};

constexpr const char* kTables = R"(
CREATE TABLE IF NOT EXISTS accounts (
  name TEXT PRIMARY KEY,
  shown TEXT NOT NULL,
  password TEXT NOT NULL,
  rank INTEGER NOT NULL,
  dossiers TEXT NOT NULL,
  cleared INTEGER NOT NULL,
  locked INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
  hash TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
  csrf TEXT NOT NULL,
  made INTEGER NOT NULL,
  seen INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS tokens (
  hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES accounts (name) ON DELETE CASCADE,
  label TEXT NOT NULL,
  rank INTEGER NOT NULL,
  made INTEGER NOT NULL,
  used INTEGER NOT NULL);
)";

constexpr const char* kAccounts = "SELECT name, shown, password, rank, dossiers, cleared, locked FROM accounts";
constexpr const char* kTokens = "SELECT id, account, label, rank, made, used FROM tokens";

Rank rank_of(int stored) { return static_cast<Rank>(std::clamp(stored, 0, static_cast<int>(kRanks.size()) - 1)); }

Account account_of(const SQLite::Statement& row) {
  Account out{row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(), rank_of(row.getColumn(3).getInt()), {},
              row.getColumn(5).getInt() != 0, row.getColumn(6).getInt() != 0};
  const Json dossiers = Json::parse(row.getColumn(4).getString(), nullptr, false);
  // An account whose rights cannot be read has none: an empty list would mean all.
  if (dossiers.is_array()) out.dossiers = dossiers.get<std::vector<std::string>>();
  else out.locked = true;
  return out;
}

MachineToken token_of(const SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(), rank_of(row.getColumn(3).getInt()),
          row.getColumn(4).getInt64(), row.getColumn(5).getInt64()};
}

int write(Database& db, const char* verb, const Account& a) {
  const std::string sql = std::string(verb) + " INTO accounts VALUES (?, ?, ?, ?, ?, ?, ?)";
  return store::run(db, sql.c_str(), a.name, a.shown, a.password_hash, static_cast<int>(a.rank), Json(a.dossiers).dump(), static_cast<int>(a.cleared),
                    static_cast<int>(a.locked));
}

}  // namespace

std::string_view name(Rank rank) { return kRanks[static_cast<std::size_t>(rank)]; }

std::optional<Rank> rank_named(std::string_view name) {
  const auto found = std::ranges::find(kRanks, name);
  if (found == kRanks.end()) return std::nullopt;
  return static_cast<Rank>(found - kRanks.begin());
}

bool is_account_name(std::string_view name) {
  constexpr std::size_t kLeast = 2, kMost = 32;
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return name.size() >= kLeast && name.size() <= kMost && plain(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return plain(c) || c == '.' || c == '_' || c == '-'; });
}

struct People::Private {
  Database db;
  std::mutex mutex;

  template <class F>
  auto with(F f) {
    const std::scoped_lock lock(mutex);
    return guarded([&] { return f(db); });
  }
};

People::People(std::unique_ptr<Private> p) : p_(std::move(p)) {}
People::People(People&&) noexcept = default;
People::~People() = default;

Result<People> People::open(const std::filesystem::path& kho) {
  return guarded([&]() -> Result<People> {
    constexpr int kWaitMs = 10'000;
    const std::filesystem::path path = people_path(kho);
    Database db(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kWaitMs);
    std::error_code error;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
    db.exec(kTables);
    return People(std::unique_ptr<Private>(new Private{std::move(db), {}}));
  });
}

Result<std::vector<Account>> People::accounts() const {
  return p_->with([&](Database& db) {
    std::vector<Account> out;
    SQLite::Statement rows(db, std::string(kAccounts) + " ORDER BY name");
    while (rows.executeStep()) out.push_back(account_of(rows));
    return out;
  });
}

Result<std::optional<Account>> People::account(const std::string& name) const {
  return p_->with([&](Database& db) -> std::optional<Account> {
    auto row = prepared(db, (std::string(kAccounts) + " WHERE name = ?").c_str(), name);
    if (!row.executeStep()) return std::nullopt;
    return account_of(row);
  });
}

Result<void> People::put(const Account& account) {
  return p_->with([&](Database& db) {
    // INSERT OR REPLACE would delete the row, and with it sessions and tokens.
    if (store::run(db, "UPDATE accounts SET shown = ?, password = ?, rank = ?, dossiers = ?, cleared = ?, locked = ? WHERE name = ?", account.shown,
                   account.password_hash, static_cast<int>(account.rank), Json(account.dossiers).dump(), static_cast<int>(account.cleared),
                   static_cast<int>(account.locked), account.name) == 0)
      write(db, "INSERT", account);
  });
}

Result<bool> People::put_first(const Account& account) {
  return p_->with([&](Database& db) {
    SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
    if (db.execAndGet("SELECT count(*) FROM accounts").getInt() > 0) return false;
    write(db, "INSERT", account);
    transaction.commit();
    return true;
  });
}

Result<void> People::remove(const std::string& name) {
  return p_->with([&](Database& db) { store::run(db, "DELETE FROM accounts WHERE name = ?", name); });
}

Result<void> People::add_session(const std::string& hash, const BrowserSession& s) {
  return p_->with([&](Database& db) { store::run(db, "INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", hash, s.account, s.csrf, s.made, s.seen); });
}

Result<std::optional<BrowserSession>> People::session(const std::string& hash) const {
  return p_->with([&](Database& db) -> std::optional<BrowserSession> {
    auto row = prepared(db, "SELECT account, csrf, made, seen FROM sessions WHERE hash = ?", hash);
    if (!row.executeStep()) return std::nullopt;
    return BrowserSession{row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getInt64(), row.getColumn(3).getInt64()};
  });
}

Result<void> People::touch_session(const std::string& hash, std::int64_t now) {
  return p_->with([&](Database& db) { store::run(db, "UPDATE sessions SET seen = ? WHERE hash = ?", now, hash); });
}

Result<void> People::end_session(const std::string& hash) {
  return p_->with([&](Database& db) { store::run(db, "DELETE FROM sessions WHERE hash = ?", hash); });
}

Result<void> People::end_sessions_of(const std::string& account) {
  return p_->with([&](Database& db) { store::run(db, "DELETE FROM sessions WHERE account = ?", account); });
}

Result<void> People::end_old_sessions(std::int64_t made_before, std::int64_t seen_before) {
  return p_->with([&](Database& db) { store::run(db, "DELETE FROM sessions WHERE made < ? OR seen < ?", made_before, seen_before); });
}

Result<void> People::add_token(const std::string& hash, const MachineToken& t) {
  return p_->with([&](Database& db) {
    store::run(db, "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, 0)", hash, t.id, t.account, t.label, static_cast<int>(t.rank), t.made);
  });
}

Result<std::optional<MachineToken>> People::token(const std::string& hash) const {
  return p_->with([&](Database& db) -> std::optional<MachineToken> {
    auto row = prepared(db, (std::string(kTokens) + " WHERE hash = ?").c_str(), hash);
    if (!row.executeStep()) return std::nullopt;
    return token_of(row);
  });
}

Result<std::vector<MachineToken>> People::tokens_of(const std::string& account) const {
  return p_->with([&](Database& db) {
    std::vector<MachineToken> out;
    auto rows = prepared(db, (std::string(kTokens) + " WHERE account = ? ORDER BY made, id").c_str(), account);
    while (rows.executeStep()) out.push_back(token_of(rows));
    return out;
  });
}

Result<void> People::touch_token(const std::string& id, std::int64_t now) {
  return p_->with([&](Database& db) { store::run(db, "UPDATE tokens SET used = ? WHERE id = ?", now, id); });
}

Result<bool> People::remove_token(const std::string& account, const std::string& id) {
  return p_->with([&](Database& db) { return store::run(db, "DELETE FROM tokens WHERE account = ? AND id = ?", account, id) > 0; });
}

}  // namespace sohoa
