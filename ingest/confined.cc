#include "ingest/confined.hh"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <string_view>

#include "core/language.hh"
#include "core/record_json.hh"
#include "ingest/sandbox.hh"
#include "pipeline/source/source.hh"

namespace sohoa {
namespace {

constexpr char kValue = 'v', kError = 'e';  // first byte of what the child sends

std::string packed(const Result<std::string>& result) {
  if (result) return kValue + *result;
  const Error& e = result.error();
  return kError + Json{{"code", name(e.code)}, {"message", e.message}, {"hint", e.hint}, {"path", e.path}, {"page", e.page}}
                      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

Error error_from(std::string_view text) {
  const Json j = Json::parse(text, nullptr, false);
  if (!j.is_object()) return {};
  return {error_code_from(j.value("code", "")), j.value("message", ""), j.value("hint", ""), j.value("path", ""), j.value("page", 0)};
}

bool send(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(to, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

std::string receive(int from) {
  std::string out;
  std::array<char, 1 << 16> buffer;
  for (;;) {
    const ssize_t n = read(from, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return out;
    out.append(buffer.data(), static_cast<std::size_t>(n));
  }
}

[[noreturn]] void be_the_child(int to, const std::function<Result<std::string>()>& work, int cpu_seconds) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  Allowance allowance = worker_allowance();
  allowance.answers = to;
  load_source_libraries();
  enter_sandbox(allowance);
  if (cpu_seconds > 0) limit_cpu(cpu_seconds);
  Result<std::string> result;
  try {
    result = work();
  } catch (const std::bad_alloc&) {
    result = fail(ErrorCode::too_large, tr("it needs more memory than a worker may use"));
  } catch (const std::exception& e) {
    result = fail(ErrorCode::internal, e.what());
  }
  _exit(send(to, packed(result)) ? 0 : 1);
}

}  // namespace

Result<std::string> confined(const std::function<Result<std::string>()>& work, int cpu_seconds) {
  int ends[2];
  const pid_t child = pipe(ends) == 0 ? fork() : -1;
  if (child < 0) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot start a worker: {}")), std::strerror(errno)));
  if (child == 0) {
    close(ends[0]);
    be_the_child(ends[1], work, cpu_seconds);
  }
  close(ends[1]);
  const std::string answer = receive(ends[0]);
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return fail(ErrorCode::timeout, tr("it took too long"));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || answer.empty())
    return fail(ErrorCode::worker_died, tr("the file made its reader crash"), tr("The file may be damaged; scan it again."));
  if (answer.front() == kError) return tl::unexpected(error_from(std::string_view(answer).substr(1)));
  return answer.substr(1);
}

}  // namespace sohoa
