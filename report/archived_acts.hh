#pragma once
#include "core/store/archive.hh"
#include "report/resolve_citations.hh"

namespace sohoa {

/// Looks cited numbers up in an archive, each once. What cannot be read is not found. The archive
/// must outlive it.
FindActs acts_of(const Archive&);

}  // namespace sohoa
