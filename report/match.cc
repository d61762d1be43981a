#include "report/match.hh"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "report/likeness.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

enum class DateRelation { unknown, same_day, compatible, same_year, different };
enum class NumberRelation { same, confusable, not_given, unread, different };

/// A date of the scan that is to be checked can speak for a row, not against it.
DateRelation relation_of_dates(std::string_view row, std::string_view scan, bool scan_sure) {
  if (row.empty() || scan.empty()) return DateRelation::unknown;
  if (row == scan && row.size() == 10) return DateRelation::same_day;
  if (dates_agree(row, scan)) return DateRelation::compatible;
  if (!scan_sure) return DateRelation::unknown;
  return row.substr(0, 4) == scan.substr(0, 4) ? DateRelation::same_year : DateRelation::different;
}

NumberRelation relation_of_numbers(const NumberForm& row, const NumberForm& scan, bool scan_sure) {
  if (row.key == 0) return NumberRelation::not_given;
  if (scan.key == 0) return NumberRelation::unread;
  if (row.key == scan.key) return NumberRelation::same;
  if (row.shape == scan.shape) return NumberRelation::confusable;
  return scan_sure ? NumberRelation::different : NumberRelation::unread;
}

/// Everything known about a pair besides the numbers.
struct Facts {
  DateRelation date;
  double subject;      // likeness, negative = unknown
  Agreement issuer, dossier;

  bool date_sure, same_type;
  bool scan_unnumbered;
  bool dates_unlike;   // both give a day and they differ, but the scan's is still to be checked

  bool subject_at_least(double least) const { return subject >= least; }
  /// Communes issue their fifth decision on the same day with half the words in common; what names two offices is one document
  /// only when it says the same.
  bool two_offices() const { return issuer == Agreement::no && !same_subject(); }
  /// An office's plan of last year has the number, the day and half the words of this year's, and lies in another dossier: one document
  /// filed elsewhere says the same.
  bool same_subject() const { return subject_at_least(0.9); }
  bool subject_unlike() const { return subject >= 0 && subject < 0.3; }
  bool date_fits() const { return date == DateRelation::same_day || date == DateRelation::compatible; }
};

/// Whether the row speaks of the scan's kind of document, in its type, its subject or the symbol of its number.
bool types_agree(const RegisterRow& row, const NumberForm& row_number, const Scan& scan, const NumberForm& scan_number) {
  if (scan_number.symbol != 0 && scan_number.symbol == row_number.symbol) return true;
  const std::string type = text::fold(scan.type);
  return !type.empty() && text::fold(fmt::format("{} {}", row.type, row.subject)).find(type) != std::string::npos;
}

/// A number restarts every year and is the issuer's own (Nghị định 30/2020/NĐ-CP), so it needs one more witness.
Verdict with_same_number(const Facts& f, bool sure) {
  if (f.two_offices()) return Verdict::none;
  bool witness = false;
  switch (f.date) {
    case DateRelation::same_day:
      witness = f.issuer == Agreement::yes ? f.dossier != Agreement::no || f.same_subject() : f.issuer == Agreement::unknown && !f.subject_unlike();
      break;
    case DateRelation::compatible:
      witness = f.issuer != Agreement::no &&
                (f.subject_at_least(0.5) || f.issuer == Agreement::yes || f.dossier == Agreement::yes);
      break;
    case DateRelation::unknown:
      witness = f.subject_at_least(0.6) || (f.dossier == Agreement::yes && f.issuer != Agreement::no && !f.subject_unlike());
      break;
    case DateRelation::same_year:
      if (f.issuer == Agreement::no) return Verdict::none;
      witness = f.issuer == Agreement::yes && (f.dossier == Agreement::no ? f.same_subject() : f.subject < 0 || f.subject_at_least(0.5));
      break;
    case DateRelation::different:
      return f.issuer != Agreement::no && (f.dossier == Agreement::no ? f.same_subject() : f.subject_at_least(0.8)) ? Verdict::doubtful : Verdict::none;
  }
  // An office that plans the same thing every month has alike subjects: two doubtful readings that do not agree want the same words.
  if (!sure) witness = witness && (f.date == DateRelation::same_day || f.subject_at_least(f.dates_unlike ? 0.85 : 0.6));
  return witness ? Verdict::certain : Verdict::doubtful;
}

