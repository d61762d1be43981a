#include "core/store/ledger.hh"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/record_json.hh"
#include "core/store/archive.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {

const std::string kShaA(64, 'a');
const std::string kShaB(64, 'b');

FoundFile found(const std::string& name, std::int64_t size = 1, std::int64_t mtime = 1) {
  return {"/scans/" + name, name, "scans", size, mtime};
}

Document document_of(const std::string& sha256, const std::string& path, const std::string& number = "") {
  Document d;
  d.id = sha256.substr(0, 16);
  d.dossier = "scans";
  d.sources = {{path, sha256, {1}}};
  if (!number.empty()) {
    d.fields[FieldId::number].values = {number};
    d.fields[FieldId::number].status = Status::review;
  }
  return d;
}

Page page_saying(int n, const std::string& word) {
  Page page;
  page.n = n;
  page.words = {{word, Box{1, 2, 3, 4}, 0.5, 0, 0, false, false}};
  return page;
}

/// Opens the ledger or ends the test loudly.
Ledger opened(const std::filesystem::path& kho) {
  auto ledger = Ledger::open(kho);
  if (!ledger) throw std::runtime_error(ledger.error().message);
  return std::move(*ledger);
}

/// Takes the next file, gives it content and one read page, and stores its document; what take_file gave.
QueuedFile work_off(Ledger& ledger, const std::string& sha256) {
  const QueuedFile file = ledger.take_file().value().value();
  if (!ledger.set_content(file.id, sha256).value().first) return file;
  EXPECT_TRUE(ledger.set_pages(file.id, "r1", 1));
  EXPECT_TRUE(ledger.finish_page({sha256, "r1", 1}, page_saying(1, file.shown)));
  EXPECT_TRUE(ledger.put_documents(file.id, std::vector{document_of(sha256, file.shown)}, "r1", "x1"));
  return file;
}

TEST(Ledger, FilesAreTakenInTheOrderTheyWereEntered) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  ASSERT_TRUE(ledger.note(std::vector{found("b.pdf"), found("a.pdf")}));
  EXPECT_EQ(ledger.take_file().value()->shown, "b.pdf");
  EXPECT_EQ(ledger.take_file().value()->shown, "a.pdf");
  EXPECT_FALSE(ledger.take_file().value());
}

TEST(Ledger, ASecondWriterIsToldToWait) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  const auto second = Ledger::open(kho.path);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::busy);
}

TEST(Ledger, LeasesOfADeadCoordinatorReturn) {
  TemporaryKho kho;
  {
    Ledger ledger = opened(kho.path);
    ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")}));
    const auto file = ledger.take_file().value();
    ASSERT_TRUE(ledger.set_content(file->id, kShaA).value().first);
    ASSERT_TRUE(ledger.set_pages(file->id, "r1", 2));
    ASSERT_TRUE(ledger.lease_page({kShaA, "r1", 1}));
    ASSERT_TRUE(ledger.finish_page({kShaA, "r1", 2}, page_saying(2, "hai")));
    EXPECT_EQ(ledger.status()->pages.leased, 1);
  }
  Ledger ledger = opened(kho.path);
  EXPECT_EQ(ledger.status()->files.pending, 1);
  const auto file = ledger.take_file().value();
  ASSERT_TRUE(file);
  EXPECT_EQ(file->sha256, kShaA);
  EXPECT_EQ(file->page_count, 2);
  const auto pages = ledger.pages(kShaA, "r1").value();
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].state, WorkState::pending);
  EXPECT_EQ(pages[1].state, WorkState::done);
}

TEST(Ledger, OnlyNewAndChangedFilesBecomeWork) {
  const struct {
    std::int64_t size, mtime;
    int pending;
  } rows[] = {{1, 1, 0}, {2, 1, 1}, {1, 2, 1}};
  for (const auto& row : rows) {
    TemporaryKho kho;
    Ledger ledger = opened(kho.path);
    ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")}));
    work_off(ledger, kShaA);
    ASSERT_TRUE(ledger.note(std::vector{found("a.pdf", row.size, row.mtime)}));
    EXPECT_EQ(ledger.status()->files.pending, row.pending) << row.size << " " << row.mtime;
  }
}

