#include <cstdio>
#include <cstring>

#include "core/data_files.hh"
#include "core/record_json.hh"
#include "core/store/archive.hh"
#include "fake_reader.hh"
#include "ingest/run_ingest.hh"
#include "ingest/verify.hh"
#include "ingest/withdraw.hh"
#include "ingest/worker.hh"

namespace {

struct Silent : sohoa::Progress {
  void show(const sohoa::Tally&) override {}
  void warn(const std::string&) override {}
};

}  // namespace

/// What an archive shows: a line a document with its id first, what failed, and what `verify` finds.
int dump(const std::filesystem::path& kho) {
  using namespace sohoa;
  const auto archive = Archive::open(kho);
  if (!archive) return 1;
  const auto print = [](const Document& d) { return std::printf("%s %s\n", d.id.c_str(), to_json(d, true).dump().c_str()) > 0; };
  if (!archive->each_document(true, print)) return 1;
  const auto status = archive->status();
  for (const Failure& f : status->failures) std::printf("failed %s %d %s\n", f.path.c_str(), f.page, f.code.c_str());
  std::printf("files %d %d %d\n", status->files.done, status->files.failed, status->files.duplicate);
  const std::atomic<bool> never = false;
  const auto found = verify(kho, true, never);
  if (!found) return 1;
  for (const Damage& f : found->findings) std::printf("finding %s %s\n", f.code.c_str(), f.record.c_str());
  return 0;
}

/// fake_sohoa worker | ingest KHO FOLDER JOBS | dump KHO | withdraw KHO ID
int main(int argc, char** argv) {
  using namespace sohoa;
  if (argc > 1 && std::strcmp(argv[1], "worker") == 0)
    return serve_as_worker(0, [] { return Result<std::unique_ptr<Reader>>(std::make_unique<FakeReader>()); },
                           worker_allowance());
  Silent progress;
  if (argc == 3 && std::strcmp(argv[1], "dump") == 0) return dump(argv[2]);
  if (argc == 4 && std::strcmp(argv[1], "withdraw") == 0)
    return withdraw_document(argv[2], argv[3], {"lan", "2026-11-28", "twice", ""}, Knowledge::load(data_folder()).value(), progress) ? 0 : 1;
  if (argc != 5) return 64;
  IngestOptions options;
  options.kho = argv[2];
  options.inputs = {argv[3]};
  options.workers.jobs = std::atoi(argv[4]);
  const std::atomic<bool> stop = false;
  const auto result = run_ingest(options, progress, stop);
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return exit_code(result.error().code);
  }
  return result->status.failures.empty() ? 0 : 3;
}
