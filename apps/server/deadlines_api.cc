#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "apps/server/site.hh"
#include "apps/server/visible.hh"
#include "report/calendar_file.hh"
#include "report/counting.hh"
#include "report/deadlines.hh"
#include "report/fulfilled.hh"

namespace sohoa::server {
namespace {

/// A line of the list. Of hundreds of thousands only those that are shown are copied.
struct Line {
  const Due* due = nullptr;
  Answering answer;
};

constexpr std::size_t kGroups = static_cast<std::size_t>(DueGroup::fulfilled) + 1;
using Lines = std::array<std::vector<Line>, kGroups>;  // by DueGroup

bool earlier(const Line& a, const Line& b) {
  return std::tie(a.due->day, a.due->id, a.due->deadline.evidence.page) < std::tie(b.due->day, b.due->id, b.due->deadline.evidence.page);
}

/// Whether a unit leads or helps, each way of writing the units compared once.
class Concern {
 public:
  explicit Concern(const std::string& unit) : unit_(unit) {}
  bool operator()(const Due& due) {
    if (unit_.empty()) return true;
    const auto [known, fresh] = known_.try_emplace(due.deadline.lead + '\n' + due.deadline.coordinating);
    if (fresh) known->second = concerns(due, unit_);
    return known->second;
  }

 private:
  const std::string& unit_;
  std::unordered_map<std::string, bool> known_;
};

/// The kept list as seen from another day, or further ahead than it reaches.
std::map<std::string, std::vector<Due>> seen_from(const Overview& overview, std::chrono::year_month_day as_of, int ahead) {
  std::map<std::string, std::vector<Due>> out;
  for (const auto& [id, kept] : overview.duties) {
    std::vector<Due> dues;
    for (const Due& due : kept)
      if (!due.occurrence) dues.emplace_back(due).group = group_on(due, as_of);
    out.emplace(id, with_occurrences(std::move(dues), as_of, ahead));
  }
  return out;
}

/// How many are due in each month, for the chart.
Json month_counts(const Lines& lines) {
  struct Count {
    int overdue = 0, open = 0, fulfilled = 0;
  };
  std::map<std::string_view, Count> months;
  for (std::size_t group = 0; group < kGroups; ++group)
    for (const Line& line : lines[group]) {
      const std::string_view day = line.due->day;
      if (day.size() < std::string_view("2025-01").size()) continue;
      Count& count = months[day.substr(0, std::string_view("2025-01").size())];
      ++(is_overdue(*line.due) ? count.overdue : line.due->group == DueGroup::fulfilled ? count.fulfilled : count.open);
    }
  Json out = Json::array();
  for (const auto& [month, count] : months) out.push_back({{"month", month}, {"overdue", count.overdue}, {"open", count.open}, {"fulfilled", count.fulfilled}});
  return out;
}

/// The first so many of each group, sorted as people read them.
std::vector<Due> first_of_groups(Lines& lines, std::size_t most) {
  std::vector<Due> out;
  for (std::vector<Line>& group : lines) {
    const auto end = group.begin() + static_cast<std::ptrdiff_t>(std::min(most, group.size()));
    std::partial_sort(group.begin(), end, group.end(), earlier);
    for (auto line = group.begin(); line != end; ++line) mark(out.emplace_back(*line->due), line->answer);
  }
  return out;
}

Result<WebAnswer> deadlines(Site& site, const WebRequest& request) {
  const std::chrono::year_month_day as_of = TRY(day_named(request["as_of"]));
  const int ahead = TRY(number_in(request, "ahead", kDaysAhead, 0, 3660));
  const auto most = static_cast<std::size_t>(TRY(number_in(request, "most", 1'000'000, 1, 1'000'000)));
  const auto overview = TRY(site.overviews.now());
  std::map<std::string, std::vector<Due>> other;
  const bool kept = as_of == overview->duties_as_of && ahead <= Overview::kDutiesAhead;
  if (!kept) other = seen_from(*overview.operator->(), as_of, ahead);
  const std::string until = iso_day(std::chrono::sys_days(as_of) + std::chrono::days(ahead));
  const auto visible = [&](const std::string& id) {
    const Listed* document = overview->of(id);
    return document && may_see(*request.person, document->dossier, document->secret);
  };
  Lines lines;
  Concern concern(request["unit"]);
  for (const auto& [id, dues] : kept ? overview->duties : other) {
    if (!visible(id)) continue;
    for (const Due& due : dues) {
      if ((due.occurrence && due.day > until) || !concern(due)) continue;
      const Answering answer = overview->citing.to(due, [&](const Reply& reply) { return visible(reply.id); });
      lines[static_cast<std::size_t>(answer.settles ? DueGroup::fulfilled : due.group)].push_back({&due, answer});
    }
  }
  const std::string day = iso_day(as_of);
  const std::string& format = request["format"];
  if (format == "ics") return download(as_calendar(first_of_groups(lines, most), day), "text/calendar; charset=utf-8", "thoi-han.ics");
  if (format == "xlsx") return download(TRY(deadlines_xlsx(first_of_groups(lines, most))), kSpreadsheet, "thoi-han.xlsx");
  Json months = month_counts(lines);  // of all, whatever is shown
  if (const std::string& month = request["month"]; !month.empty())
    for (std::vector<Line>& group : lines) std::erase_if(group, [&](const Line& line) { return !line.due->day.starts_with(month); });
  Json counts = Json::object();
  for (std::size_t group = 0; group < kGroups; ++group) counts[std::string(name(static_cast<DueGroup>(group)))] = lines[group].size();
  Json out = deadlines_json(first_of_groups(lines, most), day);
  out["counts"] = std::move(counts);
  out["months"] = std::move(months);
  if (masked_for(*request.person)) hide_identity_numbers(out);
  return json(out);
}

}  // namespace

void add_deadlines_api(Handlers& handlers) { handlers["deadlines"] = deadlines; }

}  // namespace sohoa::server
