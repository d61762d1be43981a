#include "report/coverage_report.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

Json text_or_null(const std::string& s) { return s.empty() ? Json(nullptr) : Json(s); }

template <class T>
Json value_or_null(const std::optional<T>& v) {
  return v ? Json(*v) : Json(nullptr);
}

std::string remarks_of(const Match& match) {
  std::string out;
  for (const Remark r : match.remarks) (out += out.empty() ? "" : "; ") += message(r);
  return out;
}

Json percent_of(const Count& count) { return count.percent() < 0 ? Json(nullptr) : Json(count.percent()); }

Json json_of(const Count& count) {
  return {{"expected", count.expected},
          {"digitized", count.digitized},
          {"doubtful", count.doubtful},
          {"missing", count.missing()},
          {"percent", percent_of(count)},
          {"pages_expected", count.pages_expected},
          {"pages_digitized", count.pages_digitized}};
}

Json json_of(const RegisterRow& row) {
  return {{"row", row.row},
          {"ordinal", text_or_null(row.ordinal)},
          {"dossier", text_or_null(row.dossier)},
          {"number", text_or_null(row.number)},
          {"date", text_or_null(row.date)},
          {"subject", text_or_null(row.subject)},
          {"issuer", text_or_null(row.issuer)},
          {"pages", value_or_null(row.pages)}};
}

Json json_of(const Scan& scan) {
  return {{"id", scan.id},
          {"path", scan.path},
          {"dossier", text_or_null(scan.dossier)},
          {"number", text_or_null(scan.number)},
          {"number_sure", scan.number_sure},
          {"date", text_or_null(scan.date)},
          {"date_sure", scan.date_sure},
          {"type", text_or_null(scan.type)},
          {"subject", text_or_null(scan.subject)},
          {"issuer", text_or_null(scan.issuer)},
          {"pages", scan.pages}};
}

Json json_of(const Match& match, const CoverageReport& report) {
  Json j = json_of(report.book.rows[match.row]);
  j["scan"] = json_of(report.scans[match.scan]);
  j["remarks"] = Json::array();
  for (const Remark r : match.remarks) j["remarks"].push_back(name(r));
  return j;
}

std::vector<Column> document_columns() {
  return {{"row", tr("Row")},
          {"dossier", tr("Dossier")},
          {"number", tr("Number"), true},
          {"date", tr("Date"), true},
          {"subject", tr("Subject")}};
}

std::vector<Json> cells_of(const RegisterRow& row) {
  return {row.row, row.dossier, row.number, day_first(row.date), row.subject};
}

Listing counts(const CoverageReport& report) {
  Listing out{{{"dossier", tr("Dossier")},
               {"expected", tr("Expected")},
               {"digitized", tr("Digitized")},
               {"doubtful", tr("Doubtful")},
               {"missing", tr("Missing")},
               {"percent", tr("Share (%)")}},
              {}};
  const bool pages = report.coverage.total.pages_expected > 0;
  if (pages) out.columns.push_back({"pages", tr("Pages"), true});
  const auto add = [&](const Count& c, std::string label) {
    std::vector<Json> cells{std::move(label), c.expected, c.digitized, c.doubtful, c.missing(), nullptr};
    if (c.percent() >= 0) cells[5] = fmt::format("{:.2f}", c.percent());
    if (pages) cells.emplace_back(fmt::format("{}/{}", c.pages_digitized, c.pages_expected));
    out.rows.push_back(std::move(cells));
  };
  for (const Count& c : report.coverage.dossiers) add(c, c.dossier.empty() ? "–" : c.dossier);
  add(report.coverage.total, tr("Total"));
  return out;
}

void add_section(std::string& out, const std::string& title, const Listing& listing, int width) {
  if (listing.rows.empty()) return;
  out += fmt::format("\n{} ({})\n", title, listing.rows.size()) + as_text(listing, width);
}

}  // namespace

