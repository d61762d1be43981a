#pragma once
#include <functional>
#include <string>

#include "core/result.hh"

namespace sohoa {

/// Runs `work` on a hostile file in a child process without files to write, network or more than its share of memory
/// (enter_sandbox), and hands on what it returns. The child sees what this process holds; what it changes is lost. Fails with
/// worker_died when it crashes and timeout after `cpu_seconds` (0 = no limit). Call from the only thread.
Result<std::string> confined(const std::function<Result<std::string>()>& work, int cpu_seconds = 0);

}  // namespace sohoa
