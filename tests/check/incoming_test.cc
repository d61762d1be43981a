#include "check/incoming.hh"

#include <gtest/gtest.h>

#include <functional>

#include "core/names.hh"
#include "invented.hh"

namespace sohoa {
namespace {

/// A plan that arrived and wants something by 15/5/2025, and what came after it.
struct Case {
  const char* what;
  std::function<void(Document& arrived, Document& later)> change;
  const char* found;
};
std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.what; }

void cites(Document& d, const std::string& number) {
  Citation c;
  c.number = number;
  d.citations = {c};
}

class Incoming : public testing::TestWithParam<Case> {};

TEST_P(Incoming, is_overdue_until_it_is_answered) {
  static const Rulebook book = *Rulebook::load(data_folder());
  Document arrived = plan(), later = plan();
  arrived.fields[FieldId::incoming_number].values = {"201"};
  Deadline due;
  due.phrase = "trước ngày 15/5/2025";
  due.date = "2025-05-15";
  due.bound = "before";
  due.status = Status::accepted;
  arrived.deadlines = {due};
  later.id = "bbbbbbbbbbbbbbbb";
  later.fields[FieldId::issued_date].values = {"2025-05-10"};
  later.fields[FieldId::issuer].values = {"Ủy ban nhân dân xã Bình Sơn"};
  GetParam().change(arrived, later);
  IncomingOverdue incoming("2025-06-01");
  incoming.add(arrived);
  incoming.add(later);
  std::string found;
  for (const Finding& f : incoming.findings(book, {})) found += f.rule + " " + std::string(name(f.severity)) + " " + f.id.substr(0, 1) + ";";
  EXPECT_EQ(found, GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(All, Incoming, testing::Values(
    Case{"nothing came", [](Document&, Document&) {}, "incoming.overdue warning a;"},
    Case{"a reply by number", [](Document&, Document& later) { cites(later, "15/KH-STP"); }, ""},
    Case{"a reply by id", [](Document& arrived, Document& later) { cites(later, "x"); later.citations[0].resolved = arrived.id; }, ""},
    Case{"a paper of before", [](Document&, Document& later) { cites(later, "15/KH-STP"); later.fields[FieldId::issued_date].values = {"2025-04-01"}; }, "incoming.overdue warning a;"},
    Case{"it cites itself", [](Document& arrived, Document&) { cites(arrived, "15/KH-STP"); }, "incoming.overdue warning a;"},
    Case{"its sender asks again", [](Document& arrived, Document& later) { cites(later, "15/KH-STP"); later.fields[FieldId::issuer] = arrived.fields[FieldId::issuer]; }, "incoming.overdue warning a;"},
    Case{"another's paper that arrived", [](Document&, Document& later) { cites(later, "15/KH-STP"); later.fields[FieldId::incoming_number].values = {"202"}; }, "incoming.overdue warning a;"},
    Case{"last year's number", [](Document&, Document& later) { cites(later, "15/KH-STP"); later.citations[0].date = "2024-04-15"; }, "incoming.overdue warning a;"},
    Case{"a reply that prints the day", [](Document& arrived, Document& later) { cites(later, "15/KH-STP"); later.citations[0].date = arrived.fields[FieldId::issued_date].values[0]; }, ""},
    Case{"due later", [](Document& arrived, Document&) { arrived.deadlines[0].date = "2025-06-15"; }, ""},
    Case{"the number in review", [](Document& arrived, Document&) { arrived.fields[FieldId::number].status = Status::review; }, "incoming.overdue notice a;"},
    Case{"a deadline in review", [](Document& arrived, Document&) { arrived.deadlines[0].status = Status::review; }, ""},
    Case{"our own plan", [](Document& arrived, Document&) { arrived.fields.erase(FieldId::incoming_number); }, ""}));

}  // namespace
}  // namespace sohoa
