#include "ingest/coordinator.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/record_json.hh"
#include "core/store/journal.hh"
#include "core/store/kho.hh"
#include "fake_reader.hh"
#include "ingest/decide.hh"
#include "ingest/find_files.hh"
#include "pipeline/extract/reckon.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {
namespace fs = std::filesystem;

struct Quiet : Progress {
  void show(const Tally& tally) override {
    if (stop_after > 0 && tally.pages_finished >= stop_after) stop = true;
  }
  void warn(const std::string& message) override { warnings.push_back(message); }
  std::vector<std::string> warnings;
  int stop_after = 0;
  std::atomic<bool> stop = false;
};

class CoordinatorTest : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((scans() / name).parent_path());
    std::ofstream(scans() / name, std::ios::binary) << text;
  }

  fs::path scans() const { return folder_.path / "scans"; }
  fs::path kho() const { return folder_.path / "kho"; }

  /// One run of `ingest scans`, and the pages it read.
  Tally ingest() {
    reads_ = 0;
    Ledger ledger = Ledger::open(kho()).value();
    const std::vector<fs::path> inputs{scans()};
    EXPECT_TRUE(ledger.note(find_files(inputs, kho())->files));
    if (retry_) {
      EXPECT_TRUE(ledger.retry_failed());
    }
    IndexWriter index = IndexWriter::open(index_path(kho())).value();
    const auto runner = make_serial_runner(
        [&] { return Result<std::unique_ptr<Reader>>(std::make_unique<FakeReader>(engine_, &reads_)); });
    const Tally tally = work_off({kho(), ledger, index, *runner, knowledge_, progress_, progress_.stop}).value();
    status_ = ledger.status().value();
    unindexed_ = ledger.unindexed("", 100)->size();
    return tally;
  }

  std::vector<Document> documents() {
    std::vector<Document> all;
    const auto keep = [&](const Document& d) {
      all.push_back(d);
      return true;
    };
    EXPECT_TRUE(Archive::open(kho())->each_document(true, keep));
    std::sort(all.begin(), all.end(), [](const Document& a, const Document& b) { return a.sources[0].path < b.sources[0].path; });
    return all;
  }

  TemporaryKho folder_;
  Knowledge knowledge_ = Knowledge::load(data_folder()).value();
  Quiet progress_;
  std::string engine_ = "fake";
  bool retry_ = false;
  int reads_ = 0;
  ArchiveStatus status_;
  std::size_t unindexed_ = 0;
};

TEST_F(CoordinatorTest, EveryFileIsAccountedFor) {
  write("hoso01/a.txt", "một\fhai");
  write("hoso01/b.txt", "LOCKED");
  write("hoso01/c.pdf", "");
  write("hoso01/d.pdf", "DAMAGED");
  write("hoso01/e.xlsx", "PK");
  write("hoso01/.f.txt", "hidden");
  write("hoso02/a.txt", "một\fhai");
  const Tally tally = ingest();
  EXPECT_EQ(tally.files, 7);
  EXPECT_EQ(tally.files_finished, 7);
  EXPECT_EQ(status_.files.done, 1);
  EXPECT_EQ(status_.files.duplicate, 1);
  EXPECT_EQ(status_.files.skipped, 2);
  EXPECT_EQ(status_.files.failed, 3);
  std::string codes;
  for (const Failure& f : status_.failures) codes += f.path + ":" + f.code + " ";
  EXPECT_EQ(codes, "scans/hoso01/b.txt:encrypted scans/hoso01/c.pdf:empty scans/hoso01/d.pdf:damaged ");
  const auto all = documents();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].dossier, "hoso01");
  EXPECT_EQ(all[0].duplicates, std::vector<std::string>{"scans/hoso02/a.txt"});
  EXPECT_EQ(all[0].pages.size(), 2U);
  EXPECT_EQ(unindexed_, 0U);
}

TEST_F(CoordinatorTest, ADocumentIsMadeFromThePagesThatCanBeRead) {
  write("a.txt", "một\fDAMAGED\fba");
  write("b.txt", "DAMAGED\fDAMAGED");
  ingest();
  const auto all = documents();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].sources[0].pages, (std::vector<int>{1, 3}));
  ASSERT_FALSE(all[0].issues.empty());
  EXPECT_EQ(all[0].issues.back().code, "page.unreadable");
  EXPECT_EQ(all[0].issues.back().page, 2);
  EXPECT_EQ(status_.files.done, 1);
  EXPECT_EQ(status_.files.failed, 1);
  ASSERT_EQ(status_.failures.size(), 3U);
  EXPECT_EQ(status_.failures[0].page, 2);

  ingest();
  EXPECT_EQ(reads_, 0) << "what failed is not tried again by itself";
  EXPECT_EQ(status_.failures.size(), 3U) << "but still told";
  retry_ = true;
  ingest();
  EXPECT_EQ(reads_, 3) << "only the failed pages";
}

