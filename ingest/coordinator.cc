#include "ingest/coordinator.hh"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <list>
#include <map>

#include "core/language.hh"
#include "core/store/kho.hh"
#include "core/store/names.hh"
#include "core/store/originals.hh"
#include "ingest/decide.hh"
#include "ingest/feed_index.hh"
#include "ingest/remake.hh"
#include "pipeline/read_page.hh"

namespace sohoa {
namespace fs = std::filesystem;
namespace {

/// Attempts a page or file may spoil by itself, and workers it may lose to others, before it has failed.
constexpr int kAttempts = 2;
constexpr int kLosses = 5;

// Reasons of files and pages are English, as the ledger keeps them (core/store/failure_text.hh).

auto unreadable(const fs::path& file) { return fail(ErrorCode::io, fmt::format("cannot read {}", file.string())); }

/// Whether the first bytes or the name are those of a document, before its content is kept.
Result<bool> looks_like_document(const fs::path& file) {
  constexpr std::size_t kHead = 4096;
  std::string head(kHead, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (!in && !in.eof())
    return unreadable(file);
  head.resize(static_cast<std::size_t>(in.gcount()));
  const std::string name = file.filename().string();
  return !name.starts_with('.') && kind_of(std::as_bytes(std::span(head)), name) != FileKind::unsupported;
}

class Coordinator {
 public:
  explicit Coordinator(const Coordination& with) : with_(with) {}

  Result<Tally> run() {
    engine_ = TRY(with_.runner.fingerprint());
    reading_ = fmt::format("{}/{}", kReadingVersion, engine_);
    extraction_ = extraction_key(with_.knowledge);
    decisions_ = TRY(follow_journal(with_.kho, with_.ledger, with_.knowledge));
    TRY_VOID(with_.ledger.queue_outdated(reading_, extraction_));
    tally_.files = TRY(with_.ledger.status()).files.pending;
    TRY_VOID(index_the_rest());
    while (!with_.stop && has_room()) {
      const bool took = TRY(take_one());
      TRY_VOID(hand_out());
      if (open_.empty() && !took) break;
      const auto patience = std::chrono::milliseconds(took ? 0 : 200);
      std::vector<Outcome> outcomes = TRY(with_.runner.wait(patience));
      for (Outcome& outcome : outcomes) TRY_VOID(settle(std::move(outcome)));
      tally_.files_waiting = std::max(0, tally_.files - tally_.files_finished - static_cast<int>(open_.size()));
      with_.progress.show(tally_);
    }
    TRY_VOID(with_.ledger.return_leases());
    TRY_VOID(settle_joins(with_.ledger, decisions_, with_.knowledge));
    TRY_VOID(index_the_rest());
    TRY_VOID(with_.index.commit());
    TRY_VOID(with_.ledger.mark_committed());
    TRY_VOID(check_room(with_.kho, with_.reserve_bytes));
    return tally_;
  }

 private:
  /// A file being worked on: what is still to hand out, and what its tasks have cost.
  struct OpenFile {
    QueuedFile file;
    std::deque<int> todo;  // pages; 0 = look into it first
    int running = 0;
    double lost_seconds = 0;
    std::map<int, int> losses;
  };
  using Open = std::list<OpenFile>::iterator;

  /// While the ledger and the index still have room to end in good order.
  bool has_room() const { return check_room(with_.kho, with_.reserve_bytes).has_value(); }

  /// Opens one more file when there is room: enough that no worker waits for the next, few enough to stay small.
  Result<bool> take_one() {
    if (open_.size() >= static_cast<std::size_t>(with_.runner.capacity()) + 2) return false;
    std::optional<QueuedFile> file = TRY(with_.ledger.take_file());
    if (!file) return false;
    if (file->sha256.empty() && !TRY(name_content(*file))) {
      ++tally_.files_finished;
      return true;
    }
    const Open opened = open_.insert(open_.end(), OpenFile{std::move(*file), {}, 0, 0, {}});
    if (opened->file.page_count == 0)
      opened->todo = {0};
    else
      TRY_VOID(plan(opened, opened->file.page_count));
    return true;
  }

  /// Takes the content into the archive; false when the file is finished with that.
  Result<bool> name_content(QueuedFile& file) {
    const Result<bool> document = looks_like_document(file.path);
    if (!document) return finish_without_pages(file, document.error());
    if (!*document) return finish_without_pages(file, std::nullopt);
    const Result<Taken> taken = take_original(with_.kho, file.path);
    if (!taken && taken.error().path.empty()) return tl::unexpected(taken.error());
    if (!taken) return finish_without_pages(file, unreadable(file.path).value());
    file.sha256 = taken->sha256;
    TRY_VOID(note_name(with_.kho, {file.sha256, file.path, file.shown, file.dossier, static_cast<std::int64_t>(taken->size)}));
    const NamedContent named = TRY(with_.ledger.set_content(file.id, file.sha256));
    if (named.former_stays) tell_former_stays(file);
    if (!named.first) count(tally_.files_duplicate, tally_.duplicates, file);
    return named.first;
  }

  void tell_former_stays(const QueuedFile& file) {
    with_.progress.warn(fmt::format(fmt::runtime(tr("{} is another scan than before under the same name: the former one stays in the archive (`sohoa withdraw` takes it out)")), file.shown));
  }

  Result<bool> finish_without_pages(const QueuedFile& file, const std::optional<Error>& error) {
    if (TRY(with_.ledger.finish_file(file.id, error))) tell_former_stays(file);
    if (error) ++tally_.files_failed;
    else count(tally_.files_skipped, tally_.skipped, file);
    return false;
  }

  static void count(int& number, std::vector<std::string>& names, const QueuedFile& file) {
    ++number;
    if (names.size() < Tally::kNamed) names.push_back(file.shown);
  }

  /// The number of pages is known: those not read yet are to do.
  Result<void> plan(Open file, int count) {
    TRY_VOID(with_.ledger.set_pages(file->file.id, reading_, count));
    file->todo.clear();
    const std::vector<QueuedPage> pages = TRY(with_.ledger.pages(file->file.sha256, reading_));
    for (const QueuedPage& page : pages)
      if (page.state == WorkState::pending) file->todo.push_back(page.page);
    tally_.pages += static_cast<int>(file->todo.size());
    ++tally_.files_opened;
    return file->todo.empty() ? complete(file) : Result<void>();
  }

  /// To each free worker a page of the file that has the fewest under way: a long volume leaves room for its neighbours.
  Result<void> hand_out() {
    for (; running_ < with_.runner.capacity(); ++running_) {
      Open next = open_.end();
      for (Open file = open_.begin(); file != open_.end(); ++file)
        if (!file->todo.empty() && (next == open_.end() || file->running < next->running)) next = file;
      if (next == open_.end()) break;
      const int page = next->todo.front();
      const QueuedFile& file = next->file;
      if (page > 0) TRY_VOID(with_.ledger.lease_page({file.sha256, reading_, page}));
      TRY_VOID(with_.runner.start({file.id, page > 0 ? Work::read : Work::inspect, file.sha256, file.shown, page,
                                   original_path(with_.kho, file.sha256)}));
      next->todo.pop_front();
      ++next->running;
    }
    return {};
  }

  Result<void> settle(Outcome outcome) {
    --running_;
    const Open file = std::find_if(open_.begin(), open_.end(),
                                   [&](const OpenFile& f) { return f.file.id == outcome.task.file; });
    --file->running;
    const int page = outcome.task.page;
    bool again = false;
    if (outcome.fate == Fate::charged) {
      file->lost_seconds += outcome.seconds;
      const int attempts = TRY(page > 0 ? with_.ledger.charge_page({file->file.sha256, reading_, page})
                                        : with_.ledger.charge_file(file->file.id));
      again = attempts < kAttempts;
    } else if (outcome.fate == Fate::lost) {
      again = ++file->losses[page] < kLosses;
    }
    if (again)
      file->todo.push_front(page);
    else if (page == 0)
      return settle_inspection(file, outcome.answer);
    else
      TRY_VOID(settle_page(file, page, outcome.answer));
    if (file->lost_seconds > with_.file_seconds) TRY_VOID(give_up(file));
    return file->todo.empty() && file->running == 0 ? complete(file) : Result<void>();
  }

  Result<void> settle_inspection(Open file, const Answer& answer) {
    if (!answer.error && answer.page_count <= with_.file_pages) return plan(file, answer.page_count);
    std::optional<Error> error = answer.error;
    if (!error) error = Error{ErrorCode::too_large, fmt::format("the file has {} pages, more than the {} allowed", answer.page_count, with_.file_pages), {}, {}, 0};
    if (error->code == ErrorCode::unsupported) error.reset();
    TRY(finish_without_pages(file->file, error));
    ++tally_.files_finished;
    open_.erase(file);
    return {};
  }

  Result<void> settle_page(Open file, int page, const Answer& answer) {
    const PageKey key{file->file.sha256, reading_, page};
    ++tally_.pages_finished;
    if (answer.page) return with_.ledger.finish_page(key, *answer.page);
    ++tally_.pages_failed;
    return with_.ledger.fail_page(key, *answer.error);
  }

  /// Too much time went into pages that cannot be read: the others of this file are not tried.
  Result<void> give_up(Open file) {
    Answer answer;
    answer.error = Error{ErrorCode::timeout, "too much time was lost on pages of this file", {}, {}, 0};
    for (const int page : file->todo) {
      if (page == 0) return {};
      TRY_VOID(settle_page(file, page, answer));
    }
    file->todo.clear();
    return {};
  }

  /// All pages are read or have failed. The document is made from what the ledger holds, never from what is still in memory,
  /// so that it is the same after any history.
  Result<void> complete(Open opened) {
    const QueuedFile file = std::move(opened->file);
    open_.erase(opened);
    ++tally_.files_finished;
    const std::vector<QueuedPage> pages = TRY(with_.ledger.pages(file.sha256, reading_));
    std::vector<QueuedPage> failed = pages;
    std::erase_if(failed, [](const QueuedPage& page) { return page.state != WorkState::failed; });
    if (failed.size() == pages.size()) {
      Error error = failed.empty() ? Error{ErrorCode::empty, "the file holds no page", {}, {}, 0} : failed.front().error;
      TRY(finish_without_pages(file, error));
      return {};
    }
    Result<std::vector<Document>> documents;
    try {
      documents = documents_of(with_.ledger, file, reading_, kReadingVersion, engine_, decisions_, with_.knowledge);
    } catch (const std::exception& e) {
      TRY(finish_without_pages(file, Error{ErrorCode::internal, e.what(), {}, {}, 0}));
      return {};
    }
    if (!documents) return tl::unexpected(documents.error());
    TRY_VOID(with_.ledger.put_documents(file.id, *documents, reading_, extraction_, withdrawn_ids(decisions_)));
    tally_.documents += static_cast<int>(documents->size());
    for (Document& document : *documents) {
      if (decisions_.withdrawals.contains(document.id)) continue;  // index_the_rest takes it out
      document.duplicates = TRY(with_.ledger.duplicates(file.sha256));
      TRY_VOID(put_into_index(with_.ledger, with_.index, document, with_.progress));
    }
    return {};
  }

  Result<void> index_the_rest() { return feed_index(with_.ledger, with_.index, with_.progress, with_.stop); }

  const Coordination with_;
  std::string engine_, reading_, extraction_;
  Decisions decisions_;
  std::list<OpenFile> open_;
  int running_ = 0;
  Tally tally_;
};

}  // namespace

Result<void> check_room(const fs::path& kho, std::uint64_t reserve_bytes) {
  std::error_code error;
  const fs::space_info disk = fs::space(kho, error);
  if (error || disk.available >= reserve_bytes) return {};
  return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("the disk of the archive is nearly full: less than {} MB are left; stopped, nothing is lost")), reserve_bytes >> 20),
              tr("Make room, then run the same command again."));
}

Result<Tally> work_off(const Coordination& with) { return Coordinator(with).run(); }

}  // namespace sohoa