TEST(Ledger, TheSameContentIsADuplicateAndListed) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  ASSERT_TRUE(ledger.note(std::vector{found("a.pdf"), found("z.pdf"), found("m.pdf")}));
  for (int i = 0; i < 3; ++i) work_off(ledger, kShaA);
  EXPECT_EQ(ledger.status()->files.duplicate, 2);
  const auto document = ledger.document(kShaA.substr(0, 16)).value();
  EXPECT_EQ(document->sources[0].path, "a.pdf");
  EXPECT_EQ(document->duplicates, (std::vector<std::string>{"m.pdf", "z.pdf"}));
}

TEST(Ledger, ADuplicateTakesOverWhenTheFirstFileChanges) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  ASSERT_TRUE(ledger.note(std::vector{found("a.pdf"), found("z.pdf")}));
  work_off(ledger, kShaA);
  work_off(ledger, kShaA);
  ASSERT_TRUE(ledger.note(std::vector{found("a.pdf", 9)}));
  work_off(ledger, kShaB);
  const auto heir = ledger.take_file().value();
  ASSERT_TRUE(heir);
  EXPECT_EQ(heir->shown, "z.pdf");
  EXPECT_EQ(heir->sha256, kShaA);
  EXPECT_EQ(ledger.pages(kShaA, "r1")->at(0).state, WorkState::done) << "nothing is read again";
}

TEST(Ledger, AScanThatIsWrittenOverStaysInTheArchive) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  ASSERT_TRUE(ledger.note(std::vector{found("scan001.pdf")}));
  work_off(ledger, kShaA);
  ASSERT_TRUE(ledger.note(std::vector{found("scan001.pdf", 9)}));
  const QueuedFile again = ledger.take_file().value().value();
  const NamedContent named = ledger.set_content(again.id, kShaB).value();
  EXPECT_TRUE(named.first);
  EXPECT_TRUE(named.former_stays);
  const auto former = ledger.document(kShaA.substr(0, 16)).value();
  ASSERT_TRUE(former);
  EXPECT_EQ(former->sources[0].path, "scan001.pdf");
  EXPECT_EQ(ledger.pages(kShaA, "r1")->at(0).state, WorkState::done);
  EXPECT_EQ(ledger.status()->files.done, 1) << "the former scan, whose file is the original in the archive";
  ASSERT_TRUE(ledger.queue_outdated("r1", "x2"));
  EXPECT_EQ(ledger.status()->files.pending, 1) << "and it profits from better extraction";
}

TEST(Ledger, OriginalsComeBackUnderTheirNamesTheLastHoldingIt) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  const std::filesystem::path path = found("scan001.pdf").path;
  for (const std::string& sha256 : {kShaA, kShaB, kShaA, kShaB, kShaB})
    ASSERT_TRUE(ledger.enter_original({sha256, path, "scan001.pdf", "hoso", 1}));
  EXPECT_EQ(ledger.status()->files.pending, 2);
  ASSERT_TRUE(ledger.note(std::vector{found("scan001.pdf")}));
  EXPECT_EQ(ledger.take_file().value()->sha256, kShaA);
  EXPECT_TRUE(ledger.take_file().value()->sha256.empty()) << "looked at again: it is the file on disk";
}

TEST(Ledger, WhatTheIndexDidNotCommitIsUnindexedAtTheNextStart) {
  TemporaryKho kho;
  const std::string id = kShaA.substr(0, 16);
  {
    Ledger ledger = opened(kho.path);
    ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")}));
    work_off(ledger, kShaA);
    ASSERT_TRUE(ledger.mark_put(id));
    EXPECT_TRUE(ledger.unindexed("", 9)->empty());
  }
  Ledger ledger = opened(kho.path);
  EXPECT_EQ(ledger.unindexed("", 9).value(), std::vector<std::string>{id});
}

