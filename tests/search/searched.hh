#pragma once
#include <gtest/gtest.h>

#include <optional>

#include "core/data_files.hh"
#include "indexer/index_writer.hh"
#include "search/search.hh"
#include "tests/indexer/sample_documents.hh"

namespace sohoa::search {

/// An index of some documents, and questions to it.
class Searched : public testing::Test {
 protected:
  void index(const std::vector<Document>& documents, bool include_secret = false) {
    auto writer = IndexWriter::open(folder_.path(), include_secret);
    ASSERT_TRUE(writer);
    for (const Document& document : documents) ASSERT_TRUE(writer->put(document));
    ASSERT_TRUE(writer->commit());
    auto searcher = Searcher::open({folder_.path().string()}, Abbreviations::load(data_folder()).value());
    ASSERT_TRUE(searcher) << searcher.error().message;
    searcher_.emplace(std::move(*searcher));
  }

  Hits ask(const std::string& query, const Options& options = {}) {
    auto hits = searcher_->search(query, options);
    EXPECT_TRUE(hits) << query;
    return hits ? *hits : Hits{};
  }

  static std::string ids(const Hits& found) {
    std::string out;
    for (const Hit& hit : found.hits) out += (out.empty() ? "" : " ") + hit.id;
    return out;
  }
  std::string ids(const std::string& query, const Options& options = {}) { return ids(ask(query, options)); }

  TemporaryFolder folder_;
  std::optional<Searcher> searcher_;
};

}  // namespace sohoa::search
