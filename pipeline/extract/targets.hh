#pragma once
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/flow.hh"

namespace sohoa {

/// Percentages the text orders: "từ 95% trở lên", "tối thiểu 50%", "100% hồ sơ … được số hóa", cells of a column of
/// figures under the unit %. What a report has reached, rates of taxes and shares of money are none.
std::vector<Target> find_targets(const Flow&, bool is_report);

}  // namespace sohoa
