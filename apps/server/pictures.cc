#include "apps/server/pictures.hh"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "apps/server/child.hh"
#include "apps/server/secrets.hh"
#include "core/data_files.hh"
#include "core/language.hh"
#include "core/store/kho.hh"

namespace sohoa::server {
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kPatience{60};

}  // namespace

void Pictures::take_turn() {
  std::unique_lock lock(mutex_);
  turn_.wait(lock, [this] { return free_ > 0; });
  --free_;
}

void Pictures::end_turn() {
  {
    const std::scoped_lock lock(mutex_);
    ++free_;
  }
  turn_.notify_one();
}

/// `name` tells all that the picture depends on.
Result<std::string> Pictures::drawn(const std::string& name, std::vector<std::string> arguments) {
  const fs::path path = pictures_path(kho_) / name.substr(0, 2) / name;
  if (Result<std::string> kept = read_file(path); kept) return kept;
  take_turn();
  struct Turn {
    Pictures& pictures;
    ~Turn() { pictures.end_turn(); }
  } turn{*this};
  if (Result<std::string> kept = read_file(path); kept) return kept;  // drawn while waiting
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  arguments.insert(arguments.begin(), {"--kho", kho_.string(), "picture"});
  arguments.insert(arguments.end(), {"--output", path.string()});
  if (const Ended ended = run_child(arguments, kPatience); ended.exit != 0) {
    spdlog::warn("{}: {}", name, ended.said);
    return fail(ErrorCode::unsupported, tr("there is no picture of this page"));
  }
  return read_file(path);
}

Result<std::string> Pictures::page(const Document& document, int n, int width, bool masked) {
  std::vector<std::string> arguments{document.id, "--page", std::to_string(n), "--width", std::to_string(width)};
  if (masked) arguments.emplace_back("--masked");
  return drawn(fmt::format("{}-{}-{}{}-v{}.jpg", document.id, n, width, masked ? "m" : "", document.reading_version), std::move(arguments));
}

Result<std::string> Pictures::place(const Document& document, FieldId field) {
  const Evidence& evidence = document.field(field).evidence;
  if (!evidence.box) return fail(ErrorCode::not_found, tr("the field has no place on a page"));
  const Box& box = *evidence.box;
  return drawn(fmt::format("{}-{}-{}.{}.{}.{}-v{}.png", document.id, evidence.page, box.x0, box.y0, box.x1, box.y1, document.reading_version),
               {document.id, "--field", std::string(spec_of(field).name)});
}

Result<std::string> Pictures::searchable_pdf(const Document& document) {
  const fs::path folder = pictures_path(kho_) / ("pdf-" + new_secret());
  take_turn();
  const Ended ended = run_child({"--kho", kho_.string(), "export", "--format", "pdf", "--output", folder.string(), document.id}, kPatience);
  end_turn();
  Result<std::string> out = fail(ErrorCode::unsupported, tr("no searchable copy of this document can be made"));
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error))
    if (entry.path().extension() == ".pdf") out = read_file(entry.path());
  fs::remove_all(folder, error);
  if (!out) spdlog::warn("{}: {}", document.id, ended.said);
  return out;
}

}  // namespace sohoa::server
