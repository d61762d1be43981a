#include "pipeline/extract/deadlines.hh"

#include <gtest/gtest.h>

#include "core/data_files.hh"
#include "core/names.hh"
#include "text_lines.hh"

namespace sohoa {
namespace {

const WorkingDays& calendar() {
  static const WorkingDays days = WorkingDays::load(data_folder()).value();
  return days;
}

std::string value_of(const Deadline& d) {
  std::string out(name(d.kind));
  switch (d.kind) {
    case DeadlineKind::absolute:
      out += " " + d.date + " " + d.bound;
      break;
    case DeadlineKind::period:
      out += " " + d.start + " " + d.end;
      break;
    case DeadlineKind::recurring:
      for (const std::string& rule : d.rrule) out += " " + rule;
      break;
    case DeadlineKind::relative:
      out += " " + std::to_string(d.offset) + " " + d.unit + " " + d.direction + " " + d.anchor;
      break;
    default:
      break;
  }
  return out + (d.inferred_year ? " inferred" : "");
}

std::string found(const std::string& text, const DocumentTime& time = {"2025-02-01", 2025, false}) {
  std::string out;
  for (const Deadline& d : find_deadlines(test::flow_of_text(text), time, calendar()))
    out += (out.empty() ? "" : "; ") + value_of(d);
  return out;
}

struct Row {
  const char *text, *expected;
};

TEST(Deadlines, Absolute) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"Sở Y tế gửi báo cáo. Thời hạn hoàn thành trước ngày 15/5/2025.", "absolute 2025-05-15 before"},
           {"gửi Sở Nội vụ trước ngày 20 tháng 3 năm\n2025 để tổng hợp", "absolute 2025-03-20 before"},
           {"gửi về Văn phòng trước 17 giờ 00 ngày 20/3/2025", "absolute 2025-03-20 before"},
           {"báo cáo chậm nhất là ngày 10/4/2025", "absolute 2025-04-10 by"},
           {"Hạn cuối: ngày 10/4/2025", "absolute 2025-04-10 by"},
           {"hoàn thành đến ngày 30/6/2025", "absolute 2025-06-30 by"},
           {"- Thời gian nhận tác phẩm: Từ ngày phát động đến 17h00’, ngày 01/5/2025.", "absolute 2025-05-01 by"},
           {"Thời hạn nhận bài thi sẽ là 31/3/2025 thay cho hạn cũ.", "absolute 2025-03-31 by"},
           {"gửi kết quả trước ngày 15/5 về Sở", "absolute 2025-05-15 before inferred"},
                      {"xong trước tháng 7/2025", "absolute 2025-07-01 before"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Deadlines, Periods) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"- Thời gian thực hiện: Hoàn thành trong tháng 7/2025 để tổng hợp.", "period 2025-07-01 2025-07-31"},
           {"tham mưu kế hoạch, hoàn thành trong quý I năm 2025; thẩm tra", "period 2025-01-01 2025-03-31"},
           {"Thời gian thực hiện: Quý II/2025.", "period 2025-04-01 2025-06-30"},
           {"- Thời gian thực hiện: Trong Quý III", "period 2025-07-01 2025-09-30 inferred"},
           {"- Trình Thủ tướng quyết định bổ nhiệm các thành viên trong quý II năm 2025;",
            "period 2025-04-01 2025-06-30"},
           {"hoàn thành trong 6 tháng đầu năm 2025", "period 2025-01-01 2025-06-30"},
           {"Thời gian thực hiện: Quý I, II năm 2025.", "period 2025-01-01 2025-06-30"},
           {"Thời gian thực hiện: Từ tháng 4 đến tháng 9/2025", "period 2025-04-01 2025-09-30"},
           {"khẩn trương chuẩn bị nội dung trình hội nghị trong tháng 3.2025.", "period 2025-03-01 2025-03-31"},
           {"Mục tiêu là trong tháng 7 phải chi trả phần lớn tiền bồi thường", "period 2025-07-01 2025-07-31 inferred"},
           {"- Thời gian kiểm tra: từ ngày 10– 20/05/2025.", "period 2025-05-10 2025-05-20"},
           {"trong thời gian từ đầu tháng 3/2025 tới ngày 15/5/2025, Công an tỉnh bố trí lực lượng", "period 2025-03-01 2025-05-15"},
           {"phấn đấu đến hết năm 2025 đạt 65%", "period 2025-01-01 2025-12-31"},
           {"Thời gian thực hiện: từ ngày 01/3/2025 đến ngày 15/3/2025", "period 2025-03-01 2025-03-15"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Deadlines, Recurring) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"thực hiện chế độ báo cáo định kỳ hằng tháng, quý, năm về kết quả",
            "recurring FREQ=MONTHLY FREQ=MONTHLY;INTERVAL=3 FREQ=YEARLY"},
           {"gửi danh mục trước ngày 25 hàng\ntháng (nếu có)", "recurring FREQ=MONTHLY;BYMONTHDAY=25"},
           {"Thời hạn gửi: chậm nhất vào ngày 10 tháng liền kề tháng báo cáo", "recurring FREQ=MONTHLY;BYMONTHDAY=10"},
           {"- Tờ khai tháng: chậm nhất là ngày thứ 20 của tháng tiếp theo tháng phát sinh.", "recurring FREQ=MONTHLY;BYMONTHDAY=20"},
           {"báo cáo trước ngày I5 hàng tháng", "recurring FREQ=MONTHLY;BYMONTHDAY=15"},
           {"Định kỳ 6 tháng, hàng năm báo cáo kết quả", "recurring FREQ=MONTHLY;INTERVAL=6 FREQ=YEARLY"},
           {"Chậm nhất vào ngày 05 hàng tháng, cơ quan gửi số liệu", "recurring FREQ=MONTHLY;BYMONTHDAY=5"},
           {"báo cáo định kỳ hằng quý, 1 năm hoặc đột xuất", "recurring FREQ=MONTHLY;INTERVAL=3 FREQ=YEARLY"},
           {"định kỳ hằng tuần báo cáo Sở", "recurring FREQ=WEEKLY"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Deadlines, Relative) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"phải ban hành chậm nhất trước 20 ngày tính đến ngày văn bản có hiệu lực thi hành.",
            "relative 20 day before ngày văn bản có hiệu lực thi hành"},
           {"Chậm nhất 10 ngày kể từ ngày ban hành Quyết định.", "relative 10 day after ngày ban hành Quyết định"},
           {"trong thời hạn 05 ngày làm việc, kể từ ngày nhận được văn bản, phải trả lời",
            "relative 5 working_day after ngày nhận được văn bản"},
           {"trong thời hạn năm (05) ngày, kể từ ngày thụ lý đơn.", "relative 5 day after ngày thụ lý đơn"},
           {"trong vòng 02 tuần kể từ ngày họp;", "relative 14 day after ngày họp"},
           {"gửi tài liệu 03 ngày trước khi họp.", "relative 3 day before họp"}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Deadlines, OpenKindsInPlacesOfTime) {
  for (const auto& [text, expected] :
       std::initializer_list<Row>{{"- Thời gian thực hiện: Thường xuyên.", "continuous"},
                                  {"- Thời gian thực hiện: Khi có đề nghị.", "event"},
                                  {"- Thời gian: Theo Kế hoạch của UBND tỉnh.", "reference"},
                                  {"thường xuyên theo dõi, khi có vướng mắc thì báo cáo", ""}})
    EXPECT_EQ(found(text), expected) << text;
}

