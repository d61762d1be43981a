#include "check/check_archive.hh"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "check/check_document.hh"
#include "check/incoming.hh"
#include "check/joins.hh"
#include "check/number_series.hh"
#include "check/waivers.hh"
#include "core/language.hh"
#include "core/store/archive.hh"
#include "core/store/journal.hh"

namespace sohoa {
namespace {

std::filesystem::path file_of(const std::filesystem::path& kho, const std::string& name) { return kho / "checks" / (name + ".txt"); }

}  // namespace

std::size_t CheckRun::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count(findings, severity, &Finding::severity));
}

Result<CheckRun> check_archive(const std::filesystem::path& kho, const Rulebook& book, const std::set<Profile>& profiles, const std::string& as_of,
                               const std::vector<std::string>& ids, const std::function<void(std::size_t)>& progress) {
  const Archive archive = TRY(Archive::open(kho));
  CheckRun run;
  NumberSeries series;
  IncomingOverdue incoming(as_of);
  JoinProposals joins(book.join_weights);
  const auto look = [&](const Document& document) {
    for (Finding& f : check_document(document, book, profiles)) run.findings.push_back(std::move(f));
    series.add(document, book);
    incoming.add(document);
    joins.add(document);
    ++run.documents;
    if (progress) progress(run.documents);
    return true;
  };
  for (const std::string& id : ids) look(TRY(archive.document(id)));
  if (ids.empty()) TRY_VOID(archive.each_document(true, look));
  for (Finding& f : series.findings(book, profiles)) run.findings.push_back(std::move(f));
  if (ids.empty()) {  // of a few documents nobody knows who answers them, or what lies beside them
    for (Finding& f : incoming.findings(book, profiles)) run.findings.push_back(std::move(f));
    for (Finding& f : joins.findings(book, profiles)) run.findings.push_back(std::move(f));
  }
  std::ranges::stable_sort(run.findings, before);
  const Journal journal = TRY(read_journal(kho));
  run.waived = take_waived(run.findings, waivers_of(journal.entries));
  return run;
}

std::set<std::string> keys_of(const std::vector<Finding>& findings) {
  std::set<std::string> keys;
  for (const Finding& f : findings) keys.insert(key_of(f));
  return keys;
}

Result<std::set<std::string>> found_before(const std::filesystem::path& kho, const std::string& name) {
  std::set<std::string> keys;
  std::ifstream in(file_of(kho, name));
  for (std::string line; std::getline(in, line);) keys.insert(line);
  return keys;
}

Result<void> remember_found(const std::filesystem::path& kho, const std::string& name, const std::set<std::string>& keys) {
  const std::filesystem::path file = file_of(kho, name), part = file.string() + ".part";
  std::error_code failed;
  std::filesystem::create_directories(file.parent_path(), failed);
  std::ofstream out(part);
  for (const std::string& key : keys) out << key << '\n';
  out.close();
  if (out) std::filesystem::rename(part, file, failed);
  if (!out || failed) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), file.string()), tr("Is the disk full, or the archive read-only?"));
  return {};
}

}  // namespace sohoa
