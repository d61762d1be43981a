#include "indexer/index_writer.hh"

#include <gtest/gtest.h>

#include <set>
#include <xapian.h>

#include "indexer/publish_index.hh"
#include "indexer/schema.hh"
#include "tests/indexer/sample_documents.hh"

namespace sohoa {
namespace {

std::set<std::string> terms_of(const Xapian::Database& index, const std::string& id) {
  std::set<std::string> out;
  const auto posting = index.postlist_begin(schema::id_term(id));
  if (posting == index.postlist_end(schema::id_term(id))) return out;
  for (auto i = index.termlist_begin(*posting); i != index.termlist_end(*posting); ++i) out.insert(*i);
  return out;
}

TEST(IndexWriter, TermsOfADocument) {
  const TemporaryFolder folder;
  auto writer = IndexWriter::open(folder.path() / "index");
  ASSERT_TRUE(writer) << writer.error().message;
  for (const Sample& sample : samples()) ASSERT_TRUE(writer->put(document_of(sample)));
  ASSERT_TRUE(writer->commit());
  const Xapian::Database index((folder.path() / "index").string());
  const std::set<std::string> terms = terms_of(index, "d1");
  for (const char* there : {"quyết", "Zquyet", "Bquyet dinh", "hòa", "Zhoa", "1040", "XNUM=1040/qd-ubnd", "XNUM1040", "XNUMubnd", "XISSsong",
                            "XISSnam song", "XISS=uy ban nhan dan tinh nam song", "XTYPE=quyet dinh", "XTYPE=qd", "XDOS=hoso01", "XYEAR=2025",
                            "XCITE=63/2010/nd-cp", "Sgiam", "Qd1"})
    EXPECT_TRUE(terms.contains(there)) << there;
  for (const char* absent : {"quyet", "hoà", "Quyết", "Zquyết", "Bquyết định", "kế", "XNUM1041", "XISSphap", "Qd2", ""})
    EXPECT_FALSE(terms.contains(absent)) << absent;
  EXPECT_EQ(index.get_document(*index.postlist_begin("Qd1")).get_value(1), "2025-03-15");
}

TEST(IndexWriter, ReplacesAndRemovesById) {
  const TemporaryFolder folder;
  auto writer = IndexWriter::open(folder.path());
  ASSERT_TRUE(writer);
  Sample sample = samples().front();
  ASSERT_TRUE(writer->put(document_of(sample)));
  sample.pages = {"hoàn toàn khác"};
  sample.subject.clear();
  ASSERT_TRUE(writer->put(document_of(sample)));
  ASSERT_TRUE(writer->commit());
  {
    const Xapian::Database index(folder.path().string());
    EXPECT_EQ(index.get_doccount(), 1U);
    EXPECT_TRUE(index.term_exists("toàn"));
    EXPECT_FALSE(index.term_exists("cắt"));
  }
  ASSERT_TRUE(writer->remove("d1"));
  ASSERT_TRUE(writer->remove("never there"));
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(Xapian::Database(folder.path().string()).get_doccount(), 0U);
}

TEST(IndexWriter, LongAndStrangeWordsAreNoTrouble) {
  const TemporaryFolder folder;
  auto writer = IndexWriter::open(folder.path());
  ASSERT_TRUE(writer);
  std::string endless;
  for (int i = 0; i < 400; ++i) endless += "ệ";
  Sample sample;
  sample.id = std::string(300, 'x');
  sample.number = std::string(300, '1') + "/" + endless;
  sample.issuer = endless + " " + endless;
  sample.dossier = std::string(1000, 'd');
  sample.subject = std::string("a\0b", 3);
  sample.pages = {endless + " " + endless + " " + std::string(100'000, 'a'), std::string("\xff\xfe\0\x01", 4)};
  const auto put = writer->put(document_of(sample));
  ASSERT_TRUE(put) << put.error().message;
  ASSERT_TRUE(writer->commit());
  ASSERT_TRUE(writer->put(document_of(sample)));
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(Xapian::Database(folder.path().string()).get_doccount(), 1U);
}

TEST(IndexWriter, OneWriterAndOneVersion) {
  const TemporaryFolder folder;
  {
    const auto first = IndexWriter::open(folder.path());
    ASSERT_TRUE(first);
    const auto second = IndexWriter::open(folder.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::busy);
  }
  ASSERT_TRUE(IndexWriter::open(folder.path()));
  Xapian::WritableDatabase(folder.path().string()).set_metadata(std::string(schema::kVersionKey), "0");
  const auto other = IndexWriter::open(folder.path());
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::incompatible);
}

TEST(IndexWriter, CommitsByBytes) {
  const TemporaryFolder folder;
  auto writer = IndexWriter::open(folder.path());
  ASSERT_TRUE(writer);
  Sample sample;
  sample.pages.resize(1);
  for (int i = 0; i < 50'000; ++i) sample.pages[0] += std::string(100, 'a') + " ";
  bool committed = false;
  for (int i = 0; i < 20 && !committed; ++i) {
    sample.id = "d" + std::to_string(i);
    const auto put = writer->put(document_of(sample));
    ASSERT_TRUE(put);
    committed = *put;
    EXPECT_TRUE(i > 0 || !committed);
  }
  EXPECT_TRUE(committed);
}

TEST(PublishIndex, TakesThePlaceOfTheOldOne) {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index", fresh = folder.path() / "index.new";
  for (const auto& [path, id] : {std::pair(index, "old"), std::pair(fresh, "new")}) {
    auto writer = IndexWriter::open(path);
    ASSERT_TRUE(writer);
    Sample sample = samples().front();
    sample.id = id;
    ASSERT_TRUE(writer->put(document_of(sample)));
    ASSERT_TRUE(writer->commit());
  }
  ASSERT_TRUE(publish_index({fresh}, index));
  EXPECT_FALSE(std::filesystem::exists(fresh));
  const Xapian::Database now(index.string());
  EXPECT_TRUE(now.term_exists("Qnew"));
  EXPECT_FALSE(now.term_exists("Qold"));
  EXPECT_TRUE(check_index(index));
  EXPECT_TRUE(IndexWriter::open(index));
  const auto missing = check_index(folder.path() / "nothing");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
}

TEST(Stored, ComesBackAsItWas) {
  Document document = document_of(samples().front());
  document.fields[FieldId::number].status = Status::review;
  const schema::Stored before = schema::stored(document);
  const auto after = schema::unpack(schema::pack(before));
  ASSERT_TRUE(after);
  EXPECT_EQ(after->number, "1040/QĐ-UBND");
  EXPECT_EQ(after->path, "hoso01/d1.pdf");
  EXPECT_EQ(after->pages, before.pages);
  EXPECT_EQ(after->pages.size(), 2U);
  EXPECT_EQ(after->review, std::vector<std::string>{"number"});
  for (const char* bad : {"", "\n", "{", "[]", "{}\nx", R"({"id":1})"}) EXPECT_FALSE(schema::unpack(bad)) << bad;
}

}  // namespace
}  // namespace sohoa
