#pragma once
#include <string>
#include <string_view>

#include "core/page.hh"
#include "core/result.hh"

namespace sohoa {

/// A page as the ledger keeps it: CBOR of its record, compressed.
std::string blob_of(const Page&);
Result<Page> page_from_blob(std::string_view);

}  // namespace sohoa
