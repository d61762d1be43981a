#include "core/store/decisions.hh"

#include <gtest/gtest.h>

#include <fstream>

#include "core/parts.hh"
#include "core/store/journal.hh"
#include "core/store/kho.hh"
#include "temporary_kho.hh"

namespace sohoa {
namespace {

const std::string kId = "aaaaaaaaaaaaaaaa";

Json said(const char* value) { return correction_entry(kId, FieldId::number, {{value}, {}, "lan", "2026-11-22T05:00:00Z"}); }
Json withdrawn() { return withdrawn_correction_entry(kId, FieldId::number, "lan", "2026-11-22T05:01:00Z"); }

TEST(Decisions, TheLastThatWasNotTakenBackHolds) {
  const struct {
    const char* what;
    std::vector<Json> journal;
    std::string holds;
  } rows[] = {
      {"nothing", {}, ""},
      {"one", {said("1/QĐ-UBND")}, "1/QĐ-UBND"},
      {"a later one", {said("1/QĐ-UBND"), said("2/QĐ-UBND")}, "2/QĐ-UBND"},
      {"taken back", {said("1/QĐ-UBND"), withdrawn()}, ""},
      {"the one below", {said("1/QĐ-UBND"), said("2/QĐ-UBND"), withdrawn()}, "1/QĐ-UBND"},
      {"too often taken back", {withdrawn(), withdrawn(), said("3/QĐ-UBND")}, "3/QĐ-UBND"},
      {"other shapes", {Json{{"what", "correct"}}, Json{{"what", 7}}, Json::object(), said("1/QĐ-UBND"), Json{{"what", "correct"}, {"field", "number"}, {"id", 5}, {"values", 3}}}, "1/QĐ-UBND"},
  };
  for (const auto& row : rows) {
    const Decisions decisions = decisions_of(row.journal);
    const auto found = decisions.corrections.find({kId, FieldId::number});
    EXPECT_EQ(found == decisions.corrections.end() ? "" : found->second.values.at(0), row.holds) << row.what;
  }
}

TEST(Decisions, ACorrectedFieldKeepsWhatTheMachineRead) {
  Document d;
  d.id = kId;
  Field read;
  read.values = {"2025-03-05"};
  read.raw = "ngày 05 tháng 3";
  read.confidence = 0.6;
  read.status = Status::review;
  read.evidence = {2, Box{1, 2, 3, 4}, "header.date"};
  read.extra["precision"] = "day";
  d.fields[FieldId::issued_date] = read;
  const std::vector<Json> journal{correction_entry(kId, FieldId::issued_date, {{"2025-03"}, {}, "lan", "2026-11-22T05:00:00Z"}),
                                  correction_entry(kId, FieldId::place, {{}, {}, "lan", "2026-11-22T05:00:00Z"})};
  apply_corrections(d, decisions_of(journal));
  const Field& date = d.field(FieldId::issued_date);
  EXPECT_EQ(date.value(), "2025-03");
  EXPECT_EQ(date.status, Status::corrected);
  EXPECT_EQ(date.evidence.rule, "person");
  EXPECT_EQ(date.evidence.page, 2);
  EXPECT_EQ(date.extra.at("precision"), "month");
  EXPECT_EQ(date.extra.at("by"), "lan");
  ASSERT_EQ(date.candidates.size(), 1U);
  EXPECT_EQ(date.candidates[0].value, "2025-03-05");
  EXPECT_EQ(date.candidates[0].evidence.rule, "header.date");
  EXPECT_EQ(d.field(FieldId::place).status, Status::corrected) << "said to be absent";
  EXPECT_TRUE(d.field(FieldId::place).values.empty());
  const Document back = document_from_json(to_json(d)).value();
  EXPECT_EQ(to_json(back), to_json(d));
}

TEST(Decisions, WhatGoesWithTheValueStaysWhenItWasReadRight) {
  Document d;
  d.id = kId;
  d.fields[FieldId::type].values = {"Quyết định"};
  apply_corrections(d, decisions_of(std::vector{correction_entry(kId, FieldId::type, {{"Quyết định"}, {{"code", "QĐ"}}, "lan", "2026-11-22T05:00:00Z"})}));
  EXPECT_EQ(d.field(FieldId::type).extra.at("code"), "QĐ");
}

TEST(Journal, IsReadInOrderAndOverBrokenLines) {
  TemporaryKho kho;
  EXPECT_TRUE(read_journal(kho.path)->entries.empty());
  ASSERT_TRUE(append_to_journal(kho.path, std::vector{said("1/QĐ-UBND")}));
  const std::int64_t first = read_journal(kho.path)->end;
  { std::ofstream(journal_path(kho.path), std::ios::app) << "{\"what\": \"corr"; }
  ASSERT_TRUE(append_to_journal(kho.path, std::vector{said("2/QĐ-UBND")}));
  EXPECT_EQ(read_journal(kho.path)->entries.size(), 2U);
  const Journal news = read_journal(kho.path, first).value();
  ASSERT_EQ(news.entries.size(), 1U);
  EXPECT_EQ(news.entries[0].at("values").at(0), "2/QĐ-UBND");
  EXPECT_EQ(read_journal(kho.path, news.end + 100)->entries.size(), 2U) << "another journal, shorter";
  ASSERT_TRUE(append_to_journal(kho.path, std::vector{said("3/QĐ-UBND"), withdrawn()}));
  EXPECT_EQ(read_journal(kho.path, news.end)->entries.size(), 2U) << "several at once";
}

TEST(Parts, AnIdNamesAFileAndAPage) {
  const std::string sha(64, 'a');
  EXPECT_EQ(document_id(sha, 1), kId);
  EXPECT_EQ(document_id(sha, 3), kId + "-3");
  EXPECT_EQ(file_of_id(kId + "-3"), kId);
  EXPECT_EQ(first_page_of_id(kId + "-3"), 3);
  EXPECT_EQ(first_page_of_id(kId), 1);
}

TEST(Parts, PagesGoOnThroughTheFiles) {
  Document d;
  d.sources = {{"a.pdf", "a", {1, 3}}, {"b.pdf", "b", {2, 3}}};
  const struct {
    int page;
    std::size_t source;
    int there;
  } rows[] = {{1, 0, 1}, {2, 0, 0}, {3, 0, 3}, {4, 0, 0}, {5, 1, 2}, {6, 1, 3}, {7, 0, 0}};
  for (const auto& row : rows) {
    EXPECT_EQ(place_of_page(d, row.page).page, row.there) << row.page;
    EXPECT_EQ(place_of_page(d, row.page).source, row.source) << row.page;
  }
}

}  // namespace
}  // namespace sohoa
