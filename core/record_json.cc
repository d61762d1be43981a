#include "core/record_json.hh"

#include "core/json_values.hh"
#include "core/names.hh"

namespace sohoa {
using namespace json_values;
namespace {

Json to_json(const Field& field, FieldId id) {
  const FieldSpec& spec = spec_of(id);
  Json j;
  if (field.values.empty())
    j["value"] = nullptr;
  else if (spec.type == FieldType::list || field.values.size() > 1)
    j["value"] = field.values;
  else
    j["value"] = field.values.front();
  for (const auto& [key, value] : field.extra) j[key] = value;
  if (!field.raw.empty()) j["raw"] = field.raw;
  j["status"] = name(field.status);
  if (field.values.empty() && field.candidates.empty() && field.evidence.page == 0) return j;
  j["confidence"] = rounded(field.confidence);
  j["page"] = field.evidence.page;
  j["box"] = box_json(field.evidence.box);
  j["rule"] = field.evidence.rule;
  j["handwritten"] = field.handwritten;
  if (!field.candidates.empty()) {
    Json list = Json::array();
    for (const Candidate& c : field.candidates)
      list.push_back({{"value", c.value},
                      {"raw", c.raw},
                      {"confidence", rounded(c.confidence)},
                      {"page", c.evidence.page},
                      {"box", box_json(c.evidence.box)},
                      {"rule", c.evidence.rule}});
    j["candidates"] = std::move(list);
  }
  return j;
}

Evidence evidence_from(const Json& j) {
  Evidence e;
  e.page = j.value("page", 0);
  if (const auto box = j.find("box"); box != j.end()) e.box = box_from(*box);
  e.rule = text_from(j, "rule");
  return e;
}

Field field_from(const Json& j) {
  Field f;
  const Json& value = j.at("value");
  if (value.is_array())
    f.values = value.get<std::vector<std::string>>();
  else if (!value.is_null())
    f.values = {value.get<std::string>()};
  f.raw = text_from(j, "raw");
  f.confidence = j.value("confidence", 0.0);
  f.status = enum_from<Status>(j, "status");
  f.evidence = evidence_from(j);
  f.handwritten = j.value("handwritten", false);
  for (const auto& [key, v] : j.items())
    if (v.is_string() && key != "value" && key != "raw" && key != "status" && key != "rule")
      f.extra[key] = v.get<std::string>();
  if (const auto list = j.find("candidates"); list != j.end())
    for (const Json& c : *list)
      f.candidates.push_back({text_from(c, "value"), text_from(c, "raw"), c.value("confidence", 0.0),
                              evidence_from(c)});
  return f;
}

Json to_json(const Citation& c) {
  Json j{{"number", text_or_null(c.number)},
          {"type", text_or_null(c.type)},
          {"issuer", text_or_null(c.issuer)},
          {"date", text_or_null(c.date)},
          {"relation", name(c.relation)},
          {"raw", c.raw},
          {"page", c.evidence.page},
          {"box", box_json(c.evidence.box)},
          {"rule", c.evidence.rule},
          {"resolved", text_or_null(c.resolved)},
          {"article", text_or_null(c.article)}};
  if (!c.repairs.empty()) j["repairs"] = c.repairs;
  return j;
}

Citation citation_from(const Json& j) {
  Citation c;
  c.number = text_from(j, "number");
  c.type = text_from(j, "type");
  c.issuer = text_from(j, "issuer");
  c.date = text_from(j, "date");
  c.relation = enum_from<Relation>(j, "relation");
  c.raw = text_from(j, "raw");
  c.evidence = evidence_from(j);
  c.resolved = text_from(j, "resolved");
  c.article = text_from(j, "article");
  c.repairs = text_from(j, "repairs");
  return c;
}

Json to_json(const Deadline& d) {
  Json j{{"phrase", d.phrase}, {"kind", name(d.kind)}};
  const auto put = [&](const char* key, const std::string& value) {
    if (!value.empty()) j[key] = value;
  };
  put("date", d.date);
  put("bound", d.bound);
  put("working_day", d.working_day);
  put("start", d.start);
  put("end", d.end);
  if (!d.rrule.empty()) j["rrule"] = d.rrule;
  if (d.kind == DeadlineKind::relative) j["offset"] = d.offset;
  put("unit", d.unit);
  put("direction", d.direction);
  put("anchor", d.anchor);
  if (d.inferred_year) j["inferred_year"] = true;
  put("task", d.task);
  put("lead", d.lead);
  put("coordinating", d.coordinating);
  j["status"] = name(d.status);
  j["page"] = d.evidence.page;
  j["box"] = box_json(d.evidence.box);
  j["rule"] = d.evidence.rule;
  put("repairs", d.repairs);
  return j;
}

Deadline deadline_from(const Json& j) {
  Deadline d;
  d.phrase = text_from(j, "phrase");
  d.kind = enum_from<DeadlineKind>(j, "kind");
  d.date = text_from(j, "date");
  d.bound = text_from(j, "bound");
  d.working_day = text_from(j, "working_day");
  d.start = text_from(j, "start");
  d.end = text_from(j, "end");
  if (const auto rules = j.find("rrule"); rules != j.end())
    d.rrule = rules->get<std::vector<std::string>>();
  d.offset = j.value("offset", 0);
  d.unit = text_from(j, "unit");
  d.direction = text_from(j, "direction");
  d.anchor = text_from(j, "anchor");
  d.inferred_year = j.value("inferred_year", false);
  d.task = text_from(j, "task");
  d.lead = text_from(j, "lead");
  d.coordinating = text_from(j, "coordinating");
  d.status = enum_from<Status>(j, "status");
  d.evidence = evidence_from(j);
  d.repairs = text_from(j, "repairs");
  return d;
}

Json to_json(const Target& t) {
  Json j{{"name", t.name}, {"percent", t.percent}, {"at_least", t.at_least}};
  if (!t.lead.empty()) j["lead"] = t.lead;
  j["page"] = t.evidence.page;
  j["box"] = box_json(t.evidence.box);
  j["rule"] = t.evidence.rule;
  return j;
}

Target target_from(const Json& j) {
  return {text_from(j, "name"), j.at("percent"), j.value("at_least", false), text_from(j, "lead"),
          evidence_from(j)};
}

Json to_json(const Ends& e) {
  return {{"headed", e.headed},           {"finished", e.finished},           {"first_printed", e.first_printed},
          {"last_printed", e.last_printed}, {"begins_inside", e.begins_inside}, {"ends_inside", e.ends_inside}};
}

Ends ends_from(const Json& j) {
  return {j.value("headed", false),     j.value("finished", false),      j.value("first_printed", 0),
          j.value("last_printed", 0),   j.value("begins_inside", false), j.value("ends_inside", false)};
}

/// "ocr", "embedded", "text", or "mixed" where pages differ.
std::string_view origin_of(const Document& d) {
  for (const Page& page : d.pages)
    if (page.origin != d.pages.front().origin) return "mixed";
  return name(d.pages.front().origin);
}

Json quality_of(const Document& d) {
  if (d.pages.empty())
    return {{"confidence", rounded(d.quality.confidence)},
            {"valid_syllables", rounded(d.quality.valid_syllables)},
            {"origin", d.quality.origin}};
  double confidence = 0, syllables = 0, words = 0;
  for (const Page& page : d.pages) {
    const auto n = static_cast<double>(page.words.size());
    confidence += page.confidence * n;
    syllables += page.valid_syllables * n;
    words += n;
  }
  const double n = std::max(words, 1.0);
  return {{"confidence", rounded(confidence / n)},
          {"valid_syllables", rounded(syllables / n)},
          {"origin", origin_of(d)}};
}

}  // namespace

Json to_json(const Document& d, bool with_pages) {
  Json j{{"schema", "sohoa.record/1"}, {"id", d.id}, {"dossier", text_or_null(d.dossier)}};
  j["sources"] = Json::array();
  for (const Source& s : d.sources)
    j["sources"].push_back({{"path", s.path}, {"sha256", s.sha256}, {"pages", s.pages}});
  j["duplicates"] = d.duplicates;
  j["reading"] = {{"version", d.reading_version}, {"model", d.reading_model}};
  j["extraction"] = {{"version", d.extraction_version}, {"data", d.extraction_data}};
  j["quality"] = quality_of(d);
  j["fields"] = Json::object();
  for (const FieldSpec& spec : kFields)
    j["fields"][std::string(spec.name)] = to_json(d.field(spec.id), spec.id);
  for (const char* key : {"signatures", "citations", "deadlines", "targets", "tables", "issues"})
    j[key] = Json::array();
  for (const Signature& s : d.signatures) j["signatures"].push_back(to_json(s));
  for (const Citation& c : d.citations) j["citations"].push_back(to_json(c));
  for (const Deadline& x : d.deadlines) j["deadlines"].push_back(to_json(x));
  for (const Target& t : d.targets) j["targets"].push_back(to_json(t));
  for (const Table& t : d.tables) j["tables"].push_back(to_json(t));
  for (const Issue& i : d.issues) j["issues"].push_back(to_json(i));
  j["ends"] = to_json(d.ends);
  if (with_pages) {
    j["pages"] = Json::array();
    for (const Page& page : d.pages) j["pages"].push_back(to_json(page));
    j["text"] = text_of(d);
  }
  return j;
}

Result<Document> document_from_json(const Json& j) {
  try {
    Document d;
    d.id = j.at("id");
    d.dossier = text_from(j, "dossier");
    for (const Json& s : j.at("sources"))
      d.sources.push_back({s.at("path"), s.at("sha256"), s.at("pages").get<std::vector<int>>()});
    d.duplicates = j.at("duplicates").get<std::vector<std::string>>();
    d.reading_version = j.at("reading").at("version");
    d.reading_model = j.at("reading").at("model");
    d.extraction_version = j.at("extraction").at("version");
    d.extraction_data = j.at("extraction").at("data");
    const Json& quality = j.at("quality");
    d.quality = {quality.at("confidence"), quality.at("valid_syllables"), quality.at("origin")};
    for (const FieldSpec& spec : kFields) {
      const auto found = j.at("fields").find(std::string(spec.name));
      if (found == j.at("fields").end()) continue;
      Field field = field_from(*found);
      if (field.status != Status::missing || !field.candidates.empty())
        d.fields[spec.id] = std::move(field);
    }
    for (const Json& c : j.at("citations")) d.citations.push_back(citation_from(c));
    for (const Json& x : j.at("deadlines")) d.deadlines.push_back(deadline_from(x));
    for (const Json& t : j.at("targets")) d.targets.push_back(target_from(t));
    for (const Json& s : list_of(j, "signatures")) d.signatures.push_back(signature_from(s));
    for (const Json& t : list_of(j, "tables")) d.tables.push_back(table_from(t));
    for (const Json& i : j.at("issues")) d.issues.push_back(issue_from(i));
    if (const auto ends = j.find("ends"); ends != j.end()) d.ends = ends_from(*ends);
    if (const auto pages = j.find("pages"); pages != j.end())
      for (const Json& p : *pages) d.pages.push_back(TRY(page_from_json(p)));
    return d;
  } catch (const std::exception& e) {
    return fail(ErrorCode::bad_data, std::string("record: ") + e.what());
  }
}

}  // namespace sohoa
