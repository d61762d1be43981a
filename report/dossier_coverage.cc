#include "report/dossier_coverage.hh"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/language.hh"
#include "report/likeness.hh"

namespace sohoa {
namespace {

Json number_or_null(const std::optional<int>& n) { return n ? Json(*n) : Json(nullptr); }

std::string state_of(const DossierCount& d) {
  if (d.row == 0) return tr("not in the register");
  if (d.documents == 0) return tr("missing");
  if (d.complete()) return tr("complete");
  return tr("incomplete");
}

}  // namespace

std::vector<DossierCount> count_dossiers(const Register& book, const std::vector<Scan>& scans) {
  std::vector<DossierCount> out;
  std::unordered_map<std::string, std::size_t> places;
  for (const RegisterRow& row : book.rows) {
    const auto [at, added] = places.try_emplace(dossier_spelling(row.dossier), out.size());
    if (!added) continue;  // named twice; the register's own problems say so
    out.push_back({std::string(row.dossier), std::string(row.subject), row.row, row.documents, row.pages});
  }
  for (const Scan& scan : scans) {
    const auto [at, added] = places.try_emplace(dossier_spelling(scan.dossier), out.size());
    if (added) out.push_back({std::string(scan.dossier), {}, 0, {}, {}});
    DossierCount& one = out[at->second];
    ++one.documents;
    one.pages += scan.pages;
  }
  return out;
}

Listing dossier_count_rows(const std::vector<DossierCount>& counts) {
  Listing out{{{"state", tr("State")}, {"row", tr("Row")}, {"dossier", tr("Dossier")}, {"title", tr("Title")}, {"documents_expected", tr("Documents in the register")},
               {"documents", tr("Documents scanned")}, {"pages_expected", tr("Pages in the register")}, {"pages", tr("Pages scanned")}}, {}};
  for (const DossierCount& d : counts)
    out.rows.push_back({state_of(d), d.row > 0 ? Json(d.row) : Json(nullptr), d.dossier, d.title, number_or_null(d.documents_expected), d.documents,
                        number_or_null(d.pages_expected), d.pages});
  return out;
}

std::string dossier_count_summary(const std::vector<DossierCount>& counts) {
  const auto expected = std::ranges::count_if(counts, [](const DossierCount& d) { return d.row > 0; });
  const auto complete = std::ranges::count_if(counts, &DossierCount::complete);
  const auto missing = std::ranges::count_if(counts, [](const DossierCount& d) { return d.row > 0 && d.documents == 0; });
  return fmt::format(fmt::runtime(tr("{} of {} dossiers are complete, {} are missing, {} are not in the register.")), complete, expected, missing,
                     static_cast<std::ptrdiff_t>(counts.size()) - expected);
}

}  // namespace sohoa
