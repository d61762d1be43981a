#include "pipeline/extract/unit_name.hh"

#include <algorithm>

#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"

namespace sohoa {
namespace {

// Words names of units begin with. A capital or another word must follow those that also begin
// other words ("Ban hành").
#define UNIT                                                                                                                                                                                                                                                                                                                                                                                                        \
  R"((?:Văn phòng|[Cc]ác [Pp]hòng|Phòng|phòng \p{Lu}|[Cc]ác [Ss]ở|Sở|Bộ \p{Lu}|Bộ phận|Bộ [Tt]ư lệnh|Bộ [Cc]hỉ huy|[Cc]ác [Bb]ộ|UBND|HĐND|)"                                                                                                                                                                                                                                          \
  R"(Ủy ban|Uỷ ban|Hội đồng|Thường trực|Ban \p{Lu}|Ban (?:chỉ đạo|quản lý|giám đốc|tổ chức|biên tập|cán sự)|[Cc]ác [Bb]an|Trung tâm|)"                                                                                                                                                                                                                                        \
  R"([Cc]ác [Tt]rung tâm|Chi cục|Cục|Tổng cục|Vụ|[Cc]ác [Vv]ụ|[Cc]ác đồng chí|[Đđ]ồng chí|Tỉnh đoàn|Huyện đoàn|Thành đoàn|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Chi bộ|Bí thư|Kế toán|Quý (?:cơ quan|đơn vị|[Ss]ở|[Bb]an|[Bb]ộ|[Vv]ị)|Chủ đầu tư|Nhà thầu|Đơn vị|[Cc]ác [Đđ]ơn vị|Cơ quan|[Cc]ác [Cc]ơ quan|Công an|Thanh tra|)" \
  R"(Công chức|Cán bộ|Chủ tịch|Phó Chủ tịch|Thủ trưởng|Người đứng đầu|Giám đốc|Phó Giám đốc|Trưởng \p{L}+|Chánh |Lãnh đạo|Kho bạc|)"                                                                                                                                                                                                                                \
  R"(Bảo hiểm|Đài|Báo \p{Lu}|Hội \p{Lu}|Hội (?:nông dân|liên hiệp)|Liên đoàn|Đoàn \p{Lu}|Đoàn thanh niên|Ủy viên|Mặt trận|Tòa án|)"                                                                                                                                                                                                                                                \
  R"(Viện|Trường (?:\p{Lu}|tiểu|trung|mầm|đại|cao)|[Cc]ác [Tt]rường(?:,| (?:học|trung|tiểu|mầm|đại|cao|trên|thuộc|\p{Lu}))|Tổ (?:công tác|giúp việc|thẩm định|soạn thảo|\p{Lu})|Ngân hàng|Bưu điện|Công ty|Tập đoàn|Tổng công ty|)"                                                                                                                       \
  R"([Cc]ác [Hh]uyện|[Cc]ác [Xx]ã|[Cc]ác [Tt]ỉnh|Bộ trưởng|Thứ trưởng|Cục trưởng|Vụ trưởng|Tổng [Gg]iám đốc|[Cc]ác địa phương|Thành viên|[Cc]ác thành viên|[Cc]ác tổ chức|Hạt|Trạm|Đội))"

// Small-letter words a predicate begins with: a unit's name ends before them.
constexpr const char* kPredicate =
    R"(\s(?:[Cc]hủ trì|phối hợp|tham mưu|xây dựng|thực hiện|triển khai|căn cứ|có trách nhiệm|có nghĩa vụ|tổ chức|báo cáo|gửi|rà soát|tổng hợp|)"
    R"(hướng dẫn|theo dõi|kiểm tra|đôn đốc|chủ động|tiếp tục|khẩn trương|nghiêm túc|kịp thời|theo chức năng|theo nhiệm vụ|theo thẩm quyền|)"
    R"(nâng cao|thẩm định|thẩm tra|cập nhật|niêm yết|bố trí|duy trì|chịu trách nhiệm|hoàn thành|lập|cung cấp|trình|ban hành|xem xét|)"
    R"(chuẩn bị|phê duyệt|tăng cường|đẩy mạnh|thường xuyên|công bố|công khai|tiếp nhận|giải quyết|bảo đảm|đảm bảo|phải|cần|khi|)"
    R"(được giao|đã|sẽ|sử dụng|nghiên cứu|đề xuất|xác định|quán triệt|phổ biến|tuyên truyền|tập trung|lựa chọn|cử|đăng ký|thống kê|)"
    R"(thông báo|phân công|chỉ đạo|quy định|hỗ trợ|tham gia|đăng tải|số hóa|số hoá|quản lý và|lưu ý|bám sát|định kỳ|làm đầu mối|)"
    R"(là đầu mối|là cơ quan|giúp|thông tin|tuyển chọn|mời|giám sát|vận hành|kết nối|nộp|in|phát hành|chi trả|thanh toán|dự toán|cân đối|ưu tiên|yêu cầu|thành lập|kiện toàn|liên hệ|trả lời|có ý kiến|có văn bản|có phương án|trước ngày|chậm nhất|(?:hằng|hàng) (?:tuần|tháng|quý|năm)|)"
    R"(tiếp thu|khảo sát|đánh giá|phân loại|xử lý|bổ sung|điều chỉnh|khắc phục|rút kinh nghiệm|làm rõ|lấy ý kiến|kiến nghị|đề nghị|)"
    R"(xác nhận|quyết định|chuyển|nhận|tạo điều kiện|bàn giao|nghiệm thu|xin|kiểm điểm|trong phạm vi|họp|tiến hành|thu thập|kê khai|lắp đặt|huy động|áp dụng|phát động|phát huy|phân bổ|điều phối|hoàn thiện|hoàn tất|đổi mới|dừng|lồng ghép|nắm|ký|giải ngân|quyết toán|chấp hành|xét|phấn đấu|phân tích|cảnh báo|ứng phó|thu hồi|cam kết|trên cơ sở|điều tra|tuần tra|hoàn chỉnh|kiểm soát chi|thu gom|nạo vét|thi công|khởi công|tiêm|tuyển dụng|tập huấn|trang bị|bình xét|dự báo|ngăn chặn|trực tiếp (?:lãnh đạo|chỉ đạo|kiểm tra|làm việc)|cho ý kiến|thử nghiệm|có quy chế|thống nhất|vừa|nhanh chóng|sớm|vận động|đối chiếu|giao nộp|sơ kết|tổng kết|kết thúc|chia sẻ|mua sắm|sửa chữa|đặt mục tiêu|đưa|không|được|là|và báo cáo|nếu)(?:[\s,.;:]|$))";

bool is_continuation(std::string_view before) {
  // "Tổ giúp việc", "Trung tâm Trợ giúp pháp lý": the word belongs to the name.
  if (before.ends_with("Tổ") || before.ends_with("Trợ") || before.ends_with("Lưu") || before.ends_with("Ban") || before.ends_with("Bộ phận") || before.ends_with("Trung tâm")) return true;
  if (before.ends_with("ổ công tác") || before.ends_with("oàn công tác") || before.ends_with("ổ giúp việc")) return false;
  // "các đơn vị có thực hiện thủ tục", "được giao nhiệm vụ thực hiện": part of the name.
  for (std::string_view word : {"có", "việc", "các", "những", "đồng tự", "cơ quan,", "Cơ quan,", "trực tiếp",
                                "nhiệm vụ", "công tác", "nguồn", "liên quan đến", "được giao"})
    if (before.ends_with(word)) return true;
  // "công trình", "chương trình": no one brings anything before anybody.
  for (std::string_view word : {" công", " chương", " quy", " quá", " lộ", " tiến"})
    if (before.ends_with(word)) return true;
  return false;
}

/// "Phòng Văn hóa - Thông tin", "các tổ chức chính trị - xã hội": a dash inside a name.
bool is_joined(std::string_view behind_dash) {
  static const RE2 part(R"(^(?:\p{Lu}\p{Ll}|xã hội))"),
      other(R"(^(?:Cơ quan|Đơn vị|Thời|Nội dung|Căn cứ|Lưu\s*:))"),
      standing(R"(^(?:[Cc]ơ quan|[Đđ]ơn vị)\s+(?:thường trực|đầu mối)\s)");  // "Sở Y tế - cơ quan thường trực Ban Chỉ đạo"
  if (matches(behind_dash, standing)) return true;
  return matches(behind_dash, part) && !matches(behind_dash, other) &&
         !begins_with_unit(behind_dash);
}

/// "Các sở, ban, ngành; UBND các huyện:": another name, without anything to do of its own.
bool is_another_name(std::string_view behind_semicolon) {
  static const RE2 end(R"([:;]|\.\s|\.$)"), predicate(kPredicate);
  if (!begins_with_unit(behind_semicolon)) return false;
  re2::StringPiece hit;
  if (!end.Match(piece(behind_semicolon), 0, behind_semicolon.size(), RE2::UNANCHORED, &hit, 1))
    return true;
  return !matches(
      behind_semicolon.substr(0, static_cast<std::size_t>(hit.data() - behind_semicolon.data())),
      predicate);
}

}  // namespace

bool names_agent(std::string_view text) {
  static const RE2 small(
      R"(^(?:[Cc]ác (?:sở|bộ|ban|ngành|phòng|cơ quan|đơn vị|địa phương|huyện|xã|trường|tổ chức|doanh nghiệp|nhà thầu|thành viên)|cán bộ|công chức|)"
      R"(cơ quan|đơn vị|tổ công tác|chủ đầu tư|nhà thầu|thủ trưởng|người đứng đầu|lãnh đạo|hội đồng|văn phòng|ủy ban|thường trực|)"
      R"(trưởng |chủ tịch|giám đốc|bộ trưởng|bộ phận|ban (?:chỉ đạo|quản lý|giám đốc|tổ chức|thường vụ|chấp hành)|(?:tất cả )?các (?:bộ|tỉnh|thành phố|cấp|tập đoàn|phường|thôn|cơ sở)|\d{1,3} (?:tỉnh|thành phố|địa phương|huyện|xã|phường|đơn vị))[\s,])");
  static const RE2 cases(R"(^[Cc]ác trường hợp\s)");
  return begins_with_unit(text) || (matches(text, small) && !matches(text, cases));
}

bool names_persons(std::string_view text) {
  static const RE2 persons(R"(^(?:cán bộ|công chức|bộ phận)\s)");
  return matches(text, persons);
}

bool begins_with_unit(std::string_view text) {
  static const RE2 unit(R"(^)" UNIT);
  return matches(text, unit);
}

std::size_t unit_end(std::string_view clause) {
  static const RE2 predicate(kPredicate);
  static const RE2 stop(R"([:;]|\.\s|\.$|\s[-–]\s|\s\()");
  std::size_t end = std::string_view::npos;
  re2::StringPiece hit;
  // "các Sở: Tài chính, Nội vụ": the names follow.
  static const RE2 names_follow(R"((?:[Cc]ác [Ss]ở|[Cc]ác [Bb]ộ|[Ss]ở, ngành|[Bb]ộ, ngành)$)"),
      capital(R"(^:\s\p{Lu})");
  for (std::size_t from = 0;
       stop.Match(piece(clause), from, clause.size(), RE2::UNANCHORED, &hit, 1);) {
    const auto at = static_cast<std::size_t>(hit.data() - clause.data());
    from = at + hit.size();
    if (clause[at] == ':' && matches(clause.substr(0, at), names_follow) &&
        matches(clause.substr(at), capital))
      continue;
    if (clause[at] == ';' && at + 2 < clause.size() && is_another_name(clause.substr(at + 2)))
      continue;
    if (clause[at] == ' ' && clause[at + 1] != '(' && is_joined(clause.substr(from))) continue;
    end = at;
    break;
  }
  // "Phòng Xây dựng kiểm tra và Phổ biến pháp luật chủ trì": who is in charge may bear verbs in the
  // name.
  static const RE2 chairs(R"(\s*,?\s[Cc]hủ trì(?:[\s,;:.]|$))");
  if (chairs.Match(piece(clause), 0, std::min(end, clause.size()), RE2::UNANCHORED, &hit, 1)) {
    const auto at = static_cast<std::size_t>(hit.data() - clause.data());
    const std::string_view head = clause.substr(0, at);
    const bool other_task = clause.substr(0, at + hit.size() - 1).find(',') != clause.npos &&
                            matches(head, predicate);  // "… tiếp thu ý kiến, chủ trì …"
    if (word_count(head) <= 20 && !other_task) return at;
  }
  for (std::size_t from = 0;
       predicate.Match(piece(clause), from, clause.size(), RE2::UNANCHORED, &hit, 1);) {
    const auto at = static_cast<std::size_t>(hit.data() - clause.data());
    if (at >= end) break;
    if (!is_continuation(clause.substr(0, at))) return at;
    from = at + std::max<std::size_t>(hit.size(), 2) - 1;  // its last word may begin another: "tiếp nhận"
  }
  return end;
}

bool begins_with_predicate(std::string_view text) {
  static const RE2 predicate(std::string("^") + kPredicate);
  return matches(" " + std::string(text.substr(0, 60)), predicate);
}

std::size_t unit_given_order(std::string_view clause) {
  static const RE2 gives(R"(\s(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công)\s+(?:cho\s+)?)"),
      received(R"((?:được|theo|đã|của|Theo|nội dung|có)$)");  // "nhiệm vụ được giao", "theo đề nghị"
  re2::StringPiece hit;
  for (std::size_t from = 0; gives.Match(piece(clause), from, clause.size(), RE2::UNANCHORED, &hit, 1);) {
    const auto at = static_cast<std::size_t>(hit.data() - clause.data());
    from = at + hit.size();
    const std::string_view unit = clause.substr(from);
    const bool given = begins_with_unit(unit) || (names_agent(unit) && !names_persons(unit) && !matches(clause.substr(0, at), received));
    if (given) return from;
    --from;
  }
  return std::string_view::npos;
}

std::vector<std::size_t> unit_cells(std::string_view line) {
  static const RE2 start(R"(^)" UNIT);
  static const RE2 inside(
      R"((?:^|\s)((?:Văn phòng|Các [Pp]hòng|Phòng \p{Lu}|Đơn vị|Các đơn vị|Thanh tra|Sở \p{Lu}|UBND|Các sở|Các cơ quan|Công an|Trung tâm)[\s,;]))");
  static const RE2 preposition(
      R"((?:của|tại|thuộc|với|cho|và|trình|về|gửi|do|cơ quan|các|từ|giữa|theo|qua|là|,)$)");
  std::vector<std::size_t> at;
  if (matches(line, start)) at.push_back(0);
  re2::StringPiece hit;
  for (std::size_t from = 0; from < line.size();) {
    re2::StringPiece groups[2];
    if (!inside.Match(piece(line), from, line.size(), RE2::UNANCHORED, groups, 2)) break;
    const auto begin = static_cast<std::size_t>(groups[1].data() - line.data());
    from = begin + groups[1].size() - 1;
    if (begin == 0) continue;
    std::string_view head = line.substr(0, begin);
    while (!head.empty() && head.back() == ' ') head.remove_suffix(1);
    if (!matches(head, preposition)) at.push_back(begin);
  }
  return at;
}

std::string unit_of_cell(std::string_view cell) {
  static const RE2 next(
      R"(\s(?:Kế hoạch(?:\s*$|[.;,])|Báo cáo|Văn bản|Các văn bản|Quyết định|Công văn|Tờ trình|Danh sách|%|Thường xuyên|Quý|Trước|Trong|Định kỳ|Hằng|Hàng|Theo|Khi|Năm|Tháng|\d).*$)");
  re2::StringPiece hit;
  if (next.Match(piece(cell), 0, cell.size(), RE2::UNANCHORED, &hit, 1))
    cell = cell.substr(0, static_cast<std::size_t>(hit.data() - cell.data()));
  return trimmed_name(cell);
}

std::string trimmed_name(std::string_view name) {
  const std::string_view blank = " ,;:.-–";
  while (!name.empty() && (blank.find(name.back()) != blank.npos)) name.remove_suffix(1);
  while (!name.empty() && (name.front() == ' ' || name.front() == ',')) name.remove_prefix(1);
  return std::string(name);
}

#undef UNIT

}  // namespace sohoa
