#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "report/coverage.hh"
#include "report/match.hh"
#include "report/postings.hh"

namespace sohoa {

/// Finds for every row its scan. First by number: that settles nearly all, and no number meets one of another shape. What is left is
/// compared by day and subject with the scans whose number was not read with certainty, or, where the register gives no number, with
/// all that are left. Keeps what it needs to match again only what a changed scan can touch.
class Matching {
 public:
  /// Both must outlive it; scans may be added at the end.
  Matching(const std::vector<RegisterRow>& rows, const std::vector<Scan>& scans);

  /// By row.
  std::vector<Match> matches() const;

  /// Scans that were added, or are gone, since: the rows with numbers of their shapes, and all that numbers did not settle, are
  /// matched again.
  void changed(std::span<const std::uint32_t> scans);

  const NumberForm& row_number(std::size_t row) const { return row_keys_[row].number; }
  const NumberForm& scan_number(std::size_t scan) const { return scan_keys_[scan].number; }

 private:
  using Index = std::uint32_t;
  enum class Settled : std::uint8_t { no, by_number, by_rest };
  /// A possible match.
  struct Pair {
    Index row, scan;
    Judgement judgement;
  };

  /// By row, then by the scan's id, wherever scans stand: equal pairs must not depend on who came when.
  bool before(const Pair& a, const Pair& b) const { return a.row != b.row ? a.row < b.row : a.scan != b.scan && scans_[a.scan].id < scans_[b.scan].id; }
  auto by_place() const {
    return [this](const Pair& a, const Pair& b) { return before(a, b); };
  }
  /// Whether another number may stand on the scan than was read.
  bool is_open(Index scan) const { return !scans_[scan].number_sure || scan_keys_[scan].number.key == 0; }

  template <class Work>
  static std::vector<Pair> in_threads(std::size_t n, const Work&);
  template <class Item>
  void fill(const std::vector<Item>&, std::vector<CompareKey>&);
  void judge(Judge&, std::size_t row, std::size_t scan, std::vector<Pair>& out) const;
  std::vector<Pair> by_number(const std::vector<Index>& rows, const std::vector<Index>& scans) const;
  std::vector<Pair> by_day_and_subject(const std::vector<Index>& rows, const std::vector<Index>& scans) const;
  bool share_dossiers() const;
  bool same_scan(Index, Index) const;
  bool same_row(Index, Index) const;
  void assign(const std::vector<Pair>&, Verdict, Settled);
  void settle_numbers(const std::vector<Index>& rows, const std::vector<Index>& scans);
  void settle_rest();
  void leave_out_copies(std::vector<Pair>&) const;
  void settle_all();
  void take_back(Index row);
  bool row_done(Index row) const { return settled_[row] != Settled::no; }

  const std::vector<RegisterRow>& rows_;
  const std::vector<Scan>& scans_;
  ComparedNames names_;
  std::vector<CompareKey> row_keys_, scan_keys_;
  bool by_shape_ = false;  // whether the two below are filled: only changes want them
  Postings rows_by_shape_, scans_by_shape_;
  std::vector<Match> match_of_;   // by row; means something where settled_
  std::vector<Settled> settled_;  // by row
  std::vector<bool> scan_done_;
  std::vector<Pair> open_;        // pairs of equal shape that were not certain; by row and scan
  // What by_day_and_subject() said last, and of which rows and scans: it holds for a row as long as the scans are the same.
  std::vector<Pair> rest_;
  std::vector<Index> rest_rows_, rest_scans_;
};

}  // namespace sohoa
