#pragma once
#include <string>

#include "core/record_json.hh"
#include "core/result.hh"
#include "core/store/people.hh"

namespace sohoa::server {

inline constexpr std::size_t kLongestPassword = 200;  // bytes

/// An account as openapi.json shows it.
Json person_json(const Account&);

/// Fails with usage when this cannot be a name, or is no password for it.
Result<void> check_account(const std::string& name, const std::string& password);

}  // namespace sohoa::server
