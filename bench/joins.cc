// Developer's tool: how well documents over several files are found. Documents read before (`sohoa show --format json`, one a file) are parted before each of
// their pages in turn and laid into files of neighbouring names, then whole beside each other. joins FILE.json…
#include <iostream>

#include "check/joins.hh"
#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/parts.hh"
#include "core/record_json.hh"
#include "pipeline/assemble.hh"

namespace sohoa {
namespace {

/// Pages [from, to) as a file of their own; `count` gives it its name.
Document part_of(const std::vector<Page>& pages, std::size_t from, std::size_t to, int count, const Knowledge& known) {
  std::vector<Page> own(pages.begin() + static_cast<std::ptrdiff_t>(from), pages.begin() + static_cast<std::ptrdiff_t>(to));
  for (std::size_t i = 0; i < own.size(); ++i) own[i].n = static_cast<int>(i) + 1;
  const std::string path = "folder/" + std::to_string(count) + ".pdf", sha = sha256(path);
  Document document = assemble(std::move(own), path, "", sha, "", known);
  document.id = document_id(sha, 1);
  return document;
}

int run(int argc, char** argv) {
  const Knowledge known = Knowledge::load(data_folder()).value();
  const JoinWeights weights = JoinWeights::load(data_folder()).value();
  int boundaries = 0, proposed = 0, sure = 0, pairs = 0, false_proposed = 0, false_sure = 0;
  std::vector<Document> whole;
  for (int i = 1; i < argc; ++i) {
    const Document read = document_from_json(Json::parse(read_file(argv[i]).value())).value();
    whole.push_back(part_of(read.pages, 0, read.pages.size(), i, known));
    for (std::size_t at = 1; at < read.pages.size(); ++at) {
      JoinProposals joins(weights);
      joins.add(part_of(read.pages, 0, at, 1, known));
      joins.add(part_of(read.pages, at, read.pages.size(), 2, known));
      const auto found = joins.proposals();
      ++boundaries;
      proposed += !found.empty();
      sure += !found.empty() && found.front().sure;
    }
  }
  for (std::size_t i = 1; i < whole.size(); ++i) {
    JoinProposals joins(weights);
    joins.add(whole[i - 1]);
    joins.add(whole[i]);
    const auto found = joins.proposals();
    ++pairs;
    false_proposed += !found.empty();
    false_sure += !found.empty() && found.front().sure;
    if (!found.empty()) std::cout << (found.front().sure ? "WRONG " : "wrong ") << argv[i] << ' ' << argv[i + 1] << ": " << found.front().reasons << '\n';
  }
  std::cout << boundaries << " boundaries: proposed " << proposed << ", sure " << sure << "; " << pairs << " pairs of whole documents: proposed " << false_proposed
            << ", sure " << false_sure << '\n';
  return 0;
}

}  // namespace
}  // namespace sohoa

int main(int argc, char** argv) { return sohoa::run(argc, argv); }
