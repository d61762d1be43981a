#pragma once
#include <string>
#include <string_view>

namespace sohoa {

/// Why a file or page failed, as the ledger keeps it (always English), in the language of who reads it now. What is not known here, or
/// was written by an older sohoa in the language of its run, comes back as it is.
std::string failure_text(std::string_view english);

}  // namespace sohoa