Verdict verdict_of(NumberRelation number, const Facts& f, bool sure) {
  const bool date_open = f.date_fits() || f.date == DateRelation::unknown;
  switch (number) {
    case NumberRelation::same: return with_same_number(f, sure);
    case NumberRelation::confusable:
      if (f.date == DateRelation::different || f.two_offices()) break;
      if (f.date_fits() || f.subject_at_least(0.6) || f.dossier == Agreement::yes) return Verdict::doubtful;
      break;
    case NumberRelation::not_given:
      // Papers without a number (đơn, tờ khai) have titles that registers word in their own way: one of the day and kind in the same dossier may be it.
      if (f.scan_unnumbered && f.date == DateRelation::same_day && f.same_type && f.dossier == Agreement::yes && f.issuer != Agreement::no && !f.subject_at_least(0.8))
        return Verdict::doubtful;
      if (!f.subject_at_least(0.8) || !date_open || f.issuer == Agreement::no) break;
      return f.date == DateRelation::same_day ? Verdict::certain : Verdict::doubtful;
    case NumberRelation::unread:
      if (!date_open || f.issuer == Agreement::no) break;
      // The same office, the same printed day, the same kind and subject: only the number, mostly handwritten, is open.
      if (f.date == DateRelation::same_day && f.date_sure && f.subject_at_least(0.85) && f.issuer == Agreement::yes && f.same_type)
        return Verdict::certain;
      if (f.subject_at_least(f.date_fits() ? 0.6 : 0.8)) return Verdict::doubtful;
      break;
    case NumberRelation::different: break;
  }
  return Verdict::none;
}

}  // namespace

NumberForm number_form(std::string_view number) {
  const std::string key = number_key(number);
  if (key.empty()) return {};
  const std::hash<std::string_view> hash;
  const std::string_view symbol = std::string_view(key).substr(std::min(key.find_first_not_of("0123456789-/"), key.size()));
  return {hash(key), hash(number_shape(key)), symbol.empty() ? 0 : hash(symbol)};
}

void ComparedNames::index(std::string_view number, std::string_view issuer, std::string_view dossier, CompareKey& out) {
  const auto [at, added] = issuer_index_.try_emplace(issuer, static_cast<std::uint32_t>(issuers_.size()));
  if (added) issuers_.push_back(issuer);
  out.issuer = at->second;
  const auto [symbol, new_symbol] = symbol_index_.try_emplace(out.number.symbol, static_cast<std::uint32_t>(symbols_.size()));
  if (new_symbol) symbols_.push_back(number.substr(number.find_last_of("-/") + 1));
  out.symbol = symbol->second;
  if (dossier.empty()) return;
  const auto [text, new_text] = dossier_texts_.try_emplace(dossier, 0);
  if (new_text) text->second = dossier_index_.try_emplace(dossier_spelling(dossier), static_cast<std::uint32_t>(dossier_index_.size() + 1)).first->second;
  out.dossier = text->second;
}

void ComparedNames::index(const RegisterRow& row, CompareKey& out) {
  const std::size_t before = issuers_.size();
  index(row.number, row.issuer, row.dossier, out);
  if (issuers_.size() > before) places_.add(row.issuer);
  if (in_register_.size() <= out.dossier) in_register_.resize(out.dossier + 1);
  in_register_[out.dossier] = true;
}

void ComparedNames::index(const Scan& scan, CompareKey& out) { index(scan.number, scan.issuer, scan.dossier, out); }

namespace {
std::int8_t& remembered(std::vector<std::vector<std::int8_t>>& table, std::size_t row, std::size_t column, std::size_t columns) {
  if (table.size() <= row) table.resize(row + 1);
  if (table[row].empty()) table[row].assign(columns, -1);
  return table[row][column];
}
}  // namespace

std::pair<Agreement, bool> Judge::issuers(std::uint32_t row, std::uint32_t scan) {
  constexpr std::int8_t kNeighbours = 3;  // behind the values of Agreement
  std::int8_t& known = remembered(agreements_, row, scan, names_.issuers());
  if (known < 0) known = names_.places().apart(names_.issuer(row), names_.issuer(scan)) ? kNeighbours : static_cast<std::int8_t>(issuers_agree(names_.issuer(row), names_.issuer(scan), &names_.places()));
  return known == kNeighbours ? std::pair(Agreement::no, true) : std::pair(static_cast<Agreement>(known), false);
}

