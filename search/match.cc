#include "search/match.hh"

#include <algorithm>
#include <future>
#include <string>
#include <system_error>

#include "core/field_table.hh"

namespace sohoa::search {
namespace {

// Chosen by scripts/bench-search, see docs/search.md.
constexpr double kK1 = 1.0, kB = 0.55, kShortest = 0.1;

/// All document ids of a range, held or not.
class DocidRange : public Xapian::PostingSource {
 public:
  DocidRange(Xapian::docid first, Xapian::docid last) : first_(first), last_(last) {}
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return static_cast<Xapian::doccount>(held_ * get_termfreq_max()); }
  Xapian::doccount get_termfreq_max() const override { return last_ - first_ + 1; }
  void init(const Xapian::Database& index) override {
    at_ = 0;
    held_ = static_cast<double>(index.get_doccount()) / std::max<Xapian::docid>(1, index.get_lastdocid());
  }
  void next(double) override { at_ = at_ == 0 ? first_ : at_ + 1; }
  void skip_to(Xapian::docid id, double) override { at_ = std::max({at_, first_, id}); }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }

 private:
  Xapian::docid first_, last_, at_ = 0;
  double held_ = 1.0;  // share of the ids that documents have
};

Matches matches_in(const Xapian::Database& index, const Xapian::Query& query, const MatchWish& wish, Xapian::doccount exact_up_to) {
  Matches out;
  Xapian::Enquire enquire(index);
  enquire.set_query(query);
  FacetSpy facets;
  if (wish.facets) enquire.add_matchspy(&facets);
  if (wish.ranked) enquire.set_weighting_scheme(Xapian::BM25Weight(kK1, 0, 1, kB, kShortest));
  else enquire.set_weighting_scheme(Xapian::BoolWeight());
  const auto date = static_cast<Xapian::valueno>(spec_of(FieldId::issued_date).slot);
  const auto number = static_cast<Xapian::valueno>(spec_of(FieldId::number).slot);
  Xapian::MultiValueKeyMaker key;  // what has no value comes last
  if (wish.order == HitOrder::newest || (wish.order == HitOrder::relevance && !wish.ranked)) {
    enquire.set_sort_by_value_then_relevance(date, true);
  } else if (wish.order != HitOrder::relevance) {
    key.add_value(wish.order == HitOrder::number ? number : date, false, "~");
    enquire.set_sort_by_key_then_relevance(&key, false);
  }
  const Xapian::MSet found = enquire.get_mset(0, wish.first, exact_up_to);
  for (auto i = found.begin(); i != found.end(); ++i) out.best.push_back({*i, i.get_weight(), i.get_document()});
  out.estimated = found.get_matches_estimated();
  out.at_least = found.get_matches_lower_bound();
  out.at_most = found.get_matches_upper_bound();
  out.best_weight = found.get_max_attained();
  out.facets = facets.tally();
  return out;
}

Matches joined(Matches a, const Matches& b, std::size_t first) {
  a.best.insert(a.best.end(), b.best.begin(), b.best.end());
  std::ranges::stable_sort(a.best, [](const MatchedDocument& x, const MatchedDocument& y) { return x.weight > y.weight; });
  if (a.best.size() > first) a.best.resize(first);
  a.estimated += b.estimated;
  a.at_least += b.at_least;
  a.at_most += b.at_most;
  a.best_weight = std::max(a.best_weight, b.best_weight);
  a.facets.add(b.facets);
  return a;
}

/// Queries count their owners without locks: the other thread makes its own.
Matches in_halves(const Xapian::Database& index, const Xapian::Database& again, const MatchWish& wish, Xapian::doccount exact_up_to) {
  const Xapian::docid last = index.get_lastdocid(), middle = last / 2;
  const auto half = [&](const Xapian::Database& part, const Xapian::Query& query, Xapian::docid from, Xapian::docid to) {
    DocidRange range(from, to);
    return matches_in(part, Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(&range)), wish, exact_up_to);
  };
  const std::string query = wish.query.serialise();
  std::future<Matches> upper = std::async(std::launch::async, [&] { return half(again, Xapian::Query::unserialise(query), middle + 1, last); });
  Matches lower = half(index, wish.query, 1, middle);
  return joined(std::move(lower), upper.get(), wish.first);
}

bool is_exact(const Matches& matches) { return matches.at_least == matches.at_most; }

/// Bounds of halves add up to bounds, but loose ones, and their estimates to nothing: the whole query knows better.
void take_estimate(Matches& out, const Xapian::Database& index, const Xapian::Query& query) {
  Xapian::Enquire enquire(index);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet none = enquire.get_mset(0, 0);
  out.at_least = std::max<std::size_t>(out.at_least, none.get_matches_lower_bound());
  out.at_most = std::max(out.at_least, std::min<std::size_t>(out.at_most, none.get_matches_upper_bound()));
  out.estimated = std::clamp<std::size_t>(none.get_matches_estimated(), out.at_least, out.at_most);
}

}  // namespace

Matches matches_of(const Xapian::Database& index, const Xapian::Database* again, const MatchWish& wish) {
  const auto alone = [&] { return matches_in(index, wish.query, wish, wish.exact_up_to); };
  if (!again || !wish.ranked || wish.order != HitOrder::relevance) return alone();
  try {
    Matches out = in_halves(index, *again, wish, wish.exact_up_to / 2);
    // Most of them in one half: these were not counted far enough, and are looked through once more.
    if (!is_exact(out) && out.at_least < wish.exact_up_to) out = in_halves(index, *again, wish, wish.exact_up_to);
    if (!is_exact(out)) take_estimate(out, index, wish.query);
    return out;
  } catch (const std::system_error&) {
    return alone();  // the system has no thread to give
  }
}

}  // namespace sohoa::search
