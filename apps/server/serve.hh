#pragma once
#include <functional>
#include <string>

#include "apps/server/site.hh"
#include "core/result.hh"

namespace sohoa::server {

/// Serves the archive until SIGINT or SIGTERM. An archive that is not there yet begins empty. `started` gets the address to open, and the
/// code for making the first administrator where there is none yet. Fails with usage, io, incompatible, no_archive.
Result<void> serve(const ServeOptions&, const std::function<void(const std::string& address, const std::string& code)>& started);

}  // namespace sohoa::server
