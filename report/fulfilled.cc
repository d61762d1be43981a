#include "report/fulfilled.hh"

#include <algorithm>
#include <array>

#include "core/store/archive.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "report/likeness.hh"

namespace sohoa {
namespace {

constexpr double kSpeaksOf = 0.5;  // of the words of the shorter

/// The task without "báo cáo", "kết quả": they stand in every report and tell none from another.
std::string matter_of(const std::string& task) {
  std::string matter = text::fold(task);
  for (const std::string_view common : {"bao cao", "ket qua"})
    for (std::size_t at = matter.find(common); at != matter.npos; at = matter.find(common, at)) matter.erase(at, common.size());
  return matter;
}

/// What reply_of() takes from the document; what is still to be checked settles nothing.
bool is_sure(const Document& document) {
  return std::ranges::all_of(std::array{FieldId::issuer, FieldId::issued_date, FieldId::type, FieldId::subject}, [&](FieldId id) {
    const Status status = document.field(id).status;
    return status == Status::accepted || status == Status::corrected;
  });
}

}  // namespace

Reply reply_of(const Document& document) {
  Reply a;
  a.id = document.id;
  a.number = document.field(FieldId::number).value();
  a.date = document.field(FieldId::issued_date).value();
  const Field& issuer = document.field(FieldId::issuer);
  const auto full = issuer.extra.find("full");
  a.issuer = full != issuer.extra.end() ? full->second : issuer.value();
  a.subject = document.field(FieldId::subject).value();
  a.sure = is_sure(document);
  a.report = text::fold(document.field(FieldId::type).value()) == "bao cao";
  for (const Citation& c : document.citations) {
    if (!c.resolved.empty()) a.cited.push_back(c.resolved);
    if (const std::string key = number_key(c.number); !key.empty() && c.resolved.empty()) a.cited.push_back(key);
  }
  return a;
}

void Replies::add(const Reply& reply) {
  for (const std::string& cited : reply.cited) citing_[cited].push_back(&reply);
}

void Replies::remove(const Reply& reply) {
  for (const std::string& cited : reply.cited)
    if (const auto found = citing_.find(cited); found != citing_.end()) {
      std::erase(found->second, &reply);
      if (found->second.empty()) citing_.erase(found);
    }
}

Answering Replies::to(const Due& due, const std::function<bool(const Reply&)>& count) const {
  Answering answer;
  if (citing_.empty() || due.day.empty() || due.issued.size() != 10 || due.deadline.lead.empty()) return answer;
  const auto consider = [&](const std::string& key) {
    const auto citing = citing_.find(key);
    if (citing == citing_.end()) return;
    for (const Reply* reply : citing->second) {
      const Reply& a = *reply;
      if (a.id == due.id || a.date.size() != 10 || a.date <= due.issued) continue;
      // A recurring task needs its own report, after the one before.
      if (due.occurrence && a.date < due.since) continue;
      if (count && !count(a)) continue;
      if (issuers_agree(a.issuer, due.deadline.lead) != Agreement::yes) continue;
      const bool settles = a.report && a.sure && subject_likeness(matter_of(due.deadline.task), a.subject) >= kSpeaksOf;
      // Of several the earliest that settles.
      if (!answer.reply || (settles && !answer.settles) || (settles == answer.settles && a.date < answer.reply->date)) {
        answer.reply = reply;
        answer.settles |= settles;
      }
    }
  };
  consider(due.id);
  if (due.number_sure) consider(number_key(due.number));
  return answer;
}

void mark(Due& due, const Answering& answer) {
  if (!answer.reply) return;
  due.answer = answer.reply->number.empty() ? answer.reply->id : answer.reply->number;
  due.answer_date = answer.reply->date;
  if (answer.settles) due.group = DueGroup::fulfilled;
}

void mark_fulfilled(std::vector<Due>& all, const std::vector<Reply>& replies) {
  Replies citing;
  for (const Reply& reply : replies) citing.add(reply);
  for (Due& due : all) mark(due, citing.to(due));
}

void DutyList::add(const Document& document) {
  for (Due& due : deadlines_of(document, as_of_))
    if (concerns(due, unit_)) dues_.push_back(std::move(due));
  if (Reply reply = reply_of(document); !reply.cited.empty()) replies_.push_back(std::move(reply));
}

std::vector<Due> DutyList::list(int ahead) const {
  std::vector<Due> all = with_occurrences(dues_, as_of_, ahead);
  mark_fulfilled(all, replies_);
  sort_deadlines(all);
  return all;
}

Result<std::vector<Due>> deadlines_in(const std::filesystem::path& kho, std::chrono::year_month_day as_of, const std::string& unit, int ahead) {
  const Archive archive = TRY(Archive::open(kho));
  DutyList duties(as_of, unit);
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    duties.add(document);
    return true;
  }));
  return duties.list(ahead);
}

}  // namespace sohoa
