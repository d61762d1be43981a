#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/language.hh"
#include "core/store/audit.hh"
#include "core/store/integrity.hh"
#include "core/store/kho.hh"
#include "core/store/ledger.hh"
#include "core/store/names.hh"
#include "core/store/originals.hh"
#include "indexer/index_writer.hh"
#include "ingest/verify.hh"

namespace sohoa {
namespace fs = std::filesystem;
namespace {

/// Under which a damaged thing is kept, beside its place.
fs::path kept_name(const fs::path& path) {
  for (int n = 1;; ++n)
    if (fs::path kept = fmt::format("{}.damaged{}", path.string(), n); !fs::exists(kept)) return kept;
}

Result<bool> bring_back(const fs::path& kho, const std::string& sha256) {
  for (const KnownContent& content : TRY(known_contents(kho))) {
    if (content.sha256 != sha256 || sha256_of_file(content.path) != sha256) continue;
    const fs::path home = original_path(kho, sha256);
    std::error_code error;
    if (fs::exists(home, error)) fs::rename(home, kept_name(home), error);
    return TRY(take_original(kho, content.path)).sha256 == sha256;
  }
  return false;
}

/// An original under the name it was found, else under its own.
OriginalName name_of(const fs::path& kho, const std::string& sha256, const std::map<std::string, OriginalName>& names) {
  if (const auto found = names.find(sha256); found != names.end()) return found->second;
  return {sha256, original_path(kho, sha256), "originals/" + sha256.substr(0, 16), "originals", 0};
}

Result<std::map<std::string, OriginalName>> names_by_content(const fs::path& kho) {
  std::map<std::string, OriginalName> names;
  TRY_VOID(each_name(kho, [&](const OriginalName& name) { names.emplace(name.sha256, name); }));
  return names;
}

/// All that is in originals/ and is what its name says.
std::vector<std::string> sound_originals(const fs::path& kho) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(kho / "originals", error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().parent_path().filename().string() + entry->path().filename().string();
    if (entry->is_regular_file() && sha256_of_file(entry->path()) == name) out.push_back(name);
  }
  std::ranges::sort(out);
  return out;
}

Result<void> rebuild_ledger(const fs::path& kho) {
  const fs::path old = kept_name(ledger_path(kho));
  std::error_code error;
  if (fs::exists(ledger_path(kho))) {
    fs::rename(ledger_path(kho), old, error);
    for (const char* beside : {"-wal", "-shm"}) fs::rename(ledger_path(kho).string() + beside, old.string() + beside, error);
  }
  Ledger ledger = TRY(Ledger::open(kho));
  const auto names = TRY(names_by_content(kho));
  const std::vector<std::string> originals = sound_originals(kho);
  // In the order they were taken once; the second name of a content is a duplicate, as it was.
  Result<void> entered;
  TRY_VOID(each_name(kho, [&](const OriginalName& name) {
    if (entered && std::ranges::binary_search(originals, name.sha256)) entered = ledger.enter_original(name);
  }));
  TRY_VOID(std::move(entered));
  for (const std::string& sha256 : originals)
    if (!names.contains(sha256)) TRY_VOID(ledger.enter_original(name_of(kho, sha256, names)));
  return fs::exists(old) ? ledger.salvage_pages(old) : Result<void>();
}

Result<void> mend_index(const fs::path& kho, std::span<const Damage> findings) {
  const fs::path index = index_path(kho);
  Ledger ledger = TRY(Ledger::open(kho));
  std::error_code error;
  if (std::ranges::find(findings, "index.damaged", &Damage::code) != findings.end()) {
    fs::remove_all(index, error);
    return ledger.forget_index();
  }
  IndexWriter writer = TRY(IndexWriter::open(index));
  for (const Damage& finding : findings) {
    if (finding.code == "index.lacks") TRY_VOID(ledger.index_again(finding.record));
    if (finding.code == "index.foreign") TRY_VOID(writer.remove(finding.record));
  }
  return writer.commit();
}

Result<bool> mend(const fs::path& kho, const Damage& finding) {
  const std::string& record = finding.record;
  switch (finding.repair) {
    case Repair::bring_back: return bring_back(kho, record);
    case Repair::enter: {
      if (sha256_of_file(original_path(kho, record)) != record) return false;
      const auto names = TRY(names_by_content(kho));
      Ledger ledger = TRY(Ledger::open(kho));
      TRY_VOID(ledger.enter_original(name_of(kho, record, names)));
      return true;
    }
    case Repair::read_again: {
      const std::size_t colon = record.find(':');
      Ledger ledger = TRY(Ledger::open(kho));
      TRY_VOID(ledger.read_again(record.substr(0, colon), colon == std::string::npos ? 0 : std::stoi(record.substr(colon + 1))));
      return true;
    }
    case Repair::rebuild_ledger: TRY_VOID(rebuild_ledger(kho)); return true;
    case Repair::index: return true;  // all at once, see repair()
    case Repair::none: break;
  }
  return false;
}

}  // namespace

Result<int> repair(const fs::path& kho, std::span<const Damage> findings, const std::string& who, const std::string& time, Progress& progress) {
  int mended = 0;
  for (const Damage& finding : findings) {
    if (finding.repair == Repair::none) continue;
    const bool done = TRY(mend(kho, finding));
    if (!done) progress.warn(fmt::format("{} {}: {}", finding.code, finding.record, tr("could not be mended: bring it back from a backup")));
    if (!done) continue;
    ++mended;
    TRY_VOID(note_event(kho, {time, who, "repair", finding.record, {{"finding", finding.code}}}));
  }
  if (std::ranges::find(findings, Repair::index, &Damage::repair) != findings.end()) TRY_VOID(mend_index(kho, findings));
  return mended;
}

}  // namespace sohoa
