#include "check/number_series.hh"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "check/rulebook.hh"
#include "core/names.hh"
#include "invented.hh"

namespace sohoa {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Numbered {
  std::string number, day = "2025-04-14", subject = "Cải cách thủ tục hành chính", issuer = "Sở Tư pháp tỉnh Lạng Sơn";
  bool sure = true;
};

std::vector<std::string> found(const std::vector<Numbered>& documents) {
  const Rulebook book = *Rulebook::load(data_folder());
  NumberSeries series;
  int n = 0;
  for (const Numbered& one : documents) {
    Document d = plan();
    d.id = std::to_string(++n);
    d.fields[FieldId::number].values = {one.number};
    d.fields[FieldId::number].status = one.sure ? Status::accepted : Status::review;
    d.fields[FieldId::issued_date].values = {one.day};
    d.fields[FieldId::subject].values = {one.subject};
    d.fields[FieldId::issuer].extra["full"] = one.issuer;
    series.add(d, book);
  }
  std::vector<std::string> out;
  for (const Finding& f : series.findings(book, {})) out.push_back(f.rule + " " + std::string(name(f.severity)) + " " + f.id);
  return out;
}

TEST(NumberSeries, a_number_given_twice_is_an_error) {
  EXPECT_THAT(found({{"15/KH-STP"}, {"15/KH-STP", "2025-05-20", "Kiểm tra công tác hộ tịch"}}), ElementsAre("number.duplicate error 2"));
}
TEST(NumberSeries, one_document_scanned_twice_is_another_matter) {
  EXPECT_THAT(found({{"15/KH-STP"}, {"15/KH-STP"}}), ElementsAre("document.twice warning 2"));
}
TEST(NumberSeries, other_years_and_other_bodies_have_their_own_numbers) {
  EXPECT_THAT(found({{"15/KH-STP"}, {"15/KH-STP", "2024-05-20", "Khác"}, {"15/KH-STP", "2025-05-20", "Khác", "Sở Tư pháp tỉnh Cao Bằng"}}), IsEmpty());
}
TEST(NumberSeries, a_doubtful_number_is_for_people) {
  EXPECT_THAT(found({{"15/KH-STP"}, {"15/KH-STP", "2025-05-20", "Kiểm tra công tác hộ tịch", "Sở Tư pháp tỉnh Lạng Sơn", false}}), ElementsAre("number.duplicate notice 2"));
}
TEST(NumberSeries, a_number_left_out) {
  EXPECT_THAT(found({{"11/KH-STP"}, {"12/KH-STP"}, {"13/KH-STP"}, {"15/KH-STP"}, {"16/KH-STP"}}), ElementsAre("number.gap warning 4"));
}
TEST(NumberSeries, a_series_the_archive_does_not_hold_has_no_gaps) {
  EXPECT_THAT(found({{"11/KH-STP"}, {"22/KH-STP"}, {"33/KH-STP"}, {"45/KH-STP"}, {"56/KH-STP"}}), IsEmpty());
}

}  // namespace
}  // namespace sohoa