TEST_F(CoordinatorTest, OnlyWhatIsNewOrBetterIsDone) {
  write("a.txt", "một\fhai");
  write("b.txt", "ba");
  const struct {
    const char* what;
    std::function<void()> change;
    int reads, documents;
  } rows[] = {
      {"first", [] {}, 3, 2},
      {"nothing new", [] {}, 0, 0},
      {"better extraction", [&] { knowledge_.fingerprint = "other"; }, 0, 2},
      {"better reading", [&] { engine_ = "fake 2"; }, 3, 2},
      {"a new file", [&] { write("c.txt", "năm"); }, 1, 1},
      {"a changed file", [&] { write("b.txt", "sáu bảy"); }, 1, 1},
  };
  for (const auto& row : rows) {
    row.change();
    const Tally tally = ingest();
    EXPECT_EQ(reads_, row.reads) << row.what;
    EXPECT_EQ(tally.documents, row.documents) << row.what;
    EXPECT_EQ(unindexed_, 0U) << row.what;
  }
  const auto all = documents();
  std::set<std::string> said;
  for (const Document& document : all) said.insert(document.pages[0].words[0].text);
  EXPECT_EQ(said, (std::set<std::string>{"một", "ba", "năm", "sáu bảy"})) << "the old content of b.txt stays";
  ASSERT_EQ(progress_.warnings.size(), 1U) << "and is told";
  EXPECT_NE(progress_.warnings[0].find("b.txt"), std::string::npos);
  EXPECT_EQ(all[0].extraction_data, "other");
  EXPECT_EQ(all[0].reading_model, "fake 2");
}

TEST_F(CoordinatorTest, StoppingLosesNothing) {
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) write(name, std::string(name) + "\fhai\fba");
  progress_.stop_after = 4;
  ingest();
  EXPECT_EQ(reads_, 4);
  EXPECT_GT(status_.files.pending, 0);
  EXPECT_EQ(status_.files.leased + status_.pages.leased, 0);
  progress_.stop_after = 0;
  progress_.stop = false;
  ingest();
  EXPECT_EQ(reads_, 5) << "only what was left";
  EXPECT_EQ(documents().size(), 3U);
}

/// What people decided holds through everything that makes records anew.
TEST_F(CoordinatorTest, DecisionsOutliveReextractionRereadingAndRebuilding) {
  write("a.txt", "một\fhai\fba");
  write("b.txt", "bốn");
  write("c.txt", "năm");
  ingest();
  const std::string a = documents()[0].id, b = documents()[1].id, c = documents()[2].id, third = a + "-3";
  const std::vector<Json> entries{correction_entry(a, FieldId::number, {{"12/QĐ-UBND"}, {}, "lan", "2026-11-22T05:00:00Z"}),
                                  cut_entry(a, {1, 3}, "lan", "2026-11-22T05:00:00Z"), join_entry({third, b}, "lan", "2026-11-22T05:00:00Z"),
                                  correction_entry(third, FieldId::place, {{"Hà Nội"}, {}, "lan", "2026-11-22T05:00:00Z"})};
  ASSERT_TRUE(decide(kho(), entries, knowledge_, progress_));
  const struct {
    const char* what;
    std::function<void()> change;
  } rows[] = {
      {"decided", [] {}},
      {"nothing new", [&] { ingest(); }},
      {"better extraction", [&] { knowledge_.fingerprint = "other", ingest(); }},
      {"better reading", [&] { engine_ = "fake 2", ingest(); }},
      {"a rebuilt ledger", [&] { fs::remove(ledger_path(kho())), fs::remove_all(index_path(kho())), ingest(); }},
  };
  for (const auto& row : rows) {
    row.change();
    std::map<std::string, Document> all;
    for (Document& d : documents()) all[d.id] = std::move(d);
    ASSERT_EQ(all.size(), 3U) << row.what;
    EXPECT_EQ(all[a].field(FieldId::number).value(), "12/QĐ-UBND") << row.what;
    EXPECT_EQ(all[a].field(FieldId::number).status, Status::corrected) << row.what;
    EXPECT_EQ(all[a].pages.size(), 2U) << row.what;
    ASSERT_EQ(all[third].pages.size(), 2U) << row.what;
    EXPECT_EQ(all[third].sources.size(), 2U) << row.what;
    EXPECT_EQ(all[third].pages[1].words[0].text, "bốn") << row.what;
    EXPECT_EQ(all[third].pages[1].n, 4) << row.what;
    EXPECT_EQ(all[third].field(FieldId::place).value(), "Hà Nội") << row.what;
    EXPECT_TRUE(all.contains(c)) << row.what;
    using Parts = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(Archive::open(kho())->parts_of_file(a).value(), (Parts{{a, ""}, {third, third}})) << row.what;
    EXPECT_EQ(Archive::open(kho())->parts_of_file(b).value(), (Parts{{b, third}})) << row.what;
    EXPECT_EQ(Archive::open(kho())->find("12/QĐ-UBND").value(), std::vector{a}) << row.what;
  }
  const std::vector<Json> back{withdrawn_join_entry(third, "lan", "2026-11-22T06:00:00Z"), withdrawn_cut_entry(a, "lan", "2026-11-22T06:00:00Z"),
                               withdrawn_correction_entry(a, FieldId::number, "lan", "2026-11-22T06:00:00Z")};
  ASSERT_TRUE(decide(kho(), back, knowledge_, progress_));
  const auto all = documents();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].pages.size(), 3U);
  EXPECT_EQ(all[0].field(FieldId::number).status, Status::missing);
  EXPECT_EQ(all[1].id, b);
}