TEST(Ledger, BetterReadingOrExtractionMakesWork) {
  const struct {
    const char *reading, *extraction;
    bool seen;
    int pending;
  } rows[] = {{"r1", "x1", true, 0}, {"r1", "x2", true, 1}, {"r1", "x2", false, 1}, {"r2", "x1", true, 1}, {"r2", "x1", false, 0}};
  for (const auto& row : rows) {
    TemporaryKho kho;
    {
      Ledger ledger = opened(kho.path);
      ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")}));
      work_off(ledger, kShaA);
    }
    Ledger ledger = opened(kho.path);
    if (row.seen) { ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")})); }
    ASSERT_TRUE(ledger.queue_outdated(row.reading, row.extraction));
    EXPECT_EQ(ledger.status()->files.pending, row.pending) << row.reading << row.extraction << row.seen;
  }
}

TEST(Ledger, FailuresAreListedAndCanBeRetried) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  ASSERT_TRUE(ledger.note(std::vector{found("a.pdf"), found("b.pdf"), found("c.zip")}));
  const auto a = ledger.take_file().value();
  ASSERT_TRUE(ledger.set_content(a->id, kShaA).value().first);
  ASSERT_TRUE(ledger.set_pages(a->id, "r1", 2));
  ASSERT_TRUE(ledger.finish_page({kShaA, "r1", 1}, page_saying(1, "một")));
  EXPECT_EQ(ledger.charge_page({kShaA, "r1", 2}).value(), 1);
  EXPECT_EQ(ledger.charge_page({kShaA, "r1", 2}).value(), 2);
  ASSERT_TRUE(ledger.fail_page({kShaA, "r1", 2}, {ErrorCode::timeout, "quá lâu", {}, {}, 2}));
  ASSERT_TRUE(ledger.put_documents(a->id, std::vector{document_of(kShaA, "a.pdf")}, "r1", "x1"));
  const auto b = ledger.take_file().value();
  EXPECT_EQ(ledger.charge_file(b->id).value(), 1);
  ASSERT_TRUE(ledger.finish_file(b->id, Error{ErrorCode::damaged, "hỏng", {}, {}, 0}));
  ASSERT_TRUE(ledger.finish_file(ledger.take_file().value()->id, std::nullopt));

  const auto status = ledger.status().value();
  EXPECT_EQ(status.files.done, 1);
  EXPECT_EQ(status.files.failed, 1);
  EXPECT_EQ(status.files.skipped, 1);
  EXPECT_EQ(status.pages.failed, 1);
  ASSERT_EQ(status.failures.size(), 2U);
  EXPECT_EQ(status.failures[0].path, "a.pdf");
  EXPECT_EQ(status.failures[0].page, 2);
  EXPECT_EQ(status.failures[0].code, "timeout");
  EXPECT_EQ(status.failures[1].path, "b.pdf");
  EXPECT_EQ(status.failures[1].code, "damaged");

  EXPECT_EQ(ledger.retry_failed().value(), 2);
  EXPECT_EQ(ledger.status()->files.pending, 2);
  EXPECT_TRUE(ledger.status()->failures.empty());
  EXPECT_EQ(ledger.charge_page({kShaA, "r1", 2}).value(), 1) << "attempts begin anew";
}

TEST(Ledger, FailuresOfOtherRunsAreNotThisRuns) {
  TemporaryKho kho;
  {
    Ledger ledger = opened(kho.path);
    ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")}));
    ASSERT_TRUE(ledger.finish_file(ledger.take_file().value()->id, Error{ErrorCode::io, "?", {}, {}, 0}));
  }
  Ledger ledger = opened(kho.path);
  EXPECT_TRUE(ledger.status()->failures.empty());
  ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")}));
  EXPECT_EQ(ledger.status()->failures.size(), 1U);
  EXPECT_EQ(Archive::open(kho.path)->status()->failures.size(), 1U);
}

TEST(Ledger, PagesComeBackAsTheyWere) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")}));
  work_off(ledger, kShaA);
  const auto pages = ledger.read_pages(kShaA, "r1").value();
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0], page_saying(1, "a.pdf"));
}

