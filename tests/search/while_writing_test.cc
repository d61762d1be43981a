#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "indexer/index_builder.hh"
#include "indexer/publish_index.hh"
#include "tests/search/searched.hh"

namespace sohoa::search {
namespace {

Document numbered(int i) {
  Sample sample = samples().front();
  sample.id = "n" + std::to_string(i);
  sample.number = std::to_string(i + 1) + "/QĐ-UBND";
  return document_of(sample);
}

/// Asks again and again in threads of their own, a Searcher each, until told to stop; every answer must be whole.
class Readers {
 public:
  Readers(const std::filesystem::path& index, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this, index] { read(index); });
  }
  std::string stop() {
    stopping_ = true;
    for (std::thread& thread : threads_) thread.join();
    return complaint_;
  }
  std::size_t answers() const { return answers_; }

 private:
  void read(const std::filesystem::path& index) {
    auto searcher = Searcher::open({index.string()});
    std::string wrong = searcher ? "" : searcher.error().message;
    Options options;
    options.facets = true;
    while (wrong.empty() && !stopping_) {
      const auto found = searcher->search("cat giam thoi han", options);
      if (!found) wrong = found.error().message;
      else if (found->total < 3 || found->hits.size() < 3 || found->hits.front().snippet.text.empty()) wrong = "an answer with less than was there";
      else if (!searcher->complete("thoi h")) wrong = "no completion";
      ++answers_;
    }
    if (wrong.empty()) return;
    const std::lock_guard lock(mutex_);
    complaint_ = wrong;
  }

  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> answers_ = 0;
  std::mutex mutex_;
  std::string complaint_;
};

class WhileWriting : public testing::Test {
 protected:
  void rebuild(int count) {
    auto builder = IndexBuilder::create(folder_.path() / "new");
    ASSERT_TRUE(builder);
    for (int i = 0; i < count; ++i) ASSERT_TRUE(builder->add(numbered(i)));
    const auto parts = builder->finish();
    ASSERT_TRUE(parts);
    ASSERT_TRUE(publish_index(*parts, index_));
  }

  TemporaryFolder folder_;
  std::filesystem::path index_ = folder_.path() / "index";
};

TEST_F(WhileWriting, ReadersSeeWholeStates) {
  rebuild(3);
  Readers readers(index_, 2);
  {
    auto writer = IndexWriter::open(index_);
    ASSERT_TRUE(writer);
    for (int i = 3; i < 30; ++i) {
      ASSERT_TRUE(writer->put(numbered(i)));
      ASSERT_TRUE(writer->commit());
    }
  }
  for (int i = 0; i < 10; ++i) rebuild(3 + i);
  EXPECT_EQ(readers.stop(), "");
  EXPECT_GT(readers.answers(), 0U);
}

TEST_F(WhileWriting, AnOpenReaderSeesTheRebuiltIndex) {
  rebuild(3);
  auto searcher = Searcher::open({index_.string()});
  ASSERT_TRUE(searcher);
  for (int count : {5, 4, 7}) {
    rebuild(count);
    const auto found = searcher->search("cat giam");
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->total, static_cast<std::size_t>(count));
  }
}

}  // namespace
}  // namespace sohoa::search
