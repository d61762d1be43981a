#include "pipeline/source/passwords.hh"

#include <utility>

namespace sohoa {
namespace {

std::vector<std::string>& list() {
  static std::vector<std::string> known;
  return known;
}

}  // namespace

void use_passwords(std::vector<std::string> known) { list() = std::move(known); }
const std::vector<std::string>& passwords() { return list(); }

}  // namespace sohoa
