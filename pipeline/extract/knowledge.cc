#include "pipeline/extract/knowledge.hh"

#include <algorithm>

#include "core/hash.hh"

namespace sohoa {
namespace fs = std::filesystem;

Result<Knowledge> Knowledge::load(const fs::path& folder) {
  Knowledge knowledge;
  std::vector<fs::path> tables;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".csv") tables.push_back(entry.path());
  std::sort(tables.begin(), tables.end());
  Sha256 hash;
  for (const fs::path& table : tables) {
    hash.add(table.filename().string());
    hash.add(TRY(read_file(table)));
  }
  knowledge.fingerprint = hash.hex().substr(0, 12);
  return knowledge;
}

}  // namespace sohoa
