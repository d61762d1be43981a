#include "ingest/verify.hh"

#include <gtest/gtest.h>

#include <fstream>

#include "core/data_files.hh"
#include "core/record_json.hh"
#include "core/store/archive.hh"
#include "core/store/backup.hh"
#include "core/store/kho.hh"
#include "ingest/metrics.hh"
#include "ingest/withdraw.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {
namespace fs = std::filesystem;

struct Quiet : Progress {
  void show(const Tally&) override {}
  void warn(const std::string&) override {}
};

class VerifyTest : public testing::Test {
 protected:
  void SetUp() override {
    write("scans/hoso/a.txt", "một\fhai");
    write("scans/hoso/b.txt", "ba");
    write("scans/hoso/c.txt", "ba");  // a duplicate
    write("scans/hoso/d.txt", "bốn");
    ingest(kho_, {folder_.path / "scans"});
    const Document d = Archive::open(kho_)->document(Archive::open(kho_)->find(id_of("d.txt"))->front()).value();
    ASSERT_TRUE(withdraw_document(kho_, d.id, {"lan", "2026-11-28", "twice", ""}, Knowledge::load(data_folder()).value(), progress_));
    sha_a_ = Archive::open(kho_)->document(id_of("a.txt"))->sources.front().sha256;
    expected_ = records(kho_);
    ASSERT_EQ(codes(), "");
  }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_.path / name).parent_path());
    std::ofstream(folder_.path / name, std::ios::binary) << text;
  }

  void ingest(const fs::path& kho, std::vector<fs::path> inputs) {
    IngestOptions options;
    options.kho = kho;
    options.inputs = std::move(inputs);
    options.workers.command = {FAKE_SOHOA, "worker"};
    ASSERT_TRUE(run_ingest(options, progress_, never_));
  }

  std::string id_of(const std::string& name) const {
    std::string id;
    EXPECT_TRUE(Archive::open(kho_)->each_document(false, [&](const Document& d) { return id = d.sources[0].path.ends_with(name) ? d.id : id, true; }));
    return id;
  }

  static std::string records(const fs::path& kho) {
    std::string out;
    EXPECT_TRUE(Archive::open(kho)->each_document(true, [&](const Document& d) { return out += to_json(d, true).dump() + "\n", true; }));
    return out;
  }

  std::vector<Damage> findings() const { return verify(kho_, true, never_)->findings; }
  std::string codes() const {
    std::string out;
    for (const Damage& f : findings()) out += f.code + " ";
    return out;
  }

  /// Mends, works off, and the archive must be as before.
  void mend() {
    ASSERT_TRUE(repair(kho_, findings(), "lan", "2026-11-28", progress_));
    ingest(kho_, {});
    EXPECT_EQ(codes(), "");
    EXPECT_EQ(records(kho_), expected_);
  }

  void sql(const std::string& statement) const {
    ASSERT_EQ(std::system(("python3 -c \"import sqlite3,sys; c=sqlite3.connect(sys.argv[1]);c.execute(sys.argv[2]);c.commit()\" " + ledger_path(kho_).string() + " \"" + statement + "\"").c_str()), 0);
  }

  /// Changes one byte of a file, from its end.
  static void spoil(const fs::path& path, long from_end) {
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-from_end, std::ios::end);
    file.put('#');
  }

  TemporaryKho folder_;
  fs::path kho_ = folder_.path / "kho";
  Quiet progress_;
  std::atomic<bool> never_ = false;
  std::string sha_a_, expected_;
};

TEST_F(VerifyTest, AnOriginalThatChangedIsBroughtBack) {
  spoil(original_path(kho_, sha_a_), 1);
  EXPECT_EQ(codes(), "original.damaged ");
  mend();
}

TEST_F(VerifyTest, AnOriginalThatIsGoneIsBroughtBackOrNamed) {
  fs::remove(original_path(kho_, sha_a_));
  EXPECT_EQ(codes(), "original.missing ");
  mend();
  fs::remove(original_path(kho_, sha_a_));
  fs::remove(folder_.path / "scans/hoso/a.txt");
  EXPECT_EQ(repair(kho_, findings(), "lan", "", progress_).value(), 0) << "nowhere to bring it back from";
  EXPECT_EQ(codes(), "original.missing ");
}

