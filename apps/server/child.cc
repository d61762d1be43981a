#include "apps/server/child.hh"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <mutex>
#include <set>

extern char** environ;

namespace sohoa::server {
namespace {

std::mutex mutex;
std::set<pid_t> running;
bool ending = false;

constexpr int kNotStarted = 127;

/// Reads what the child says until it closes its end; false when it took too long.
bool read_to_end(int from, std::string& said, std::chrono::seconds patience) {
  constexpr std::size_t kKept = 4000;
  const auto until = std::chrono::steady_clock::now() + patience;
  std::array<char, 4096> buffer;
  for (;;) {
    int wait = -1;
    if (patience.count() > 0) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
      if (left <= 0) return false;
      wait = static_cast<int>(left);
    }
    pollfd p{from, POLLIN, 0};
    if (poll(&p, 1, wait) == 0) return false;
    const ssize_t n = read(from, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return true;
    said.append(buffer.data(), static_cast<std::size_t>(n));
    if (said.size() > kKept) said.erase(0, said.size() - kKept);
  }
}

}  // namespace

Ended run_child(const std::vector<std::string>& arguments, std::chrono::seconds patience, bool low_priority) {
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) return {kNotStarted, "pipe"};
  std::vector<std::string> words{"sohoa"};
  if (const char* language = std::getenv("LANGUAGE")) words.insert(words.end(), {"--lang", language});  // as use_language left it
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], 2);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  pid_t child = 0;
  bool started = false;
  {
    const std::scoped_lock lock(mutex);
    started = !ending && posix_spawn(&child, "/proc/self/exe", &actions, nullptr, argv.data(), environ) == 0;
    if (started) running.insert(child);
  }
  posix_spawn_file_actions_destroy(&actions);
  close(pipe[1]);
  Ended out;
  if (!started) {
    close(pipe[0]);
    return {kNotStarted, "spawn"};
  }
  constexpr int kPoliter = 5;  // than the server, whatever that was given
  if (low_priority) setpriority(PRIO_PROCESS, static_cast<id_t>(child), getpriority(PRIO_PROCESS, 0) + kPoliter);
  if (!read_to_end(pipe[0], out.said, patience)) kill(child, SIGKILL);
  close(pipe[0]);
  siginfo_t ended{};
  while (waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR) {}
  int status = 0;
  {
    const std::scoped_lock lock(mutex);  // so that end_children() never signals a number that is another's by now
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    running.erase(child);
  }
  out.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return out;
}

void end_children() {
  const std::scoped_lock lock(mutex);
  ending = true;
  for (const pid_t child : running) kill(child, SIGTERM);  // an ingest ends its work in order
}

}  // namespace sohoa::server
