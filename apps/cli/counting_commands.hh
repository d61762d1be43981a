#pragma once
#include "apps/cli/commands.hh"

namespace sohoa::cli {

// Those that check and count what the archive holds.
void add_check(Cli&);
void add_register(Cli&);
void add_nightly(Cli&);

}  // namespace sohoa::cli
