// Developer's tool: how well piles are cut. Pages read before (a JSON array of pages a file) are laid one file behind the other, K files a
// pile; the first pages of the files behind the first are the boundaries. pile_cuts K FILE.json… ; K = 1: whole files, every cut is wrong.
#include <algorithm>
#include <iostream>
#include <set>

#include "core/data_files.hh"
#include "core/parts.hh"
#include "core/record_json.hh"
#include "pipeline/extract/knowledge.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/layout/roles.hh"
#include "pipeline/pile.hh"

int main(int argc, char** argv) {
  using namespace sohoa;
  const Knowledge knowledge = Knowledge::load(data_folder()).value();
  const std::vector<std::string> types = title_keys(knowledge);
  const int together = std::stoi(argv[1]);
  int boundaries = 0, cut = 0, right = 0, proposed = 0, proposed_right = 0;
  for (int first = 2; first < argc; first += together) {
    std::vector<Page> pile;
    std::set<int> wanted;
    for (int i = first; i < std::min(argc, first + together); ++i) {
      std::vector<Page> pages;
      const Json json = Json::parse(read_file(argv[i]).value(), nullptr, false);
      for (const Json& page : json.is_object() && json.contains("pages") ? json["pages"] : json)
        if (auto read = page_from_json(page)) pages.push_back(std::move(*read));
      if (!pile.empty()) wanted.insert(pile.back().n + pages.front().n);
      add_pages(pile, std::move(pages));
    }
    boundaries += static_cast<int>(wanted.size());
    mark_roles(pile);
    std::set<int> found;
    for (const Beginning& b : find_beginnings(pile, types)) {
      const bool good = wanted.contains(b.page);
      found.insert(b.page);
      (b.sure ? cut : proposed) += 1;
      (b.sure ? right : proposed_right) += good;
      if (!good) std::cout << (b.sure ? "WRONG CUT " : "wrong proposal ") << argv[first] << " page " << b.page << ' ' << b.confidence << ' ' << b.reasons << '\n';
    }
    for (const int page : wanted)
      if (!found.contains(page)) std::cout << "missed " << argv[first] << " page " << page << '\n';
  }
  std::cout << boundaries << " boundaries; cut " << cut << ", right " << right << "; proposed " << proposed << ", right " << proposed_right << '\n';
}
