#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/archive.hh"
#include "report/period.hh"
#include "report/register.hh"

namespace sohoa {

/// What coverage needs to know of a document of the archive. Texts live in the ScanTable (or wherever the maker keeps them).
struct Scan {
  Text id, dossier, path, number, date, issuer, subject, type, expiry;
  bool number_sure = false;  // accepted or corrected
  bool date_sure = false;
  bool extracted = false;    // number or subject, date, type are there
  bool reviewed = false;     // nothing is left for a person to look at
  bool indexed = false;
  bool unreadable = false;   // a page could not be read
  bool gone = false;         // it left the archive, or another entry of the table says what it is now
  int pages = 0, blank_pages = 0;
  std::vector<Text> duplicates;  // other files with the same content
};

/// The scans of an archive with their texts.
struct ScanTable {
  Texts texts;
  std::vector<Scan> scans;
  void add(const Summary&);
};

/// What a person should know about a match, or the reason why it is doubtful only.
enum class Remark : std::uint8_t {
  number_in_review,   // the number agrees, but was not read with certainty
  number_confusable,  // equal but for characters recognition confuses
  number_unread,      // the scan shows no number, or another one it is not sure of
  number_not_given,   // the register gives no number
  date_differs,
  date_unread,
  issuer_differs,
  subject_differs,
  other_dossier,      // the scan lies in another dossier than the register says
  several_fit,        // more than one scan would do, or the scan for more than one row
  // Of a doubtful match only: what would have made it certain.
  date_in_review,     // the dates agree, but the scan's was not read with certainty
  subject_partly,     // the subjects say partly the same
  issuer_unread,      // the issuing body is not known on one side
  type_differs,       // the row does not speak of the scan's kind of document
};
inline constexpr int kRemarks = 14;
std::string_view name(Remark);
/// The remark in the user's language.
std::string message(Remark);

/// What agrees between a row and a scan besides the number: why a match with a remark counts all the same.
enum class Witness : std::uint8_t { date, issuer, subject };
inline constexpr int kWitnesses = 3;
std::string_view name(Witness);

/// A set of remarks, and of the witnesses for the match.
class Remarks {
 public:
  void add(Remark r) { bits_ = static_cast<std::uint16_t>(bits_ | 1U << static_cast<unsigned>(r)); }
  bool has(Remark r) const { return bits_ >> static_cast<unsigned>(r) & 1U; }
  bool empty() const { return bits_ == 0; }
  std::vector<Remark> list() const;

  void add(Witness w) { witnesses_ = static_cast<std::uint8_t>(witnesses_ | 1U << static_cast<unsigned>(w)); }
  bool has(Witness w) const { return witnesses_ >> static_cast<unsigned>(w) & 1U; }

 private:
  std::uint16_t bits_ = 0;
  std::uint8_t witnesses_ = 0;
};

/// A register row and the scan that is taken for it. Only certain matches count as digitized.
struct Match {
  std::uint32_t row = 0, scan = 0;  // indices
  bool certain = false;
  Remarks remarks;
};

/// Why a match is doubtful, or what to look at in one that counts and why it counts, in the user's language; "" without remarks.
std::string reasons(const Match&);

/// Digitized out of expected, and how far the digitized have come. Pages count only rows for which the register gives them.
struct Count {
  std::string name;
  int expected = 0, digitized = 0, doubtful = 0;
  int extracted = 0, reviewed = 0, indexed = 0, in_force = 0, incomplete = 0;  // of the digitized
  int unexpected = 0, duplicates = 0, unreadable = 0;                          // scans
  int pages_expected = 0, pages_digitized = 0;

  int missing() const { return expected - digitized - doubtful; }
  /// Share digitized, cut (never rounded up) to two decimals; negative when nothing is expected.
  double percent() const;
};

struct Duplicate {
  std::size_t scan = 0;      // the superfluous one
  std::size_t of = 0;        // the scan that was matched
  std::string_view path;     // set when it is only another file with the same content
};

struct Coverage {
  Count total;
  std::vector<Match> matches;           // by row
  std::vector<std::size_t> missing;     // rows without a scan
  std::vector<std::size_t> unexpected;  // scans without a row
  std::vector<Duplicate> duplicates;
  std::vector<std::size_t> unreadable;  // scans of which a page could not be read
  std::vector<Match> page_differences;  // matches whose scan has more or fewer pages than the register says, blank ones aside
  std::vector<RowProblem> problems;     // of the register, rows that repeat another one included
};

/// By what the counts can be told apart. A quarter is a reporting quarter (15/3–14/6 …), of the date the register gives, a
/// unit is the register's or else the issuer.
enum class Dimension { unit, field, dossier, box, type, month, quarter, year };
std::optional<Dimension> dimension_named(std::string_view);
std::vector<std::string> dimension_names();
std::string_view name(Dimension);
std::string label(Dimension);

/// Matches every row with at most one scan and every scan with at most one row: by number, then date, issuer, subject and
/// dossier. The order of `scans` does not matter to the result but for equal ones, so give them by id. `as_of`: the ISO day on
/// which a document must be in force.
Coverage count_coverage(const Register&, const std::vector<Scan>& scans, std::string_view as_of = {});

/// A coverage that is kept while documents come and go: only what a changed one can touch is matched again.
class KeptCoverage {
 public:
  /// Register and scans must outlive it; scans are added at the end, or become `gone`.
  KeptCoverage(const Register&, const std::vector<Scan>& scans, std::string as_of = {});
  ~KeptCoverage();

  /// What count_coverage() would say of the scans by id.
  Coverage now() const;
  /// The indices of scans that were added or became gone.
  void changed(std::span<const std::uint32_t> scans);

 private:
  const Register& book_;
  const std::vector<Scan>& scans_;
  std::string as_of_;
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

/// The counts apart, in the order of the register (months, quarters and years in theirs), then what only scans have.
std::vector<Count> counts_by(Dimension, const Register&, const std::vector<Scan>&, const Coverage&, const std::vector<Period>& periods,
                             std::string_view as_of = {});

}  // namespace sohoa
