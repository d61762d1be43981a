#include "report/indicators.hh"

#include <fmt/format.h>

#include <charconv>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "report/likeness.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

constexpr double kSoundsAlike = 0.6;

Json value_or_null(const std::optional<Figure>& f) { return f ? Json(f->value) : Json(nullptr); }

/// "6.204" and "6 204" are 6204: people group thousands.
std::optional<long> count_of(std::string typed) {
  std::erase_if(typed, [](char c) { return c == '.' || c == ' ' || c == ','; });
  long n = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), n);
  if (error != std::errc() || end != typed.data() + typed.size() || n < 0) return std::nullopt;
  return n;
}

/// Why two figures make no ratio; empty = they do.
std::string reason_against(const Figure& a, const Figure& b) {
  if (a.from != b.from || a.to != b.to)
    return fmt::format(fmt::runtime(tr("other days: {}–{} against {}–{}")), day_first(a.from), day_first(a.to), day_first(b.from), day_first(b.to));
  if (text::canonical(a.population) != text::canonical(b.population))
    return fmt::format(fmt::runtime(tr("other things counted: \"{}\" against \"{}\"")), a.population, b.population);
  if (b.value == 0) return tr("nothing to divide by");
  if (a.value > b.value) return fmt::format(fmt::runtime(tr("more than 100 %: {} against {}; they cannot be of the same things")), a.value, b.value);
  return {};
}

void work_out(Indicator& indicator) {
  if (!indicator.numerator || !indicator.denominator) {
    indicator.refused = fmt::format(fmt::runtime(tr("no figure: {}")), !indicator.numerator ? indicator.numerator_name : indicator.denominator_name);
    return;
  }
  indicator.refused = reason_against(*indicator.numerator, *indicator.denominator);
  if (indicator.refused.empty())
    indicator.percent = static_cast<double>(10000L * indicator.numerator->value / indicator.denominator->value) / 100.0;
}

Result<void> set_targets(std::vector<Indicator>& all, int year, std::string_view unit) {
  const DataTable table = TRY(read_csv(data_folder() / "targets.csv"));
  const auto cell = [&](const std::vector<std::string>& row, const char* name) {
    const int at = table.column(name);
    return at < 0 ? std::string() : row[static_cast<std::size_t>(at)];
  };
  for (Indicator& one : all) {
    bool own = false;
    for (const auto& row : table.rows) {
      const std::string of = cell(row, "unit"), percent = cell(row, "percent");
      if (cell(row, "indicator") != one.id || cell(row, "year") != std::to_string(year)) continue;
      const bool for_unit = !of.empty() && !unit.empty() && issuers_agree(of, unit) == Agreement::yes;
      if ((!of.empty() && !for_unit) || (own && !for_unit)) continue;
      own |= for_unit;  // a unit's own target goes before everyone's
      double value = 0;
      if (std::from_chars(percent.data(), percent.data() + percent.size(), value).ec != std::errc())
        return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("targets.csv: {} is no percentage")), percent));
      one.target = value;
      one.target_source = cell(row, "source");
    }
  }
  return {};
}

}  // namespace

Result<Figures> read_figures(const DataTable& table, const std::string& file) {
  Figures out;
  const auto cell = [&](std::size_t row, const char* name) {
    const int at = table.column(name);
    return at < 0 ? std::string() : text::normalize(table.rows[row][static_cast<std::size_t>(at)]);
  };
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto value = count_of(cell(i, "value"));
    const TypedDate from = read_typed_date(cell(i, "from")), to = read_typed_date(cell(i, "to"));
    if (cell(i, "name").empty() || !value || from.iso.size() != 10 || to.iso.size() != 10)
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}, row {}: a figure has a name, a whole value, and the days from and to")), file, table.lines[i]));
    out[cell(i, "name")] = {*value, cell(i, "population"), from.iso, to.iso, cell(i, "source")};
  }
  return out;
}

Result<std::vector<Indicator>> indicators(const Figures& figures, int year, std::string_view unit) {
  const DataTable table = TRY(read_csv(data_folder() / "indicators.csv"));
  std::vector<Indicator> out;
  const auto figure = [&](const std::string& name) -> std::optional<Figure> {
    const auto found = figures.find(name);
    return found == figures.end() ? std::nullopt : std::optional(found->second);
  };
  for (const auto& row : table.rows) {
    const auto cell = [&](const char* name) {
      const int at = table.column(name);
      return at < 0 ? std::string() : row[static_cast<std::size_t>(at)];
    };
    Indicator one;
    one.id = cell("id");
    one.name = cell("name");
    one.source = cell("source");
    one.numerator_name = cell("numerator");
    one.denominator_name = cell("denominator");
    one.numerator = figure(one.numerator_name);
    one.denominator = figure(one.denominator_name);
    work_out(one);
    out.push_back(std::move(one));
  }
  TRY_VOID(set_targets(out, year, unit));
  return out;
}

std::vector<OfferedTarget> offered_targets(const Document& document, const std::vector<Indicator>& all) {
  std::vector<OfferedTarget> out;
  for (const Target& target : document.targets)
    for (const Indicator& one : all)
      if (subject_likeness(one.name, target.name) >= kSoundsAlike) {
        out.push_back({one.name, target.name, document.field(FieldId::number).value(), document.id, target.percent, target.evidence.page});
        break;
      }
  return out;
}

void refuse_other_days(std::vector<Indicator>& all, const Period& period) {
  for (Indicator& one : all) {
    if (!one.percent || (one.numerator->from == period.from && one.numerator->to == period.to)) continue;
    one.percent.reset();
    one.refused = fmt::format(fmt::runtime(tr("other days: {}–{} against {}–{}")), day_first(one.numerator->from), day_first(one.numerator->to), day_first(period.from), day_first(period.to));
  }
}

Listing indicator_rows(const std::vector<Indicator>& all) {
  Listing out{{{"name", tr("Indicator")}, {"numerator", tr("Numerator")}, {"denominator", tr("Denominator")}, {"percent", tr("Share (%)"), true},
               {"target", tr("Target (%)")}, {"remarks", tr("Remarks")}, {"source", tr("Source")}},
              {}};
  for (const Indicator& one : all) {
    std::string remark = one.refused.empty() ? std::string() : fmt::format(fmt::runtime(tr("not worked out: {}")), one.refused);
    if (one.percent && one.target) remark = *one.percent >= *one.target ? tr("reached") : tr("not reached");
    out.rows.push_back({one.name, value_or_null(one.numerator), value_or_null(one.denominator),
                        one.percent ? Json(fmt::format("{:.2f}", *one.percent)) : Json("–"), one.target ? Json(*one.target) : Json(nullptr),
                        remark, one.source});
  }
  return out;
}

Listing offered_rows(const std::vector<OfferedTarget>& all) {
  Listing out{{{"indicator", tr("Indicator")}, {"name", tr("In its words")}, {"percent", tr("Target (%)")}, {"number", tr("Document"), true}, {"page", tr("Page")}}, {}};
  for (const OfferedTarget& t : all) out.rows.push_back({t.indicator, t.name, t.percent, t.number.empty() ? t.id : t.number, t.page});
  return out;
}

}  // namespace sohoa
