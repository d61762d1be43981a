#include "pipeline/extract/registered.hh"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/text/normalize.hh"
#include "pipeline/extract/expected_symbol.hh"
#include "pipeline/extract/knowledge.hh"
#include "pipeline/extract/register_candidates.hh"
#include "pipeline/extract/series.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

constexpr double kUnseen = 0.003;      // of a value that the ink does not offer
constexpr double kSurelyNot = 1e-5;   // where the ink is sure of others
constexpr double kOffered = 0.05;      // from here on the ink supports a value
constexpr double kLeastShare = 0.97;   // of the best row, to be accepted
constexpr double kNotRegistered = 2e-4;
constexpr double kSameSubject = 0.75;  // share of words from which subjects agree
constexpr double kOtherSubject = 0.3;

std::string bare_number(const std::string& number) { return number.substr(std::min(number.find_first_not_of('0'), number.size())); }

std::string symbol_key(const std::string& number) {
  const auto slash = number.find('/');
  return slash == std::string::npos ? std::string() : key_of(std::string_view(number).substr(slash));
}

/// Share of the shorter text's words that the other holds; negative when there is too little to say.
double shared_words(std::string_view a, std::string_view b) {
  const auto words_of = [](std::string_view text) {
    std::set<std::string> words;
    const std::string folded = text::fold(text);
    for (const std::string_view word : text::words(folded)) words.emplace(word);
    return words;
  };
  const std::set<std::string> first = words_of(a), second = words_of(b);
  const std::size_t shorter = std::min(first.size(), second.size());
  if (shorter < 4) return -1;
  const auto both = std::count_if(first.begin(), first.end(), [&](const std::string& word) { return second.contains(word); });
  return static_cast<double>(both) / static_cast<double>(shorter);
}

/// How likely a field holds a value by what was read: certain values are certain.
template <class Same>
double share_of(const Field& field, Same same) {
  const bool sure = field.status == Status::accepted || field.status == Status::corrected;
  if (!field.values.empty() && same(field.value())) return sure ? 1.0 : std::max(field.confidence, kOffered);
  if (sure) return 0;
  double offered = field.confidence;
  for (const Candidate& candidate : field.candidates) {
    if (same(candidate.value)) return std::max(candidate.confidence, kUnseen);
    offered += candidate.confidence;
  }
  return std::clamp((1 - offered) / 10, kSurelyNot, kUnseen);
}

struct Match {
  const RegisteredDocument* row = nullptr;
  double weight = 0, number = 0, date = 0;
  bool subject = false;

  int support() const { return (number >= kOffered) + (date >= kOffered) + subject; }
};

/// How likely the day of a document is the row's. A month or year that was printed must be the row's.
double date_share(const RegisteredDocument& row, const Document& document) {
  const Field& date = document.field(FieldId::issued_date);
  if (row.date.empty() || date.values.empty()) return kUnseen * 3;
  if (row.date.substr(0, 4) != date.value().substr(0, 4)) return 0;
  const auto precision = date.extra.find("precision");
  const bool coarse = precision != date.extra.end() && precision->second != "day";
  if (coarse) return row.date.starts_with(date.value()) ? kUnseen * 3 : 0;
  return share_of(date, [&](const std::string& value) { return value == row.date; });
}

Match match_of(const RegisteredDocument& row, const Document& document) {
  const Field &number = document.field(FieldId::number), &subject = document.field(FieldId::subject);
  Match match{&row, 0, 0, 0, false};
  match.number = share_of(number, [&](const std::string& value) { return key_of(bare_number(value)) == key_of(bare_number(row.number)); });
  match.date = date_share(row, document);
  const double words = subject.values.empty() || row.subject.empty() ? -1 : shared_words(subject.value(), row.subject);
  match.subject = words >= kSameSubject;
  match.weight = match.number * match.date * (match.subject ? 10 : words >= 0 && words < kOtherSubject ? 0.1 : 1);
  return match;
}

struct Matches {
  std::vector<Match> rows;
  double sum = kNotRegistered;
};

/// The rows of the number's book, where the number or the day was written by hand.
Matches matches_of(const Document& document, const Knowledge& known) {
  Matches out;
  const Field& number = document.field(FieldId::number);
  const auto rows = known.registered.find(symbol_key(number.value()));
  const bool by_hand = number.handwritten || document.field(FieldId::issued_date).handwritten;
  if (!by_hand || rows == known.registered.end() || rows->first.empty()) return out;
  for (const RegisteredDocument& row : rows->second) {
    out.rows.push_back(match_of(row, document));
    out.sum += out.rows.back().weight;
  }
  return out;
}

/// Rows of any book that bear the document's day and nearly its subject, the likeliest first: what a number may be that cannot be read.
std::vector<RegisterCandidate> rows_by_day(const Document& document, const Knowledge& known, std::size_t most) {
  std::vector<RegisterCandidate> out;
  double sum = kNotRegistered;
  for (const auto& [symbol, rows] : known.registered)
    for (const RegisteredDocument& row : rows) {
      const double date = date_share(row, document);
      if (date < kOffered || shared_words(document.field(FieldId::subject).value(), row.subject) < kSameSubject) continue;
      out.push_back({row.number, row.date, row.subject, date});
      sum += date;
    }
  for (RegisterCandidate& row : out) row.share /= sum;
  std::ranges::stable_sort(out, [](const RegisterCandidate& a, const RegisterCandidate& b) { return a.share > b.share; });
  out.resize(std::min(out.size(), most));
  return out;
}

