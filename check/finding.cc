#include "check/finding.hh"

#include <fmt/format.h>

#include <tuple>

namespace sohoa {

std::string key_of(const Finding& f) { return fmt::format("{} {} {}", f.rule, f.id, f.about); }

bool before(const Finding& a, const Finding& b) {
  return std::tie(a.severity, a.rule, a.dossier, a.path, a.where.page) < std::tie(b.severity, b.rule, b.dossier, b.path, b.where.page);
}

}  // namespace sohoa
