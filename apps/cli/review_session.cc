#include "apps/cli/review_session.hh"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "apps/cli/crops.hh"
#include "apps/cli/deciding.hh"
#include "apps/cli/output.hh"
#include "core/names.hh"
#include "core/store/archive.hh"
#include "core/store/decisions.hh"
#include "pipeline/extract/typed_value.hh"

namespace sohoa::cli {
namespace {

constexpr std::size_t kMostChoices = 9;  // a to i: u, q and x mean something else

struct Answer {
  enum class What { skip, undo, quit, correct } what = What::skip;
  Correction said;
};

constexpr std::string_view kBlank = "…";

bool wants_digits(const Doubt& doubt) { return doubt.field == FieldId::number && doubt.read.value().starts_with(kBlank); }

/// "64" for the printed "…/UBND-KT" means 64/UBND-KT: the clerk types what the ink says.
std::string completed(const std::string& typed, const Doubt& doubt) {
  const bool digits = typed.find_first_not_of("0123456789") == std::string::npos;
  return digits && wants_digits(doubt) ? typed + doubt.read.value().substr(kBlank.size()) : typed;
}

/// A reading that may hold, and what it says.
struct Choice {
  std::string text;
  Correction said;
};

/// The readings that are complete: chosen by letters, for digits are typed as a number.
std::vector<Choice> choices_of(const Doubt& doubt, const Knowledge& knowledge) {
  std::vector<Choice> choices;
  for (const std::string& reading : readings_of(doubt.read)) {
    if (choices.size() == kMostChoices) break;
    if (reading == doubt.read.value() && acceptable(doubt.field, doubt.read, knowledge)) {
      choices.push_back({reading, {doubt.read.values, doubt.read.extra, {}, {}}});
    } else if (Result<TypedValue> typed = typed_value(doubt.field, reading, knowledge)) {
      choices.push_back({reading, {std::move(typed->values), std::move(typed->extra), {}, {}}});
    }
  }
  return choices;
}

char letter_of(std::size_t choice) { return static_cast<char>('a' + choice); }

void show(const Doubt& doubt, std::size_t at, std::size_t of, const std::vector<Choice>& choices, const std::string& crop) {
  const std::string hand = doubt.read.handwritten ? fmt::format(" ({})", tr("handwritten")) : "";
  put(fmt::format("\n[{}/{}] {}{}\n", at + 1, of, label(doubt.field), hand));
  put(printable(fmt::format(fmt::runtime(tr("{}, page {}")), doubt.path, doubt.read.evidence.page)) +
      (doubt.number.empty() ? "" : "  ·  " + printable(doubt.number)) + "\n");
  if (!crop.empty()) put(fmt::format(fmt::runtime(tr("picture: {}")), crop) + "\n");
  const std::string& read = doubt.read.values.empty() ? doubt.read.raw : doubt.read.value();
  const bool offered = std::ranges::any_of(choices, [&](const Choice& choice) { return choice.text == read; });
  if (!offered && !read.empty()) put(fmt::format(fmt::runtime(tr("  read as: {}")), printable(read)) + "\n");
  for (std::size_t i = 0; i < choices.size(); ++i) put(fmt::format("  {}) {}\n", letter_of(i), printable(choices[i].text)));
  if (wants_digits(doubt)) put(fmt::format(fmt::runtime(tr("  digits typed complete {}")), printable(doubt.read.value())) + "\n");
}

/// Asks until the answer is understood; nothing when the input has ended.
std::optional<Answer> ask(const ReviewSession& session, const Doubt& doubt, const std::vector<Choice>& choices) {
  for (;;) {
    put(tr("letter = that reading, or type the right value; Enter skip, x absent, u undo, q quit > "));
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    if (line.empty()) return Answer{};
    if (line == "u") return Answer{Answer::What::undo, {}};
    if (line == "q") return Answer{Answer::What::quit, {}};
    Answer answer{Answer::What::correct, {{}, {}, session.who, now()}};
    if (line == "x") return answer;
    if (line.size() == 1 && line[0] >= letter_of(0) && line[0] < letter_of(choices.size())) {
      const Correction& chosen = choices[static_cast<std::size_t>(line[0] - letter_of(0))].said;
      answer.said.values = chosen.values;
      answer.said.extra = chosen.extra;
      return answer;
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
    const std::vector<Choice> choices = choices_of(doubt, session.knowledge);
    show(doubt, at, doubts.size(), choices, crops.cut(*document, doubt.field, doubt.read.evidence));
    const std::optional<Answer> answer = ask(session, doubt, choices);
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
