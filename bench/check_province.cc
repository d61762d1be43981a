// Checks an invented province in which every rule is broken once in every office: what was planted, found, and found without being planted.
//   ninja check_province && build/release/bench/check_province UNITS DOCUMENTS
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <set>

#include "check/check_document.hh"
#include "check/incoming.hh"
#include "check/joins.hh"
#include "check/number_series.hh"
#include "tests/check/province.hh"

using namespace sohoa;

int main(int count, char** arguments) {
  const auto book = Rulebook::load(data_folder());
  if (count != 3 || !book) return 64;
  NumberSeries series;
  IncomingOverdue incoming("2025-06-01");
  JoinProposals joins(book->join_weights);
  std::set<std::string> found, planted;
  const auto keep = [&](const std::vector<Finding>& some) {
    for (const Finding& f : some) found.insert(f.rule + " " + f.id);
  };
  std::size_t documents = 0;
  for (const Planted& p : make_province(std::atoi(arguments[1]), std::atoi(arguments[2]), [&](const Document& d) {
         ++documents;
         keep(check_document(d, *book));
         series.add(d, *book);
         incoming.add(d);
         joins.add(d);
       }))
    planted.insert(p.rule + " " + p.id);
  keep(series.findings(*book, {}));
  keep(incoming.findings(*book, {}));
  keep(joins.findings(*book, {}));
  std::size_t right = 0;
  for (const std::string& one : planted) right += found.contains(one);
  fmt::print("{} documents, {} defects planted, {} found, {} found that were not planted; {:.1f} CPU s\n", documents, planted.size(), right, found.size() - right,
             static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
  return right == planted.size() && found.size() == right ? 0 : 1;
}
