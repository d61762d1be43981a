#include <fmt/format.h>

#include <memory>
#include <set>

#include "apps/cli/commands.hh"
#include "apps/cli/crops.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "apps/cli/output_file.hh"
#include "apps/cli/review_session.hh"
#include "core/store/archive.hh"
#include "core/store/decisions.hh"
#include "ingest/archive_knowledge.hh"
#include "pipeline/extract/typed_value.hh"
#include "report/review.hh"

namespace sohoa::cli {
namespace {

struct Options {
  std::string format, dossier, undo;
  std::vector<std::string> fields;
  std::filesystem::path output, apply, crops;
  std::size_t limit = 0;
  Decider decider;
};

/// The fields named; all when none are.
Result<std::set<FieldId>> wanted_fields(const std::vector<std::string>& names) {
  std::set<FieldId> fields;
  for (const std::string& name : names) {
    const std::optional<FieldId> field = field_named(name);
    if (!field) return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("there is no field {}")), name), tr("Fields: see docs/record.md."));
    fields.insert(*field);
  }
  return fields;
}

Result<std::vector<Doubt>> doubts_in(const std::filesystem::path& kho, const Options& options) {
  const std::set<FieldId> fields = TRY(wanted_fields(options.fields));
  const Archive archive = TRY(Archive::open(kho));
  std::vector<Doubt> doubts;
  TRY_VOID(archive.each_document(false, [&](const Document& document) {
    if (!options.dossier.empty() && document.dossier != options.dossier) return true;
    for (Doubt& doubt : doubts_of(document))
      if (fields.empty() || fields.contains(doubt.field)) doubts.push_back(std::move(doubt));
    return true;
  }));
  sort_doubts(doubts);
  if (options.limit > 0 && doubts.size() > options.limit) doubts.resize(options.limit);
  return doubts;
}

Result<int> list(const std::filesystem::path& kho, const Options& options) {
  std::vector<Doubt> doubts = TRY(doubts_in(kho, options));
  if (!options.crops.empty()) {
    const Crops crops(kho, options.crops);
    const Archive archive = TRY(Archive::open(kho));
    for (Doubt& doubt : doubts) {
      const Document document = TRY(archive.document(doubt.id));
      doubt.crop = crops.cut(document, doubt.field, doubt.read.evidence);
    }
  }
  OutputFile output(options.output);
  const Format format = options.format == "json" ? Format::json : options.format == "csv" ? Format::csv : Format::table;
  if (!output.write(written(doubt_rows(doubts, format == Format::json ? Audience::programs : Audience::people), format, output_width()))) return output.not_written();
  TRY_VOID(output.finish());
  return 0;
}

/// What a row decides, checked against the field as it is now and its grammar.
Result<Correction> correction_of(const FilledRow& row, const Field& field, const Knowledge& knowledge) {
  if (row.decision == FilledRow::Decision::absent) return Correction{};
  if (row.decision == FilledRow::Decision::accept) {
    if (!acceptable(row.field, field, knowledge)) return fail(ErrorCode::bad_data, tr("there is no complete reading to accept"));
    return Correction{field.values, field.extra, {}, {}};
  }
  TypedValue typed = TRY(typed_value(row.field, row.value, knowledge));
  return Correction{std::move(typed.values), std::move(typed.extra), {}, {}};
}

