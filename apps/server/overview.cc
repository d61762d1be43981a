#include "apps/server/overview.hh"

#include "core/store/journal.hh"
#include "core/text/normalize.hh"
#include "indexer/schema.hh"

namespace sohoa::server {
namespace {

Listed listed(const Document& d) {
  Listed out{d.id, d.dossier, d.sources.empty() ? "" : d.sources.front().path, d.field(FieldId::number).value(), d.field(FieldId::issued_date).value(),
             d.field(FieldId::type).value(), d.field(FieldId::subject).value(), {}, schema::is_secret(d), false, d.issues, {}};
  out.folded = text::fold(out.number + ' ' + out.subject);
  for (const auto& [id, field] : d.fields) {
    if (field.status == Status::review) out.doubtful = true;
    if (field.status == Status::accepted && field.evidence.box) out.accepted.push_back(id);
  }
  return out;
}

void add(Overview& o, const Document& d) {
  o.by_id.emplace(d.id, o.documents.size());
  o.documents.push_back(listed(d));
  for (Doubt& doubt : doubts_of(d)) o.doubts.push_back(std::move(doubt));
  if (!d.deadlines.empty()) {
    o.with_deadlines.push_back(d);
    o.with_deadlines.back().pages.clear();
    o.with_deadlines.back().tables.clear();
  }
  if (Reply reply = reply_of(d); !reply.cited.empty()) o.replies.push_back(std::move(reply));
  count_decisions(d, o.agreement);
}

}  // namespace

Result<std::shared_ptr<const Overview>> Overviews::now() {
  constexpr int kPatience = 10;
  const std::string stamp = archive_.stamp();
  const auto usable = [&] { return last_ && (stamp_ == stamp || std::chrono::steady_clock::now() - made_ < kPatience * cost_); };
  {
    const std::scoped_lock lock(mutex_);
    if (usable()) return last_;
  }
  // One makes it; the others take the old one, or wait for the first.
  std::unique_lock making(making_, std::try_to_lock);
  if (!making) {
    const std::scoped_lock lock(mutex_);
    if (last_) return last_;
  }
  if (!making) making.lock();
  {
    const std::scoped_lock lock(mutex_);
    if (usable()) return last_;
  }
  const auto begun = std::chrono::steady_clock::now();
  auto fresh = std::make_shared<Overview>();
  TRY_VOID(archive_.each_document([&](const Document& document) {
    add(*fresh, document);
    return true;
  }));
  sort_doubts(fresh->doubts);
  for (const Json& entry : TRY(read_journal(archive_.kho())).entries) count_sample(entry, fresh->agreement);
  const std::scoped_lock lock(mutex_);
  last_ = std::move(fresh);
  stamp_ = stamp;
  made_ = std::chrono::steady_clock::now();
  cost_ = made_ - begun;
  return last_;
}

}  // namespace sohoa::server
