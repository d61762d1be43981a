#include "pipeline/extract/registered.hh"

#include <gtest/gtest.h>

#include "pipeline/extract/expected_symbol.hh"
#include "pipeline/extract/knowledge.hh"
#include "pipeline/extract/register_candidates.hh"

namespace sohoa {
namespace {

Field by_hand(std::vector<std::pair<std::string, double>> readings, std::string precision) {
  Field field;
  field.handwritten = true;
  field.status = Status::review;
  field.evidence = {1, {}, "ink"};
  field.values = {readings.front().first};
  field.confidence = readings.front().second;
  for (std::size_t i = 1; i < readings.size(); ++i) field.candidates.push_back({readings[i].first, "", readings[i].second, {1, {}, "ink"}});
  if (!precision.empty()) field.extra["precision"] = precision;
  return field;
}

TEST(Register, SettlesWhatTheInkAndThePrintSupport) {
  const std::string subject = "Về việc cấp đổi giấy phép cho hộ trồng rau sạch xã Mẫu", other = "Kế hoạch tuyên truyền phòng cháy năm học mới";
  struct Row {
    const char* what;
    std::vector<RegisteredDocument> rows;
    std::string subject, number, date;
    bool accepted;
  };
  const Row table[] = {
      {"number, day and subject agree", {{"17/QĐ-UBND", "2025-01-16", subject}, {"18/QĐ-UBND", "2025-01-17", other}}, subject, "17/QĐ-UBND", "2025-01-16", true},
      {"the second readings are the register's", {{"11/QĐ-UBND", "2025-01-18", subject}}, subject, "11/QĐ-UBND", "2025-01-18", true},
      {"two rows fit alike", {{"17/QĐ-UBND", "2025-01-16", ""}, {"17/QĐ-UBND", "2025-01-16", ""}}, "", "17/QĐ-UBND", "2025-01-16", false},
      {"a sister of the same day and subject", {{"93/QĐ-UBND", "2025-01-16", subject}}, subject, "93/QĐ-UBND", "2025-01-16", false},
      {"neither number nor day was offered", {{"93/QĐ-UBND", "2025-01-25", other}}, subject, "17/QĐ-UBND", "2025-01-16", false},
      {"another symbol", {{"17/TB-UBND", "2025-01-16", subject}}, subject, "17/QĐ-UBND", "2025-01-16", false},
      {"another year", {{"17/QĐ-UBND", "2024-01-16", subject}}, subject, "17/QĐ-UBND", "2025-01-16", false},
  };
  for (const Row& row : table) {
    Knowledge known;
    for (const RegisteredDocument& r : row.rows) known.registered[r.number.find("TB") == std::string::npos ? "qdubnd" : "tbubnd"].push_back(r);
    Document document;
    document.fields[FieldId::number] = by_hand({{"17/QĐ-UBND", 0.6}, {"11/QĐ-UBND", 0.2}}, "");
    document.fields[FieldId::issued_date] = by_hand({{"2025-01-16", 0.7}, {"2025-01-18", 0.2}}, "day");
    Field printed;
    printed.values = {row.subject};
    document.fields[FieldId::subject] = printed;
    weigh_register(document, known);
    EXPECT_EQ(document.field(FieldId::number).value(), row.number) << row.what;
    EXPECT_EQ(document.field(FieldId::issued_date).value(), row.date) << row.what;
    EXPECT_EQ(document.field(FieldId::number).status == Status::accepted, row.accepted) << row.what;
    EXPECT_EQ(document.field(FieldId::issued_date).status == Status::accepted, row.accepted) << row.what;
  }
}

TEST(Register, SettlesADayByHandBesideAPrintedNumber) {
  struct Row {
    const char* what;
    std::string day, read;
    bool accepted;
  };
  const Row table[] = {{"as the ink reads it", "2025-01-16", "2025-01-16", true},
                       {"the ink's second reading", "2025-01-18", "2025-01-18", true},
                       {"a day the ink does not offer", "2025-01-25", "2025-01-25", false},
                       {"another year", "2024-01-16", "2025-01-16", false}};
  for (const Row& row : table) {
    const std::string subject = "Về việc cấp đổi giấy phép cho hộ trồng rau sạch xã Mẫu";
    Knowledge known;
    known.registered["qdubnd"] = {{"17/QĐ-UBND", row.day, subject}, {"18/QĐ-UBND", "2025-01-16", subject}};
    Document document;
    Field& number = document.fields[FieldId::number];
    number.values = {"17/QĐ-UBND"};
    number.status = Status::accepted;
    document.fields[FieldId::issued_date] = by_hand({{"2025-01-16", 0.7}, {"2025-01-18", 0.2}}, "day");
    Field printed;
    printed.values = {subject};
    document.fields[FieldId::subject] = printed;
    weigh_register(document, known);
    EXPECT_EQ(document.field(FieldId::issued_date).value(), row.read) << row.what;
    EXPECT_EQ(document.field(FieldId::issued_date).status == Status::accepted, row.accepted) << row.what;
    EXPECT_TRUE(document.field(FieldId::number).evidence.rule.empty()) << row.what;
  }
}

TEST(Register, OffersTheRowOfDayAndSubjectWhereTheNumberIsNotRead) {
  const std::string subject = "Về việc cấp đổi giấy phép cho hộ trồng rau sạch xã Mẫu", other = "Kế hoạch tuyên truyền phòng cháy năm học mới";
  struct Row {
    const char* what;
    RegisteredDocument row;
    std::vector<std::string> offered;
  };
  const Row table[] = {{"day and subject", {"17/QĐ-UBND", "2025-01-18", subject}, {"17/QĐ-UBND"}},
                       {"another subject", {"17/QĐ-UBND", "2025-01-16", other}, {}},
                       {"a day the ink does not offer", {"17/QĐ-UBND", "2025-01-25", subject}, {}}};
  for (const Row& row : table) {
    Knowledge known;
    known.registered["qdubnd"] = {row.row};
    Document document;
    Field& number = document.fields[FieldId::number];
    number.status = Status::review;
    number.handwritten = true;
    number.evidence = {1, Box{1, 2, 3, 4}, "header.number"};
    document.fields[FieldId::issued_date] = by_hand({{"2025-01-16", 0.7}, {"2025-01-18", 0.2}}, "day");
    Field printed;
    printed.values = {subject};
    document.fields[FieldId::subject] = printed;
    weigh_register(document, known);
    std::vector<std::string> offered;
    for (const Candidate& candidate : document.field(FieldId::number).candidates) {
      offered.push_back(candidate.value);
      EXPECT_EQ(candidate.evidence.box, (Box{1, 2, 3, 4})) << row.what;
    }
    EXPECT_EQ(offered, row.offered) << row.what;
    EXPECT_EQ(document.field(FieldId::number).status, Status::review) << row.what;
    EXPECT_EQ(register_candidates(document, known, 5).size(), row.offered.size()) << row.what;
  }
}

TEST(Register, GuessedSymbolWantsNumberDayAndSubject) {
  const std::string subject = "Về việc cấp đổi giấy phép cho hộ trồng rau sạch xã Mẫu";
  for (const bool same_subject : {true, false})
    for (const bool guessed : {true, false}) {
      Knowledge known;
      known.registered["qdubnd"] = {{"17/QĐ-UBND", "2025-01-16", same_subject ? subject : ""}};
      Document document;
      document.fields[FieldId::number] = by_hand({{"17/QĐ-UBND", 0.9}}, "");
      if (guessed) document.fields[FieldId::number].extra["repairs"] = kGuessedSymbol;
      document.fields[FieldId::issued_date] = by_hand({{"2025-01-16", 0.9}}, "day");
      Field printed;
      printed.values = {subject};
      document.fields[FieldId::subject] = printed;
      weigh_register(document, known);
      EXPECT_EQ(document.field(FieldId::number).status == Status::accepted, same_subject || !guessed) << same_subject << guessed;
    }
}

TEST(Register, IsASeriesWhereTheDocumentIsNotInIt) {
  const std::vector<RegisteredDocument> rows{{"10/QĐ-UBND", "2025-01-10", ""}, {"15/QĐ-UBND", "2025-01-15", ""}, {"20/QĐ-UBND", "2025-01-20", ""}};
  struct Row {
    const char* what;
    std::size_t known;
    std::string number, date, rule;
  };
  const Row table[] = {{"11 lies before the 15th, 17 behind", 3, "17/QĐ-UBND", "2025-01-18", "ink+series"}, {"two rows are no series", 2, "11/QĐ-UBND", "2025-01-18", "ink"}};
  for (const Row& row : table) {
    Knowledge known;
    known.registered["qdubnd"].assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(row.known));
    Document document;
    document.fields[FieldId::number] = by_hand({{"11/QĐ-UBND", 0.5}, {"17/QĐ-UBND", 0.4}}, "");
    document.fields[FieldId::issued_date] = by_hand({{"2025-01-18", 0.6}, {"2025-01-12", 0.3}}, "day");
    weigh_register(document, known);
    const Field& number = document.field(FieldId::number);
    EXPECT_EQ(number.value(), row.number) << row.what;
    EXPECT_EQ(document.field(FieldId::issued_date).value(), row.date) << row.what;
    EXPECT_EQ(number.evidence.rule, row.rule) << row.what;
    EXPECT_EQ(number.candidates.size(), 1u) << row.what;
    EXPECT_EQ(number.status, Status::review) << row.what;
  }
}

}  // namespace
}  // namespace sohoa