/// Puts those rows before the candidates of a number a person must look at.
void offer_rows_by_day(Field& number, const Document& document, const Knowledge& known) {
  if (number.status != Status::review) return;
  constexpr std::size_t kMost = 3;
  std::vector<Candidate> offered;
  for (const RegisterCandidate& row : rows_by_day(document, known, kMost))
    if (row.number != number.value()) offered.push_back({row.number, "", row.share, {number.evidence.page, number.evidence.box, "register"}});
  number.candidates.insert(number.candidates.begin(), offered.begin(), offered.end());
}

/// A row's number with the symbol as it is printed on the document.
std::string number_in(const RegisteredDocument& row, const Document& document) {
  return row.number.substr(0, row.number.find('/')) + book_of(document.field(FieldId::number).value());
}

/// Makes the register's value that of the field; what was read stays as a candidate.
void settle(Field& field, const std::string& value, double confidence, bool accepted) {
  if (field.status == Status::accepted || field.status == Status::corrected) return;
  if (field.value() != value) {
    std::erase_if(field.candidates, [&](const Candidate& c) { return c.value == value; });
    if (!field.values.empty() && !field.value().empty()) field.candidates.insert(field.candidates.begin(), {field.value(), field.raw, field.confidence, field.evidence});
    field.values = {value};
  }
  field.evidence.rule += "+register";
  field.confidence = std::min(confidence, 0.97);
  field.status = accepted ? Status::accepted : Status::review;
}

}  // namespace

Result<void> add_register(Knowledge& known, const std::filesystem::path& path) {
  if (std::error_code error; !std::filesystem::exists(path, error)) return {};
  const std::string bytes = TRY(read_file(path));
  const DataTable table = TRY(parse_csv(bytes, path.filename().string()));
  const int number = table.column("number"), date = table.column("date"), subject = table.column("subject");
  if (number < 0 || date < 0 || subject < 0) return fail(ErrorCode::bad_data, path.string() + ": number, date, subject");
  const auto cell = [](const std::vector<std::string>& row, int column) { return row[static_cast<std::size_t>(column)]; };
  for (const auto& row : table.rows) known.registered[symbol_key(cell(row, number))].push_back({cell(row, number), cell(row, date), cell(row, subject)});
  known.fingerprint = sha256(known.fingerprint + bytes).substr(0, 12);
  return {};
}

std::vector<RegisterCandidate> register_candidates(const Document& document, const Knowledge& known, std::size_t most) {
  Matches found = matches_of(document, known);
  if (found.rows.empty() && document.field(FieldId::number).status == Status::review) return rows_by_day(document, known, most);
  std::ranges::stable_sort(found.rows, [](const Match& a, const Match& b) { return a.weight > b.weight; });
  std::vector<RegisterCandidate> out;
  for (const Match& match : found.rows) {
    if (out.size() == most || match.weight <= 0) break;
    out.push_back({number_in(*match.row, document), match.row->date, match.row->subject, match.weight / found.sum});
  }
  return out;
}

std::string book_of(const std::string& number) {
  const auto slash = number.find('/');
  return slash == std::string::npos ? std::string() : number.substr(slash);
}

void weigh_register(Document& document, const Knowledge& known) {
  const auto number = document.fields.find(FieldId::number);
  if (number == document.fields.end()) return;
  const Matches found = matches_of(document, known);
  if (found.rows.empty()) return offer_rows_by_day(number->second, document, known);
  const Match& best = *std::max_element(found.rows.begin(), found.rows.end(), [](const Match& a, const Match& b) { return a.weight < b.weight; });
  const double share = best.weight / found.sum;
  if (share < 0.5) {
    if (const auto date = document.fields.find(FieldId::issued_date); date != document.fields.end() && number->second.handwritten)
      weigh_series(number->second, date->second, known.registered.at(symbol_key(number->second.value())));
    return;
  }
  // Of a register with gaps a sister of the document, with its day and nearly its subject, may be the only row: the ink must offer the number.
  // A symbol that was guessed is no witness for the book: day and subject must both agree.
  const auto repairs = number->second.extra.find("repairs");
  const bool guessed = repairs != number->second.extra.end() && repairs->second.find(kGuessedSymbol) != std::string::npos;
  // A printed number finds its row by itself: only what the ink offers for the day says that both are one document.
  const double by_ink = number->second.handwritten ? best.number : std::min(best.number, best.date);
  const bool accepted = share >= kLeastShare && best.support() >= (guessed ? 3 : 2) && by_ink >= kOffered;
  settle(number->second, number_in(*best.row, document), share, accepted);
  const auto date = document.fields.find(FieldId::issued_date);
  if (date != document.fields.end() && date->second.handwritten && best.row->date.size() == 10) {
    settle(date->second, best.row->date, share, accepted);
    date->second.extra["precision"] = "day";
  }
}

}  // namespace sohoa
