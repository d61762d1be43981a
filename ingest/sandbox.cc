#include "ingest/sandbox.hh"

#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace sohoa {
namespace fs = std::filesystem;
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;  // sanitizers reserve terabytes of address space and start threads
#else
constexpr bool kSanitized = false;
#endif

void set_limit(__rlimit_resource_t what, rlim_t value) {
  const rlimit limit{value, value};
  setrlimit(what, &limit);
}

/// The kernel's landlock_ruleset_attr of today; Debian 12's header knows only the first member.
struct Ruleset {
  std::uint64_t files = 0, network = 0, scope = 0;
};

/// All rights Landlock knew at each version of its interface (1 … 7): files as a mask of the lowest bits.
std::uint64_t file_rights(int version) {
  const int bits = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
  return (std::uint64_t{1} << bits) - 1;
}

bool enter_landlock(const std::vector<fs::path>& readable) {
  const auto version =
      static_cast<int>(syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION));
  if (version < 1) return false;
  Ruleset rules;
  rules.files = file_rights(version);
  if (version >= 4) rules.network = 3;  // bind and connect
  if (version >= 6) rules.scope = 3;    // abstract sockets and signals
  const std::size_t size = (version >= 6 ? 3 : version >= 4 ? 2 : 1) * sizeof(std::uint64_t);
  const auto ruleset = static_cast<int>(syscall(SYS_landlock_create_ruleset, &rules, size, 0));
  if (ruleset < 0) return false;
  for (const fs::path& path : readable) {
    const int fd = open(path.c_str(), O_PATH | O_CLOEXEC);
    if (fd < 0) continue;
    landlock_path_beneath_attr rule{};
    rule.parent_fd = fd;
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    std::error_code error;
    if (fs::is_directory(path, error)) rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(fd);
  }
  const bool entered = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  close(ruleset);
  return entered;
}

/// What computing on bytes needs, and no more. A call that is not listed fails with EPERM, so that a library that only tries
/// goes on.
constexpr int kCalls[] = {
    SCMP_SYS(read),          SCMP_SYS(readv),         SCMP_SYS(pread64),        SCMP_SYS(close),
    SCMP_SYS(fstat),         SCMP_SYS(newfstatat),    SCMP_SYS(stat),           SCMP_SYS(lstat),
    SCMP_SYS(statx),         SCMP_SYS(fstatfs),       SCMP_SYS(statfs),         SCMP_SYS(lseek),
    SCMP_SYS(access),        SCMP_SYS(faccessat),     SCMP_SYS(faccessat2),     SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),    SCMP_SYS(getdents64),    SCMP_SYS(getcwd),         SCMP_SYS(dup),
    SCMP_SYS(fadvise64),     SCMP_SYS(munmap),        SCMP_SYS(mremap),         SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),         SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),   SCMP_SYS(exit),          SCMP_SYS(exit_group),     SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),  SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),          SCMP_SYS(times),         SCMP_SYS(getrusage),      SCMP_SYS(getpid),
    SCMP_SYS(gettid),        SCMP_SYS(getppid),       SCMP_SYS(getuid),         SCMP_SYS(geteuid),
    SCMP_SYS(getgid),        SCMP_SYS(getegid),       SCMP_SYS(getrandom),      SCMP_SYS(uname),
    SCMP_SYS(sysinfo),       SCMP_SYS(sched_yield),   SCMP_SYS(sched_getaffinity), SCMP_SYS(getcpu),
    SCMP_SYS(set_robust_list), SCMP_SYS(rseq),        SCMP_SYS(restart_syscall), SCMP_SYS(poll),
    SCMP_SYS(ppoll),
};

bool allow_listed(scmp_filter_ctx filter, int answers) {
  for (const int call : kCalls)
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
  constexpr scmp_datum_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC;
  const auto me = static_cast<scmp_datum_t>(getpid());
  const auto allow = [&](int call, scmp_arg_cmp condition) {
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition) == 0;
  };
  for (const int call : {SCMP_SYS(write), SCMP_SYS(writev)})
    if (!allow(call, SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(answers))) || !allow(call, SCMP_A0(SCMP_CMP_EQ, 2))) return false;
  for (const int call : {SCMP_SYS(sendmsg), SCMP_SYS(recvmsg)})
    if (!allow(call, SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(answers)))) return false;
  // Not F_SETOWN, F_SETSIG, F_SETLEASE, F_NOTIFY: by them the kernel signals others, or makes them wait.
  for (const scmp_datum_t what : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD, F_DUPFD_CLOEXEC})
    if (!allow(SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, what))) return false;
  // What is data stays data.
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    if (!allow(call, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0))) return false;
  return allow(SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)) &&
         allow(SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)) &&
         allow(SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, TCGETS)) &&
         allow(SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_EQ, 0)) &&    // limit_cpu; hard limits only go down
         allow(SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, me)) &&      // abort()
         // glibc falls back to older calls only on ENOSYS.
         seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0) == 0;
}

/// A worker that root started must not be root: what is not closed off otherwise is closed to nobody.
bool become_nobody() {
  constexpr id_t kNobody = 65534;
  const pid_t parent = getppid();
  if (geteuid() != 0 || setgroups(0, nullptr) != 0 || setresgid(kNobody, kNobody, kNobody) != 0 || setresuid(kNobody, kNobody, kNobody) != 0)
    return false;
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // the kernel forgot it with the user
  if (getppid() != parent) _exit(0);
  return true;
}

bool enter_seccomp(int answers) {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (!filter) return false;
  const bool entered = allow_listed(filter, answers) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return entered;
}

}  // namespace

Allowance worker_allowance() {
  Allowance allowance;
  allowance.readable = {"/usr/share/tesseract-ocr", "/usr/share/tessdata",  "/usr/share/poppler",    "/usr/share/fonts",
                        "/usr/local/share/fonts",   "/usr/share/fontconfig", "/etc/fonts",           "/var/cache/fontconfig",
                        "/usr/share/ghostscript",   "/usr/share/icu",        "/usr/share/color",     "/usr/lib",
                        "/usr/local/lib",           "/lib",                  "/lib64",               "/etc/ld.so.cache"};
  if (const char* models = std::getenv("TESSDATA_PREFIX")) allowance.readable.emplace_back(models);
  return allowance;
}

std::string enter_sandbox(const Allowance& allowance) {
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_FSIZE, 0);
  set_limit(RLIMIT_NOFILE, 128);
  set_limit(RLIMIT_MEMLOCK, 0);
  set_limit(RLIMIT_MSGQUEUE, 0);
  if (!kSanitized) set_limit(RLIMIT_NPROC, 0);
  if (allowance.memory_bytes > 0 && !kSanitized) set_limit(RLIMIT_AS, allowance.memory_bytes);
  prctl(PR_SET_DUMPABLE, 0);
  std::string in_force;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
    if (enter_landlock(allowance.readable)) in_force += " landlock";
    if (become_nobody()) in_force += " nobody";
    if (!kSanitized && enter_seccomp(allowance.answers)) in_force += " seccomp";
  }
  return in_force.empty() ? "limits only" : in_force.substr(1);
}

void limit_cpu(int seconds) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  rlimit limit{};
  getrlimit(RLIMIT_CPU, &limit);
  limit.rlim_cur = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 + seconds);
  if (limit.rlim_max != RLIM_INFINITY && limit.rlim_cur > limit.rlim_max) limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace sohoa
