#include "ingest/watch.hh"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "core/store/archive.hh"
#include "ingest/stable_files.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {
namespace fs = std::filesystem;
using namespace std::chrono_literals;

FoundFile file(const char* name, std::int64_t size = 1, std::int64_t mtime = 1) { return {name, name, "d", size, mtime}; }

std::string names(const std::vector<FoundFile>& files) {
  std::string out;
  for (const FoundFile& f : files) out += f.path.string();
  return out;
}

TEST(StableFiles, AreGivenOnceWhenTheyHaveComeToRest) {
  StableFiles stable(5s);
  const StableFiles::Time start{};
  const struct {
    std::chrono::seconds at;
    std::vector<FoundFile> seen;
    const char* given;
  } rows[] = {
      {0s, {file("a"), file("b")}, ""},           {3s, {file("a"), file("b", 2)}, ""},      {5s, {file("a"), file("b", 2)}, "a"},
      {6s, {file("a"), file("b", 2)}, ""},        {8s, {file("a"), file("b", 2)}, "b"},     {9s, {file("c", 2)}, ""},  // b is renamed to c
      {14s, {file("c", 2)}, "c"},                 {15s, {}, ""},                            {16s, {file("c", 2, 7)}, ""},
      {21s, {file("c", 2, 7)}, "c"},              {40s, {file("c", 2, 7)}, ""},
  };
  for (const auto& row : rows) EXPECT_EQ(names(stable.settled(row.seen, start + row.at)), row.given) << row.at.count();
  stable.return_all({file("c", 2, 7)});
  EXPECT_EQ(names(stable.settled({file("c", 2, 7)}, start + 41s)), "c") << "what was not taken is given again";
}

struct Quiet : Progress {
  void show(const Tally&) override {}
  void warn(const std::string&) override {}
};

class WatchTest : public testing::Test, protected WatchLog {
 protected:
  void found(std::size_t) override {}
  void finished(const IngestResult& result) override { documents += result.tally.documents; }
  void trouble(const Error& error) override {
    troubles.push_back(error);
    ++told;
  }
  void over(const std::string&) override { ++overs; }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_.path / name).parent_path());
    std::ofstream(folder_.path / name, std::ios::binary) << text;
  }

  WatchOptions options() {
    WatchOptions watching;
    watching.ingest.kho = folder_.path / "kho";
    watching.ingest.workers.command = {FAKE_SOHOA, "worker"};
    watching.ingest.workers.page_seconds = 2;
    watching.folders = {folder_.path / "scans"};
    watching.rest = 50ms;
    watching.look = 100ms;
    return watching;
  }

  /// Watches on this thread (which must start the workers) while `person` does things on another, and until that has come true.
  Result<void> watch_while(const WatchOptions& watching, const std::function<void()>& person) {
    std::atomic<bool> stop = false;
    std::thread other([&] {
      person();
      stop = true;
    });
    const Result<void> result = watch(watching, progress_, *this, stop);
    other.join();
    return result;
  }

  template <class Condition>
  static bool comes_true(Condition condition) {
    for (int i = 0; i < 3000 && !condition(); ++i) std::this_thread::sleep_for(10ms);
    return condition();
  }

  TemporaryKho folder_;
  Quiet progress_;
  std::atomic<int> documents = 0, overs = 0, told = 0;
  std::vector<Error> troubles;  // `told` may be asked meanwhile, they only when the watch has ended
};

TEST_F(WatchTest, TakesWhatComesAndGoesOnPastBadFilesAndVanishingFolders) {
  write("scans/a.txt", "một");
  const fs::path scans = folder_.path / "scans", away = folder_.path / "away";
  EXPECT_TRUE(watch_while(options(), [&] {
    EXPECT_TRUE(comes_true([&] { return documents == 1; })) << "what was there";
    write("scans/bad.txt", "CRASH");
    write("scans/deep/er/b.txt", "hai");
    EXPECT_TRUE(comes_true([&] { return documents == 2; })) << "what came into a new folder, past one that kills its workers";
    fs::rename(scans, away);
    std::this_thread::sleep_for(300ms);
    fs::rename(away, scans);
    write("scans/c.txt", "ba");
    EXPECT_TRUE(comes_true([&] { return documents == 3 && overs > 0; })) << "the share is back";
  }));
  EXPECT_EQ(Archive::open(folder_.path / "kho")->status()->files.failed, 1);
}

TEST_F(WatchTest, WaitsForRoomAndLosesNothing) {
  write("scans/a.txt", "một");
  WatchOptions watching = options();
  watching.ingest.reserve_bytes = ~std::uint64_t{0};
  EXPECT_TRUE(watch_while(watching, [&] { EXPECT_TRUE(comes_true([&] { return told > 0; })); }));
  EXPECT_EQ(troubles.front().code, ErrorCode::io);
  EXPECT_EQ(documents, 0);
  EXPECT_TRUE(watch_while(options(), [&] { EXPECT_TRUE(comes_true([&] { return documents == 1; })); }));
}

TEST_F(WatchTest, NeverOverlapsWithTheArchive) {
  const std::atomic<bool> never = false;
  for (const char* place : {"", "kho", "kho/in"}) {
    WatchOptions watching = options();
    watching.folders = {folder_.path / place};
    EXPECT_EQ(watch(watching, progress_, *this, never).error().code, ErrorCode::usage) << place;
  }
}

}  // namespace
}  // namespace sohoa
