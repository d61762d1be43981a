#include "ingest/process_runner.hh"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>

#include "core/language.hh"
#include "ingest/worker.hh"

extern char** environ;

namespace sohoa {
namespace {

using Clock = std::chrono::steady_clock;

/// Between fork and exec only calls that are safe there: all memory is prepared before.
[[noreturn]] void become_worker(int socket, pid_t parent, char* const* argv, char* const* env, bool keep_stderr) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);  // it died before the line above
  signal(SIGINT, SIG_IGN);            // Ctrl-C reaches the whole group; the coordinator decides
  signal(SIGTERM, SIG_DFL);
  signal(SIGXFSZ, SIG_IGN);  // writing fails; a library that only complains to a file must not die of it
  dup2(socket, 0);
  const int nothing = open("/dev/null", O_RDWR);
  dup2(nothing, 1);
  if (!keep_stderr) dup2(nothing, 2);
  syscall(SYS_close_range, 3U, ~0U, 0U);
  execve(argv[0], argv, env);
  _exit(127);
}

/// How a process ended, in the words of the ledger: English, see core/store/failure_text.hh.
struct Ending {
  Fate fate = Fate::charged;
  Error error;
};

Ending charged(ErrorCode code, std::string message) { return {Fate::charged, {code, std::move(message), {}, {}, 0}}; }

Ending ending_of(int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return charged(ErrorCode::timeout, "it took too long");
  if (WIFEXITED(status) && WEXITSTATUS(status) == kOutOfMemory)
    return charged(ErrorCode::too_large, "it needs more memory than a worker may use");
  if (WIFEXITED(status))
    return charged(ErrorCode::worker_died,
                   fmt::format("reading it ended the worker (exit {})", WEXITSTATUS(status)));
  for (const int crash : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS, SIGTRAP})
    if (WTERMSIG(status) == crash)
      return charged(ErrorCode::worker_died,
                     fmt::format("reading it crashed the worker (signal {})", crash));
  return {Fate::lost,
          {ErrorCode::worker_died, "the worker was ended from outside, perhaps for want of memory", {}, {}, 0}};
}

class ProcessRunner : public Runner {
 public:
  explicit ProcessRunner(const ProcessRunnerOptions& options) : options_(options) {
    for (std::string& word : options_.command) argv_.push_back(word.data());
    argv_.push_back(nullptr);
    for (char** variable = environ; *variable; ++variable)
      if (!std::string_view(*variable).starts_with("OMP_THREAD_LIMIT=")) env_.push_back(*variable);
    env_.push_back(one_thread_.data());
    env_.push_back(nullptr);
  }

  ~ProcessRunner() override {
    for (Worker& worker : workers_) end(worker);
  }

  Result<std::string> fingerprint() override {
    while (fingerprint_.empty()) {
      if (workers_.empty()) TRY_VOID(add_worker());
      TRY(poll_once(std::chrono::milliseconds(1000)));
    }
    return fingerprint_;
  }

  int capacity() const override { return options_.jobs; }

  Result<void> start(Task task) override {
    waiting_.push_back(std::move(task));
    return hand_out();
  }

  Result<std::vector<Outcome>> wait(std::chrono::milliseconds timeout) override {
    TRY_VOID(hand_out());
    return poll_once(timeout);
  }

 private:
  struct Worker {
    pid_t pid = -1;
    int socket = -1;
    bool ready = false;  // said hello
    int tasks = 0;
    FrameBuffer in;
    std::string file;  // content it has open
    std::optional<Task> task;
    Clock::time_point since;   // its task, or its start
    Clock::time_point looked;  // when it was last checked for signs of life
    double alive_looked = 0, cpu_since = 0;  // alive_seconds_of() it then, cpu_seconds_of() it at `since`
  };

