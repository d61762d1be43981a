#include "apps/server/checks.hh"

#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>

#include "check/check_archive.hh"
#include "core/clock.hh"
#include "core/data_files.hh"
#include "core/store/journal.hh"
#include "report/counting.hh"

namespace sohoa::server {
namespace {

constexpr const char* kRemembered = "web";  // under which the archive keeps what was found before

}  // namespace

Checks::Checks(FreshArchive& archive) : archive_(archive), thread_([this](const std::stop_token& stop) { work(stop); }) {}

Checks::~Checks() {
  thread_.request_stop();
  changed_.notify_all();
}

Checks::State Checks::state() {
  const std::string stamp = archive_.stamp();
  const std::scoped_lock lock(mutex_);
  if (!run_ && !running_) {
    wanted_ = true;
    changed_.notify_all();
  }
  return {run_, running_ || wanted_, run_ && run_->stamp != stamp, done_};
}

Result<void> Checks::again() {
  const std::scoped_lock lock(mutex_);
  if (run_ && !wanted_ && !running_) TRY_VOID(remember_found(archive_.kho(), kRemembered, keys_of(run_->findings)));
  wanted_ = true;
  changed_.notify_all();
  return {};
}

Result<Checks::Waivers> Checks::waivers() {
  const std::scoped_lock lock(mutex_);
  Journal news = TRY(read_journal(archive_.kho(), journal_));
  for (Json& entry : news.entries)
    if (const auto what = entry.find("what"); what != entry.end() && (*what == "waive" || *what == "unwaive")) waivings_.push_back(std::move(entry));
  journal_ = news.end;
  Waivers out;
  for (Waiver& waiver : waivers_of(waivings_)) out.emplace(std::pair{waiver.rule, waiver.id}, std::move(waiver));
  return out;
}

Result<std::shared_ptr<const Checks::Run>> Checks::look() {
  auto run = std::make_shared<Run>();
  run->stamp = archive_.stamp();
  run->rules = std::make_shared<const Rulebook>(TRY(Rulebook::load(data_folder())));
  run->before = TRY(found_before(archive_.kho(), kRemembered));
  const std::string today = iso_day(TRY(day_named("")));
  CheckRun found = TRY(check_archive(archive_.kho(), *run->rules, {}, today, {}, [this](std::size_t done) {
    const std::scoped_lock lock(mutex_);
    done_ = done;
  }));
  run->findings = std::move(found.findings);
  std::ranges::move(found.waived, std::back_inserter(run->findings));
  std::ranges::stable_sort(run->findings, before);
  run->documents = found.documents;
  run->time = utc_text(std::time(nullptr));
  return std::shared_ptr<const Run>(std::move(run));
}

void Checks::work(const std::stop_token& stop) {
  constexpr int kPoliter = 10;  // than those that answer people
  setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + kPoliter);
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    changed_.wait(lock, stop, [this] { return wanted_; });
    if (stop.stop_requested()) return;
    wanted_ = false;
    running_ = true;
    done_ = 0;
    lock.unlock();
    Result<std::shared_ptr<const Run>> found = look();
    lock.lock();
    running_ = false;
    if (found) run_ = std::move(*found);
    else spdlog::error("check: {}", found.error().message);
  }
}

}  // namespace sohoa::server
