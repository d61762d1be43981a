#include "core/store/archive.hh"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/data_files.hh"
#include "core/record_json.hh"
#include "core/store/journal.hh"
#include "core/hash.hh"
#include "core/store/kho.hh"
#include "core/store/ledger.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {

void put(Ledger& ledger, char content, const std::string& number) {
  const std::string sha256(64, content);
  const std::string name = std::string(1, content) + ".pdf";
  ASSERT_TRUE(ledger.note(std::vector{FoundFile{"/s/" + name, name, "s", 1, 1}}));
  const QueuedFile file = ledger.take_file().value().value();
  ASSERT_TRUE(ledger.set_content(file.id, sha256).value().first);
  ASSERT_TRUE(ledger.set_pages(file.id, "r1", 1));
  Page page;
  page.words = {{"chữ", std::nullopt, 1.0, 0, 0, false, false}};
  page.confidence = 0.75;
  ASSERT_TRUE(ledger.finish_page({sha256, "r1", 1}, page));
  Document d;
  d.id = sha256.substr(0, 16);
  d.sources = {{name, sha256, {1}}};
  d.fields[FieldId::number].values = {number};
  d.fields[FieldId::number].status = Status::review;
  d.pages = {page};
  ASSERT_TRUE(ledger.put_documents(file.id, std::vector{d}, "r1", "x1"));
}

TEST(Archive, SaysWhereThereIsNone) {
  TemporaryKho kho;
  EXPECT_EQ(Archive::open(kho.path).error().code, ErrorCode::no_archive);
}

TEST(Archive, SummariesFollowTheRecords) {
  TemporaryKho kho;
  auto ledger = Ledger::open(kho.path).value();
  put(ledger, 'c', "1/QĐ-UBND");
  put(ledger, 'a', "2/QĐ-UBND");
  const auto archive = Archive::open(kho.path).value();
  const auto seen = [&] {
    std::string out;
    EXPECT_TRUE(archive.each_summary([&](const Summary& s) {
      out += s.id.substr(0, 1) + ' ' + s.path + ' ' + s.number + (s.number_sure ? " sure " : " open ") + std::to_string(s.pages) +
             (s.reviewed ? " reviewed" : "") + (s.indexed ? " indexed" : "") + '\n';
      return true;
    }));
    return out;
  };
  EXPECT_EQ(seen(), "a a.pdf 2/QĐ-UBND open 1\nc c.pdf 1/QĐ-UBND open 1\n");
  // A person takes one out.
  const StoredPart part = ledger.part(std::string(16, 'c')).value().value();
  ASSERT_TRUE(ledger.put_documents(part.file.id, std::vector{part.document}, part.reading, "x", {part.document.id}));
  EXPECT_EQ(seen(), "a a.pdf 2/QĐ-UBND open 1\n");
}

TEST(Archive, VisitsByIdWhileTheWriterIsOpen) {
  TemporaryKho kho;
  auto ledger = Ledger::open(kho.path).value();
  put(ledger, 'c', "1/QĐ-UBND");
  put(ledger, 'a', "2/QĐ-UBND");
  const auto archive = Archive::open(kho.path).value();
  std::string ids;
  ASSERT_TRUE(archive.each_document(false, [&](const Document& d) {
    ids += d.id[0];
    EXPECT_TRUE(d.pages.empty());
    EXPECT_EQ(to_json(d)["quality"]["confidence"], 0.75);
    return true;
  }));
  EXPECT_EQ(ids, "ac");
  ASSERT_TRUE(archive.each_document(true, [&](const Document& d) {
    ids += d.id[0];
    EXPECT_EQ(d.pages.size(), 1U);
    return false;
  }));
  EXPECT_EQ(ids, "aca");
  EXPECT_EQ(archive.document("cccccccccccccccc")->pages.size(), 1U);
  EXPECT_EQ(archive.document("cccc").error().code, ErrorCode::not_found);
}

TEST(Archive, NamesTenDamagedRecordsAndHowManyMore) {
  TemporaryKho kho;
  auto ledger = Ledger::open(kho.path).value();
  for (char id = 'a'; id <= 'l'; ++id) put(ledger, id, "1/QĐ-UBND");
  const std::string spoil = R"sh(python3 -c "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('UPDATE documents SET record = ?', ('{}',)); c.commit()" )sh";
  ASSERT_EQ(std::system((spoil + ledger_path(kho.path).string()).c_str()), 0);
  const auto all = Archive::open(kho.path).value().each_document(false, [](const Document&) { return true; });
  ASSERT_FALSE(all);
  const std::string& said = all.error().message;
  EXPECT_NE(said.find("jjjj"), std::string::npos) << said;
  EXPECT_NE(said.find(" 2 "), std::string::npos) << said;
  EXPECT_EQ(said.find("kkkk"), std::string::npos) << said;
}

