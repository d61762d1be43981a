#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/document.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// "Số: 15/KH-STP; 14/02/2025; 09:25:08; +07:00": what the agency's signature prints on papers that go along with a signed
/// document in a file of their own (Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 14), on one line or broken over up to four.
struct DigitalStamp {
  std::string number, date, raw;  // date is ISO
  std::string time;               // ISO with its zone: "2025-02-14T09:25:08+07:00"
  Evidence evidence;
};

/// The stamp on any page; nothing when there is none or two contradict each other.
std::optional<DigitalStamp> find_digital_stamp(const std::vector<Line>&);

/// "Ký bởi: … Thời gian ký: 14/02/2025 09:25:08", printed beside a digital signature: paper that was printed and scanned keeps it.
struct PrintedSigning {
  std::string signer, date, raw;  // signer may be empty; date is ISO
  Evidence evidence;
};

/// Of every page, in order.
std::vector<PrintedSigning> find_printed_signings(const std::vector<Line>&);

}  // namespace sohoa
