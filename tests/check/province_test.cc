#include "province.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "check/check_document.hh"
#include "check/incoming.hh"
#include "check/joins.hh"
#include "check/number_series.hh"

namespace sohoa {
namespace {

using testing::IsEmpty;

/// "rule document", as planted and as found.
using Found = std::set<std::string>;

Found without(const Found& all, const Found& some) {
  Found out;
  std::ranges::set_difference(all, some, std::inserter(out, out.end()));
  return out;
}

TEST(CheckProvince, every_planted_defect_of_every_rule_is_found_and_nothing_else) {
  const Rulebook book = *Rulebook::load(data_folder());
  NumberSeries series;
  IncomingOverdue incoming("2025-06-01");
  JoinProposals joins(book.join_weights);
  Found found, planted, rules, planted_rules;
  const auto keep = [&](const std::vector<Finding>& some) {
    for (const Finding& f : some) found.insert(f.rule + " " + f.id);
  };
  for (const Planted& p : make_province(6, 40, [&](const Document& d) {
         keep(check_document(d, book));
         series.add(d, book);
         incoming.add(d);
         joins.add(d);
       })) {
    planted.insert(p.rule + " " + p.id);
    planted_rules.insert(p.rule);
  }
  keep(series.findings(book, {}));
  keep(incoming.findings(book, {}));
  keep(joins.findings(book, {}));
  for (const CheckRule& rule : book.rules) rules.insert(rule.id);
  EXPECT_EQ(planted_rules, rules);
  EXPECT_THAT(without(planted, found), IsEmpty()) << "not found";
  EXPECT_THAT(without(found, planted), IsEmpty()) << "found on the clean part";
}

}  // namespace
}  // namespace sohoa
