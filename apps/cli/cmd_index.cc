#include <fmt/format.h>

#include <memory>

#include "apps/cli/commands.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "core/store/kho.hh"
#include "indexer/index_writer.hh"
#include "indexer/publish_index.hh"

namespace sohoa::cli {
namespace {

constexpr int kSomeFailed = 3;

/// Beside the index in use until it is complete, so that searching goes on and an interrupted rebuild leaves nothing changed.
Result<int> rebuild(const std::filesystem::path& kho) {
  const Archive archive = TRY(Archive::open(kho));
  const KhoLock lock = TRY(KhoLock::take(kho));
  const std::filesystem::path index = index_path(kho), fresh = index.string() + ".new";
  std::error_code ignored;
  std::filesystem::remove_all(fresh, ignored);
  std::size_t count = 0, refused = 0;
  {
    IndexWriter writer = TRY(IndexWriter::open(fresh));
    Result<void> going;
    TRY_VOID(archive.each_document(true, [&](const Document& document) {
      const Result<bool> put = writer.put(document);
      if (put) {
        ++count;
      } else if (put.error().code == ErrorCode::internal) {  // this document's own fault; the others are not to miss it
        ++refused;
        fmt::print(stderr, "sohoa: {}: {}\n", document.id, put.error().message);
      } else {
        going = tl::unexpected(put.error());
      }
      return going.has_value();
    }));
    TRY_VOID(going);
    TRY_VOID(writer.commit());
  }
  TRY_VOID(publish_index(fresh, index));
  fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(tr("{} documents indexed")), count));
  if (refused == 0) return 0;
  fmt::print(stderr, "{}\n", fmt::format(fmt::runtime(tr("{} documents could not be indexed, see above")), refused));
  return kSomeFailed;
}

Result<int> check(const std::filesystem::path& kho) {
  TRY_VOID(check_index(index_path(kho)));
  fmt::print(stderr, "{}\n", tr("the index is sound"));
  return 0;
}

}  // namespace

void add_index(Cli& cli) {
  struct Options {
    bool rebuild = false, check = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("index", tr("Rebuild or check the search index"), "sohoa index --rebuild",
                              [&cli, options] { return options->check ? check(cli.kho) : rebuild(cli.kho); });
  CLI::Option* rebuild = command->add_flag("--rebuild", options->rebuild, tr("Make the index again from the archive"));
  CLI::Option* check = command->add_flag("--check", options->check, tr("Read the whole index and say whether it is sound"));
  rebuild->excludes(check);
  command->require_option(1);
}

}  // namespace sohoa::cli
