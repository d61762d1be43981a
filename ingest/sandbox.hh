#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sohoa {

/// What a worker may use, given up for good by enter_sandbox.
struct Allowance {
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;  // of address space; 0 = no limit
  std::vector<std::filesystem::path> readable;          // files and folders, missing ones are passed over
  int answers = 0;                                      // the descriptor it answers on, the only one it may write to besides 2
};

/// Models, fonts, character maps and libraries, which Tesseract, Poppler and ICU open when they first need them.
Allowance worker_allowance();

/// Closes this process in: limits of memory, no core dumps, no file to write, nothing to read but the allowance and what is
/// open already, no network, no new processes, no code that was not there at the start, no signals to others (rlimits, Landlock, seccomp); as
/// root it becomes the user nobody. It dies with its parent. Call when the libraries have started, from the only thread. Returns what is in
/// force ("landlock nobody seccomp"), for where a kernel lacks one; what it has is used.
std::string enter_sandbox(const Allowance&);

/// From now on the kernel ends this process (SIGXCPU) after so much more CPU time.
void limit_cpu(int seconds);

}  // namespace sohoa
