#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace sohoa {

/// At most as many words of a task as a line of a table of duties holds; "…" says that some are left out.
std::string shortened(std::string_view task);

/// What is to be done, from the words of a clause that leads up to its time: without the formulas that open it ("theo chức năng được
/// giao, …") and the words that only lead over to the time ("…, thời hạn hoàn thành"). A long one keeps its beginning and its end, which
/// says what is due by then, with "…" between.
std::string task_before_time(std::string_view clause);

/// The same of a clause whose time stands elsewhere: before it, or in another line.
std::string task_of(std::string_view clause);

/// "Cắt giảm … doanh nghiệp: Rà soát, xây dựng …": where the order begins behind a heading's colon; 0 when there is none.
std::size_t behind_heading(std::string_view clause);

/// "Thời hạn gửi ý kiến góp ý", "Thời gian nộp và bàn giao bản kê khai": the task that words of time name themselves; empty when they
/// only say that a time follows ("Thời gian thực hiện").
std::string task_of_label(std::string_view words);

}  // namespace sohoa
