#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <random>
#include <set>

#include "apps/server/site.hh"
#include "apps/server/visible.hh"
#include "core/clock.hh"
#include "core/language.hh"
#include "core/store/decisions.hh"
#include "pipeline/extract/typed_value.hh"
#include "report/agreement.hh"

namespace sohoa::server {
namespace {

using namespace std::chrono_literals;

constexpr int kMostAtOnce = 200;
constexpr auto kNoPatience = 0ms;  // the next field is what the clerk waits for

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json doubt_json(const Doubt& doubt, const Knowledge& knowledge) {
  const Evidence& at = doubt.read.evidence;
  return {{"id", doubt.id}, {"field", spec_of(doubt.field).name}, {"label", spec_of(doubt.field).label_vi}, {"label_en", spec_of(doubt.field).label_en},
          {"number", text_or_null(doubt.number)}, {"path", doubt.path}, {"dossier", doubt.dossier}, {"page", at.page},
          {"box", at.box ? Json({at.box->x0, at.box->y0, at.box->x1, at.box->y1}) : Json(nullptr)}, {"handwritten", doubt.read.handwritten},
          {"readings", readings_of(doubt.read)}, {"acceptable", acceptable(doubt.field, doubt.read, knowledge)},
          {"value", text_or_null(doubt.read.value())}, {"raw", doubt.read.raw}, {"confidence", doubt.read.confidence}, {"worth", doubt.value},
          {"status", doubt.read.status == Status::accepted ? "accepted" : "review"}};
}

/// With the rows of the office's register that the document may be.
Json waiting_json(const Waiting& waiting, const Knowledge& knowledge) {
  Json out = doubt_json(waiting.doubt, knowledge);
  out["registered"] = Json::array();
  for (const RegisterCandidate& row : waiting.registered)
    out["registered"].push_back({{"number", row.number}, {"date", text_or_null(row.date)}, {"subject", row.subject}, {"share", row.share}});
  return out;
}

/// What is reviewed in one go: a field, by hand or in print; numbers by hand by the book they are of ("/UBND-KT").
struct Batch {
  FieldId field = FieldId::number;
  bool handwritten = false;
  std::string book;
  auto operator<=>(const Batch&) const = default;
};

Batch batch_of(const Doubt& doubt) {
  const bool numbered = doubt.read.handwritten && doubt.field == FieldId::number;
  return {doubt.field, doubt.read.handwritten, numbered ? book_of(doubt.read.value()) : std::string()};
}

Result<WebAnswer> review(Site& site, const WebRequest& request) {
  const auto limit = static_cast<std::size_t>(TRY(number_in(request, "limit", 20, 1, 100)));
  const auto offset = static_cast<std::size_t>(TRY(number_in(request, "offset", 0, 0, 10'000'000)));
  const auto overview = TRY(site.overviews.now());
  std::map<Batch, int> batches;
  Json items = Json::array();
  std::size_t total = 0;
  for (const Waiting& waiting : overview->doubts) {
    const Doubt& doubt = waiting.doubt;
    if (!may_see(*request.person, doubt.dossier, waiting.secret)) continue;
    if (!request["dossier"].empty() && !search::lies_in(doubt.dossier, {request["dossier"]})) continue;
    const Batch batch = batch_of(doubt);
    ++batches[batch];
    if (!request["field"].empty() && request["field"] != spec_of(doubt.field).name) continue;
    if (!request["handwritten"].empty() && (request["handwritten"] == "true") != doubt.read.handwritten) continue;
    if (!request["book"].empty() && request["book"] != batch.book) continue;
    if (total++ >= offset && items.size() < limit) items.push_back(waiting_json(waiting, site.knowledge));
  }
  Json kinds = Json::array();
  for (const auto& [kind, count] : batches)
    kinds.push_back({{"field", spec_of(kind.field).name}, {"label", spec_of(kind.field).label_vi}, {"label_en", spec_of(kind.field).label_en},
                     {"handwritten", kind.handwritten}, {"book", text_or_null(kind.book)}, {"count", count}});
  return json({{"total", total}, {"pending", site.writer.pending()}, {"items", std::move(items)}, {"batches", std::move(kinds)}});
}

Result<FieldId> field_of(const std::string& name) {
  const std::optional<FieldId> field = field_named(name);
  if (!field) return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("there is no field {}")), name));
  return *field;
}

Result<FieldId> field_in(const Json& body) {
  const std::string name = TRY(text_in(body, "field"));
  return field_of(name);
}

Result<WebAnswer> check_value(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const FieldId field = TRY(field_in(body));
  const std::string value = TRY(text_in(body, "value"));
  const Result<TypedValue> typed = typed_value(field, value, site.knowledge);
  if (!typed) return json({{"ok", false}, {"values", Json::array()}, {"message", typed.error().message}, {"hint", typed.error().hint}});
  return json({{"ok", true}, {"values", typed->values}});
}

