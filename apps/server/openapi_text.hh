#pragma once
#include <string_view>

namespace sohoa::server {

/// openapi.json, as it was when the program was built.
extern const std::string_view kOpenApi;

}  // namespace sohoa::server
