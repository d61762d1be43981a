#include "apps/server/overview.hh"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "core/language.hh"
#include "core/store/journal.hh"
#include "core/text/normalize.hh"
#include "indexer/schema.hh"
#include "report/counting.hh"

namespace sohoa::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 500ms;  // of one who asks, for what others changed

Listed listed(const Document& d) {
  Listed out{d.dossier, d.sources.empty() ? "" : d.sources.front().path, d.field(FieldId::number).value(), d.field(FieldId::issued_date).value(),
             d.field(FieldId::type).value(), d.field(FieldId::subject).value(), {}, schema::is_secret(d), false, {}, {}};
  for (const Issue& issue : d.issues) out.issues.push_back({issue.code, issue.severity, issue.page});
  out.folded = text::fold(out.number + ' ' + out.subject);
  for (const auto& [id, field] : d.fields) {
    if (field.status == Status::review) out.doubtful = true;
    if (field.status == Status::accepted && field.evidence.box) out.accepted.push_back(id);
  }
  return out;
}

/// Those that recur also day by day.
std::vector<Due> duties_on(std::chrono::year_month_day day, std::vector<Due> dues) { return with_occurrences(std::move(dues), day, Overview::kDutiesAhead); }

bool by_hand(const Doubt& doubt) { return doubt.read.handwritten && (doubt.field == FieldId::number || doubt.field == FieldId::issued_date); }

}  // namespace

/// What one document gives to the overview.
struct Overviews::Part {
  Listed listed;
  std::vector<Waiting> doubts;
  std::vector<Due> duties;
  Reply reply;
  std::map<FieldId, FieldAgreement> decided;

  Part(const Document& d, const Knowledge& knowledge, std::chrono::year_month_day today) : listed(server::listed(d)), reply(reply_of(d)) {
    std::vector<RegisterCandidate> registered;
    for (Doubt& doubt : doubts_of(d)) {
      if (by_hand(doubt) && registered.empty()) registered = register_candidates(d, knowledge);
      const bool of_register = by_hand(doubt);
      doubts.push_back({std::move(doubt), listed.secret, of_register ? registered : std::vector<RegisterCandidate>()});
    }
    count_decisions(d, decided);
    duties = duties_on(today, deadlines_of(d, today));
  }
};

std::map<FieldId, FieldAgreement> Overview::agreement() const {
  std::map<FieldId, FieldAgreement> out = drawn;
  for (const auto& [id, fields] : decided)
    for (const auto& [field, count] : fields) {
      out[field].decided += count.decided;
      out[field].agreed += count.agreed;
    }
  return out;
}

Overviews::Overviews(FreshArchive& archive, const Knowledge& knowledge)
    : archive_(archive), knowledge_(knowledge), first_([this](const std::stop_token& stop) {
        while (!stop.stop_requested() && !whole_) {
          if (const Result<bool> done = catch_up(Clock::now() + kPatience); !done) {
            spdlog::error("{}", done.error().message);
            std::this_thread::sleep_for(1s);
          }
        }
      }) {}

Overviews::~Overviews() = default;

Result<OverviewView> Overviews::now() {
  TRY_VOID(catch_up(Clock::now() + kPatience));
  OverviewView view(overview_, mutex_);
  if (whole_) return view;
  return fail(ErrorCode::busy, fmt::format(fmt::runtime(tr("The lists are being made: {} documents so far.")), view->documents.size()), tr("Try again in a while."));
}

/// Reads what changed until then; whether that was all.
Result<bool> Overviews::catch_up(Clock::time_point until) {
  constexpr std::size_t kAtOnce = 100;
  if (!making_.take(until)) return false;  // another does it
  const std::unique_ptr<Turns, void (*)(Turns*)> turn(&making_, [](Turns* turns) { turns->done(); });
  begin_day(TRY(day_named({})));
  const std::string stamp = archive_.stamp();
  if (whole_ && stamp == stamp_) return true;
  const std::set<std::string> pending = archive_.pending_documents();
  for (Changes changes{{}, mark_, true}; changes.more;) {
    if (Clock::now() > until) return false;
    changes = TRY(archive_.changed_since(mark_, kAtOnce));
    TRY_VOID(refresh(changes.ids));
    mark_ = changes.mark;
  }
  std::set<std::string> decided = pending;
  decided.insert(pending_.begin(), pending_.end());
  TRY_VOID(refresh({decided.begin(), decided.end()}));
  pending_ = pending;
  TRY_VOID(count_samples());
  stamp_ = stamp;
  whole_ = true;
  return true;
}

/// On another day other deadlines are overdue.
void Overviews::begin_day(std::chrono::year_month_day day) {
  if (day == overview_.duties_as_of) return;
  const std::unique_lock lock(mutex_);
  overview_.duties_as_of = day;
  for (auto& [id, dues] : overview_.duties) {
    std::erase_if(dues, [](const Due& due) { return due.occurrence; });
    for (Due& due : dues) due.group = group_on(due, day);
    dues = duties_on(day, std::move(dues));
  }
}

Result<void> Overviews::refresh(const std::vector<std::string>& ids) {
  std::map<std::string, std::optional<Part>> parts;
  for (const std::string& id : ids) {
    Result<Document> document = archive_.record(id);
    if (document) parts.emplace(id, Part(*document, knowledge_, overview_.duties_as_of));
    else if (document.error().code == ErrorCode::not_found) parts.emplace(id, std::nullopt);
    else spdlog::error("{}: {}", id, document.error().message);  // one that is damaged must not hide the others
  }
  const std::unique_lock lock(mutex_);
  for (auto& [id, part] : parts) take(id, part ? &*part : nullptr);
  return {};
}

/// Puts what a document gives in the place of what it gave; nothing = it is gone.
void Overviews::take(const std::string& id, Part* part) {
  for (const auto& doubt : doubts_of_[id]) overview_.doubts.erase(doubt);
  doubts_of_.erase(id);
  overview_.documents.erase(id);
  overview_.duties.erase(id);
  if (const auto reply = overview_.replies.find(id); reply != overview_.replies.end()) {
    overview_.citing.remove(reply->second);
    overview_.replies.erase(reply);
  }
  overview_.decided.erase(id);
  if (!part) return;
  overview_.documents.emplace(id, std::move(part->listed));
  if (!part->duties.empty()) overview_.duties.emplace(id, std::move(part->duties));
  if (!part->reply.cited.empty()) overview_.citing.add(overview_.replies.emplace(id, std::move(part->reply)).first->second);
  if (!part->decided.empty()) overview_.decided.emplace(id, std::move(part->decided));
  for (Waiting& doubt : part->doubts) doubts_of_[id].push_back(overview_.doubts.insert(std::move(doubt)).first);
}

Result<void> Overviews::count_samples() {
  const Journal news = TRY(read_journal(archive_.kho(), journal_));
  const std::unique_lock lock(mutex_);
  for (const Json& entry : news.entries) count_sample(entry, overview_.drawn);
  journal_ = news.end;
  return {};
}

}  // namespace sohoa::server
