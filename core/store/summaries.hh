#pragma once
#include "core/store/database.hh"

namespace sohoa::store {

/// Makes the table of summaries and what keeps it true: SQLite itself, whoever changes a record. Within a transaction.
void keep_summaries(Database&);

}  // namespace sohoa::store
