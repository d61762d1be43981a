#pragma once
#include <filesystem>

#include "core/store/archive.hh"
#include "core/store/database.hh"

namespace sohoa {

struct Archive::Private {
  store::Database db;
  std::filesystem::path kho;
};

}  // namespace sohoa
