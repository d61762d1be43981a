#pragma once
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <xapian.h>

#include "core/language.hh"
#include "core/result.hh"

namespace sohoa {

/// Runs what may throw Xapian errors and says them as ours. Not for headers outside indexer/.
template <class Work>
auto guarded(const std::filesystem::path& index, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const Xapian::DatabaseLockError&) {
    return fail(ErrorCode::busy, fmt::format(fmt::runtime(tr("the index {} is being written by another sohoa")), index.string()),
                tr("Wait until it has finished, then try again."));
  } catch (const Xapian::DatabaseError& e) {
    // A full disk harms nothing that was committed; Xapian tells it only inside its message.
    if (e.get_msg().find(std::strerror(ENOSPC)) != std::string::npos)
      return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("the index {} cannot be written: the disk is full")), index.string()),
                  tr("Make room, then run the same command again."));
    return fail(ErrorCode::incompatible, fmt::format(fmt::runtime(tr("the index {} is damaged: {}")), index.string(), e.get_msg()),
                tr("Rebuild it: sohoa index --rebuild"));
  } catch (const Xapian::Error& e) {
    return fail(ErrorCode::internal, fmt::format("{}: {}", index.string(), e.get_description()));
  }
}

}  // namespace sohoa