std::string coverage_text(const CoverageReport& report, int width) {
  const Coverage& c = report.coverage;
  std::string out = as_text(counts(report), width);

  Listing missing{document_columns(), {}};
  for (const std::size_t row : c.missing) missing.rows.push_back(cells_of(report.book.rows[row]));
  add_section(out, tr("Missing: in the register, no scan"), missing, width);

  Listing doubtful{document_columns(), {}}, checked{document_columns(), {}};
  for (Listing* listing : {&doubtful, &checked}) {
    listing->columns.push_back({"file", tr("File")});
    listing->columns.push_back({"remarks", tr("Why")});
  }
  for (const Match& m : c.matches) {
    if (m.certain && m.remarks.empty()) continue;
    auto cells = cells_of(report.book.rows[m.row]);
    cells.emplace_back(report.scans[m.scan].path);
    cells.emplace_back(remarks_of(m));
    (m.certain ? checked : doubtful).rows.push_back(std::move(cells));
  }
  add_section(out, tr("Doubtful: perhaps this scan, not counted as digitized"), doubtful, width);
  add_section(out, tr("Counted as digitized, but have a look"), checked, width);

  Listing unexpected{{{"file", tr("File")}, {"number", tr("Number"), true}, {"date", tr("Date"), true}, {"subject", tr("Subject")}}, {}};
  for (const std::size_t i : c.unexpected) {
    const Scan& s = report.scans[i];
    unexpected.rows.push_back({s.path, doubted(s.number, s.number_sure), doubted(day_first(s.date), s.date_sure), s.subject});
  }
  add_section(out, tr("Unexpected: scans that are not in the register"), unexpected, width);

  Listing duplicates{{{"file", tr("File")}, {"of", tr("Repeats")}}, {}};
  for (const Duplicate& d : c.duplicates)
    duplicates.rows.push_back({d.path.empty() ? report.scans[d.scan].path : d.path, report.scans[d.of].path});
  add_section(out, tr("Scanned more than once"), duplicates, width);

  Listing pages{{{"row", tr("Row")}, {"number", tr("Number"), true}, {"file", tr("File")}, {"expected", tr("Pages in the register")},
                 {"scanned", tr("Pages scanned")}}, {}};
  for (const Match& m : c.page_differences) {
    const RegisterRow& row = report.book.rows[m.row];
    pages.rows.push_back({row.row, row.number, report.scans[m.scan].path, *row.pages, report.scans[m.scan].pages});
  }
  add_section(out, tr("Page counts that differ"), pages, width);

  Listing problems{{{"row", tr("Row")}, {"problem", tr("Problem")}}, {}};
  for (const RowProblem& p : c.problems) problems.rows.push_back({p.row, p.message});
  add_section(out, tr("Problems in the register"), problems, width);
  return out;
}

Listing coverage_rows(const CoverageReport& report) {
  Listing out{{{"state", tr("State")}, {"row", tr("Row")}, {"dossier", tr("Dossier")}, {"number", tr("Number")},
               {"date", tr("Date")}, {"subject", tr("Subject")}, {"issuer", tr("Issuer")}, {"pages", tr("Pages in the register")},
               {"scanned", tr("Pages scanned")}, {"file", tr("File")}, {"id", tr("Id")}, {"remarks", tr("Remarks")}},
              {}};
  std::vector<const Match*> match_of(report.book.rows.size());
  for (const Match& m : report.coverage.matches) match_of[m.row] = &m;
  for (std::size_t r = 0; r < report.book.rows.size(); ++r) {
    const RegisterRow& row = report.book.rows[r];
    const Match* m = match_of[r];
    std::vector<Json> cells{!m ? tr("missing") : m->certain ? tr("digitized") : tr("doubtful"), row.row, row.dossier, row.number,
                            row.date, row.subject, row.issuer, value_or_null(row.pages), nullptr, nullptr, nullptr, nullptr};
    if (m) {
      cells[8] = report.scans[m->scan].pages;
      cells[9] = report.scans[m->scan].path;
      cells[10] = report.scans[m->scan].id;
      cells[11] = remarks_of(*m);
    }
    out.rows.push_back(std::move(cells));
  }
  const auto add_scan = [&](const char* state, const Scan& s, const std::string& path, std::string remark) {
    out.rows.push_back({state, nullptr, s.dossier, s.number, s.date, s.subject, s.issuer, nullptr, s.pages, path, s.id, std::move(remark)});
  };
  for (const std::size_t i : report.coverage.unexpected) add_scan(tr("unexpected"), report.scans[i], report.scans[i].path, {});
  for (const Duplicate& d : report.coverage.duplicates) {
    const Scan& s = report.scans[d.scan];
    add_scan(tr("duplicate"), s, d.path.empty() ? s.path : d.path, report.scans[d.of].path);
  }
  return out;
}

Json coverage_json(const CoverageReport& report) {
  const Coverage& c = report.coverage;
  Json j{{"total", json_of(c.total)}};
  for (const char* key : {"dossiers", "matched", "doubtful", "missing", "unexpected", "duplicates", "page_differences", "problems"})
    j[key] = Json::array();
  for (const Count& count : c.dossiers) {
    Json one{{"dossier", text_or_null(count.dossier)}};
    one.update(json_of(count));
    j["dossiers"].push_back(std::move(one));
  }
  for (const Match& m : c.matches) j[m.certain ? "matched" : "doubtful"].push_back(json_of(m, report));
  for (const std::size_t row : c.missing) j["missing"].push_back(json_of(report.book.rows[row]));
  for (const std::size_t scan : c.unexpected) j["unexpected"].push_back(json_of(report.scans[scan]));
  for (const Duplicate& d : c.duplicates)
    j["duplicates"].push_back({{"id", report.scans[d.scan].id},
                               {"path", d.path.empty() ? report.scans[d.scan].path : d.path},
                               {"of", report.scans[d.of].path}});
  for (const Match& m : c.page_differences)
    j["page_differences"].push_back({{"row", report.book.rows[m.row].row},
                                     {"number", text_or_null(report.book.rows[m.row].number)},
                                     {"path", report.scans[m.scan].path},
                                     {"expected", *report.book.rows[m.row].pages},
                                     {"scanned", report.scans[m.scan].pages}});
  for (const RowProblem& p : c.problems) j["problems"].push_back({{"row", p.row}, {"message", p.message}});
  return j;
}

}  // namespace sohoa
