#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"
#include "report/register.hh"

namespace sohoa {

/// What coverage needs to know of a document of the archive.
struct Scan {
  std::string id, dossier, path, number, date, issuer, subject, type;
  bool number_sure = false;  // accepted or corrected
  bool date_sure = false;
  int pages = 0, blank_pages = 0;
  std::vector<std::string> duplicates;  // other files with the same content
};

Scan scan_of(const Document&);

/// What a person should know about a match, or the reason why it is doubtful only.
enum class Remark {
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
};
std::string_view name(Remark);
/// The remark in the user's language.
std::string message(Remark);

/// A register row and the scan that is taken for it. Only certain matches count as digitized.
struct Match {
  std::size_t row = 0, scan = 0;  // indices
  bool certain = false;
  std::vector<Remark> remarks;
};

/// Digitized out of expected. Pages count only rows for which the register gives them.
struct Count {
  std::string dossier;
  int expected = 0, digitized = 0, doubtful = 0;
  int pages_expected = 0, pages_digitized = 0;

  int missing() const { return expected - digitized - doubtful; }
  /// Share digitized, cut (never rounded up) to two decimals; negative when nothing is expected.
  double percent() const;
};

struct Duplicate {
  std::size_t scan = 0;      // the superfluous one
  std::size_t of = 0;        // the scan that was matched
  std::string path;          // set when it is only another file with the same content
};

struct Coverage {
  std::vector<Count> dossiers;          // in the order of the register
  Count total;
  std::vector<Match> matches;           // by row
  std::vector<std::size_t> missing;     // rows without a scan
  std::vector<std::size_t> unexpected;  // scans without a row
  std::vector<Duplicate> duplicates;
  std::vector<Match> page_differences;  // matches whose scan has more or fewer pages than the register says, blank ones aside
  std::vector<RowProblem> problems;     // of the register, rows that repeat another one included
};

/// Matches every row with at most one scan and every scan with at most one row: by number, then date, issuer, subject and
/// dossier. The order of `scans` does not matter to the result but for equal ones, so give them by id.
Coverage count_coverage(const Register&, const std::vector<Scan>& scans);

}  // namespace sohoa
