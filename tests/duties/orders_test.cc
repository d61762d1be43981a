#include <gtest/gtest.h>

#include "core/data_files.hh"
#include "core/names.hh"
#include "pipeline/extract/deadlines.hh"
#include "text_lines.hh"

namespace sohoa {
namespace {

const WorkingDays& calendar() {
  static const WorkingDays days = WorkingDays::load(data_folder()).value();
  return days;
}

/// Status, day, who and what of every deadline: "accepted 2025-05-15 | Phòng A / Phòng B | rà soát danh mục".
std::string orders_in(const std::string& text) {
  std::string out;
  for (const Deadline& d : find_deadlines(test::flow_of_text(text), {"2025-02-01", 2025, false}, calendar())) {
    const std::string value = !d.date.empty() ? d.date : !d.rrule.empty() ? d.rrule.front() : !d.start.empty() ? d.start : std::to_string(d.offset);
    out += (out.empty() ? "" : "; ") + std::string(name(d.status)) + " " + value + " | " + d.lead + (d.coordinating.empty() ? "" : " / " + d.coordinating) + " | " + d.task;
  }
  return out;
}

struct Row {
  const char *text, *expected;
};

TEST(Orders, WhoStandsInAHeading) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"2. Phòng Văn hóa, giáo dục\nSoạn tờ gấp hướng dẫn gửi các xã. Hoàn thành trước ngày 30/4/2025.",
            "accepted 2025-04-30 | Phòng Văn hóa, giáo dục | Soạn tờ gấp hướng dẫn gửi các xã"},
           {"1. Sở Nông nghiệp và Môi trường\na) Tổng kiểm tra vi phạm về đê điều, báo cáo UBND tỉnh trước ngày 31/10/2025.",
            "accepted 2025-10-31 | Sở Nông nghiệp và Môi trường | Tổng kiểm tra vi phạm về đê điều, báo cáo UBND tỉnh"},
           {"3. Thanh tra Sở\nChủ trì, phối hợp với Văn phòng Sở kiểm tra đột xuất. Báo cáo Giám đốc Sở kết quả kiểm tra trước ngày 20/5/2025.",
            "accepted 2025-05-20 | Thanh tra Sở | Báo cáo Giám đốc Sở kết quả kiểm tra"},
           {"1, Phòng Hành chính tư pháp\nb) Cập nhật quy trình điện tử của 12 thủ tục. Thời hạn hoàn thành trước ngày 15/4/2025.",
            "accepted 2025-04-15 | Phòng Hành chính tư pháp | Cập nhật quy trình điện tử của 12 thủ tục"},
           {"2. Thanh tra, kiểm tra\na) Lập danh sách cơ sở phải kiểm tra trước ngày 15/4/2025.", "accepted 2025-04-15 |  | Lập danh sách cơ sở phải kiểm tra"},
           {"Thực hiện ý kiến chỉ đạo của Chủ tịch UBND tỉnh, Văn phòng UBND tỉnh đề nghị Thủ trưởng các sở, ban, ngành thực hiện ngay các nội dung sau:\n"
            "1. Rà soát từng hồ sơ quá hạn, xác định rõ nguyên nhân. Hoàn thành trước ngày 31/3/2025.\n2. Bố trí thiết bị để số hóa dứt điểm. Hoàn thành trước ngày 15/5/2025.",
            "accepted 2025-03-31 | Thủ trưởng các sở, ban, ngành | Rà soát từng hồ sơ quá hạn, xác định rõ nguyên nhân; "
            "accepted 2025-05-15 | Thủ trưởng các sở, ban, ngành | Bố trí thiết bị để số hóa dứt điểm"},
           {"Sở Nội vụ báo cáo kết quả và dự kiến nhiệm vụ như sau:\n1. Rà soát từng hồ sơ quá hạn, xác định rõ nguyên nhân trước ngày 31/3/2025.",
            "accepted 2025-03-31 |  | Rà soát từng hồ sơ quá hạn, xác định rõ nguyên nhân"}})
    EXPECT_EQ(orders_in(text), expected) << text;
}

