#pragma once
#include <memory>
#include <string>
#include <vector>

#include "ingest/runner.hh"

namespace sohoa {

struct ProcessRunnerOptions {
  int jobs = 1;                                                  // workers at most; started when there is work
  int page_seconds = 30;                                         // CPU time a task may take, and the time it may hang without computing
  std::vector<std::string> passwords{};                          // tried on files that want one
  int tasks_a_worker = 200;                                      // then it is replaced: libraries grow
  std::vector<std::string> command = {"/proc/self/exe", "worker"};  // speaks the protocol on its standard input
};

/// Workers are processes of their own, each for one file (of a file several may read pages at once): they die with this one (and must be started by its main thread), get OMP_THREAD_LIMIT=1
/// before exec, and inherit nothing but their socket. Their standard error is dropped unless $SOHOA_WORKER_STDERR is set.
std::unique_ptr<Runner> make_process_runner(const ProcessRunnerOptions&);

}  // namespace sohoa
