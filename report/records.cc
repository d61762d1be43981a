#include "report/records.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "core/names.hh"
#include "report/typed_date.hh"

namespace sohoa {
std::string shown(Severity severity) {
  switch (severity) {
    case Severity::error: return tr("error");
    case Severity::warning: return tr("warning");
    case Severity::notice: return tr("notice");
  }
  return {};
}

std::string shown(Status status) {
  switch (status) {
    case Status::missing: return tr("not found");
    case Status::review: return tr("to be checked");
    case Status::accepted: return tr("certain");
    case Status::corrected: return tr("corrected by a person");
  }
  return {};
}

namespace {

std::string joined(const std::vector<std::string>& parts, const char* between = "; ") {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string path_of(const Document& d) { return d.sources.empty() ? std::string() : d.sources.front().path; }

std::size_t pages_of(const Document& d) {
  std::size_t n = 0;
  for (const Source& source : d.sources) n += source.pages.size();
  return n;
}

std::string shown(Relation relation) {
  switch (relation) {
    case Relation::basis: return tr("basis");
    case Relation::implements: return tr("implements");
    case Relation::amends: return tr("amends");
    case Relation::replaces: return tr("replaces");
    case Relation::repeals: return tr("repeals");
    case Relation::parent: return tr("belongs to");
    case Relation::mentions: return tr("mentions");
  }
  return {};
}

Json page_or_null(const Evidence& evidence) { return evidence.page > 0 ? Json(evidence.page) : Json(nullptr); }

std::string value_of(const Field& field, const FieldSpec& spec) {
  if (spec.type == FieldType::date) return day_first(field.value());
  std::string out = joined(field.values);
  const auto full = field.extra.find("full");
  if (full != field.extra.end() && full->second != out && !full->second.empty()) out += " (" + full->second + ")";
  return out;
}

Listing fields_of(const Document& d) {
  Listing out{{{"field", tr("Field")}, {"value", tr("Value")}, {"status", tr("Status")}, {"confidence", tr("Confidence")},
               {"page", tr("Page")}, {"rule", tr("Rule")}},
              {}};
  for (const FieldSpec& spec : kFields) {
    const Field& field = d.field(spec.id);
    if (field.values.empty() && field.candidates.empty()) continue;
    std::string value = value_of(field, spec);
    std::string status = shown(field.status);
    if (field.handwritten) status += std::string(", ") + tr("handwritten");
    out.rows.push_back({label(spec.id), std::move(value), std::move(status), fmt::format("{:.2f}", shown_confidence(field.confidence)),
                        page_or_null(field.evidence), field.evidence.rule});
    for (const Candidate& c : field.candidates)
      out.rows.push_back({"", c.value, tr("perhaps"), fmt::format("{:.2f}", shown_confidence(c.confidence)), page_or_null(c.evidence), c.evidence.rule});
  }
  return out;
}

std::string missing_fields(const Document& d) {
  std::vector<std::string> labels;
  for (const FieldSpec& spec : kFields)
    if (d.field(spec.id).values.empty() && d.field(spec.id).candidates.empty()) labels.emplace_back(label(spec.id));
  return joined(labels, ", ");
}

void add_section(std::string& out, const char* title, const Listing& listing, int width) {
  if (!listing.rows.empty()) out += fmt::format("\n{} ({})\n", title, listing.rows.size()) + as_text(listing, width);
}

}  // namespace

std::string record_line(const Document& document) {
  return to_json(document).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::vector<Json> record_head() {
  std::vector<Json> head{tr("Id"), tr("Dossier"), tr("File"), tr("Pages")};
  for (const FieldSpec& spec : kFields) head.emplace_back(label(spec.id));
  for (const char* last : {tr("To be looked at"), tr("Number of citations"), tr("Number of deadlines"), tr("Issues")}) head.emplace_back(last);
  return head;
}

std::vector<Json> record_cells(const Document& d) {
  std::vector<Json> cells{d.id, d.dossier, path_of(d), pages_of(d)};
  std::vector<std::string> review;
  for (const FieldSpec& spec : kFields) {
    const Field& field = d.field(spec.id);
    cells.emplace_back(joined(field.values));
    if (field.status == Status::review) review.emplace_back(label(spec.id));
  }
  std::vector<std::string> issues;
  for (const Issue& issue : d.issues) issues.push_back(issue.message);
  cells.emplace_back(joined(review));
  cells.emplace_back(d.citations.size());
  cells.emplace_back(d.deadlines.size());
  cells.emplace_back(joined(issues));
  return cells;
}

std::string document_text(const Document& d, int width) {
  Listing where{{{"what", tr("Document")}, {"value", d.id}}, {}};
  where.rows.push_back({tr("Dossier"), d.dossier});
  for (const Source& source : d.sources)
    where.rows.push_back({tr("File"), fmt::format(fmt::runtime(tr("{} ({} pages)")), source.path, source.pages.size())});
  for (const std::string& path : d.duplicates) where.rows.push_back({tr("Same content"), path});
  std::string out = as_text(where, width) + '\n' + as_text(fields_of(d), width);
  if (const std::string missing = missing_fields(d); !missing.empty())
    out += fmt::format(fmt::runtime(tr("Not found: {}")), missing) + '\n';

  Listing citations{{{"number", tr("Number"), true}, {"date", tr("Date"), true}, {"type", tr("Type")}, {"issuer", tr("Issuer")},
                     {"relation", tr("Relation")}, {"page", tr("Page")}, {"raw", tr("In its words")}},
                    {}};
  for (const Citation& c : d.citations)
    citations.rows.push_back({c.number, day_first(c.date), c.type, c.issuer, shown(c.relation), page_or_null(c.evidence), c.raw});
  add_section(out, tr("Citations"), citations, width);

  Listing deadlines{{{"due", tr("Due"), true}, {"phrase", tr("In its words")}, {"task", tr("Task")}, {"lead", tr("Lead unit")},
                     {"status", tr("Status")}, {"page", tr("Page")}},
                    {}};
  for (const Deadline& x : d.deadlines)
    deadlines.rows.push_back({day_first(x.end.empty() ? x.date : x.end), x.phrase, x.task, x.lead, shown(x.status),
                              page_or_null(x.evidence)});
  add_section(out, tr("Deadlines"), deadlines, width);

  Listing signatures{{{"signer", tr("Signer")}, {"time", tr("Signed at"), true}, {"valid", tr("Signature valid")}, {"covers", tr("Whole file")}}, {}};
  for (const Signature& s : d.signatures) {
    const std::string valid = s.valid ? tr("yes") : tr("no");
    signatures.rows.push_back({s.signer, s.time, s.trouble.empty() ? valid : fmt::format("{}: {}", valid, s.trouble), s.covers_document ? tr("yes") : tr("no")});
  }
  add_section(out, tr("Digital signatures"), signatures, width);

  Listing issues{{{"severity", tr("Severity")}, {"page", tr("Page")}, {"message", tr("Message")}}, {}};
  for (const Issue& i : d.issues)
    issues.rows.push_back({shown(i.severity), i.page > 0 ? Json(i.page) : Json(nullptr), i.message});
  add_section(out, tr("Issues"), issues, width);
  return out;
}

Listing document_rows(const std::vector<Document>& documents) {
  Listing out{{{"id", tr("Id"), true}, {"number", tr("Number"), true}, {"date", tr("Date"), true}, {"subject", tr("Subject")},
               {"path", tr("File")}},
              {}};
  for (const Document& d : documents) {
    const auto said = [&](FieldId id) {
      const Field& field = d.field(id);
      const std::string value = spec_of(id).type == FieldType::date ? day_first(field.value()) : field.value();
      return doubted(value, field.status != Status::review);
    };
    out.rows.push_back({d.id, said(FieldId::number), said(FieldId::issued_date), said(FieldId::subject), path_of(d)});
  }
  return out;
}

}  // namespace sohoa
