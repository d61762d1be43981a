#include "ingest/withdraw.hh"

#include <gtest/gtest.h>

#include <fstream>

#include "core/data_files.hh"
#include "core/parts.hh"
#include "core/store/archive.hh"
#include "core/store/kho.hh"
#include "search/search.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {
namespace fs = std::filesystem;

struct Quiet : Progress {
  void show(const Tally&) override {}
  void warn(const std::string& message) override { ADD_FAILURE() << message; }
};

class WithdrawTest : public testing::Test {
 protected:
  void SetUp() override {
    write("scans/hoso/a.txt", "đào tạo");
    write("scans/hoso/b.txt", "bồi dưỡng");
    EXPECT_TRUE(ingest());
    for (const Summary& s : summaries()) (s.path.ends_with("a.txt") ? a_ : b_) = s.id;
  }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_.path / name).parent_path());
    std::ofstream(folder_.path / name, std::ios::binary) << text;
  }

  IngestOptions work() const {
    IngestOptions options;
    options.kho = kho();
    options.inputs = {folder_.path / "scans"};
    options.workers.command = {FAKE_SOHOA, "worker"};
    return options;
  }

  Result<IngestResult> ingest() { return run_ingest(work(), progress_, never_); }
  fs::path kho() const { return folder_.path / "kho"; }

  std::vector<Summary> summaries() const {
    std::vector<Summary> all;
    EXPECT_TRUE(Archive::open(kho())->each_summary([&](const Summary& s) { return all.push_back(s), true; }));
    return all;
  }

  /// The paths of what is shown: records, summaries and index must agree.
  std::string shown() const {
    std::string records, counted;
    EXPECT_TRUE(Archive::open(kho())->each_document(false, [&](const Document& d) { return records += d.sources[0].path.substr(d.sources[0].path.rfind('/') + 1) + " ", true; }));
    for (const Summary& s : summaries()) counted += s.path.substr(s.path.rfind('/') + 1) + " ";
    EXPECT_EQ(records, counted);
    return records;
  }

  std::size_t hits(const std::string& word) const {
    return search::Searcher::open({index_path(kho()).string()})->search(word)->total;
  }

  Result<Replacement> replace(const std::string& id, const std::string& name) {
    return replace_document(kho(), id, folder_.path / name, {"lan", "2026-11-28", "blurred", ""}, work(), knowledge_, progress_, never_);
  }

  TemporaryKho folder_;
  Quiet progress_;
  std::atomic<bool> never_ = false;
  Knowledge knowledge_ = Knowledge::load(data_folder()).value();
  std::string a_, b_;
};

TEST_F(WithdrawTest, IsNotShownAndComesBack) {
  ASSERT_TRUE(withdraw_document(kho(), a_, {"lan", "2026-11-28", "scanned twice", ""}, knowledge_, progress_));
  EXPECT_EQ(shown(), "b.txt ");
  EXPECT_EQ(hits("\"đào tạo\""), 0U);
  EXPECT_TRUE(Archive::open(kho())->find(a_)->empty());
  EXPECT_EQ(withdraw_document(kho(), a_, {"lan", "", "again", ""}, knowledge_, progress_).error().code, ErrorCode::not_found);
  ASSERT_TRUE(ingest());
  EXPECT_EQ(shown(), "b.txt ") << "another run does not bring it back";
  ASSERT_TRUE(restore_document(kho(), a_, "lan", "2026-11-28", knowledge_, progress_));
  EXPECT_EQ(shown().size(), 12U);
  EXPECT_EQ(hits("\"đào tạo\""), 1U);
  EXPECT_EQ(restore_document(kho(), a_, "lan", "", knowledge_, progress_).error().code, ErrorCode::not_found);
}

TEST_F(WithdrawTest, ABetterScanTakesThePlaceAndTheOldOneIsKept) {
  write("better/a2.txt", "đào tạo nghề");
  const Replacement now = replace(a_, "better/a2.txt").value();
  EXPECT_EQ(now.path, "scans/hoso/a2.txt");
  const Document document = Archive::open(kho())->document(now.id).value();
  EXPECT_EQ(document.dossier, "hoso");
  EXPECT_TRUE(Archive::open(kho())->find(a_)->empty());
  EXPECT_EQ(hits("\"đào tạo\""), 1U);
  int originals = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kho() / "originals")) originals += entry.is_regular_file();
  EXPECT_EQ(originals, 3);
  ASSERT_TRUE(restore_document(kho(), a_, "lan", "", knowledge_, progress_));
  EXPECT_EQ(Archive::open(kho())->find(a_)->size(), 1U);
}

TEST_F(WithdrawTest, NothingIsReplacedByWhatCannotBeRead) {
  write("better/bad.txt", "LOCKED");
  write("better/same.txt", "đào tạo");
  EXPECT_EQ(replace(a_, "better/bad.txt").error().code, ErrorCode::encrypted);
  EXPECT_EQ(replace(a_, "better/same.txt").error().code, ErrorCode::usage);
  EXPECT_EQ(replace(a_, "better/none.txt").error().code, ErrorCode::io);
  EXPECT_EQ(replace("0000000000000000", "better/same.txt").error().code, ErrorCode::not_found);
  EXPECT_EQ(shown().size(), 12U);
}

}  // namespace
}  // namespace sohoa