/// Whether a number's symbol (15/KH-STP) is the office's: by first letters, as issuers_agree() reads them.
bool Judge::symbol_names(std::uint32_t symbol, std::uint32_t issuer) {
  std::int8_t& known = remembered(symbols_, symbol, issuer, names_.issuers());
  if (known < 0) known = issuers_agree(names_.symbol(symbol), names_.issuer(issuer)) == Agreement::yes;
  return known != 0;
}

const SubjectWords& Judge::words(std::string_view type, std::string_view subject) {
  const auto [at, added] = words_.try_emplace(place_key(type, subject));
  // The type stands in the register's subject as often as beside it.
  if (added) at->second = subject_words(fmt::format("{} {}", type, subject));
  return at->second;
}

/// Texts that are the same letter by letter are so often that they are worth not taking apart; short ones say too little.
double Judge::likeness(const RegisterRow& row, const Scan& scan) {
  constexpr std::size_t kLongEnough = 60, kRemembered = 10'000;
  if (row.subject.empty() || scan.subject.empty()) return -1.0;
  if (row.subject == scan.subject && row.subject.size() >= kLongEnough) return 1.0;
  if (words_.size() > kRemembered) words_.clear();
  return subject_likeness(words(row.type, row.subject), words(scan.type, scan.subject));
}

Judgement Judge::operator()(const RegisterRow& row, const CompareKey& row_key, const Scan& scan, const CompareKey& scan_key) {
  const NumberForm &row_number = row_key.number, &scan_number = scan_key.number;
  const NumberRelation number = relation_of_numbers(row_number, scan_number, scan.number_sure);
  if (number == NumberRelation::different) return {};
  const auto [offices, neighbours] = issuers(row_key.issuer, scan_key.issuer);
  if (neighbours) return {};
  Facts f{relation_of_dates(row.date, scan.date, scan.date_sure), -1.0, offices, Agreement::unknown, scan.date_sure, false, scan_number.key == 0,
          !row.date.empty() && !scan.date.empty() && !scan.date_sure && !dates_agree(row.date, scan.date)};
  const bool issuer_differs = f.issuer == Agreement::no;
  // A symbol that is of one of two offices only tells that the other's name was misread.
  if (issuer_differs && number == NumberRelation::same && row_number.symbol != 0 &&
      symbol_names(row_key.symbol, row_key.issuer) != symbol_names(row_key.symbol, scan_key.issuer))
    f.issuer = Agreement::unknown;
  // Taking texts apart is dear, so what cannot be the document by its date and office is left before.
  const bool other_day = f.date == DateRelation::different || f.date == DateRelation::same_year;
  if (f.issuer == Agreement::no && other_day) return {};
  f.subject = likeness(row, scan);
  if (names_.dossiers_comparable() && row_key.dossier != 0 && scan_key.dossier != 0)
    f.dossier = row_key.dossier == scan_key.dossier ? Agreement::yes : Agreement::no;
  f.same_type = (number == NumberRelation::unread || (number == NumberRelation::not_given && f.scan_unnumbered)) && types_agree(row, row_number, scan, scan_number);

  Judgement j;
  j.verdict = verdict_of(number, f, scan.number_sure);
  if (j.verdict == Verdict::none) return j;
  double score = number == NumberRelation::same ? 4.0 : number == NumberRelation::confusable ? 2.0 : 0.0;
  score += f.date == DateRelation::same_day ? 2.0 : f.date == DateRelation::compatible ? 1.0 : 0.0;
  score += std::max(f.subject, 0.0) + (f.same_subject() ? 1.0 : 0.0);
  score += f.issuer == Agreement::yes ? 0.5 : f.issuer == Agreement::no ? -0.5 : 0.0;
  score += f.dossier == Agreement::yes ? 0.5 : f.dossier == Agreement::no ? -0.5 : 0.0;

  j.score = static_cast<float>(score);
  const auto remark = [&](bool holds, Remark what) {
    if (holds) j.remarks.add(what);
  };
  remark(number == NumberRelation::same && !scan.number_sure, Remark::number_in_review);
  remark(number == NumberRelation::confusable, Remark::number_confusable);
  remark(number == NumberRelation::unread, Remark::number_unread);
  remark(number == NumberRelation::not_given, Remark::number_not_given);
  remark(f.date == DateRelation::same_year || f.date == DateRelation::different, Remark::date_differs);
  remark(!row.date.empty() && f.date == DateRelation::unknown, Remark::date_unread);
  remark(issuer_differs, Remark::issuer_differs);
  remark(f.subject_unlike(), Remark::subject_differs);
  remark(f.dossier == Agreement::no, Remark::other_dossier);
  if (j.verdict == Verdict::doubtful) {
    remark(f.date_fits() && !scan.date_sure, Remark::date_in_review);
    remark(!f.subject_unlike() && !f.subject_at_least(0.85) && f.subject >= 0, Remark::subject_partly);
    remark(f.issuer == Agreement::unknown && !issuer_differs, Remark::issuer_unread);
    remark(number == NumberRelation::unread && !scan.type.empty() && !f.same_type, Remark::type_differs);
  }
  const auto witness = [&](bool holds, Witness what) {
    if (holds) j.remarks.add(what);
  };
  witness(f.date_fits(), Witness::date);
  witness(f.issuer == Agreement::yes, Witness::issuer);
  witness(f.subject_at_least(0.6), Witness::subject);
  return j;
}

