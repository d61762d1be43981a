#pragma once
#include "core/store/archive.hh"
#include "core/store/database.hh"

namespace sohoa::store {

/// Counts of the whole archive and the failures of the files a run met (0 = of all), by path and page.
ArchiveStatus read_status(Database&, int run);

}  // namespace sohoa::store
