#include "core/result.hh"

#include <array>

namespace sohoa {
namespace {

struct Row {
  ErrorCode code;
  std::string_view name;
  int exit;
};

constexpr std::array kRows{
    Row{ErrorCode::usage, "usage", 64},         Row{ErrorCode::not_found, "not_found", 1},
    Row{ErrorCode::io, "io", 2},                Row{ErrorCode::busy, "busy", 75},
    Row{ErrorCode::no_engine, "no_engine", 2},  Row{ErrorCode::unsupported, "unsupported", 2},
    Row{ErrorCode::damaged, "damaged", 2},      Row{ErrorCode::encrypted, "encrypted", 2},
    Row{ErrorCode::empty, "empty", 2},          Row{ErrorCode::too_large, "too_large", 2},
    Row{ErrorCode::timeout, "timeout", 2},      Row{ErrorCode::worker_died, "worker_died", 2},
    Row{ErrorCode::bad_data, "bad_data", 2},    Row{ErrorCode::incompatible, "incompatible", 2},
    Row{ErrorCode::interrupted, "interrupted", 130}, Row{ErrorCode::no_archive, "no_archive", 2},
    Row{ErrorCode::internal, "internal", 2},
};

}  // namespace

std::string_view name(ErrorCode code) {
  for (const Row& row : kRows)
    if (row.code == code) return row.name;
  return "internal";
}

ErrorCode error_code_from(std::string_view text) {
  for (const Row& row : kRows)
    if (row.name == text) return row.code;
  return ErrorCode::internal;
}

int exit_code(ErrorCode code) {
  for (const Row& row : kRows)
    if (row.code == code) return row.exit;
  return 2;
}

}  // namespace sohoa