std::vector<Remark> Remarks::list() const {
  std::vector<Remark> out;
  for (int i = 0; i < kRemarks; ++i)
    if (has(static_cast<Remark>(i))) out.push_back(static_cast<Remark>(i));
  return out;
}

std::string_view name(Remark remark) {
  switch (remark) {
    case Remark::number_in_review: return "number_in_review";
    case Remark::number_confusable: return "number_confusable";
    case Remark::number_unread: return "number_unread";
    case Remark::number_not_given: return "number_not_given";
    case Remark::date_differs: return "date_differs";
    case Remark::date_unread: return "date_unread";
    case Remark::issuer_differs: return "issuer_differs";
    case Remark::subject_differs: return "subject_differs";
    case Remark::other_dossier: return "other_dossier";
    case Remark::several_fit: return "several_fit";
    case Remark::date_in_review: return "date_in_review";
    case Remark::subject_partly: return "subject_partly";
    case Remark::issuer_unread: return "issuer_unread";
    case Remark::type_differs: return "type_differs";
  }
  return "";
}

std::string message(Remark remark) {
  switch (remark) {
    case Remark::number_in_review: return tr("the scan's number is still to be checked");
    case Remark::number_confusable: return tr("the numbers differ in characters that look alike");
    case Remark::number_unread: return tr("the scan's number was not read with certainty");
    case Remark::number_not_given: return tr("the register gives no number");
    case Remark::date_differs: return tr("the dates differ");
    case Remark::date_unread: return tr("the scan's date was not read with certainty");
    case Remark::issuer_differs: return tr("the issuing bodies differ");
    case Remark::subject_differs: return tr("the subjects differ");
    case Remark::other_dossier: return tr("it lies in another dossier");
    case Remark::several_fit: return tr("several scans or rows fit");
    case Remark::date_in_review: return tr("the date agrees but is still to be checked");
    case Remark::subject_partly: return tr("the subjects agree only partly");
    case Remark::issuer_unread: return tr("the issuing body is not known");
    case Remark::type_differs: return tr("the kinds of document differ");
  }
  return {};
}

std::string_view name(Witness witness) {
  switch (witness) {
    case Witness::date: return "date";
    case Witness::issuer: return "issuer";
    case Witness::subject: return "subject";
  }
  return "";
}

std::string reasons(const Match& match) {
  std::string said;
  for (const Remark r : match.remarks.list()) (said += said.empty() ? "" : "; ") += message(r);
  if (!match.certain || said.empty()) return said;
  std::string agree;
  const auto add = [&](Witness w, const char* what) {
    if (match.remarks.has(w)) (agree += agree.empty() ? "" : ", ") += what;
  };
  add(Witness::date, tr("date"));
  add(Witness::issuer, tr("issuing body"));
  add(Witness::subject, tr("subject"));
  return agree.empty() ? said : said + "; " + fmt::format(fmt::runtime(tr("counted because these agree: {}")), agree);
}

}  // namespace sohoa