TEST_F(CoordinatorTest, AJoinedDocumentKeepsWhatWasAmissWithItsFiles) {
  write("a.txt", "một\fDAMAGED\fba");
  write("b.txt", "bốn\fDAMAGED\fsáu\fDAMAGED");
  ingest();
  const std::string a = documents()[0].id, b = documents()[1].id;
  const std::vector<Json> rows[] = {{join_entry({a, b}, "lan", "2026-11-22T05:00:00Z")},
                                    {correction_entry(a, FieldId::place, {{"Hà Nội"}, {}, "lan", "2026-11-22T05:00:00Z"})},
                                    {correction_entry(b, FieldId::place, {{"Hà Nội"}, {}, "lan", "2026-11-22T05:00:00Z"})}};
  for (const auto& entries : rows) {
    ASSERT_TRUE(decide(kho(), entries, knowledge_, progress_));
    const auto all = documents();
    ASSERT_EQ(all.size(), 1U) << entries[0];
    std::vector<int> pages;
    for (const Issue& issue : all[0].issues)
      if (issue.code == "page.unreadable") pages.push_back(issue.page);
    EXPECT_EQ(pages, (std::vector{2, 5, 0})) << entries[0];
  }
}

/// What follows from the date of issue, as a table: how the date of effect was found, what a person says, and what it is then.
TEST(Reckoning, FollowsWhatAPersonSays) {
  const struct {
    const char *what, *computed, *issued, *term, *expected;
    Status before, after;
  } rows[] = {
      {"the day of signing", "issued_date", "2025-04-08", "", "2025-04-08", Status::accepted, Status::accepted},
      {"still doubtful", "issued_date", "2025-04-08", "", "2025-04-08", Status::review, Status::review},
      {"days later", "issued_date + 45 ngày", "2025-04-08", "", "2025-05-23", Status::accepted, Status::accepted},
      {"months later, at the end of one", "issued_date + 1 tháng", "2025-01-31", "", "2025-02-28", Status::accepted, Status::accepted},
      {"no day of signing", "issued_date", "2025-04", "", "2025-04", Status::accepted, Status::review},
      {"cannot be reckoned", "issued_date + 5 năm", "2025-04", "", "", Status::accepted, Status::missing},
      {"has no date", "issued_date", "", "", "", Status::accepted, Status::missing},
      {"another term", "issued_date + 5 năm", "2025-04-08", "12 tháng", "2026-04-08", Status::accepted, Status::accepted},
      {"no term", "issued_date + 5 năm", "2025-04-08", "không thời hạn", "", Status::accepted, Status::missing},
      {"printed", "", "2025-04-08", "", "2025-04-05", Status::accepted, Status::accepted},
      {"said by a person", "issued_date", "2025-04-08", "", "2025-04-05", Status::corrected, Status::corrected},
  };
  for (const auto& row : rows) {
    Document d;
    Field& issued = d.fields[FieldId::issued_date];
    if (*row.issued) issued.values = {row.issued};
    issued.status = Status::corrected;
    if (*row.term) d.fields[FieldId::validity_term].values = {row.term}, d.fields[FieldId::validity_term].status = Status::corrected;
    Field& expiry = d.fields[FieldId::expiry_date];
    expiry.values = {"2025-04-05"};
    expiry.status = row.before;
    if (*row.computed) expiry.extra["computed"] = row.computed;
    reckon_anew(d);
    EXPECT_EQ(d.field(FieldId::expiry_date).value(), row.expected) << row.what;
    EXPECT_EQ(d.field(FieldId::expiry_date).status, row.after) << row.what;
  }
}

