#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sohoa {

/// A document number in one spelling: case, marks (QĐ = QD), spaces, kinds of dash and stroke and leading zeros do not count:
/// "1040/qd-ubnd" for "Số: 01040 /QĐ - UBND". What the ledger, the index and registers compare numbers by.
std::string number_key(std::string_view number);

/// Its letters and digits only, those that recognition confuses made one (O o Q D → 0, l I → 1, S → 5, B → 8, Z → 2).
/// Equal shapes are a suspicion, not a proof.
std::string number_shape(std::string_view number);

/// Its parts: {"1040", "qd", "ubnd"}. Leading zeros are dropped ("02" → "2").
std::vector<std::string> number_parts(std::string_view number);

}  // namespace sohoa
