#pragma once
#include <filesystem>
#include <string>

#include "core/result.hh"

namespace sohoa {

/// The state of an archive in Prometheus' text form, for `status --metrics` and the server's /metrics. Counts only, no names.
Result<std::string> metrics_text(const std::filesystem::path& kho);

}  // namespace sohoa
