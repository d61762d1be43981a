#pragma once
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <filesystem>
#include <type_traits>

#include "core/language.hh"
#include "core/result.hh"

namespace sohoa::store {

/// Opens the ledger's database; `writing` creates and upgrades it. Fails with not_found, incompatible, bad_data or io.
Result<SQLite::Database> open_database(const std::filesystem::path& kho, bool writing);

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
SQLite::Statement prepared(SQLite::Database& db, const char* sql, const Args&... args) {
  SQLite::Statement statement(db, sql);
  [[maybe_unused]] int i = 0;
  (bind(statement, ++i, args), ...);
  return statement;
}

/// Runs a statement that gives no rows; the number of rows it changed.
template <class... Args>
int run(SQLite::Database& db, const char* sql, const Args&... args) {
  return prepared(db, sql, args...).exec();
}

}  // namespace sohoa::store
