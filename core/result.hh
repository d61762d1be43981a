#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace sohoa {

/// What kind of failure stopped something. Codes are stored in the ledger by name: append, never rename.
enum class ErrorCode {
  usage,          // the command was used wrongly
  not_found,      // nothing of that name
  io,             // the file system refused
  busy,           // another writer holds the archive
  no_engine,      // the recognition engine or its model is missing
  unsupported,    // not a kind of file sohoa reads
  damaged,        // the file cannot be understood
  encrypted,      // the file wants a password
  empty,          // the file holds no page
  too_large,      // the page exceeds the pixel or memory budget
  timeout,        // the page or file took too long
  worker_died,    // the worker process was lost on this page
  bad_data,       // a table in data/ or a register is wrong
  incompatible,   // the archive or index was written by another version
  interrupted,    // a person stopped the run
  no_archive,     // the folder is no archive
  internal,       // should not happen; please report
};

std::string_view name(ErrorCode);
ErrorCode error_code_from(std::string_view name);
/// The exit code a command ends with (design: docs/record.md).
int exit_code(ErrorCode);

/// A failure of a run or of one file, in the user's language. `hint` says what to do; both may be shown to people.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string hint;
  std::string path;  // the file it happened to, if any
  int page = 0;      // 1-based, 0 = the whole file
};

template <class T = void>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint), {}, 0});
}

}  // namespace sohoa

/// Unwraps a Result or returns its error from the enclosing function.
#define TRY(...)                                                             \
  __extension__({                                                            \
    auto sohoa_try_ = (__VA_ARGS__);                                         \
    if (!sohoa_try_) return tl::unexpected(std::move(sohoa_try_).error());   \
    std::move(sohoa_try_).value();                                           \
  })

/// The same for Result<void>.
#define TRY_VOID(...)                                                        \
  do {                                                                       \
    auto sohoa_try_ = (__VA_ARGS__);                                         \
    if (!sohoa_try_) return tl::unexpected(std::move(sohoa_try_).error());   \
  } while (false)
