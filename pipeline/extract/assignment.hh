#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sohoa {

/// Who has to do something: the unit in charge (chủ trì) and those to work with it (phối hợp), as printed.
struct Assignment {
  std::string lead, coordinating;
  std::size_t order = 0;  // byte of the text given where what they have to do begins
};

/// Reads the beginning of a clause, list item or heading: "Văn phòng Sở chủ trì, phối hợp với … rà soát …", "Giao Phòng
/// A …", "Các phòng, đơn vị: …", "Đơn vị thực hiện: …". Nothing when it names no unit. Blanks in `clause` are single.
std::optional<Assignment> assignment_in(std::string_view clause);

/// A heading that says nothing but who ("2. Phòng Tài chính - Kế hoạch" above a list of what they have to do).
std::optional<Assignment> named_alone(std::string_view heading);

/// Only the last kind: a line that says nothing but who does it ("Đơn vị chủ trì: …", "Đơn vị phối hợp: …").
std::optional<Assignment> labelled_assignment(std::string_view clause);

}  // namespace sohoa
