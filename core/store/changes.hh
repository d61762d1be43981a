#pragma once
#include "core/store/database.hh"

namespace sohoa::store {

/// Makes the ledger note which documents came, changed or went, one row a document; does nothing where it does so already.
void keep_changes(Database&);

}  // namespace sohoa::store