  Result<void> add_worker() {
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) return no_worker();
    const pid_t parent = getpid();
    const bool keep_stderr = std::getenv("SOHOA_WORKER_STDERR") != nullptr;
    const pid_t pid = fork();
    if (pid == 0) become_worker(sockets[1], parent, argv_.data(), env_.data(), keep_stderr);
    close(sockets[1]);
    if (pid < 0) {
      close(sockets[0]);
      return no_worker();
    }
    Worker worker;
    worker.pid = pid;
    worker.socket = sockets[0];
    worker.since = worker.looked = Clock::now();
    workers_.push_back(std::move(worker));
    return {};
  }

  static tl::unexpected<Error> no_worker() {
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot start a worker: {}")), std::strerror(errno)),
                tr("Is there enough memory? Try fewer --jobs."));
  }

  /// Kills and buries; the wait status.
  int end(Worker& worker) {
    kill(worker.pid, SIGKILL);
    return bury(worker);
  }

  static int bury(Worker& worker) {
    close(worker.socket);
    int status = 0;
    while (waitpid(worker.pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }

  /// An idle worker that has opened this file or none yet: one that another file took over must not answer for this one.
  Worker* idle_for(const Task& task) {
    Worker* found = nullptr;
    for (Worker& worker : workers_) {
      if (!worker.ready || worker.task || (!worker.file.empty() && worker.file != task.sha256)) continue;
      if (!found || worker.file == task.sha256) found = &worker;
    }
    return found;
  }

  Result<void> hand_out() {
    std::erase_if(waiting_, [&](Task& task) {
      Worker* worker = idle_for(task);
      if (worker) send(*worker, std::move(task));
      return worker != nullptr;
    });
    const auto starting = std::count_if(workers_.begin(), workers_.end(), [](const Worker& w) { return !w.ready; });
    for (auto wanted = static_cast<long>(waiting_.size()) - starting; wanted > 0; --wanted) {
      if (workers_.size() >= static_cast<std::size_t>(options_.jobs) && !retire_one()) break;
      TRY_VOID(add_worker());
    }
    return {};
  }

  /// Ends a worker that waits with a file nobody asks for now; false when all have work or are fresh.
  bool retire_one() {
    const auto idle = std::ranges::find_if(workers_, [](const Worker& w) { return w.ready && !w.task && !w.file.empty(); });
    if (idle == workers_.end()) return false;
    end(*idle);
    workers_.erase(idle);
    return true;
  }

  void send(Worker& worker, Task task) {
    const int file = ::open(task.original.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
      Answer answer;
      answer.error = Error{ErrorCode::io, fmt::format("cannot read {}", task.original.string()), {}, {}, 0};
      ended_.push_back({std::move(task), Fate::answered, std::move(answer), 0.0});
      return;
    }
    const Request request{task.work, task.sha256, task.name, task.page, options_.page_seconds, options_.passwords};
    send_frame(worker.socket, encode(request), file);  // if the worker just died, its socket will tell
    close(file);
    worker.file = task.sha256;
    worker.task = std::move(task);
    worker.since = worker.looked = Clock::now();
    worker.alive_looked = alive_seconds_of(worker.pid);
    worker.cpu_since = cpu_seconds_of(worker.pid);
    ++worker.tasks;
  }

  Result<std::vector<Outcome>> poll_once(std::chrono::milliseconds timeout) {
    std::vector<pollfd> sockets;
    for (const Worker& worker : workers_) sockets.push_back({worker.socket, POLLIN, 0});
    if (ended_.empty()) ::poll(sockets.data(), sockets.size(), static_cast<int>(timeout.count()));
    std::vector<Worker> living;
    Result<void> result;  // after an error the other workers are left as they are; the destructor ends them
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      Worker& worker = workers_[i];
      Result<bool> lives = true;
      if (result) lives = sockets[i].revents != 0 ? listen(worker) : watch(worker);
      if (!lives) result = tl::unexpected(lives.error());
      if (lives && *lives) living.push_back(std::move(worker));
    }
    workers_ = std::move(living);
    if (!result) return tl::unexpected(result.error());
    return std::exchange(ended_, {});
  }

  /// Ends a silent worker that hangs without computing, or that has kept the kernel from ending it at its limit of CPU time;
  /// whether it lives on. The clock on the wall decides nothing: what a page may take must not depend on what else the
  /// machine does.
  Result<bool> watch(Worker& worker) {
    if ((worker.ready && !worker.task) || Clock::now() - worker.looked < std::chrono::seconds(options_.page_seconds)) return true;
    const double alive = alive_seconds_of(worker.pid);
    const bool hangs = alive - worker.alive_looked < kSignOfLife * options_.page_seconds;
    const bool escaped = cpu_seconds_of(worker.pid) - worker.cpu_since > 2 * options_.page_seconds + 1;
    worker.looked = Clock::now();
    worker.alive_looked = alive;
    if (!hangs && !escaped) return true;
    end(worker);
    return lose(worker, charged(ErrorCode::timeout, "it took too long"));
  }

  static double cpu_seconds_of(pid_t pid) {
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
    return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
  }

  /// Time it computed, or waited for a processor that others had.
  static double alive_seconds_of(pid_t pid) {
    std::uint64_t computed = 0, waited = 0;  // nanoseconds
    std::ifstream("/proc/" + std::to_string(pid) + "/schedstat") >> computed >> waited;
    return cpu_seconds_of(pid) + 1e-9 * static_cast<double>(waited);
  }

  /// Takes what a worker said or notices that it is gone; whether it lives on.
  Result<bool> listen(Worker& worker) {
    const bool open = worker.in.fill(worker.socket);
    if (const auto frame = worker.in.next()) return worker.ready ? take_answer(worker, *frame) : take_hello(worker, *frame);
    if (open) return true;
    // The socket closes a moment before the process can be waited for; one that closed it and lives on is ended.
    for (int i = 0; i < 1000; ++i) {
      siginfo_t info{};
      if (waitid(P_PID, static_cast<id_t>(worker.pid), &info, WEXITED | WNOWAIT | WNOHANG) != 0) break;
      if (info.si_pid != 0) return lose(worker, ending_of(bury(worker)));
      usleep(1000);
    }
    return refuse(worker);
  }

  Result<bool> take_hello(Worker& worker, std::string_view frame) {
    const Result<Hello> hello = decode_hello(frame);
    if (!hello || hello->error) {
      end(worker);
      return tl::unexpected(hello ? *hello->error : hello.error());
    }
    worker.ready = true;
    fingerprint_ = hello->fingerprint;
    deaths_at_start_ = 0;
    return true;
  }

  Result<bool> take_answer(Worker& worker, std::string_view frame) {
    auto answer = decode_answer(frame);
    if (!answer || !worker.task || !fits(*worker.task, *answer)) return refuse(worker);
    ended_.push_back({std::move(*worker.task), Fate::answered, std::move(*answer), seconds_of(worker)});
    worker.task.reset();
    if (worker.tasks < options_.tasks_a_worker) return true;
    end(worker);
    return false;
  }

  static bool fits(const Task& task, const Answer& answer) {
    if (answer.error) return true;
    return task.work == Work::inspect ? answer.page_count > 0 : answer.page && answer.page->n == task.page;
  }

  static double seconds_of(const Worker& worker) {
    return std::chrono::duration<double>(Clock::now() - worker.since).count();
  }

  /// Ends a worker that does not keep to the protocol.
  Result<bool> refuse(Worker& worker) {
    end(worker);
    return lose(worker, charged(ErrorCode::worker_died, "reading it broke the worker"));
  }

  /// A worker is gone: its task is charged or lost; one that dies before its first word counts against starting more.
  Result<bool> lose(Worker& worker, Ending ending) {
    if (worker.task) {
      Answer answer;
      answer.error = std::move(ending.error);
      ended_.push_back({std::move(*worker.task), ending.fate, std::move(answer), seconds_of(worker)});
    } else if (!worker.ready && ++deaths_at_start_ >= kDeathsAtStart) {
      return fail(ErrorCode::no_engine, fmt::format(fmt::runtime(tr("workers do not start: {}")), ending.error.message),
                  tr("Run `sohoa doctor`."));
    }
    return false;
  }

  static constexpr int kDeathsAtStart = 10;
  static constexpr double kSignOfLife = 0.01;  // share of a processor, which even a crowded machine gives

  ProcessRunnerOptions options_;
  std::string one_thread_ = "OMP_THREAD_LIMIT=1";
  std::vector<char*> argv_, env_;
  std::vector<Worker> workers_;
  std::deque<Task> waiting_;
  std::vector<Outcome> ended_;
  std::string fingerprint_;
  int deaths_at_start_ = 0;
};

}  // namespace

std::unique_ptr<Runner> make_process_runner(const ProcessRunnerOptions& options) {
  return std::make_unique<ProcessRunner>(options);
}

}  // namespace sohoa