TEST_F(CoordinatorTest, ADecisionReachesADocumentWhoseFileHasFailed) {
  write("a.txt", "một");
  ingest();
  const std::string a = documents()[0].id;
  {
    Ledger ledger = Ledger::open(kho()).value();
    const StoredPart part = ledger.part(a).value().value();
    ASSERT_TRUE(ledger.finish_file(part.file.id, Error{ErrorCode::worker_died, "", {}, {}, 0}));
  }
  ASSERT_TRUE(decide(kho(), std::vector{correction_entry(a, FieldId::place, {{"Hà Nội"}, {}, "lan", "2026-11-22T05:00:00Z"})}, knowledge_, progress_));
  EXPECT_EQ(documents()[0].field(FieldId::place).value(), "Hà Nội");
  EXPECT_EQ(Archive::open(kho())->status()->files.failed, 1);
}

TEST_F(CoordinatorTest, TheCutsADecisionLeansOnAreKept) {
  write("a.txt", "một\fhai");
  write("b.txt", "ba");
  ingest();
  const std::string a = documents()[0].id, b = documents()[1].id, time = "2026-11-22T05:00:00Z";
  ASSERT_TRUE(decide(kho(), std::vector{join_entry({a, b}, "lan", time)}, knowledge_, progress_));
  const Decisions joined = decisions_of(read_journal(kho())->entries);
  EXPECT_EQ(cuts_of(joined, a), std::vector{1});
  EXPECT_EQ(cuts_of(joined, b), std::vector{1});
  EXPECT_TRUE(joined.cuts.empty()) << "nobody cut anything";
  for (const Document& document : documents())
    for (const Issue& issue : document.issues) EXPECT_EQ(issue.message.find("người dùng"), std::string::npos) << issue.message;
}

TEST_F(CoordinatorTest, ADecisionWhosePartIsGoneIsTold) {
  write("a.txt", "một\fhai\fba");
  ingest();
  const std::string a = documents()[0].id, third = a + "-3", time = "2026-11-22T05:00:00Z";
  ASSERT_TRUE(decide(kho(), std::vector{cut_entry(a, {1, 3}, "lan", time), correction_entry(third, FieldId::place, {{"Hà Nội"}, {}, "lan", time})}, knowledge_, progress_));
  ASSERT_EQ(documents().size(), 2U);
  ASSERT_TRUE(decide(kho(), std::vector{withdrawn_cut_entry(a, "lan", time)}, knowledge_, progress_));
  const auto all = documents();
  ASSERT_EQ(all.size(), 1U);
  const auto lost = std::ranges::find(all[0].issues, "decision.lost", &Issue::code);
  ASSERT_NE(lost, all[0].issues.end());
  EXPECT_EQ(lost->page, 3);
}

TEST_F(CoordinatorTest, AJoinWithoutOneOfItsPartsIsDissolved) {
  write("a.txt", "một");
  write("b.txt", "hai\fba");
  ingest();
  const std::string a = documents()[0].id, b = documents()[1].id;
  const std::string time = "2026-11-22T05:00:00Z";
  ASSERT_TRUE(decide(kho(), std::vector{cut_entry(b, {1, 2}, "lan", time), join_entry({a, b + "-2"}, "lan", time)}, knowledge_, progress_));
  ASSERT_EQ(documents().size(), 2U);
  ASSERT_EQ(documents()[0].sources.size(), 2U);
  ASSERT_TRUE(decide(kho(), std::vector{withdrawn_cut_entry(b, "lan", time)}, knowledge_, progress_));
  ingest();
  const auto all = documents();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].sources.size(), 1U);
  EXPECT_EQ(unindexed_, 0U);
}

}  // namespace
}  // namespace sohoa
