#include <fmt/format.h>

#include <memory>
#include <sstream>

#include "apps/cli/commands.hh"
#include "apps/cli/crops.hh"
#include "apps/cli/output.hh"
#include "core/data_files.hh"
#include "core/store/archive.hh"
#include "report/evaluate.hh"
#include "report/evaluate_duties.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::filesystem::path labels, records, crops;
  std::string format;
  bool errors = false;
};

Result<RecordsByFile> records_of(const std::filesystem::path& kho, const Options& options) {
  RecordsByFile records;
  if (options.records.empty()) {
    const Archive archive = TRY(Archive::open(kho));
    TRY_VOID(archive.each_document(false, [&](const Document& document) {
      records.add(document);
      return true;
    }));
    return records;
  }
  std::istringstream lines(TRY(read_file(options.records)));
  int n = 0;
  for (std::string line; std::getline(lines, line);) {
    ++n;
    if (line.find_first_not_of(" \r") == std::string::npos) continue;
    const Json json = Json::parse(line, nullptr, false);
    Result<Document> document = json.is_discarded() ? Result<Document>(fail(ErrorCode::bad_data, "JSON")) : document_from_json(json);
    if (!document)
      return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}, line {}: no record ({})")), options.records.string(), n, document.error().message),
                  tr("Write records with `sohoa export --format jsonl`."));
    records.add(std::move(*document));
  }
  return records;
}

/// Pictures of the places of the errors, where the archive has the page.
Result<void> cut_crops(const std::filesystem::path& kho, const std::filesystem::path& folder, std::vector<FieldError>& errors) {
  const Archive archive = TRY(Archive::open(kho));
  const Crops crops(kho, folder);
  for (FieldError& error : errors)
    if (const Result<Document> document = archive.document(error.id)) error.crop = crops.cut(*document, error.field, error.evidence);
  return {};
}

Json json_of(const Evaluation& fields, const DutyEvaluation& duties, bool errors) {
  Json out = evaluation_json(fields);
  if (!duties.empty()) out["duties"] = duty_json(duties);
  if (errors) out["errors"] = as_json(error_rows(fields, Audience::programs));
  if (errors) out["duty_errors"] = duties.errors;
  return out;
}

std::string text_of(const Evaluation& fields, const DutyEvaluation& duties, bool errors) {
  std::string out;
  if (!fields.fields.empty()) {
    out += as_text(evaluation_rows(fields), output_width());
    out += fmt::format(fmt::runtime(tr("{} of {} documents need not be looked at; {} files without a record")), fields.untouched, fields.files,
                       fields.without_record) + "\n";
  }
  if (!duties.empty()) out += (out.empty() ? "" : "\n") + as_text(duty_rows(duties), output_width());
  if (errors && !fields.errors.empty()) out += "\n" + as_text(error_rows(fields, Audience::people), output_width());
  if (errors)
    for (const std::string& error : duties.errors) out += printable(error) + "\n";
  return out;
}

Result<int> evaluate(const std::filesystem::path& kho, const Options& options) {
  const std::string text = TRY(read_file(options.labels));
  const Json labels = Json::parse(text, nullptr, false);
  if (!labels.is_array())
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("these are no labels: {}")), options.labels.string()),
                tr("Labels are a JSON list of objects with a \"file\" each; data/samples/labels.json shows how."));
  const RecordsByFile records = TRY(records_of(kho, options));
  Evaluation fields = TRY(evaluate_fields(labels, records));
  const DutyEvaluation duties = TRY(evaluate_duties(labels, records));
  if (options.errors && options.records.empty())
    TRY_VOID(cut_crops(kho, options.crops.empty() ? passing_crops() : options.crops, fields.errors));
  put(options.format == "json" ? json_of(fields, duties, options.errors).dump(1, ' ', false, Json::error_handler_t::replace) + "\n"
                               : text_of(fields, duties, options.errors));
  return 0;
}

}  // namespace

void add_evaluate(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("evaluate", tr("How well fields, citations, deadlines and targets were read, against hand labels"),
                              "sohoa evaluate --labels data/samples/labels.json --errors", [&cli, options] { return evaluate(cli.kho, *options); });
  command->add_option("--labels", options->labels, tr("The labels, a JSON list"))->required();
  command->add_option("--records", options->records, tr("Records (jsonl) instead of those of the archive"));
  command->add_flag("--errors", options->errors, tr("List what is wrong, with pictures of the places"));
  command->add_option("--crops", options->crops, tr("Folder for the pictures of the places"));
  add_format(*command, options->format, {"table", "json"});
}

}  // namespace sohoa::cli