TEST(Deadlines, WhatIsNone) {
  for (const char* text :
       {"đúng thời hạn giải quyết TTHC 15 ngày",
        "cắt giảm thời hạn giải quyết trong năm 2025 theo Quyết định số 10/QĐ-UBND ngày 09/5/2025",
        "Từ ngày 15/3/2025 - 14/6/2025 tổng số hồ sơ", "giai đoạn 2021-\n2025 và định hướng đến năm 2030",
        "hồ sơ được cấp trước ngày 01/7/2026", "Tính đến ngày 15/6/2025, đã giải quyết",
        "Quyết định có hiệu lực kể từ ngày 01/7/2025", "có hiệu lực sau 45 ngày kể từ ngày ký",
        "hiệu lực từ 05 năm trở xuống", "Giấy phép có giá trị thực hiện trong thời hạn 90 ngày kể từ ngày ký.",
        "gửi báo cáo trước ngày 15/12/2024", "làm việc buổi sáng thứ Bảy hằng tuần để tiếp nhận",
        "kết quả quý II năm 2025 như sau", "Tình hình tiếp nhận hồ sơ của các đơn vị trong quý II năm 2025.",
        "Thời gian thực hiện hỗ trợ từ 1.5 đến 2.5 triệu đồng mỗi hộ", "Thực hiện giảm từ 10.6 đến 12.8 điểm", "Thực hiện từ 2 đến 3/4 diện tích",
        "các chỉ tiêu được giao trong năm 2025"})
    EXPECT_EQ(found(text), "") << text;
}

TEST(Deadlines, AReportTellsWhatWasDone) {
  const DocumentTime report{"2025-06", 2025, true};
  EXPECT_EQ(found("Đoàn đã kiểm tra tại các xã trong tháng 6 năm 2025. Qua kiểm tra", report), "");
  EXPECT_EQ(found("tổ chức 01 hội nghị. Thời gian thực hiện trong Quý III năm 2025.", report),
            "period 2025-07-01 2025-09-30");
}

