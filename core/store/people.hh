#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"

namespace sohoa {

/// What a person may do; each may do all that those before may.
enum class Rank { reader, clerk, inspector, administrator };
std::string_view name(Rank);
std::optional<Rank> rank_named(std::string_view);

/// A person who may sign in. `dossiers` are the roots this person sees ("hoso01" shows hoso01/2010 too); empty = all. `cleared`:
/// sees documents with a secrecy mark.
struct Account {
  std::string name, shown;   // name: a-z 0-9 . _ -
  std::string password_hash;  // as the caller's hash function writes it
  Rank rank = Rank::reader;
  std::vector<std::string> dossiers;
  bool cleared = false, locked = false;
};

/// Whether a text can be the name of an account: 2 to 32 of a-z 0-9 . _ - with a letter or digit first. Safe as a file's name.
bool is_account_name(std::string_view);

/// A browser that has signed in. Times are seconds since 1970.
struct BrowserSession {
  std::string account, csrf;
  std::int64_t made = 0, seen = 0;
};

/// Lets a program act for a person, with a rank of its own that is no higher.
struct MachineToken {
  std::string id, account, label;
  Rank rank = Rank::reader;
  std::int64_t made = 0, used = 0;  // used 0 = never
};

/// Accounts, sessions and tokens of an archive, in a database of their own beside the ledger: who may look is no business of its one
/// writer. Sessions and tokens are known by the hash of their secret only. May be called from several threads and processes.
class People {
 public:
  /// Opens or creates kho/people.sqlite, readable for its owner only. Fails with io.
  static Result<People> open(const std::filesystem::path& kho);
  People(People&&) noexcept;
  ~People();

  Result<std::vector<Account>> accounts() const;
  Result<std::optional<Account>> account(const std::string& name) const;
  /// Adds or replaces.
  Result<void> put(const Account&);
  /// Adds the first account; false when there is one already, whoever came first.
  Result<bool> put_first(const Account&);
  /// With its sessions and tokens.
  Result<void> remove(const std::string& name);

  Result<void> add_session(const std::string& hash, const BrowserSession&);
  Result<std::optional<BrowserSession>> session(const std::string& hash) const;
  Result<void> touch_session(const std::string& hash, std::int64_t now);
  Result<void> end_session(const std::string& hash);
  Result<void> end_sessions_of(const std::string& account);
  /// Ends those made or last seen before.
  Result<void> end_old_sessions(std::int64_t made_before, std::int64_t seen_before);

  Result<void> add_token(const std::string& hash, const MachineToken&);
  Result<std::optional<MachineToken>> token(const std::string& hash) const;
  Result<std::vector<MachineToken>> tokens_of(const std::string& account) const;
  Result<void> touch_token(const std::string& id, std::int64_t now);
  /// False when the account has none of that id.
  Result<bool> remove_token(const std::string& account, const std::string& id);

 private:
  struct Private;
  explicit People(std::unique_ptr<Private>);
  std::unique_ptr<Private> p_;
};

}  // namespace sohoa