TEST_F(VerifyTest, DamagedRowsAreMadeAgainAndHideNoOthers) {
  const std::string other = id_of("b.txt");
  sql("update documents set record = '{}' where sha256 = '" + sha_a_ + "'");
  EXPECT_EQ(codes(), "record.damaged ");
  int seen = 0;
  const Result<void> all = Archive::open(kho_)->each_document(false, [&](const Document& d) { return seen += d.id == other, true; });
  EXPECT_EQ(seen, 1);
  EXPECT_EQ(all.error().code, ErrorCode::bad_data);
  mend();
  sql("update pages set result = x'00' where page = 2");
  EXPECT_EQ(codes(), "page.damaged ");
  mend();
}

TEST_F(VerifyTest, TheIndexIsComparedWithTheLedger) {
  fs::remove_all(index_path(kho_));
  EXPECT_EQ(codes(), "index.damaged ");
  mend();
  sql("update documents set withdrawn = 1, indexed = 1 where sha256 = '" + sha_a_ + "'");
  EXPECT_EQ(codes(), "index.foreign ");
}

TEST_F(VerifyTest, AnIndexThatAKilledRunHadBegunIsMadeAnew) {
  fs::remove(index_path(kho_) / "iamglass");
  ingest(kho_, {});
  EXPECT_EQ(codes(), "");
}

TEST_F(VerifyTest, ALedgerIsMadeAgainFromOriginalsAndJournal) {
  for (const bool gone : {false, true}) {
    if (gone) fs::remove(ledger_path(kho_));
    else std::ofstream(ledger_path(kho_), std::ios::binary | std::ios::in | std::ios::out).seekp(0) << "no database at all";
    EXPECT_EQ(codes(), "ledger.damaged ");
    mend();
  }
}

TEST_F(VerifyTest, ChangedLogsAreSeen) {
  std::string journal = read_file(journal_path(kho_)).value();
  std::ofstream(journal_path(kho_), std::ios::app) << "{\"what\":\"restore\",\"id\":\"x\"}\n";
  EXPECT_EQ(codes(), "log.broken ");
  std::ofstream(journal_path(kho_), std::ios::trunc) << "";
  EXPECT_EQ(codes(), "log.short ");
}

TEST_F(VerifyTest, ABackupIsAnArchiveAndGrows) {
  const fs::path to = folder_.path / "backup";
  EXPECT_EQ(back_up(kho_, to, never_)->originals_copied, 3);
  write("scans/hoso/e.txt", "năm");
  ingest(kho_, {folder_.path / "scans"});
  const Backup second = back_up(kho_, to, never_).value();
  EXPECT_EQ(second.originals_copied, 1);
  EXPECT_EQ(second.originals_kept, 3);
  expected_ = records(kho_);
  const fs::path restored = folder_.path / "restored";
  fs::copy(to, restored, fs::copy_options::recursive);
  ingest(restored, {});  // makes the index
  kho_ = restored;
  EXPECT_EQ(codes(), "");
  EXPECT_EQ(records(kho_), expected_);
}

TEST_F(VerifyTest, ABackupKeepsAwayFromTheArchiveAndFromDamage) {
  for (const char* place : {"kho", "kho/backup", ""}) EXPECT_EQ(back_up(kho_, folder_.path / place, never_).error().code, ErrorCode::usage) << place;
  EXPECT_EQ(back_up(kho_, folder_.path / "scans", never_).error().code, ErrorCode::no_archive) << "a folder with other things";
  spoil(original_path(kho_, sha_a_), 1);
  EXPECT_EQ(back_up(kho_, folder_.path / "backup", never_)->damaged, std::vector{sha_a_});
}

TEST_F(VerifyTest, MetricsCountWithoutNames) {
  const std::string text = metrics_text(kho_).value();
  EXPECT_NE(text.find("sohoa_files{state=\"done\"} 3\n"), std::string::npos) << text;
  EXPECT_NE(text.find("sohoa_documents 2\n"), std::string::npos);
  EXPECT_EQ(text.find("hoso"), std::string::npos);
}

}  // namespace
}  // namespace sohoa
