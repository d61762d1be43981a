#include "report/fulfilled.hh"

#include <algorithm>
#include <array>
#include <unordered_map>

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

void mark_fulfilled(std::vector<Due>& all, const std::vector<Reply>& replies) {
  std::unordered_multimap<std::string, const Reply*> citing;
  for (const Reply& a : replies)
    for (const std::string& cited : a.cited) citing.emplace(cited, &a);
  for (Due& due : all) {
    if (due.day.empty() || due.issued.size() != 10) continue;
    const Reply* named = nullptr;
    bool settles = false;
    const auto consider = [&](const std::string& key) {
      const auto [from, to] = citing.equal_range(key);
      for (auto at = from; at != to; ++at) {
        const Reply& a = *at->second;
        if (a.id == due.id || a.date.size() != 10 || a.date <= due.issued) continue;
        if (due.deadline.lead.empty() || issuers_agree(a.issuer, due.deadline.lead) != Agreement::yes) continue;
        const bool this_settles = a.report && a.sure && subject_likeness(matter_of(due.deadline.task), a.subject) >= kSpeaksOf;
        // Of several the earliest that settles; a recurring task needs its own report, after the one before.
        if (due.occurrence && a.date < due.since) continue;
        if (!named || (this_settles && !settles) || (this_settles == settles && a.date < named->date)) {
          named = &a;
          settles |= this_settles;
        }
      }
    };
    consider(due.id);
    if (due.number_sure) consider(number_key(due.number));
    if (!named) continue;
    due.answer = named->number.empty() ? named->id : named->number;
    due.answer_date = named->date;
    if (settles) due.group = DueGroup::fulfilled;
  }
}

void DutyList::add(const Document& document) {
  add_orders(document);
  add_reply(reply_of(document));
}

void DutyList::add_orders(const Document& document) {
  for (Due& due : deadlines_of(document, as_of_))
    if (concerns(due, unit_)) dues_.push_back(std::move(due));
}

void DutyList::add_reply(Reply reply) {
  if (!reply.cited.empty()) replies_.push_back(std::move(reply));
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