TEST(Deadlines, TaskAndUnits) {
  struct Case {
    const char *text, *task, *lead, *coordinating;
  };
  for (const auto& [text, task, lead, coordinating] : std::initializer_list<Case>{
           {"- Phòng Kế hoạch chủ trì, phối hợp với Thanh tra Sở rà soát danh mục thủ tục,\nhoàn thành trước ngày "
            "15/5/2025.",
            "rà soát danh mục thủ tục", "Phòng Kế hoạch", "Thanh tra Sở"},
           {"- Văn phòng Sở phối hợp với các phòng, đơn vị thuộc Sở:\n+ Công khai đầy đủ thủ tục nội bộ. Thời "
            "hạn\nhoàn thành trước ngày 15/5/2025.",
            "Công khai đầy đủ thủ tục nội bộ", "Văn phòng Sở", "các phòng, đơn vị thuộc Sở"},
           {"Yêu cầu Sở Nội vụ tiếp thu ý kiến, chủ trì, phối hợp với các Sở: Tài chính, Y tế rà soát kinh phí trước "
            "ngày 20/5/2025.",
            "tiếp thu ý kiến, chủ trì, phối hợp với các Sở: Tài chính, Y tế rà soát kinh phí", "Sở Nội vụ", ""},
           {"- Phòng Tổng hợp chủ trì, phối hợp với các Sở: Tài chính, Y tế rà soát kinh phí trước ngày 20/5/2025.",
            "rà soát kinh phí", "Phòng Tổng hợp", "các Sở: Tài chính, Y tế"},
           {"Giao Sở Tài chính tổng hợp dự toán, gửi UBND tỉnh trước ngày 15/5/2025.",
            "tổng hợp dự toán, gửi UBND tỉnh", "Sở Tài chính", ""},
           {"b) Cắt giảm thủ tục: Rà soát danh mục kết quả có thời hạn hiệu lực ngắn.\n"
            "- Đơn vị thực hiện: Các phòng có thực hiện thủ tục chủ trì, phối hợp với Văn phòng Sở triển khai.\n"
            "- Thời gian thực hiện: Hoàn thành trong tháng 7/2025.",
            "Rà soát danh mục kết quả có thời hạn hiệu lực ngắn", "Các phòng có thực hiện thủ tục", "Văn phòng Sở"},
           {"1. Các sở, ban, ngành căn cứ Kế hoạch này xây dựng kế hoạch năm 2025 của ngành mình; gửi UBND tỉnh trước "
            "ngày 15/5/2025.",
            "xây dựng kế hoạch năm 2025 của ngành mình; gửi UBND tỉnh", "Các sở, ban, ngành", ""}}) {
    const auto deadlines = find_deadlines(test::flow_of_text(text), {"2025-02-01", 2025, false}, calendar());
    ASSERT_EQ(deadlines.size(), 1U) << text;
    EXPECT_EQ(deadlines[0].task, task);
    EXPECT_EQ(deadlines[0].lead, lead);
    EXPECT_EQ(deadlines[0].coordinating, coordinating);
  }
}

TEST(Deadlines, TableRows) {
  const std::string table =
      "Phụ lục\nSTT Nội dung công việc\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian thực hiện\n"
      "1\nBan hành Kế hoạch công tác cải\ncách năm 2025\nVăn phòng Sở\nCác phòng, đơn\nvị\nKế hoạch\nTrước "
      "ngày\n20/02/2025\n"
      "2\nRà soát các chế độ báo cáo\nPhòng Pháp chế\nVăn phòng Sở Báo cáo Quý II/2025\n";
  const auto deadlines = find_deadlines(test::flow_of_text(table), {"2025-01-10", 2025, false}, calendar());
  ASSERT_EQ(deadlines.size(), 2U);
  EXPECT_EQ(value_of(deadlines[0]), "absolute 2025-02-20 before");
  EXPECT_EQ(deadlines[0].task, "Ban hành Kế hoạch công tác cải cách năm 2025");
  EXPECT_EQ(deadlines[0].lead, "Văn phòng Sở");
  EXPECT_EQ(deadlines[0].coordinating, "Các phòng, đơn vị");
  EXPECT_EQ(value_of(deadlines[1]), "period 2025-04-01 2025-06-30");
  EXPECT_EQ(deadlines[1].lead, "Phòng Pháp chế");
}

TEST(Deadlines, TheNominalDateAndTheDayItMovesTo) {
  const auto deadlines =
      find_deadlines(test::flow_of_text("gửi UBND tỉnh trước ngày 15/02/2026"), {"2026-01", 2026, false}, calendar());
  ASSERT_EQ(deadlines.size(), 1U);
  EXPECT_EQ(deadlines[0].date, "2026-02-15");
  EXPECT_EQ(deadlines[0].working_day, "2026-02-23");
  EXPECT_EQ(deadlines[0].status, Status::accepted);
}

TEST(Deadlines, DoubtIsForReview) {
  const auto deadlines =
      find_deadlines(test::flow_of_text("gửi kết quả trước ngày 15/5."), {"2025-02-01", 2025, false}, calendar());
  ASSERT_EQ(deadlines.size(), 1U);
  EXPECT_EQ(deadlines[0].status, Status::review);
}

}  // namespace
}  // namespace sohoa