/// What a person said of a field, as the journal keeps it.
Result<Json> entry_of(Site& site, const WebRequest& request, const Json& said) {
  const std::string id = TRY(text_in(said, "id")), decision = TRY(text_in(said, "decision"));
  const FieldId field = TRY(field_in(said));
  const auto document = TRY(document_for(site.archive, *request.person, id));
  Correction correction{{}, {}, request.person->name, utc_text(std::time(nullptr))};
  if (decision == "accept") {
    const Field& read = document->field(field);
    if (!acceptable(field, read, site.knowledge)) return fail(ErrorCode::bad_data, tr("there is no complete reading to accept"));
    correction.values = read.values;
    correction.extra = read.extra;
  } else if (decision == "correct") {
    const std::string value = TRY(text_in(said, "value"));
    TypedValue typed = TRY(typed_value(field, value, site.knowledge));
    correction.values = std::move(typed.values);
    correction.extra = std::move(typed.extra);
  } else if (decision != "absent") {
    return fail(ErrorCode::usage, tr("a decision is accept, absent or correct"));
  }
  return correction_entry(document->id, field, correction);
}

Result<WebAnswer> decide(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const auto list = body.find("decisions");
  if (list == body.end() || !list->is_array() || list->empty() || list->size() > kMostAtOnce)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("decisions must be a list of 1 to {}")), kMostAtOnce));
  std::vector<Json> entries;
  for (const Json& said : *list) {
    if (!said.is_object()) return fail(ErrorCode::usage, tr("the body must be a JSON object"));
    entries.push_back(TRY(entry_of(site, request, said)));
  }
  const bool holds = TRY(site.writer.write_down(entries, kNoPatience));
  return json({{"decided", entries.size()}, {"holds", holds}});
}

Result<WebAnswer> undo(Site& site, const WebRequest& request) {
  const FieldId field = TRY(field_of(request["field"]));
  const auto document = TRY(document_for(site.archive, *request.person, request["id"]));
  if (document->field(field).status != Status::corrected) return fail(ErrorCode::not_found, tr("nothing was decided about this field"));
  constexpr auto kPatience = 3s;  // the field is wanted back in the queue
  const bool holds = TRY(site.writer.write_down({withdrawn_correction_entry(document->id, field, request.person->name, utc_text(std::time(nullptr)))}, kPatience));
  return json({{"holds", holds}});
}

/// Accepted fields drawn at random, each as likely as any other.
Result<WebAnswer> samples(Site& site, const WebRequest& request) {
  const auto count = static_cast<std::size_t>(TRY(number_in(request, "count", 10, 1, 50)));
  const auto overview = TRY(site.overviews.now());
  std::vector<std::pair<std::string_view, FieldId>> all, drawn;
  for (const auto& [id, d] : overview->documents) {
    if (!may_see(*request.person, d.dossier, d.secret)) continue;
    for (const FieldId field : d.accepted)
      if (request["field"].empty() || request["field"] == spec_of(field).name) all.emplace_back(id, field);
  }
  std::ranges::sample(all, std::back_inserter(drawn), static_cast<std::ptrdiff_t>(count), std::mt19937(std::random_device()()));
  Json items = Json::array();
  for (const auto& [id, field] : drawn) {
    const auto document = TRY(site.archive.document(std::string(id)));
    const Listed& d = *overview->of(id);
    items.push_back(doubt_json({document->id, d.dossier, d.path, d.number, field, document->field(field), 0, {}}, site.knowledge));
  }
  return json({{"items", std::move(items)}});
}

Result<WebAnswer> answer_sample(Site& site, const WebRequest& request) {
  const Json body = TRY(object_in(request));
  const auto agrees = body.find("agrees");
  if (agrees == body.end() || !agrees->is_boolean()) return fail(ErrorCode::usage, tr("agrees must be true or false"));
  const std::string id = TRY(text_in(body, "id"));
  const auto document = TRY(document_for(site.archive, *request.person, id));
  const FieldId field = TRY(field_in(body));
  std::vector<Json> entries{sample_entry(document->id, field, agrees->get<bool>(), request.person->name, utc_text(std::time(nullptr)))};
  if (!agrees->get<bool>()) {
    Json said = body;
    said["decision"] = body.contains("value") ? "correct" : "absent";
    entries.push_back(TRY(entry_of(site, request, said)));
  }
  return json({{"holds", TRY(site.writer.write_down(entries, kNoPatience))}});
}

Result<WebAnswer> agreement(Site& site, const WebRequest&) {
  Json fields = Json::array();
  const auto overview = TRY(site.overviews.now());
  for (const auto& [field, count] : overview->agreement()) {
    const auto bounds = share_bounds(count.wrong, count.drawn);
    fields.push_back({{"field", spec_of(field).name}, {"label", spec_of(field).label_vi}, {"label_en", spec_of(field).label_en},
                      {"decided", count.decided}, {"agreed", count.agreed}, {"drawn", count.drawn}, {"wrong", count.wrong},
                      {"silent_low", bounds ? Json(bounds->first) : Json(nullptr)}, {"silent_high", bounds ? Json(bounds->second) : Json(nullptr)}});
  }
  return json({{"fields", std::move(fields)}});
}

}  // namespace

void add_review_api(Handlers& handlers) {
  handlers["review"] = review;
  handlers["checkValue"] = check_value;
  handlers["decide"] = decide;
  handlers["undoDecision"] = undo;
  handlers["samples"] = samples;
  handlers["answerSample"] = answer_sample;
  handlers["agreement"] = agreement;
}

}  // namespace sohoa::server
