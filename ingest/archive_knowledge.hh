#pragma once
#include <filesystem>

#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// What is known when documents of this archive are made: the tables of data/ and the archive's own register, if it has one.
Result<Knowledge> archive_knowledge(const std::filesystem::path& kho);

}  // namespace sohoa
