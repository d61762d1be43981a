#include "report/findings.hh"

#include <fmt/format.h>

#include <array>
#include <map>

#include "core/json_values.hh"
#include "core/language.hh"
#include "core/names.hh"
#include "report/folded_findings.hh"
#include "report/html.hh"
#include "report/records.hh"
#include "report/xlsx.hh"

namespace sohoa {
namespace {

constexpr std::array kSeverities{Severity::error, Severity::warning, Severity::notice};

std::string title(Severity severity) {
  switch (severity) {
    case Severity::error: return tr("Errors");
    case Severity::warning: return tr("Warnings");
    case Severity::notice: return tr("Please look");
  }
  return {};
}

const std::string& basis_of(const Finding& f, const Rulebook& book) {
  static const std::string none;
  const CheckRule* rule = book.rule(f.rule);
  return rule ? rule->basis : none;
}

Json page_of(const Finding& f) { return f.where.page > 0 ? Json(f.where.page) : Json(nullptr); }

std::vector<Finding> of_severity(const std::vector<Finding>& all, Severity severity) {
  std::vector<Finding> out;
  for (const Finding& f : all)
    if (f.severity == severity) out.push_back(f);
  return out;
}

std::string summary(const CheckRun& run) {
  return fmt::format(fmt::runtime(tr("{} documents checked: {} errors, {} warnings, {} to look at, {} waived.")), run.documents, run.count(Severity::error),
                     run.count(Severity::warning), run.count(Severity::notice), run.waived.size());
}

const char* sarif_level(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string text_in(const CheckRule& rule) { return rule.explanation(tr("en")); }

/// A path as a URI reference (RFC 3986).
std::string uri_of(const std::string& path) {
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = std::isalnum(byte) || c == '/' || c == '-' || c == '_' || c == '.' || c == '~';
    out += plain && byte < 0x80 ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

}  // namespace

Listing finding_rows(const std::vector<Finding>& findings, const Rulebook& book) {
  Listing out{{{"severity", tr("Severity"), true}, {"rule", tr("Rule"), true}, {"document", tr("Document"), true}, {"page", tr("Page")}, {"message", tr("What")},
               {"basis", tr("Basis")}, {"dossier", tr("Dossier")}, {"path", tr("File")}, {"id", tr("Id"), true}}, {}};
  for (const Finding& f : findings)
    out.rows.push_back({shown(f.severity), f.rule, f.number, page_of(f), f.message, basis_of(f, book), f.dossier, f.path, f.id});
  return out;
}

std::string findings_text(const CheckRun& run, int width, bool each) {
  std::string out;
  bool folds = false;
  for (const Severity severity : kSeverities) {
    const auto some = of_severity(run.findings, severity);
    if (some.empty()) continue;
    Listing rows{{{"rule", tr("Rule"), true}, {"document", tr("Document"), true}, {"page", tr("Page")}, {"message", tr("What")}, {"file", tr("File")}}, {}};
    if (each) {
      for (const Finding& f : some) rows.rows.push_back({f.rule, f.number.empty() ? f.id : f.number, page_of(f), f.message, f.path});
    } else {
      for (const FoldedFindings& one : folded(some)) {
        const Finding& first = *one.all.front();
        const bool single = one.all.size() == 1;
        rows.rows.push_back({first.rule, documents_of(one), single ? page_of(first) : Json(nullptr), said_of(one), single ? Json(first.path) : Json(nullptr)});
        folds |= !single;
      }
    }
    out += fmt::format("{} ({})\n", title(severity), some.size()) + as_text(rows, width) + "\n";
  }
  if (folds) out += std::string(tr("A line with × stands for several places; `sohoa check --each` lists them one by one.")) + "\n";
  return out + summary(run) + "\n";
}

Json findings_json(const CheckRun& run, const Rulebook& book) {
  Json list = Json::array();
  for (const Finding& f : run.findings)
    list.push_back({{"rule", f.rule}, {"severity", name(f.severity)}, {"certain", f.certain}, {"basis", basis_of(f, book)}, {"document", f.id},
                    {"number", json_values::text_or_null(f.number)}, {"dossier", f.dossier}, {"path", f.path}, {"page", page_of(f)},
                    {"box", json_values::box_json(f.where.box)}, {"message", f.message}});
  return {{"documents", run.documents}, {"errors", run.count(Severity::error)}, {"warnings", run.count(Severity::warning)},
          {"notices", run.count(Severity::notice)}, {"waived", run.waived.size()}, {"findings", std::move(list)}};
}

Json findings_sarif(const CheckRun& run, const Rulebook& book) {
  Json rules = Json::array();
  for (const CheckRule& rule : book.rules)
    rules.push_back({{"id", rule.id},
                     {"shortDescription", {{"text", text_in(rule)}}},
                     {"help", {{"text", rule.basis}}},
                     {"defaultConfiguration", {{"level", sarif_level(rule.severity)}}}});
  Json results = Json::array();
  const auto add = [&](const Finding& f, bool waived) {
    Json result{{"ruleId", f.rule},
                {"level", sarif_level(f.severity)},
                {"message", {{"text", f.message}}},
                {"locations", Json::array({{{"physicalLocation", {{"artifactLocation", {{"uri", uri_of(f.path)}}}}},
                                            {"logicalLocations", Json::array({{{"name", f.number.empty() ? f.id : f.number}, {"kind", "document"}}})}}})},
                {"partialFingerprints", {{"sohoa/1", key_of(f)}}},
                {"properties", {{"document", f.id}, {"page", page_of(f)}, {"box", json_values::box_json(f.where.box)}, {"certain", f.certain}}}};
    if (waived) result["suppressions"] = Json::array({{{"kind", "external"}}});
    results.push_back(std::move(result));
  };
  for (const Finding& f : run.findings) add(f, false);
  for (const Finding& f : run.waived) add(f, true);
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({{{"tool", {{"driver", {{"name", "sohoa"}, {"rules", std::move(rules)}}}}}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}}})}};
}

