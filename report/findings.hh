#pragma once
#include <string>

#include "check/check_archive.hh"
#include "check/waivers.hh"
#include "report/table.hh"

namespace sohoa {

// What a check found, for people and machines.

Listing finding_rows(const std::vector<Finding>&, const Rulebook&);
/// The findings by severity, each group a table, then how many there are and how many were waived. Those of one rule and reason are one line with
/// their count (folded_findings.hh) unless `each` is wanted.
std::string findings_text(const CheckRun&, int width, bool each);
/// {"documents", "errors", "warnings", "notices", "waived", "findings": [{"rule", "severity", "certain", "basis", "document", "number", "dossier",
/// "path", "page", "box", "message"}]}.
Json findings_json(const CheckRun&, const Rulebook&);
/// SARIF 2.1.0 (OASIS), for tools that gather findings; pages and boxes are properties.
Json findings_sarif(const CheckRun&, const Rulebook&);
/// JUnit XML: a suite a rule, a failure a finding of error severity, the others as output.
std::string findings_junit(const CheckRun&, const Rulebook&);
Result<std::string> findings_xlsx(const CheckRun&, const Rulebook&);
/// A page that prints on A4.
std::string findings_html(const CheckRun&, const Rulebook&);

/// The rules themselves: id, severity, profiles, days, basis and how sure it is, and what each asks.
Listing rule_rows(const Rulebook&);
Listing waiver_rows(const std::vector<Waiver>&);

}  // namespace sohoa
