#include "check/check_document.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "check/rules.hh"
#include "core/text/normalize.hh"

namespace sohoa {
namespace {

struct RuleFunction {
  std::string_view id;
  Observations (*look)(const CheckedDocument&, const CheckRule&);
};

constexpr std::array kFunctions{
    RuleFunction{"part.motto", motto_missing},
    RuleFunction{"part.issuer", issuer_missing},
    RuleFunction{"part.number", number_missing},
    RuleFunction{"part.date", date_missing},
    RuleFunction{"part.subject", subject_missing},
    RuleFunction{"part.signer", signer_missing},
    RuleFunction{"part.seal", seal_missing},
    RuleFunction{"part.recipients", recipients_missing},
    RuleFunction{"number.type", type_and_number_differ},
    RuleFunction{"number.padding", number_not_padded},
    RuleFunction{"number.spaces", number_with_spaces},
    RuleFunction{"date.padding", date_not_padded},
    RuleFunction{"letter.type_code", letter_with_type_code},
    RuleFunction{"type.about", named_type_with_about},
    RuleFunction{"ending.archive", archive_line_missing},
    RuleFunction{"ending.mark", end_mark_missing},
    RuleFunction{"signer.title", title_line_missing},
    RuleFunction{"table.sums", sums_that_fail},
    RuleFunction{"act.repealed", cites_repealed_act},
    RuleFunction{"issuer.district", district_issuer},
    RuleFunction{"issuer.province", former_province},
    RuleFunction{"issuer.agency", agency_of_other_years},
    RuleFunction{"deadline.before_issue", due_before_issue},
    RuleFunction{"deadline.day_off", due_on_day_off},
    RuleFunction{"field.length", field_too_long},
    RuleFunction{"scan.dpi", low_resolution},
    RuleFunction{"scan.colour", no_colour},
    RuleFunction{"scan.pdfa", not_pdfa},
    RuleFunction{"scan.text_layer", no_text_layer},
    RuleFunction{"scan.file_name", file_name_form},
    RuleFunction{"case.fields", case_field_missing},
    RuleFunction{"open.secrecy", secret_in_open_archive},
    RuleFunction{"open.personal_number", personal_number},
};

/// Whether the rule holds on the document's day; `open` where that is not known.
DayOrder holds(const CheckRule& rule, const std::string& day) {
  DayOrder order = DayOrder::same_or_after;
  if (!rule.from.empty()) order = compared(day, rule.from);
  if (order == DayOrder::before || rule.until.empty()) return order;
  const DayOrder end = compared(day, rule.until);
  if (end == DayOrder::before) return order;
  return end == DayOrder::open || day == rule.until ? DayOrder::open : DayOrder::before;
}

}  // namespace

bool wanted(const CheckRule& rule, const std::set<Profile>& profiles) {
  return profiles.empty() || std::ranges::any_of(profiles, [&](Profile p) { return rule.profiles.contains(p); });
}

Finding finding_of(const Document& document, const CheckRule& rule, Evidence where, std::string message, bool certain, std::string about) {
  return {rule.id,          certain ? rule.severity : Severity::notice,
          certain,          document.id,
          document.field(FieldId::number).value(), document.dossier,
          document.sources.empty() ? std::string() : document.sources.front().path, std::move(where),
          std::move(message), std::move(about)};
}

std::vector<Finding> check_document(const Document& document, const Rulebook& book, const std::set<Profile>& profiles) {
  std::vector<Finding> out;
  const CheckedDocument seen = checked(document, book);
  for (const RuleFunction& one : kFunctions) {
    const CheckRule* rule = book.rule(one.id);
    if (!rule || !wanted(*rule, profiles)) continue;
    const DayOrder order = holds(*rule, seen.day);
    if (order == DayOrder::before) continue;
    for (Observation& o : one.look(seen, *rule))
      out.push_back(finding_of(document, *rule, std::move(o.where), std::move(o.message),
                               o.certain && order == DayOrder::same_or_after && seen.cut_certain, std::move(o.about)));
  }
  return out;
}

}  // namespace sohoa
