#include "ingest/process_runner.hh"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>

#include "children.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {
namespace fs = std::filesystem;
using std::chrono::milliseconds;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

ProcessRunnerOptions options(int jobs = 1) {
  ProcessRunnerOptions options;
  options.jobs = jobs;
  options.page_seconds = 1;
  options.command = {FAKE_SOHOA, "worker"};
  return options;
}

class ProcessRunnerTest : public testing::Test {
 protected:
  /// A file of one page that says so.
  Task task_on(const std::string& text, Work work = Work::read) {
    const fs::path path = folder_.path / std::to_string(++files_);
    std::ofstream(path, std::ios::binary) << text;
    return {files_, work, "sha" + std::to_string(files_), "a.txt", work == Work::read ? 1 : 0, path};
  }

  Outcome run(Runner& runner, const Task& task) {
    EXPECT_TRUE(runner.start(task));
    for (;;) {
      auto outcomes = runner.wait(milliseconds(100)).value();
      if (!outcomes.empty()) return std::move(outcomes.front());
    }
  }

  std::string said(Runner& runner, const std::string& text) {
    const Outcome outcome = run(runner, task_on(text));
    return outcome.answer.page ? outcome.answer.page->words.at(0).text : outcome.answer.error->message;
  }

  TemporaryKho folder_;
  int files_ = 0;
};

TEST_F(ProcessRunnerTest, DeathsAreToldApart) {
  const struct {
    const char* page;
    Fate fate;
    ErrorCode code;
  } rows[] = {
      {"CRASH", Fate::charged, ErrorCode::worker_died}, {"EXIT", Fate::charged, ErrorCode::worker_died},
      {"MEMORY", Fate::charged, ErrorCode::too_large},  {"SPIN", Fate::charged, ErrorCode::timeout},
      {"HANG", Fate::charged, ErrorCode::timeout},
      {"LIE", Fate::charged, ErrorCode::worker_died},   {"DAMAGED", Fate::answered, ErrorCode::damaged},
      {"THROW", Fate::answered, ErrorCode::damaged},
  };
  const auto runner = make_process_runner(options());
  for (const auto& row : rows) {
    const Outcome outcome = run(*runner, task_on(row.page));
    EXPECT_EQ(outcome.fate, row.fate) << row.page;
    ASSERT_TRUE(outcome.answer.error) << row.page;
    EXPECT_EQ(outcome.answer.error->code, row.code) << row.page;
    EXPECT_EQ(said(*runner, "still there"), "still there") << "after " << row.page;
  }
}

TEST_F(ProcessRunnerTest, FilesAreLookedIntoAndAnswersBelongToTheirTasks) {
  const auto runner = make_process_runner(options(3));
  EXPECT_EQ(runner->fingerprint().value(), "fake");
  EXPECT_EQ(run(*runner, task_on("a\fb\fc", Work::inspect)).answer.page_count, 3);
  EXPECT_EQ(run(*runner, task_on("LOCKED", Work::inspect)).answer.error->code, ErrorCode::encrypted);
  EXPECT_EQ(run(*runner, task_on("EVIL", Work::inspect)).fate, Fate::charged);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(runner->start(task_on("SLOW " + std::to_string(i))));
  std::vector<std::string> words;
  while (words.size() < 3) {
    const std::vector<Outcome> outcomes = runner->wait(milliseconds(100)).value();
    for (const Outcome& outcome : outcomes) {
      std::ifstream file(outcome.task.original);
      std::string text;
      std::getline(file, text);
      EXPECT_EQ(outcome.answer.page->words.at(0).text, text);
      words.push_back(text);
    }
  }
}

TEST_F(ProcessRunnerTest, AWorkerHasNothingButItsPage) {
  const struct {
    const char* page;
    const char* said;
    bool needs_seccomp;
  } rows[] = {{"WRITE", "refused", false},  {"PASSWD", "refused", false}, {"LIBRARIES", "allowed", false},
              {"LEDGER", "refused", false}, {"THREADS", "1", false},      {"SOCKET", "refused", true},
              {"FORK", "refused", true},    {"PARENT", "refused", true},    {"OWNER", "refused", true},   {"LEASE", "refused", true},
              {"EXEC", "refused", true},    {"CODE", "refused", true},      {"TURNCODE", "refused", true}, {"GREEDY", "refused", true},
              {"RAISE", "refused", true},   {"ROOT", "refused", true},      {"LINK", "refused", true},    {"UNLINK", "refused", true},
              {"MKDIR", "refused", true},   {"CHMOD", "refused", true},     {"TRUNCATE", "refused", true}, {"MEMFD", "refused", true},
              {"PTRACE", "refused", true},  {"NEIGHBOUR", "refused", true}, {"NAMESPACE", "refused", true}, {"RING", "refused", true},
              {"TTY", "refused", true},     {"ENVIRON", "refused", false},  {"PIPE", "refused", true}};
  const auto runner = make_process_runner(options());
  for (const auto& row : rows) {
    if (row.needs_seccomp && kSanitized) continue;
    EXPECT_EQ(said(*runner, row.page), row.said) << row.page;
  }
  EXPECT_FALSE(fs::exists("/tmp/sohoa-must-not-be"));
}

TEST_F(ProcessRunnerTest, AWorkerThatAFileTookOverAnswersForNoOther) {
  const auto runner = make_process_runner(options());
  const Task hostile = task_on("TAKEOVER");
  EXPECT_EQ(run(*runner, hostile).answer.page->words.at(0).text, "forged");
  EXPECT_EQ(said(*runner, "honest"), "honest");
  EXPECT_EQ(run(*runner, hostile).answer.page->words.at(0).text, "forged");
}

TEST_F(ProcessRunnerTest, AWorkerKilledFromOutsideLosesItsPageWithoutBlame) {
  const auto runner = make_process_runner(options());
  ASSERT_TRUE(runner->start(task_on("SPIN")));
  ASSERT_TRUE(runner->wait(milliseconds(300))->empty());
  for (const pid_t worker : children_of(getpid())) ASSERT_EQ(kill(worker, SIGKILL), 0);
  const auto outcomes = runner->wait(milliseconds(5000)).value();
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_EQ(outcomes[0].fate, Fate::lost);
  EXPECT_EQ(said(*runner, "again"), "again");
}

TEST_F(ProcessRunnerTest, WorkersAreReplacedAfterManyTasks) {
  ProcessRunnerOptions few = options();
  few.tasks_a_worker = 2;
  const auto runner = make_process_runner(few);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(said(*runner, "page " + std::to_string(i)), "page " + std::to_string(i));
}

TEST_F(ProcessRunnerTest, WorkersThatDoNotStartEndTheRun) {
  ProcessRunnerOptions broken = options();
  broken.command = {"/bin/false"};
  EXPECT_EQ(make_process_runner(broken)->fingerprint().error().code, ErrorCode::no_engine);
  broken.command = {"/no/such/program"};
  EXPECT_EQ(make_process_runner(broken)->fingerprint().error().code, ErrorCode::no_engine);
}

}  // namespace
}  // namespace sohoa
