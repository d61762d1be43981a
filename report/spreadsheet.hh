#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hh"

namespace sohoa {


/// Whether the bytes begin as an .xlsx (ZIP) does; and as the older .xls, which is not read.
bool looks_like_xlsx(std::string_view bytes);
bool looks_like_xls(std::string_view bytes);

/// The rows of the sheets of an .xlsx one after another, empty ones left out; sheet 0 is the first. Days come as
/// 2025-03-05 whatever their format shows, numbers without a needless fraction ("45"), formulas as their last result.
/// Fails with bad_data when the file is damaged, protected, unpacks to more than 200 times its size (64 MB are always allowed) or to
/// more than 4 GB.
Result<void> each_xlsx_row(std::string_view bytes, const std::string& name_for_messages,
                           const std::function<bool(int sheet, int row, std::vector<std::string>& cells)>& visit);

}  // namespace sohoa