std::string findings_junit(const CheckRun& run, const Rulebook& book) {
  std::map<std::string, std::vector<const Finding*>> by_rule;
  for (const Finding& f : run.findings) by_rule[f.rule].push_back(&f);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sohoa check\">\n";
  for (const CheckRule& rule : book.rules) {
    const auto& found = by_rule[rule.id];
    const auto errors = std::ranges::count_if(found, [](const Finding* f) { return f->severity == Severity::error; });
    out += fmt::format("<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n", escaped(rule.id), std::max<std::size_t>(found.size(), 1), errors);
    if (found.empty()) out += fmt::format("<testcase classname=\"{}\" name=\"{}\"/>\n", escaped(rule.id), escaped(text_in(rule)));
    for (const Finding* f : found) {
      const char* tag = f->severity == Severity::error ? "failure" : "system-out";
      const std::string open = f->severity == Severity::error ? fmt::format("failure message=\"{}\"", escaped(f->message)) : tag;
      out += fmt::format("<testcase classname=\"{}\" name=\"{}\"><{}>{}</{}></testcase>\n", escaped(rule.id), escaped(f->path + " " + f->number), open,
                         escaped(fmt::format("{} ({})", f->message, rule.basis)), tag);
    }
    out += "</testsuite>\n";
  }
  return out + "</testsuites>\n";
}

Result<std::string> findings_xlsx(const CheckRun& run, const Rulebook& book) {
  std::vector<Sheet> sheets;
  for (const Severity severity : kSeverities)
    if (const auto some = of_severity(run.findings, severity); !some.empty()) sheets.push_back({title(severity), summary(run), finding_rows(some, book)});
  if (!run.waived.empty()) sheets.push_back({tr("Waived"), {}, finding_rows(run.waived, book)});
  sheets.push_back({tr("Rules"), {}, rule_rows(book)});
  return as_xlsx(sheets);
}

std::string findings_html(const CheckRun& run, const Rulebook& book) {
  std::string out = fmt::format("<h1>{}</h1>\n<p class=\"sub\">{}</p>\n", escaped(tr("Compliance check")), escaped(summary(run)));
  for (const Severity severity : kSeverities) {
    const auto some = of_severity(run.findings, severity);
    if (some.empty()) continue;
    Listing rows{{{"document", tr("Document"), true}, {"page", tr("Page")}, {"message", tr("What")}, {"basis", tr("Basis")}, {"file", tr("File")}}, {}};
    for (const Finding& f : some) rows.rows.push_back({f.number.empty() ? f.id : f.number, page_of(f), f.message, basis_of(f, book), f.path});
    out += fmt::format("<h2>{} ({})</h2>\n", escaped(title(severity)), some.size()) + html_table(rows);
  }
  return html_page(tr("Compliance check"), out);
}

Listing rule_rows(const Rulebook& book) {
  Listing out{{{"rule", tr("Rule"), true}, {"severity", tr("Severity"), true}, {"profiles", tr("Profiles")}, {"from", tr("From"), true}, {"basis", tr("Basis")},
               {"certainty", tr("Certainty")}, {"explanation", tr("What it asks for")}}, {}};
  for (const CheckRule& rule : book.rules) {
    std::vector<std::string> profiles;
    for (const Profile p : rule.profiles) profiles.emplace_back(name(p));
    out.rows.push_back({rule.id, shown(rule.severity), profiles, rule.from, rule.basis, rule.certainty, text_in(rule)});
  }
  return out;
}

Listing waiver_rows(const std::vector<Waiver>& waivers) {
  Listing out{{{"rule", tr("Rule"), true}, {"id", tr("Id"), true}, {"reason", tr("Reason")}, {"who", tr("Who")}, {"time", tr("When"), true}}, {}};
  for (const Waiver& w : waivers) out.rows.push_back({w.rule, w.id, w.reason, w.who, w.time});
  return out;
}

}  // namespace sohoa
