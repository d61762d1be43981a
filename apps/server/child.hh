#pragma once
#include <chrono>
#include <string>
#include <vector>

namespace sohoa::server {

/// How a copy of this program ended, and the last it said on stderr.
struct Ended {
  int exit = 0;  // its exit code; 128 + the signal that ended it
  std::string said;
};

/// Runs `sohoa ARGUMENTS…` without input and output to the end; it is killed after `patience` (zero = never). Any thread may: nothing
/// of this process is copied but what exec keeps.
Ended run_child(const std::vector<std::string>& arguments, std::chrono::seconds patience, bool low_priority = false);

/// Ends children that still run, and lets no new one begin.
void end_children();

}  // namespace sohoa::server
