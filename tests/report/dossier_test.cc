#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/agreement.hh"
#include "report/book.hh"
#include "report/dossier_coverage.hh"
#include "report/dossier_papers.hh"
#include "report/paged.hh"

namespace sohoa {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Page page_of(const std::vector<std::string>& lines) {
  Page page;
  for (std::size_t i = 0; i < lines.size(); ++i) page.words.push_back({lines[i], std::nullopt, 0.9, static_cast<int>(i)});
  return page;
}

Document list_of_contents(const std::vector<std::vector<std::string>>& rows) {
  Document d;
  d.dossier = "hoso01";
  d.pages = {page_of({"MỤC LỤC VĂN BẢN, TÀI LIỆU", "Số, ký hiệu hồ sơ: 01"})};
  Table table;
  for (const auto& row : rows) {
    auto& cells = table.rows.emplace_back();
    for (const std::string& text : row) {
      TableCell cell;
      cell.text = text;
      cell.page = 1;
      cells.push_back(cell);
    }
  }
  d.tables = {table};
  return d;
}

TEST(DossierPapers, a_list_of_contents_expects_its_documents) {
  const Document d = list_of_contents({{"TT", "Số, ký hiệu", "Ngày tháng", "Trích yếu", "Tác giả"},
                                       {"01", "12/QĐ-CC", "20/01/2010", "Quyết định ban hành quy chế làm việc", "Chi cục"},
                                       {"02", "", "15/01/2010", "Kế hoạch quy chế dân chủ của Chi cục", "Chi cục"},
                                       {"03", "118/TTr-CC 14/6/2010", "Tờ trình về việc xây dựng pano", "Chi cục 191"},
                                       {"Chi cục ATVSTP", "128"}});
  ASSERT_EQ(dossier_paper(d), DossierPaper::contents);
  Register book;
  add_contents(d, book);
  std::vector<std::string> read;
  for (const RegisterRow& row : book.rows) read.push_back(std::string(row.number) + "|" + std::string(row.date) + "|" + std::string(row.subject));
  EXPECT_THAT(read, ElementsAre("12/QĐ-CC|2010-01-20|Quyết định ban hành quy chế làm việc", "|2010-01-15|Kế hoạch quy chế dân chủ của Chi cục",
                                "118/TTr-CC|2010-06-14|Tờ trình về việc xây dựng pano"));
}

TEST(DossierPapers, rows_that_run_into_each_other_are_told) {
  Register book;
  add_contents(list_of_contents({{"01 02", "12/QĐ-CC 20/01/2010 13/QĐ-CC 21/01/2010", "Quyết định"}}), book);
  EXPECT_EQ(book.rows.size(), 2U);
  EXPECT_EQ(book.problems.size(), 1U);
}

TEST(DossierPapers, a_cover_says_what_is_inside) {
  Document d;
  d.pages = {page_of({"CHI CỤC AN TOÀN", "Tập lưu văn bản đi của Chi cục năm 2010", "Khuyết số: 03-11, 13-22", "Từ ngày 01/01/2010 đến ngày 28/6/2010",
                      "Gồm: 218 tờ", "Phông số: 12", "Mục lục số: 3", "Hồ sơ số: 01", "Thời hạn bảo quản: 20 năm"})};
  ASSERT_EQ(dossier_paper(d), DossierPaper::cover);
  const DossierCover cover = read_cover(d);
  EXPECT_EQ(cover.number, "01");
  EXPECT_EQ(cover.fonds, "12");
  EXPECT_EQ(cover.list, "3");
  EXPECT_EQ(cover.retention, "20 năm");
  EXPECT_EQ(cover.from, "2010-01-01");
  EXPECT_EQ(cover.to, "2010-06-28");
  EXPECT_EQ(cover.sheets, "218");
  EXPECT_THAT(cover.gaps, ElementsAre("03-11", "13-22"));
}

TEST(DossierPapers, other_papers_are_none) {
  Document d;
  d.pages = {page_of({"QUYẾT ĐỊNH", "Về việc ban hành mục lục số liệu"})};
  EXPECT_EQ(dossier_paper(d), DossierPaper::none);
}

TEST(DossierCoverage, dossiers_of_a_register_are_counted_by_their_documents) {
  Register book;
  book.of_dossiers = true;
  for (const auto& [row, name, documents] : {std::tuple(2, "Hồ sơ 01", 2), std::tuple(3, "02", 3), std::tuple(4, "03", 1)}) {
    RegisterRow r;
    r.row = row;
    r.dossier = book.texts.once(name);
    r.documents = documents;
    book.rows.push_back(r);
  }
  std::vector<Scan> scans(4);
  scans[0].dossier = scans[1].dossier = book.texts.once("hoso1");
  scans[2].dossier = book.texts.once("2");
  scans[3].dossier = book.texts.once("hoso9");
  const auto counts = count_dossiers(book, scans);
  std::vector<std::string> states;
  for (const auto& row : dossier_count_rows(counts).rows) states.push_back(row[0].get<std::string>() + " " + row[2].get<std::string>());
  EXPECT_THAT(states, ElementsAre("complete Hồ sơ 01", "incomplete 02", "missing 03", "not in the register hoso9"));
}

Document numbered(const std::string& number, const std::string& date) {
  Document d;
  d.dossier = "hoso01";
  d.fields[FieldId::number].values = {number};
  d.fields[FieldId::number].status = Status::review;
  d.fields[FieldId::issued_date].values = {date};
  d.fields[FieldId::issued_date].status = Status::accepted;
  d.sources = {{"a.pdf", "", {1, 2}}};
  return d;
}

TEST(Book, what_was_sent_stands_by_number_and_doubt_is_shown) {
  const Listing rows = book_rows(BookKind::outgoing, {book_entry(numbered("10/KH-STP", "2025-02-01")), book_entry(numbered("9/KH-STP", "2025-03-01"))});
  ASSERT_EQ(rows.columns.size(), 10U);
  ASSERT_EQ(rows.rows.size(), 2U);
  EXPECT_EQ(rows.rows[0][0], "9/KH-STP (?)");
  EXPECT_EQ(rows.rows[0][1], "01/03/2025");
}

TEST(Book, only_what_bears_an_arrival_stamp_arrived) {
  Document arrived = numbered("10/KH-STP", "2025-02-01");
  arrived.fields[FieldId::incoming_number].values = {"55"};
  arrived.fields[FieldId::incoming_number].status = Status::accepted;
  const Listing rows = book_rows(BookKind::incoming, {book_entry(arrived), book_entry(numbered("9/KH-STP", "2025-03-01"))});
  ASSERT_EQ(rows.rows.size(), 1U);
  EXPECT_EQ(rows.rows[0][1], "55");
}

TEST(Book, a_list_of_dossiers_spans_their_days) {
  const Listing rows = book_rows(BookKind::dossiers, {book_entry(numbered("10/KH-STP", "2025-02-01")), book_entry(numbered("9/KH-STP", "2025-03-01"))});
  ASSERT_EQ(rows.rows.size(), 1U);
  EXPECT_EQ(rows.rows[0][3], "01/02/2025 – 01/03/2025");
  EXPECT_EQ(rows.rows[0][6], 4);
}

TEST(Paged, html_and_pdf_are_of_the_same_parts) {
  Listing listing{{{"a", "Đơn vị"}, {"b", "Số"}}, {}};
  for (int i = 0; i < 120; ++i) listing.rows.push_back({"Sở Tư pháp <" + std::to_string(i) + ">", i});
  const Paged paged{"Báo cáo", {Heading{"Báo cáo", true}, Tiles{{{"91,20 %", "đã số hóa"}}}, Charts{{"Theo tháng", {{"01", "1/2", 50}}, 90}, {"Đơn vị", {}, -1}}, NewPage(), Rows{listing, 100}}};
  EXPECT_THAT(paged_html(paged), HasSubstr("Sở Tư pháp &lt;0&gt;"));
  const auto pdf = paged_pdf(paged);
  ASSERT_TRUE(pdf);
  EXPECT_TRUE(pdf->starts_with("%PDF-1."));
  std::size_t pages = 0;
  for (std::size_t at = 0; (at = pdf->find("/Type /Page", at)) != pdf->npos; ++at) pages += pdf->substr(at + 11, 1) != "s";
  EXPECT_GE(pages, 3U);
}

TEST(SilentErrors, are_bounded_by_what_chance_drew) {
  std::map<FieldId, FieldAgreement> counts;
  EXPECT_FALSE(share_bounds(0, 0));
  EXPECT_THAT(silent_errors_text(counts), HasSubstr("nothing can be said"));
  for (int i = 0; i < 99; ++i) count_sample(sample_entry("a", i % 2 ? FieldId::number : FieldId::subject, true, "Lan", "2025-05-14"), counts);
  count_sample(sample_entry("a", FieldId::number, false, "Lan", "2025-05-14"), counts);
  EXPECT_EQ(counts[FieldId::number].drawn, 50);
  EXPECT_EQ(counts[FieldId::number].wrong, 1);
  EXPECT_THAT(silent_errors_text(counts), HasSubstr("of 100 certain values drawn at random, 1 were wrong; at most 5.45 %"));
}

}  // namespace
}  // namespace sohoa
