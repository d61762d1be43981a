#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/document.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// "Số: 15/KH-STP; 14/02/2025; 09:25:08; +07:00": what the agency's signature prints on papers that go along with a signed
/// document in a file of their own (Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 14).
struct DigitalStamp {
  std::string number, date, raw;  // date is ISO
  Evidence evidence;
};

/// The stamp on any page; nothing when there is none or two contradict each other.
std::optional<DigitalStamp> find_digital_stamp(const std::vector<Line>&);

}  // namespace sohoa
