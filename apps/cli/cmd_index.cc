#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <memory>
#include <thread>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "core/store/kho.hh"
#include "indexer/index_builder.hh"
#include "indexer/publish_index.hh"

namespace sohoa::cli {
namespace {

constexpr int kSomeFailed = 3;
constexpr std::size_t kLeastOfShard = 200;  // documents for which a shard of their own is worth it

/// Ids of all documents, ascending.
Result<std::vector<std::string>> ids_of(const Archive& archive) {
  std::vector<std::string> out;
  TRY_VOID(archive.each_summary([&](const Summary& summary) {
    out.push_back(summary.id);
    return true;
  }));
  return out;
}

/// What became of one shard's documents.
struct Shard {
  std::vector<std::filesystem::path> parts;
  std::size_t count = 0, refused = 0;
  std::string complaints;
};

/// Every `step`-th document from `first` on into an index of its own. Archive and writer serve one thread: each shard has its own.
Result<Shard> write_shard(const std::filesystem::path& kho, const std::filesystem::path& fresh, const std::vector<std::string>& ids,
                          std::size_t first, std::size_t step, bool include_secret) {
  Shard out;
  const Archive archive = TRY(Archive::open(kho));
  IndexBuilder builder = TRY(IndexBuilder::create(fresh, include_secret));
  for (std::size_t i = first; i < ids.size(); i += step) {
    const Result<void> added = builder.add(TRY(archive.document(ids[i])));
    if (added) {
      ++out.count;
    } else if (added.error().code == ErrorCode::internal) {  // this document's own fault; the others are not to miss it
      ++out.refused;
      out.complaints += fmt::format("sohoa: {}: {}\n", ids[i], added.error().message);
    } else {
      return tl::unexpected(added.error());
    }
  }
  out.parts = TRY(builder.finish());
  return out;
}

/// Beside the index in use until it is complete, so that searching goes on and an interrupted rebuild leaves nothing changed.
Result<int> rebuild(const std::filesystem::path& kho, std::size_t jobs, bool include_secret) {
  const Archive archive = TRY(Archive::open(kho));
  const KhoLock lock = TRY(KhoLock::take(kho));
  const std::vector<std::string> ids = TRY(ids_of(archive));
  const std::filesystem::path index = index_path(kho);
  std::vector<std::filesystem::path> folders, parts;
  std::vector<std::future<Result<Shard>>> running;
  const std::size_t step = std::max<std::size_t>(1, std::min(jobs, ids.size() / kLeastOfShard));
  for (std::size_t i = 0; i < step; ++i) {
    folders.push_back(index.string() + ".new" + std::to_string(i));
    // The last one here, when its turn comes: one thread less.
    running.push_back(std::async(i + 1 < step ? std::launch::async : std::launch::deferred, write_shard, std::cref(kho), folders.back(),
                                 std::cref(ids), i, step, include_secret));
  }
  Shard all;
  Result<void> good;
  for (auto shard = running.rbegin(); shard != running.rend(); ++shard) {
    const Result<Shard> done = shard->get();
    if (!done) good = tl::unexpected(done.error());
    if (!done) continue;
    all.count += done->count;
    all.refused += done->refused;
    all.complaints += done->complaints;
    parts.insert(parts.end(), done->parts.begin(), done->parts.end());
  }
  TRY_VOID(good);
  TRY_VOID(publish_index(parts, index));
  std::error_code ignored;
  for (const std::filesystem::path& folder : folders) std::filesystem::remove_all(folder, ignored);
  fmt::print(stderr, "{}{}\n", all.complaints, fmt::format(fmt::runtime(tr("{} documents indexed")), all.count));
  if (all.refused == 0) return 0;
  fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(tr("{} documents could not be indexed, see above")), all.refused));
  return kSomeFailed;
}

Result<int> check(const std::filesystem::path& kho) {
  TRY_VOID(check_index(index_path(kho)));
  fmt::print(stderr, "{}\n", tr("the index is sound"));
  return 0;
}

Result<int> nothing_chosen() {
  return fail(ErrorCode::usage, tr("what shall be done with the index?"), tr("Write --rebuild or --check."));
}

}  // namespace

void add_index(Cli& cli) {
  struct Options {
    bool rebuild = false, check = false, include_secret = false;
    std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("index", tr("Rebuild or check the search index"), "sohoa index --rebuild",
                              [&cli, options] {
                                if (!options->check && !options->rebuild) return nothing_chosen();
                                return options->check ? check(cli.kho)
                                                     : sohoa::cli::rebuild(cli.kho, options->jobs, options->include_secret);
                              });
  CLI::Option* rebuild = command->add_flag("--rebuild", options->rebuild, tr("Make the index again from the archive"));
  CLI::Option* check = command->add_flag("--check", options->check, tr("Read the whole index and say whether it is sound"));
  command->add_option("--jobs", options->jobs, tr("How many parts to write at once"))->check(CLI::Range(1, 64))->capture_default_str();
  command->add_flag("--include-secret", options->include_secret, tr("Also documents with a secrecy mark, which are otherwise kept out"));
  rebuild->excludes(check);
}

}  // namespace sohoa::cli