TEST(Orders, NamesAreWhole) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"3. Phòng Văn thư - Lưu trữ chủ trì, phối hợp với UBND các xã phân loại sơ bộ tài liệu trước ngày 15/8/2025.",
            "accepted 2025-08-15 | Phòng Văn thư - Lưu trữ / UBND các xã | phân loại sơ bộ tài liệu"},
           {"Thanh tra Sở phối hợp với Bộ phận tiếp nhận kiểm tra chất lượng bản quét trước ngày 15/8/2025.",
            "accepted 2025-08-15 | Thanh tra Sở / Bộ phận tiếp nhận | kiểm tra chất lượng bản quét"},
           {"Các cơ quan thuộc nguồn nộp lưu hoàn thành chỉnh lý, lập mục lục hồ sơ trước ngày 30/9/2025.",
            "accepted 2025-09-30 | Các cơ quan thuộc nguồn nộp lưu | hoàn thành chỉnh lý, lập mục lục hồ sơ"},
           {"Sở Nội vụ phối hợp với Sở Khoa học và Công nghệ thử nghiệm phần mềm, báo cáo tỷ lệ đúng sai trước ngày 15/3/2025.",
            "accepted 2025-03-15 | Sở Nội vụ / Sở Khoa học và Công nghệ | thử nghiệm phần mềm, báo cáo tỷ lệ đúng sai"},
           {"Trung tâm Y tế các huyện nhanh chóng tổ chức hậu kiểm và báo cáo Chi cục trước ngày 15/3/2025.",
            "accepted 2025-03-15 | Trung tâm Y tế các huyện | nhanh chóng tổ chức hậu kiểm và báo cáo Chi cục"},
           {"Rà soát quy định về thủ tục\n- Đơn vị thực hiện: Phòng Xây dựng kiểm tra và Phổ biến pháp luật chủ trì, phối hợp với Văn phòng Sở.\n- Thời hạn: trước ngày 15/5/2025.",
            "review 2025-05-15 | Phòng Xây dựng kiểm tra và Phổ biến pháp luật / Văn phòng Sở | Rà soát quy định về thủ tục"},
           {"- Trung tâm Y tế các huyện phân công cán bộ trực báo cáo tình hình ngộ độc về Chi cục trước ngày 15/3/2025.",
            "accepted 2025-03-15 | Trung tâm Y tế các huyện | phân công cán bộ trực báo cáo tình hình ngộ độc về Chi cục"},
           {"Nếu được UBND tỉnh chấp thuận, Sở Nội vụ chủ trì, phối hợp với Sở Tài chính hoàn thiện hồ sơ Đề án trước ngày 30/6/2025.",
            "accepted 2025-06-30 | Sở Nội vụ / Sở Tài chính | hoàn thiện hồ sơ Đề án"}})
    EXPECT_EQ(orders_in(text), expected) << text;
}

TEST(Orders, TasksAreWhole) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"2. Các sở, ban, ngành căn cứ Kế hoạch này và phụ lục xây dựng kế hoạch của cơ quan, gửi về Sở trước ngày 31/7/2025.",
            "accepted 2025-07-31 | Các sở, ban, ngành | căn cứ Kế hoạch này và phụ lục xây dựng kế hoạch của cơ quan, gửi về Sở"},
           {"1. Chủ tịch UBND các xã ven biển: kêu gọi tàu thuyền vào.\nnơi tránh trú, kiểm đếm và không để người ở lại trên tàu; hoàn thành trước ngày 25/8/2025.",
            "accepted 2025-08-25 | Chủ tịch UBND các xã ven biển | kêu gọi tàu thuyền vào. nơi tránh trú, kiểm đếm và không để người ở lại trên tàu"},
           {"3. Thời gian thực hiện và giải ngân: hoàn thành trước ngày 31/3/2025; báo cáo kết quả sử dụng kinh phí trước ngày 15/4/2025.",
            "accepted 2025-03-31 |  | thực hiện và giải ngân; accepted 2025-04-15 |  | báo cáo kết quả sử dụng kinh phí"},
           {"Giao Sở Nội vụ theo dõi, hướng dẫn các cơ quan tổ chức thực hiện và báo cáo kết quả thực hiện kịp thời về Ủy ban nhân dân tỉnh để chỉ đạo chung trước ngày 15/5/2025.",
            "accepted 2025-05-15 | Sở Nội vụ | theo dõi, hướng dẫn các cơ quan tổ chức thực hiện và báo cáo kết quả thực hiện kịp thời về Ủy ban nhân dân tỉnh để chỉ đạo chung"},
           {"5. Thời hạn nộp: Tất cả các bài viết gửi về Văn phòng Trường trước ngày 07/11/2025.", "accepted 2025-11-07 |  | Tất cả các bài viết gửi về Văn phòng Trường"},
           {"Theo đó, thời hạn nhận bài dự thi sẽ là ngày 31/3/2025 thay cho ngày cũ. Hội đề nghị các tỉnh tiếp tục vận động hội viên.",
            "accepted 2025-03-31 |  | nhận bài dự thi"},
           {"~ Phòng Tổng hợp gửi báo cáo thống kê về Chi cục trước ngày 15/4/2025.", "accepted 2025-04-15 | Phòng Tổng hợp | gửi báo cáo thống kê về Chi cục"},
           {"Sở Tài chính tham mưu chỉ đạo tổ chức triển khai Chương trình; tổ chức sơ kết hằng năm.", "accepted FREQ=YEARLY | Sở Tài chính | tổ chức sơ kết hằng năm"}})
    EXPECT_EQ(orders_in(text), expected) << text;
}

