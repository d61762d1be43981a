#include "report/evaluate.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "core/language.hh"
#include "core/names.hh"
#include "report/records.hh"
#include "report/same_value.hh"

namespace sohoa {
namespace {

/// Fields whose cells must all be accepted and right, so that nobody need look at a document; the others have rows of their own.
constexpr std::array kNeeded{FieldId::number, FieldId::issued_date, FieldId::type, FieldId::issuer, FieldId::place, FieldId::subject, FieldId::signer};
constexpr std::array kScored{FieldId::number,  FieldId::issued_date, FieldId::type,         FieldId::issuer,     FieldId::place,
                             FieldId::subject, FieldId::signer,      FieldId::signer_title, FieldId::recipients, FieldId::urgency};

std::string name_of(const std::string& path) { return std::filesystem::path(path).filename().string(); }

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (&value == values.data() ? "" : "; ") + value;
  return out;
}

/// What the label says of a field, a list joined; of recipients without the archive line, which is none of them. Empty when it says nothing.
std::string said_by(const Json& label, FieldId field) {
  const auto found = label.find(std::string(spec_of(field).name));
  if (found == label.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (!found->is_array()) return {};
  auto values = found->get<std::vector<std::string>>();
  if (field == FieldId::recipients) std::erase_if(values, [](const std::string& value) { return value.starts_with("Lưu"); });
  return joined(values);
}

bool lists(const Json& label, const char* key, std::string_view field) {
  const auto found = label.find(key);
  return found != label.end() && found->is_array() && std::ranges::find(*found, Json(field)) != found->end();
}

bool by_hand(const Json& label, FieldId field) {
  const auto hand = label.find("handwritten");
  if (hand == label.end() || !hand->is_object()) return false;
  if (field == FieldId::number) return hand->value("number", false);
  return field == FieldId::issued_date && hand->value("date", false);
}

void score(const Json& label, const Document* document, Evaluation& out) {
  const std::string file = label.at("file");
  bool clean = document != nullptr;
  for (const FieldId id : kScored) {
    const std::string name(spec_of(id).name), want = said_by(label, id);
    const bool absent = lists(label, "absent", name), hand = by_hand(label, id);
    if (lists(label, "doubtful", name) || (want.empty() && !absent)) continue;
    static const Field none;
    const Field& field = document ? document->field(id) : none;
    const std::string value = joined(field.values);
    const bool certain = (field.status == Status::accepted || field.status == Status::corrected) && !value.empty();
    const bool right = absent ? !certain : !value.empty() && same_value(id, want, value);
    FieldCount& count = out.fields[hand ? name + " (handwritten)" : name];
    ++count.cells;
    count.right += right;
    count.accepted += certain;
    count.ok += certain && right;
    count.silent += certain && !right;
    count.review += field.status == Status::review;
    count.missing += !certain && field.status != Status::review;
    if (!hand && !absent && !(certain && right) && std::ranges::find(kNeeded, id) != kNeeded.end()) clean = false;
    if (!right) out.errors.push_back({file, document ? document->id : "", id, want, value, field.status, field.evidence, {}});
  }
  out.untouched += clean;
}

double share(int part, int of) { return of == 0 ? 0.0 : static_cast<double>(part) / of; }
std::string percent(int part, int of) { return fmt::format("{:.1f} %", 100 * share(part, of)); }

}  // namespace

void RecordsByFile::add(Document document) {
  const std::size_t at = documents_.size();
  const auto enter = [&](const std::string& path, int page) {
    auto& list = by_name_[name_of(path)];
    list.insert(std::ranges::upper_bound(list, page, {}, &std::pair<int, std::size_t>::first), {page, at});
  };
  for (const Source& source : document.sources)
    enter(source.path, source.pages.empty() ? 1 : *std::ranges::min_element(source.pages));
  for (const std::string& path : document.duplicates) enter(path, 1);
  documents_.push_back(std::move(document));
}

std::vector<const Document*> RecordsByFile::of(const std::string& path) const {
  std::vector<const Document*> out;
  if (const auto found = by_name_.find(name_of(path)); found != by_name_.end())
    for (const auto& [page, at] : found->second) out.push_back(&documents_[at]);
  return out;
}

Result<Evaluation> evaluate_fields(const Json& labels, const RecordsByFile& records) {
  Evaluation out;
  try {
    for (const Json& label : labels) {
      const std::vector<const Document*> found = records.of(label.at("file"));
      ++out.files;
      out.without_record += found.empty();
      score(label, found.empty() ? nullptr : found.front(), out);
    }
  } catch (const Json::exception& e) {
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("these are no labels: {}")), e.what()),
                tr("Labels are a JSON list of objects with a \"file\" each; data/samples/labels.json shows how."));
  }
  return out;
}

namespace {

/// "number (handwritten)" for people.
std::string row_label(const std::string& name) {
  const std::size_t end = std::min(name.find(" ("), name.size());
  const std::optional<FieldId> field = field_named(name.substr(0, end));
  if (!field) return name;
  return std::string(label(*field)) + (end < name.size() ? fmt::format(" ({})", tr("handwritten")) : "");
}

}  // namespace

Listing evaluation_rows(const Evaluation& e) {
  Listing list{{{"field", tr("Field")}, {"cells", tr("cells")}, {"right", tr("right")}, {"accepted", tr("accepted")}, {"ok", tr("of these right")},
                {"silent", tr("silent errors")}, {"review", tr("in review")}, {"missing", tr("missing")}},
               {}};
  for (const auto& [name, c] : e.fields)
    list.rows.push_back({row_label(name), c.cells, percent(c.right, c.cells), percent(c.accepted, c.cells), percent(c.ok, c.accepted),
                         percent(c.silent, c.cells), percent(c.review, c.cells), percent(c.missing, c.cells)});
  return list;
}

Listing error_rows(const Evaluation& e, Audience audience) {
  const bool people = audience == Audience::people;
  Listing list{{{"field", tr("Field")}, {"file", tr("file")}, {"page", tr("Page")}, {"expected", tr("expected")}, {"got", tr("got")},
                {"status", tr("Status")}, {"rule", tr("rule")}, {"crop", tr("picture")}, {"id", tr("Id"), true}},
               {}};
  for (const FieldError& x : e.errors)
    list.rows.push_back({people ? label(x.field) : spec_of(x.field).name, x.file, x.evidence.page > 0 ? Json(x.evidence.page) : Json(nullptr), x.expected, x.got,
                         people ? shown(x.status) : std::string(name(x.status)), x.evidence.rule, x.crop, x.id});
  return list;
}

Json evaluation_json(const Evaluation& e) {
  Json rows = Json::object();
  for (const auto& [name, c] : e.fields)
    rows[name] = {{"n", c.cells}, {"right", c.right}, {"accepted", c.accepted}, {"ok", c.ok}, {"silent", c.silent}, {"review", c.review}, {"missing", c.missing}};
  return {{"rows", std::move(rows)}, {"files", e.files}, {"files_without_record", e.without_record}, {"untouched", e.untouched}};
}

}  // namespace sohoa
