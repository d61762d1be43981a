#include "apps/server/uploads.hh"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>

#include "apps/server/child.hh"
#include "core/data_files.hh"
#include "core/language.hh"
#include "core/store/kho.hh"
#include "core/text/normalize.hh"

namespace sohoa::server {
namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

/// A name that is one, wherever it stands: no path, nothing hidden, no control characters.
bool is_plain_name(const std::string& name) {
  constexpr std::size_t kMost = 200;
  return !name.empty() && name.size() <= kMost && name.front() != '.' && name.find_first_of("/\\") == std::string::npos &&
         std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

/// "Hồ sơ 1/2025": names with strokes between.
bool is_dossier(const std::string& dossier) {
  constexpr int kDeepest = 5;
  int depth = 1;
  std::size_t at = 0;
  for (std::size_t end; (end = dossier.find('/', at)) != std::string::npos; at = end + 1, ++depth)
    if (!is_plain_name(dossier.substr(at, end - at))) return false;
  return depth <= kDeepest && is_plain_name(dossier.substr(at));
}

bool same_bytes(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::file_size(a, error) != fs::file_size(b, error)) return false;
  const Result<std::string> first = read_file(a), second = read_file(b);
  return first && second && *first == *second;
}

/// "a.pdf" → "a (2).pdf".
fs::path numbered(const fs::path& path, int n) {
  return path.parent_path() / fmt::format("{} ({}){}", path.stem().string(), n, path.extension().string());
}

}  // namespace

Uploads::Uploads(FreshArchive& archive, int jobs) : archive_(archive), jobs_(jobs), thread_([this](const std::stop_token& stop) { work(stop); }) {}

Uploads::~Uploads() {
  thread_.request_stop();
  changed_.notify_all();
}

Result<fs::path> Uploads::receiving() const {
  const fs::path folder = uploads_path(archive_.kho()) / ".receiving";  // hidden: an ingest does not enter it
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}")), folder.string()), tr("Is the disk full?"));
  return folder;
}

Result<std::string> Uploads::take(const fs::path& received, const std::string& dossier, const std::string& name) {
  if (!is_dossier(dossier)) return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("“{}” cannot be the name of a dossier")), dossier));
  if (!is_plain_name(name)) return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("“{}” cannot be the name of a file")), name));
  const fs::path folder = uploads_path(archive_.kho()) / dossier;
  std::error_code error;
  fs::create_directories(folder, error);
  fs::path path = folder / name;
  const std::scoped_lock lock(mutex_);
  for (int n = 2; fs::exists(path, error) && !same_bytes(path, received); ++n) path = numbered(folder / name, n);
  if (fs::exists(path, error)) fs::remove(received, error);
  else fs::rename(received, path, error);
  if (error) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), path.string(), error.message()));
  wanted_ = true;
  changed_.notify_all();
  return path.filename().string();
}

void Uploads::retry() {
  const std::scoped_lock lock(mutex_);
  again_ = true;
  changed_.notify_all();
}

bool Uploads::running() const {
  const std::scoped_lock lock(mutex_);
  return running_;
}

void Uploads::work(const std::stop_token& stop) {
  constexpr int kSomeFailed = 3;
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    changed_.wait(lock, stop, [this] { return wanted_ || again_; });
    if (stop.stop_requested()) return;
    changed_.wait_for(lock, stop, 300ms, [] { return false; });  // files of one drop come close behind each other
    // New files first; what failed is tried again in a run of its own.
    bool& now = wanted_ ? wanted_ : again_;
    std::vector<std::string> arguments{"--kho", archive_.kho().string(), wanted_ ? "ingest" : "retry"};
    if (wanted_) arguments.push_back(uploads_path(archive_.kho()).string());
    if (jobs_ > 0) arguments.insert(arguments.end(), {"--jobs", std::to_string(jobs_)});
    now = false;
    running_ = true;
    lock.unlock();
    const Ended ended = run_child(arguments, 0s, true);
    lock.lock();
    running_ = false;
    const bool busy = ended.exit == exit_code(ErrorCode::busy);
    problem_ = ended.exit == 0 || ended.exit == kSomeFailed || busy ? "" : ended.said;
    if (!problem_.empty()) spdlog::error("ingest: {}", problem_);
    if (busy) {
      now = true;
      changed_.wait_for(lock, stop, 2s, [] { return false; });
    }
  }
}

Result<Json> Uploads::state(const std::function<bool(const std::string&)>& visible) {
  const fs::path top = uploads_path(archive_.kho());
  std::map<std::string, FileState> known;
  if (fs::exists(ledger_path(archive_.kho())))
    for (FileState& file : TRY(archive_.files_below(top.filename().string() + "/"))) known.emplace(file.path, std::move(file));
  Json files = Json::array();
  int waiting = 0;
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::recursive_directory_iterator i(top, error), end; i != end; i.increment(error)) {
    if (i->path().filename().string().starts_with('.')) i.disable_recursion_pending();
    else if (i->is_regular_file(error)) entries.push_back(*i);
  }
  std::ranges::sort(entries, {}, [](const fs::directory_entry& e) { return e.path().native(); });
  for (const fs::directory_entry& entry : entries) {
    const std::string below = text::normalize(fs::relative(entry.path(), top, error).generic_string());
    const std::string dossier = text::normalize(entry.path().parent_path().lexically_relative(top).generic_string());
    if (!visible(dossier)) continue;
    const auto found = known.find(top.filename().string() + "/" + below);
    const FileState file = found == known.end() ? FileState{{}, {}, "uploaded", 0, 0, {}, {}, {}} : found->second;
    if (file.state == "uploaded" || file.state == "pending" || file.state == "leased") ++waiting;
    files.push_back({{"name", text::normalize(entry.path().filename().string())}, {"dossier", dossier}, {"size", entry.file_size(error)},
                     {"state", file.state}, {"pages", file.pages}, {"pages_done", file.pages_done}, {"code", file.code},
                     {"message", file.message}, {"documents", file.documents}});
  }
  const std::scoped_lock lock(mutex_);
  return Json{{"running", running_}, {"waiting", waiting}, {"problem", problem_.empty() ? Json(nullptr) : Json(problem_)}, {"files", std::move(files)}};
}

}  // namespace sohoa::server