/// All rows or none: a list that is wrong somewhere is to be looked at before any of it holds.
Result<int> apply(const std::filesystem::path& kho, const Options& options, const std::string& who, const Knowledge& knowledge) {
  std::vector<std::string> problems;
  const DataTable filled = TRY(read_csv(options.apply));
  const std::vector<FilledRow> rows = TRY(filled_rows(filled, problems));
  std::vector<Json> entries;
  std::size_t before = 0;  // decided just so when the list was given the last time
  {
    const Archive archive = TRY(Archive::open(kho));
    std::set<std::pair<std::string, FieldId>> seen;
    for (const FilledRow& row : rows) {
      const Result<Document> document = archive.document(row.id);
      Result<Correction> said = document ? correction_of(row, document->field(row.field), knowledge) : tl::unexpected(document.error());
      if (said && !seen.emplace(row.id, row.field).second) said = fail(ErrorCode::bad_data, tr("this field was decided in a row before"));
      if (!said) {
        problems.push_back(fmt::format(fmt::runtime(tr("line {}: {}")), row.line, said.error().message));
        continue;
      }
      if (holds_already(document->field(row.field), *said)) {
        ++before;
        continue;
      }
      said->who = who;
      said->time = now();
      entries.push_back(correction_entry(row.id, row.field, *said));
    }
  }
  for (const std::string& problem : problems) fmt::print(stderr, "{}\n", problem);
  if (!problems.empty())
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{} rows are wrong; nothing was changed")), problems.size()),
                tr("Mend these rows and give the list again."));
  if (rows.empty())
    return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("none of the {} rows holds a decision")), filled.rows.size()),
                tr("Write đúng or không có into the column of decisions, or the right value into the one beside it."));
  if (!entries.empty()) TRY_VOID(make_hold(kho, entries, knowledge));
  put(fmt::format(fmt::runtime(tr("{} fields decided.")), entries.size()) + (before > 0 ? fmt::format(fmt::runtime(tr(" {} were decided so before.")), before) : "") + "\n");
  return 0;
}

Result<int> undo(const std::filesystem::path& kho, const Options& options, const std::string& who, const Knowledge& knowledge) {
  const std::set<FieldId> fields = TRY(wanted_fields(options.fields));
  const std::string id = TRY(one_id(kho, options.undo));
  const Document document = TRY(document_now(kho, id));
  std::vector<Json> entries;
  for (const auto& [field, value] : document.fields)
    if (value.status == Status::corrected && (fields.empty() || fields.contains(field)))
      entries.push_back(withdrawn_correction_entry(id, field, who, now()));
  if (entries.empty()) return fail(ErrorCode::not_found, tr("nobody has decided about these fields"));
  TRY_VOID(make_hold(kho, entries, knowledge));
  put(fmt::format(fmt::runtime(tr("{} decisions taken back.")), entries.size()) + "\n");
  return 0;
}

Result<int> review(const std::filesystem::path& kho, const Options& options) {
  if (!options.format.empty() || !options.output.empty()) return list(kho, options);
  const std::string who = TRY(name_of(options.decider));
  const Knowledge knowledge = TRY(archive_knowledge(kho));
  if (!options.apply.empty()) return apply(kho, options, who, knowledge);
  if (!options.undo.empty()) return undo(kho, options, who, knowledge);
  const std::vector<Doubt> doubts = TRY(doubts_in(kho, options));
  if (doubts.empty()) {
    put(std::string(tr("No field waits to be looked at.")) + "\n");
    return 0;
  }
  return review_one_by_one({kho, options.crops.empty() ? passing_crops() : options.crops, who, knowledge}, doubts);
}

}  // namespace

void add_review(Cli& cli) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = cli.add("review", tr("Look at doubtful fields, the most valuable first, and say what is right"),
                              "sohoa review\n  sohoa review --format csv --output can-xem.csv\n  sohoa review --apply can-xem.csv",
                              [&cli, options] { return review(cli.kho, *options); });
  command->add_option("--format", options->format, tr("List the fields instead of asking"))->check(CLI::IsMember({"table", "csv", "json"}));
  command->add_option("--output", options->output, tr("The file to write the list to, otherwise to standard output"));
  command->add_option("--apply", options->apply, tr("A list (csv) with decisions filled in: make them hold"));
  command->add_option("--undo", options->undo, tr("Take back what was decided about a document (with --field: about that field)"));
  command->add_option("--field", options->fields, tr("Only this field, by its name in records; may be repeated"));
  command->add_option("--dossier", options->dossier, tr("Only this dossier"));
  command->add_option("--limit", options->limit, tr("At most so many"));
  command->add_option("--crops", options->crops, tr("Folder for the pictures of the places"));
  add_decider(*command, options->decider);
}

}  // namespace sohoa::cli
