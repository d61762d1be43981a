#include "apps/cli/review_session.hh"

#include <fmt/format.h>

#include <iostream>
#include <optional>

#include "apps/cli/crops.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "core/store/archive.hh"
#include "core/store/decisions.hh"
#include "pipeline/extract/typed_value.hh"

namespace sohoa::cli {
namespace {

constexpr std::size_t kMostChoices = 9;  // what one key can choose

struct Answer {
  enum class What { skip, undo, quit, correct } what = What::skip;
  Correction said;
};

void show(const Doubt& doubt, std::size_t at, std::size_t of, const std::vector<std::string>& readings, const std::string& crop) {
  const FieldSpec& spec = spec_of(doubt.field);
  const std::string hand = doubt.read.handwritten ? fmt::format(" ({})", tr("handwritten")) : "";
  put(fmt::format("\n[{}/{}] {}{}\n", at + 1, of, spec.label_vi, hand));
  put(printable(fmt::format(fmt::runtime(tr("{}, page {}")), doubt.path, doubt.read.evidence.page)) +
      (doubt.number.empty() ? "" : "  ·  " + printable(doubt.number)) + "\n");
  if (!crop.empty()) put(fmt::format(fmt::runtime(tr("picture: {}")), crop) + "\n");
  for (std::size_t i = 0; i < readings.size() && i < kMostChoices; ++i) put(fmt::format("  {}) {}\n", i + 1, printable(readings[i])));
  if (readings.empty() && !doubt.read.raw.empty()) put(fmt::format(fmt::runtime(tr("  read as: {}")), printable(doubt.read.raw)) + "\n");
}

/// "64" for the printed "…/UBND-KT" means 64/UBND-KT: the clerk types what the ink says.
std::string completed(const std::string& typed, const Doubt& doubt) {
  constexpr std::string_view kBlank = "…";
  const std::string& printed = doubt.read.value();
  const bool digits = typed.find_first_not_of("0123456789") == std::string::npos;
  return doubt.field == FieldId::number && digits && printed.starts_with(kBlank) ? typed + printed.substr(kBlank.size()) : typed;
}

/// Asks until the answer is understood; nothing when the input has ended.
std::optional<Answer> ask(const ReviewSession& session, const Doubt& doubt, const std::vector<std::string>& readings) {
  for (;;) {
    put(tr("number = that reading, or type the right value; Enter skip, x absent, u undo, q quit > "));
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    if (line.empty()) return Answer{};
    if (line == "u") return Answer{Answer::What::undo, {}};
    if (line == "q") return Answer{Answer::What::quit, {}};
    Answer answer{Answer::What::correct, {{}, {}, session.who, now()}};
    if (line == "x") return answer;
    if (line.size() == 1 && line[0] >= '1' && line[0] <= '9') {
      const auto chosen = static_cast<std::size_t>(line[0] - '1');
      if (chosen < readings.size()) line = readings[chosen];
      if (chosen == 0 && acceptable(doubt.field, doubt.read, session.knowledge)) {
        answer.said.values = doubt.read.values;
        answer.said.extra = doubt.read.extra;
        return answer;
      }
    }
    Result<TypedValue> typed = typed_value(doubt.field, completed(line, doubt), session.knowledge);
    if (typed) {
      answer.said.values = std::move(typed->values);
      answer.said.extra = std::move(typed->extra);
      return answer;
    }
    put(fmt::format("{}\n{}\n", typed.error().message, typed.error().hint));
  }
}

/// The field as it is now; nothing when somebody else has settled it, or the document is gone.
std::optional<Document> still_doubtful(const std::filesystem::path& kho, Doubt& doubt) {
  const Result<Archive> archive = Archive::open(kho);
  if (!archive) return std::nullopt;
  Result<Document> document = archive->document(doubt.id);
  if (!document || document->field(doubt.field).status != Status::review) return std::nullopt;
  doubt.read = document->field(doubt.field);
  doubt.number = document->field(FieldId::number).value();
  return std::move(*document);
}

}  // namespace

Result<int> review_one_by_one(const ReviewSession& session, const std::vector<Doubt>& doubts) {
  const Crops crops(session.kho, session.crops);
  std::vector<std::size_t> decided;  // to go back to
  std::size_t at = 0;
  while (at < doubts.size()) {
    Doubt doubt = doubts[at];
    const std::optional<Document> document = still_doubtful(session.kho, doubt);
    if (!document) {
      ++at;
      continue;
    }
    const std::vector<std::string> readings = readings_of(doubt.read);
    show(doubt, at, doubts.size(), readings, crops.cut(*document, doubt.field, doubt.read.evidence));
    const std::optional<Answer> answer = ask(session, doubt, readings);
    if (!answer || answer->what == Answer::What::quit) break;
    if (answer->what == Answer::What::skip) ++at;
    if (answer->what == Answer::What::correct) {
      TRY_VOID(make_hold(session.kho, {correction_entry(doubt.id, doubt.field, answer->said)}, session.knowledge));
      decided.push_back(at++);
    }
    if (answer->what == Answer::What::undo && decided.empty()) put(std::string(tr("nothing was decided yet")) + "\n");
    if (answer->what == Answer::What::undo && !decided.empty()) {
      at = decided.back();
      decided.pop_back();
      TRY_VOID(make_hold(session.kho, {withdrawn_correction_entry(doubts[at].id, doubts[at].field, session.who, now())}, session.knowledge));
    }
  }
  put("\n" + fmt::format(fmt::runtime(tr("{} fields decided.")), decided.size()) + "\n");
  return 0;
}

}  // namespace sohoa::cli
