#pragma once
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "core/language.hh"
#include "core/result.hh"

namespace sohoa::store {

/// A connection that keeps its statements: preparing them anew each time cost more than running them. One thread at a time.
class Database : public SQLite::Database {
 public:
  using SQLite::Database::Database;

  SQLite::Statement take(const char* sql);
  void give_back(SQLite::Statement&&);

 private:
  std::unordered_map<std::string, SQLite::Statement> idle_;
};

/// A statement of a Database, to which it goes back when it is done with. Must not outlive it.
class Statement : public SQLite::Statement {
 public:
  Statement(Database& home, const char* sql) : SQLite::Statement(home.take(sql)), home_(&home) {}
  Statement(Statement&& other) noexcept : SQLite::Statement(std::move(other)), home_(std::exchange(other.home_, nullptr)) {}
  Statement& operator=(Statement&&) = delete;
  ~Statement() {
    if (home_) home_->give_back(std::move(*this));
  }

 private:
  Database* home_;
};

/// Opens the ledger's database; `writing` creates and upgrades it. Fails with not_found, incompatible, bad_data or io.
Result<Database> open_database(const std::filesystem::path& kho, bool writing);

/// Where SQLite's exceptions end.
Error error_of(const SQLite::Exception&);

template <class T>
struct IsResult : std::false_type {};
template <class T>
struct IsResult<Result<T>> : std::true_type {};

/// Runs `f`, which may return a value, a Result or nothing, and turns SQLite's exceptions into errors.
template <class F>
auto guarded(F&& f) {
  using T = std::invoke_result_t<F>;
  using R = std::conditional_t<IsResult<T>::value, T, Result<T>>;
  try {
    if constexpr (std::is_void_v<T>) {
      f();
      return R();
    } else {
      return R(f());
    }
  } catch (const SQLite::Exception& e) {
    return R(tl::unexpected(error_of(e)));
  }
}

/// Marks a parameter as a BLOB: file names and compressed pages are bytes, not text.
struct Bytes {
  std::string_view bytes;
};

inline void bind(SQLite::Statement& s, int i, const Bytes& b) {
  s.bind(i, static_cast<const void*>(b.bytes.data()), static_cast<int>(b.bytes.size()));
}
template <class T>
void bind(SQLite::Statement& s, int i, const T& value) {
  s.bind(i, value);
}

/// A statement with its parameters bound in order.
template <class... Args>
Statement prepared(Database& db, const char* sql, const Args&... args) {
  Statement statement(db, sql);
  [[maybe_unused]] int i = 0;
  (store::bind(statement, ++i, args), ...);
  return statement;
}

/// Runs a statement that gives no rows; the number of rows it changed.
template <class... Args>
int run(Database& db, const char* sql, const Args&... args) {
  return prepared(db, sql, args...).exec();
}

}  // namespace sohoa::store
