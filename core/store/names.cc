#include "core/store/names.hh"

#include <array>

#include "core/store/chained_log.hh"
#include "core/store/kho.hh"

namespace sohoa {

Result<void> note_name(const std::filesystem::path& kho, const OriginalName& name) {
  const Json entry{{"sha256", name.sha256}, {"path", name.path.string()}, {"shown", name.shown}, {"dossier", name.dossier}, {"size", name.size}};
  return append_chained(names_path(kho), std::array{entry});
}

Result<void> each_name(const std::filesystem::path& kho, const std::function<void(const OriginalName&)>& visit) {
  TRY(each_entry(names_path(kho), 0, [&](const Json& e) {
    constexpr std::size_t kHexDigits = 64;
    OriginalName name{e.value("sha256", ""), e.value("path", ""), e.value("shown", ""), e.value("dossier", ""), e.value("size", std::int64_t{0})};
    if (name.sha256.size() == kHexDigits && !name.shown.empty()) visit(name);
  }));
  return {};
}

}  // namespace sohoa