TEST(Orders, WhatReadsOddlyIsForReview) {
  for (const char* text :
       {"Thống kê thiệt hại của từng hộ\n- Đơn vị thực hiện: IUBND các xã.\n- Thời hạn: trước ngày 15/5/2025.",  // begins with no word
        "Ban Chỉ đạo có quy định riêng và Tổ chỉ đạo của báo cáo kết quả về Sở trước ngày 15/5/2025.",  // a name that ends open
        "Phòng Hành chính tư' pháp gửi danh sách hộ về Chi cục trước ngày 15/5/2025.",                  // a speck inside
        "Hằng tháng, các phòng báo cáo.",                                                           // hardly says what
        "để rút kinh nghiệm trong toàn ngành trước ngày 15/5/2025.",                                    // begins with a joining word
        "Kinh phí dự phòng cho công tác cứu nạn Hàng năm, các huyện lập dự toán",                       // two paragraphs in one
        "Phòng Tổng hợp lập báo cáo tổng h‹ về việc chấp hành trước ngày 15/5/2025.",                   // not all print
        "Sở Nội vụ đã đôn đốc các huyện thực hiện báo cáo.\nThời hạn cuối cùng để gửi báo cáo là ngày 30/9/2025.",  // whose report?
        "2. Trung tâm Phục vụ hành chính công công khai danh sách hằng tuần.\nBáo cáo kết quả thực hiện gửi về UBND tỉnh trước ngày 20/5/2025.",  // whose list is closed?
        "Tổng kết các chương trình giảm nghèo để hoàn thành trước ngày 15/5/2025."}) {                  // ends open
    const std::string found = orders_in(text);
    EXPECT_TRUE(found.empty() || found.starts_with("review")) << text << "\n" << found;
  }
}

TEST(Orders, WhatOpensAListEndsWithIt) {
  const std::string list = "Sở Nội vụ đề nghị Sở Tài chính thực hiện:\n- Rà soát danh mục trước ngày 15/5/2025.\n";
  const std::string first = "accepted 2025-05-15 | Sở Tài chính | Rà soát danh mục";
  EXPECT_EQ(orders_in(list + "- Nộp hồ sơ quyết toán về Kho bạc trước ngày 20/6/2025."), first + "; accepted 2025-06-20 | Sở Tài chính | Nộp hồ sơ quyết toán về Kho bạc");
  EXPECT_EQ(orders_in(list + "Bên cạnh đó, công tác tuyên truyền còn có những nội dung như sau.\n- Nộp hồ sơ quyết toán về Kho bạc trước ngày 20/6/2025."),
            first + "; accepted 2025-06-20 |  | Nộp hồ sơ quyết toán về Kho bạc");
}

TEST(Orders, WhatFollowsAPurposeHasAnotherSubject) {
  EXPECT_EQ(orders_in("Các huyện báo cáo kết quả về Chi cục trước ngày 15/5/2025 để tổng hợp, báo cáo lãnh đạo Cục chậm nhất ngày 20/5/2025."),
            "accepted 2025-05-15 | Các huyện | báo cáo kết quả về Chi cục; review 2025-05-20 | Các huyện | báo cáo kết quả về Chi cục trước ngày 15/5/2025 để tổng hợp, báo cáo lãnh đạo Cục");
}

TEST(Orders, TermsAreThoseOfTheOrder) {
  for (const auto& [text, expected] : std::initializer_list<Row>{
           {"Sở Nội vụ báo cáo UBND tỉnh kết quả 6 tháng trước ngày 20/6/2025 và kết quả năm trước ngày 10/12/2025.",
            "accepted 2025-06-20 | Sở Nội vụ | báo cáo UBND tỉnh kết quả 6 tháng; "
            "review 2025-12-10 | Sở Nội vụ | báo cáo UBND tỉnh kết quả 6 tháng trước ngày 20/6/2025 và kết quả năm"},
           {"Trưởng các phòng báo cáo kết quả về Văn phòng Sở trước ngày 10 tháng cuối mỗi quý.",
            "accepted FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10 | Trưởng các phòng | báo cáo kết quả về Văn phòng Sở"},
           {"Hàng nhập khẩu trong thời hạn 5 năm, kể từ ngày bắt đầu sản xuất, khi nhập khẩu được miễn thuế nhập khẩu.", ""},
           {"Trong thời hạn 05 ngày kể từ ngày nhận được văn bản này, các phòng gửi báo cáo về Sở, không được chậm trễ.", "review 5 | các phòng | gửi báo cáo về Sở, không được chậm trễ"},
           {"Phương án phải hạn chế chuyển nhượng cổ phần tối thiểu trong vòng 01 năm kể từ ngày hoàn thành đợt chào bán.", ""}})
    EXPECT_EQ(orders_in(text), expected) << text;
}

}  // namespace
}  // namespace sohoa