TEST(Archive, FindsByIdItsBeginningOrNumber) {
  TemporaryKho kho;
  auto ledger = Ledger::open(kho.path).value();
  put(ledger, 'c', "05/QĐ-UBND");
  put(ledger, 'a', "22/2010/QĐ-TTg");
  const auto archive = Archive::open(kho.path).value();
  const struct {
    const char* asked;
    const char* first;  // letter of the one document expected, "" = none
  } rows[] = {
      {"cccccccccccccccc", "c"}, {"cccc", "c"},           {"ccc", ""},           {"05/QĐ-UBND", "c"},
      {"5/qd-ubnd", "c"},        {"Số: 05 /QĐ - UBND", "c"}, {"22/2010/QĐ-TTg", "a"}, {"222010/QĐ-TTg", ""},
      {"22/QĐ-TTg", ""},         {"", ""},
  };
  for (const auto& row : rows) {
    const auto ids = archive.find(row.asked).value();
    EXPECT_EQ(ids.empty() ? "" : ids[0].substr(0, 1), row.first) << row.asked;
  }
}

TEST(Archive, OfANewerProgramIsRefused) {
  TemporaryKho kho;
  { ASSERT_TRUE(Ledger::open(kho.path)); }
  ASSERT_EQ(std::system(("python3 -c \"import sqlite3,sys; c=sqlite3.connect(sys.argv[1]);"
                         "c.execute('update meta set value=99 where key=\\'schema\\'');c.commit()\" " +
                         ledger_path(kho.path).string()).c_str()), 0);
  EXPECT_EQ(Archive::open(kho.path).error().code, ErrorCode::incompatible);
  EXPECT_EQ(Ledger::open(kho.path).error().code, ErrorCode::incompatible);
}

TEST(Archive, OfAnOlderProgramIsBroughtUpToDate) {
  TemporaryKho kho;
  {
    auto ledger = Ledger::open(kho.path).value();
    put(ledger, 'a', "2/QĐ-UBND");
  }
  ASSERT_EQ(std::system(("python3 -c \"import sqlite3,sys; c=sqlite3.connect(sys.argv[1]);"
                         "[c.execute(s) for s in ('drop trigger summary_of_new', 'drop trigger summary_of_changed', 'drop view document_summaries',"
                         "'drop table summaries', 'drop index documents_joined', 'alter table documents drop column joined', 'alter table documents drop column withdrawn',"
                         "'''delete from meta where key='journal' ''', '''update meta set value=1 where key='schema' ''')];c.commit()\" " +
                         ledger_path(kho.path).string()).c_str()), 0);
  EXPECT_EQ(Archive::open(kho.path).value().find("2/QĐ-UBND")->size(), 1U) << "a reader meets it first";
  auto ledger = Ledger::open(kho.path).value();
  EXPECT_EQ(ledger.journal_followed().value(), 0);
  EXPECT_TRUE(std::filesystem::exists(kho.path / "ledger.schema1.sqlite")) << "the older ledger is kept";
  put(ledger, 'b', "3/QĐ-UBND");
  EXPECT_EQ(Archive::open(kho.path).value().find("3/QĐ-UBND")->size(), 1U);
}

TEST(Archive, SummariesOfAnotherProgramAreBuiltAnew) {
  TemporaryKho kho;
  {
    auto ledger = Ledger::open(kho.path).value();
    put(ledger, 'a', "2/QĐ-UBND");
  }
  const auto number = [&] {
    std::string said;
    EXPECT_TRUE(Archive::open(kho.path)->each_summary([&](const Summary& s) { return said = s.number, true; }));
    return said;
  };
  for (const char* meta : {"delete from meta", "update meta set value=1"}) {
    ASSERT_EQ(std::system(("python3 -c \"import sqlite3,sys; c=sqlite3.connect(sys.argv[1]);"
                           "c.execute('update summaries set number=7'); c.execute('" + std::string(meta) +
                           " where key=\\'summaries\\'');c.commit()\" " + ledger_path(kho.path).string()).c_str()), 0);
    EXPECT_EQ(number(), "2/QĐ-UBND") << meta;
  }
}

TEST(Archive, ThatIsNoDatabaseSaysSo) {
  TemporaryKho kho;
  std::ofstream(ledger_path(kho.path)) << std::string(5000, 'x');
  EXPECT_EQ(Archive::open(kho.path).error().code, ErrorCode::bad_data);
}

TEST(Journal, GrowsByWholeLines) {
  TemporaryKho kho;
  ASSERT_TRUE(append_to_journal(kho.path, std::vector<Json>{Json{{"what", "correct"}}}));
  std::ofstream(journal_path(kho.path), std::ios::app) << "{\"torn";
  ASSERT_TRUE(append_to_journal(kho.path, std::vector<Json>{Json{{"what", "cut"}}}));
  const std::string first = R"({"what":"correct","prev":""})";
  EXPECT_EQ(read_file(journal_path(kho.path)).value(), first + "\n{\"torn\n" + R"({"what":"cut","prev":")" + sha256(first) + "\"}\n");
}

}  // namespace
}  // namespace sohoa
