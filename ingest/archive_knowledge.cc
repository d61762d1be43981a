#include "ingest/archive_knowledge.hh"

#include "core/data_files.hh"
#include "core/store/kho.hh"
#include "pipeline/extract/registered.hh"

namespace sohoa {

Result<Knowledge> archive_knowledge(const std::filesystem::path& kho) {
  Knowledge known = TRY(Knowledge::load(data_folder()));
  TRY_VOID(add_register(known, register_path(kho)));
  return known;
}

}  // namespace sohoa
