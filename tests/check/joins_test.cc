#include "check/joins.hh"

#include <gtest/gtest.h>

#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/parts.hh"

namespace sohoa {
namespace {

JoinWeights weights() { return JoinWeights::load(data_folder()).value(); }

struct File {
  const char* path;
  Ends ends;
  int pages = 1;
};

Document document_in(const File& file) {
  Document d;
  d.id = document_id(sha256(file.path), 1);
  d.sources = {{file.path, sha256(file.path), {}}};
  for (int page = 1; page <= file.pages; ++page) d.sources[0].pages.push_back(page);
  d.ends = file.ends;
  return d;
}

/// Ends are: headed, finished, first and last number printed, begins and ends inside a sentence.
TEST(JoinProposals, AreMadeOfNeighboursThatGoOn) {
  const Ends whole{true, true, 0, 0, false, false}, begun{true, false, 0, 0, false, true}, second{false, false, 2, 2, true, true}, last{false, true, 3, 3, true, false};
  const struct {
    const char* what;
    std::vector<File> files;
    std::string proposed;  // of each the names of the files, "!" when sure
  } rows[] = {
      {"whole documents", {{"a/1.pdf", whole}, {"a/2.pdf", whole}}, ""},
      {"pages of one, a file each", {{"a/1.jpg", begun}, {"a/2.jpg", second}, {"a/3.jpg", last}}, "1.jpg 2.jpg 3.jpg!;"},
      {"ten comes behind nine", {{"a/10.jpg", {false, true, 2, 2, true, false}}, {"a/9.jpg", begun}}, "9.jpg 10.jpg!;"},
      {"a page is missing", {{"a/1.jpg", begun}, {"a/3.jpg", last}}, ""},
      {"in another folder", {{"a/1.jpg", begun}, {"b/2.jpg", second}}, ""},
      {"numbers after the pages of the first", {{"a/x.pdf", begun, 2}, {"a/y.pdf", last}}, "x.pdf y.pdf!;"},
      {"no numbers, but a sentence", {{"a/x.pdf", begun}, {"a/y.pdf", {false, true, 0, 0, true, false}}}, "x.pdf y.pdf;"},
      {"an appendix of its own", {{"a/1.pdf", begun}, {"a/2.pdf", {true, false, 0, 0, false, false}}}, ""},
      {"behind a signature without numbers", {{"a/1.pdf", whole}, {"a/2.pdf", {false, false, 0, 0, true, false}}}, ""},
      {"behind a signature, the number goes on", {{"a/1.pdf", {true, true, 0, 4, false, false}}, {"a/2.pdf", {false, false, 5, 5, false, false}}}, "1.pdf 2.pdf;"},
  };
  for (const auto& row : rows) {
    JoinProposals joins(weights());
    for (const File& file : row.files) joins.add(document_in(file));
    std::string proposed;
    for (const JoinProposal& one : joins.proposals()) {
      std::string names;
      for (const std::string& path : one.paths) names += (names.empty() ? "" : " ") + path.substr(2);
      proposed += names + (one.sure ? "!;" : ";");
    }
    EXPECT_EQ(proposed, row.proposed) << row.what;
  }
}

TEST(JoinProposals, LeaveAloneWhatPeopleJoined) {
  Document first = document_in({"a/1.jpg", {true, false, 0, 0, false, true}});
  first.sources.push_back(first.sources.front());
  JoinProposals joins(weights());
  joins.add(first);
  joins.add(document_in({"a/2.jpg", {false, true, 2, 2, true, false}}));
  EXPECT_TRUE(joins.proposals().empty());
}

}  // namespace
}  // namespace sohoa
