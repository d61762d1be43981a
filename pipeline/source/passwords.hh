#pragma once
#include <string>
#include <vector>

namespace sohoa {

/// What is tried, in this order, on files of this process that want a password; the empty one is always tried first. Set before
/// files are opened, from the only thread. They are never written down or logged.
void use_passwords(std::vector<std::string>);
const std::vector<std::string>& passwords();

}  // namespace sohoa
