#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

#include "children.hh"
#include "core/record_json.hh"
#include "core/store/ledger.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {
namespace fs = std::filesystem;

/// Three dossiers of texts: long and short ones, duplicates, files and pages that fail.
void write_scans(const fs::path& scans) {
  const auto write = [&](const std::string& name, const std::string& text) {
    fs::create_directories((scans / name).parent_path());
    std::ofstream(scans / name, std::ios::binary) << text;
  };
  for (int dossier = 1; dossier <= 3; ++dossier) {
    const std::string folder = "hoso0" + std::to_string(dossier) + "/";
    for (int file = 1; file <= 5; ++file) {
      std::string text = "SLOW văn bản " + folder + std::to_string(file);
      for (int page = 2; page <= file; ++page) text += "\fSLOW trang " + std::to_string(page);
      write(folder + std::to_string(file) + ".txt", text);
    }
    write(folder + "same.txt", "SLOW một nội dung\fhai trang");
    write(folder + "skipped.bin", "?");
  }
  write("hoso02/crash.txt", "một\fCRASH\fba");
  write("hoso03/locked.txt", "LOCKED");
}

pid_t start(const fs::path& kho, const fs::path& scans, int jobs) {
  const std::string count = std::to_string(jobs);
  const pid_t pid = fork();
  if (pid == 0) {
    execl(FAKE_SOHOA, FAKE_SOHOA, "ingest", kho.c_str(), scans.c_str(), count.c_str(), nullptr);
    _exit(127);
  }
  return pid;
}

/// The records as exported, then what failed: all that a run leaves for others to see.
std::string outcome(const fs::path& kho) {
  std::ostringstream out;
  const auto archive = Archive::open(kho).value();
  const auto write = [&](const Document& d) {
    out << to_json(d, true).dump() << '\n';
    return true;
  };
  EXPECT_TRUE(archive.each_document(true, write));
  const ArchiveStatus status = archive.status().value();
  for (const Failure& f : status.failures) out << f.path << ' ' << f.page << ' ' << f.code << ' ' << f.message << '\n';
  out << status.files.done << ' ' << status.files.failed << ' ' << status.files.duplicate << ' ' << status.files.skipped;
  EXPECT_EQ(status.files.pending + status.files.leased + status.pages.pending + status.pages.leased, 0);
  EXPECT_TRUE(Ledger::open(kho)->unindexed("", 1)->empty());
  return out.str();
}

TEST(Kill, AtAnyMomentAndAgainGivesTheSameRecords) {
  TemporaryKho folder;
  const fs::path scans = folder.path / "scans";
  write_scans(scans);
  int status = 0;
  waitpid(start(folder.path / "undisturbed", scans, 1), &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 3);
  const std::string expected = outcome(folder.path / "undisturbed");
  ASSERT_NE(expected.find("page.unreadable"), std::string::npos);

  int kills = 0;
  // More of them: scripts/kill-test.
  const char* const wanted = std::getenv("SOHOA_KILL_SEEDS");
  const unsigned seeds = wanted ? static_cast<unsigned>(std::atoi(wanted)) : 3;
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    std::mt19937 random(seed);
    const fs::path kho = folder.path / std::to_string(seed);
    bool finished = false;
    // After enough kills it may finish; every start goes a little further, as machines differ in speed.
    for (int round = 0; !finished; ++round) {
      const pid_t pid = start(kho, scans, static_cast<int>(1 + random() % 4));
      const int longest = 40 + 40 * round;
      // A page that loses more workers to others has failed (kLosses of the coordinator); on a slow machine all may hit one page.
      constexpr int kWorkersAStart = 4;
      int workers_killed = 0;
      while (!finished) {
        usleep(1000 * static_cast<useconds_t>(random() % static_cast<unsigned>(longest)));
        finished = waitpid(pid, &status, WNOHANG) == pid;
        if (finished || round > 12) break;
        const std::vector<pid_t> workers = children_of(pid);
        ++kills;
        if (workers.empty() || random() % 2 == 0 || workers_killed == kWorkersAStart) {
          kill(pid, SIGKILL);
          break;
        }
        kill(workers[random() % workers.size()], SIGKILL);
        ++workers_killed;
      }
      if (!finished) waitpid(pid, &status, 0);
      finished = WIFEXITED(status);
    }
    EXPECT_EQ(WEXITSTATUS(status), 3);
    EXPECT_EQ(outcome(kho), expected) << "seed " << seed;
  }
  EXPECT_GT(kills, 9);
  std::printf("%d kills over %u ingests, 0 differences expected\n", kills, seeds);
}

TEST(Kill, OfTwoIngestsAtOnceOneWaitsItsTurn) {
  TemporaryKho folder;
  const fs::path scans = folder.path / "scans", kho = folder.path / "kho";
  write_scans(scans);
  const pid_t first = start(kho, scans, 2), second = start(kho, scans, 2);
  int one = 0, other = 0;
  waitpid(first, &one, 0);
  waitpid(second, &other, 0);
  constexpr int kSomeFailed = 3, kBusy = 75;
  const int done = std::min(WEXITSTATUS(one), WEXITSTATUS(other)), refused = std::max(WEXITSTATUS(one), WEXITSTATUS(other));
  EXPECT_EQ(done, kSomeFailed);
  EXPECT_EQ(refused, kBusy);
  outcome(kho);
}

}  // namespace
}  // namespace sohoa