/// Documents a file of three pages gives when it is cut before page 3.
std::vector<Document> two_documents() {
  std::vector<Document> both{document_of(kShaA, "a.pdf", "1/QĐ-UBND"), document_of(kShaA, "a.pdf", "2/QĐ-UBND")};
  both[0].sources[0].pages = {1, 2};
  both[1].id += "-3";
  both[1].sources[0].pages = {3};
  return both;
}

TEST(Ledger, AFileMayGiveSeveralDocuments) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  ASSERT_TRUE(ledger.note(std::vector{found("a.pdf")}));
  const QueuedFile file = ledger.take_file().value().value();
  ASSERT_TRUE(ledger.set_content(file.id, kShaA).value().first);
  ASSERT_TRUE(ledger.set_pages(file.id, "r1", 3));
  for (int n = 1; n <= 3; ++n) ASSERT_TRUE(ledger.finish_page({kShaA, "r1", n}, page_saying(n, "trang")));
  const std::vector<Document> both = two_documents();
  ASSERT_TRUE(ledger.put_documents(file.id, both, "r1", "x1"));
  const std::string first = both[0].id, second = both[1].id;
  EXPECT_EQ(ledger.ids_in(first).value(), (std::vector{first, second}));
  EXPECT_EQ(ledger.document(first).value()->pages.size(), 2U);
  EXPECT_EQ(ledger.document(second).value()->pages.at(0).n, 3);
  const auto archive = Archive::open(kho.path).value();
  EXPECT_EQ(archive.find(first).value(), std::vector{first}) << "a whole id is that document";
  EXPECT_EQ(archive.find(first.substr(0, 8)).value().size(), 2U);
  EXPECT_EQ(archive.find(second).value(), std::vector{second});
  EXPECT_EQ(archive.find("2/QĐ-UBND").value(), std::vector{second});

  ASSERT_TRUE(ledger.put_documents(file.id, std::vector{both[0]}, "r1", "x2"));
  EXPECT_FALSE(ledger.document(second).value()) << "no longer cut";
  EXPECT_TRUE(archive.find("2/QĐ-UBND").value().empty());
  EXPECT_EQ(ledger.unindexed("", 10).value(), (std::vector{first, second})) << "the index hears of both";
}

TEST(Ledger, JoinedDocumentsAreHiddenUntilOneOfThemIsPutAgain) {
  TemporaryKho kho;
  Ledger ledger = opened(kho.path);
  ASSERT_TRUE(ledger.note(std::vector{found("a.pdf"), found("b.pdf")}));
  const QueuedFile a = work_off(ledger, kShaA);
  const QueuedFile b = work_off(ledger, kShaB);
  Document whole = document_of(kShaA, "a.pdf", "1/QĐ-UBND");
  const Document other = document_of(kShaB, "b.pdf", "7/KH-UBND");
  ASSERT_TRUE(ledger.put_documents(b.id, std::vector{other}, "r1", "x1"));
  whole.sources.push_back(other.sources[0]);
  ASSERT_TRUE(ledger.put_joined(whole, std::vector{other.id}, "r1", "x1"));
  const auto archive = Archive::open(kho.path).value();
  const Document joined = archive.document(whole.id).value();
  ASSERT_EQ(joined.pages.size(), 2U);
  EXPECT_EQ(joined.pages[1].n, 2);
  EXPECT_EQ(joined.pages[1].words[0].text, "b.pdf");
  EXPECT_EQ(archive.document(other.id).error().code, ErrorCode::not_found);
  EXPECT_TRUE(archive.find("7/KH-UBND").value().empty());
  EXPECT_EQ(ledger.part(other.id).value()->document.pages.size(), 1U) << "still there for the whole";
  ASSERT_TRUE(ledger.put_documents(a.id, std::vector{document_of(kShaA, "a.pdf")}, "r1", "x1"));
  EXPECT_TRUE(archive.document(other.id)) << "the whole is gone";
  EXPECT_EQ(archive.find("7/KH-UBND").value(), std::vector{other.id});
}

}  // namespace
}  // namespace sohoa
