#include "indexer/index_builder.hh"
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

/// Every term of a document with its frequency in it and its positions.
std::string frequencies_of(const Xapian::Database& index, const std::string& id) {
  std::string out;
  const Xapian::docid document = *index.postlist_begin(schema::id_term(id));
  for (auto i = index.termlist_begin(document); i != index.termlist_end(document); ++i) {
    out += *i + " " + std::to_string(i.get_wdf());
    if (!(*i).starts_with("X"))
      for (auto at = i.positionlist_begin(); at != i.positionlist_end(); ++at) out += " " + std::to_string(*at);
    out += "\n";
  }
  return out;
}

TEST(IndexBuilder, MakesTheSameAsTheWriterOfManyParts) {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index", slow = folder.path() / "slow";
  auto builder = IndexBuilder::create(folder.path() / "parts");
  auto writer = IndexWriter::open(slow);
  ASSERT_TRUE(builder && writer);
  constexpr int kCount = 40;  // a part each, so that some are merged before the end
  std::string long_text = "Quyết định số 1040/QĐ-UBND";
  while (long_text.size() < 120'000) long_text += " hoà giải vướng mắc trước hạn";
  for (int i = 0; i < kCount; ++i) {
    Sample sample = samples()[static_cast<std::size_t>(i) % samples().size()];
    sample.id = "d" + std::to_string(i);
    sample.pages.push_back(long_text);
    Document document = document_of(sample);
    if (i == 7) {
      document.fields[FieldId::secrecy].values = {"Mật"};
      document.fields[FieldId::secrecy].status = Status::review;
    }
    ASSERT_TRUE(builder->add(document));
    ASSERT_TRUE(writer->put(document));
  }
  ASSERT_TRUE(writer->commit());
  const auto parts = builder->finish();
  ASSERT_TRUE(parts);
  EXPECT_LT(parts->size(), 32U);
  ASSERT_TRUE(publish_index(*parts, index));
  const Xapian::Database made(index.string()), written(slow.string());
  EXPECT_EQ(made.get_doccount(), static_cast<Xapian::doccount>(kCount - 1));
  EXPECT_EQ(made.get_metadata(std::string(schema::kWithheldKey) + "Qd7"), "1");
  for (const char* id : {"d0", "d1", "d39"}) EXPECT_EQ(frequencies_of(made, id), frequencies_of(written, id)) << id;
  const auto listed = [](auto from, const auto& to) {
    std::string out;
    for (; from != to; ++from) out += *from + " ";
    return out;
  };
  EXPECT_EQ(listed(made.spellings_begin(), made.spellings_end()), listed(written.spellings_begin(), written.spellings_end()));
  EXPECT_EQ(listed(made.synonym_keys_begin(), made.synonym_keys_end()), listed(written.synonym_keys_begin(), written.synonym_keys_end()));
  EXPECT_TRUE(IndexWriter::open(index));
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
