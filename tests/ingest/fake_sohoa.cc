#include <cstdio>
#include <cstring>

#include "fake_reader.hh"
#include "ingest/run_ingest.hh"
#include "ingest/worker.hh"

namespace {

struct Silent : sohoa::Progress {
  void show(const sohoa::Tally&) override {}
  void warn(const std::string&) override {}
};

}  // namespace

/// fake_sohoa worker | fake_sohoa ingest KHO FOLDER JOBS
int main(int argc, char** argv) {
  using namespace sohoa;
  if (argc > 1 && std::strcmp(argv[1], "worker") == 0)
    return serve_as_worker(0, [] { return Result<std::unique_ptr<Reader>>(std::make_unique<FakeReader>()); },
                           worker_allowance());
  if (argc != 5) return 64;
  IngestOptions options;
  options.kho = argv[2];
  options.inputs = {argv[3]};
  options.workers.jobs = std::atoi(argv[4]);
  Silent progress;
  const std::atomic<bool> stop = false;
  const auto result = run_ingest(options, progress, stop);
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return exit_code(result.error().code);
  }
  return result->status.failures.empty() ? 0 : 3;
}
