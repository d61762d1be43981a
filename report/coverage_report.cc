#include "report/coverage_report.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "report/typed_date.hh"
#include "report/xlsx.hh"

namespace sohoa {
namespace {

Json text_or_null(std::string_view s) { return s.empty() ? Json(nullptr) : Json(s); }

template <class T>
Json value_or_null(const std::optional<T>& v) {
  return v ? Json(*v) : Json(nullptr);
}

Json percent_of(const Count& count) { return count.percent() < 0 ? Json(nullptr) : Json(count.percent()); }

Json json_of(const Count& count) {
  return {{"expected", count.expected},
          {"digitized", count.digitized},
          {"doubtful", count.doubtful},
          {"missing", count.missing()},
          {"percent", percent_of(count)},
          {"extracted", count.extracted},
          {"reviewed", count.reviewed},
          {"indexed", count.indexed},
          {"in_force", count.in_force},
          {"incomplete", count.incomplete},
          {"unexpected", count.unexpected},
          {"duplicates", count.duplicates},
          {"unreadable", count.unreadable},
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
  j["scan"] = json_of(report.scans()[match.scan]);
  j["remarks"] = Json::array();
  for (const Remark r : match.remarks.list()) j["remarks"].push_back(name(r));
  if (match.remarks.empty()) return j;
  j["agrees"] = Json::array();
  for (int w = 0; w < kWitnesses; ++w)
    if (match.remarks.has(static_cast<Witness>(w))) j["agrees"].push_back(name(static_cast<Witness>(w)));
  j["why"] = reasons(match);
  return j;
}

std::vector<Column> document_columns() {
  return {{"row", tr("Row")},
          {"unit", tr("Unit")},
          {"dossier", tr("Dossier")},
          {"box", tr("Box")},
          {"number", tr("Number"), true},
          {"date", tr("Date"), true},
          {"subject", tr("Subject")}};
}

std::vector<Json> cells_of(const RegisterRow& row) {
  return {row.row, row.unit.empty() ? row.issuer : row.unit, row.dossier, row.box, row.number, day_first(std::string(row.date)), row.subject};
}

/// A list one can act on.
struct List {
  std::string title, sheet;
  Listing listing;
};

List missing_list(const CoverageReport& report) {
  List out{tr("Missing: in the register, no scan"), tr("Missing"), {document_columns(), {}}};
  for (const std::size_t row : report.coverage.missing) out.listing.rows.push_back(cells_of(report.book.rows[row]));
  return out;
}

/// Matches with remarks: those that are not counted, or those that are.
List remarked_list(const CoverageReport& report, bool certain) {
  List out{certain ? tr("Counted as digitized, but have a look") : tr("Doubtful: perhaps this scan, not counted as digitized"),
           certain ? tr("To look at") : tr("Doubtful"), {document_columns(), {}}};
  out.listing.columns.push_back({"file", tr("File")});
  out.listing.columns.push_back({"remarks", tr("Why")});
  for (const Match& m : report.coverage.matches) {
    if (m.certain != certain || (certain && m.remarks.empty())) continue;
    auto cells = cells_of(report.book.rows[m.row]);
    cells.emplace_back(report.scans()[m.scan].path);
    cells.emplace_back(reasons(m));
    out.listing.rows.push_back(std::move(cells));
  }
  return out;
}

List unexpected_list(const CoverageReport& report) {
  List out{tr("Unexpected: scans that are not in the register"), tr("Unexpected"),
           {{{"file", tr("File")}, {"number", tr("Number"), true}, {"date", tr("Date"), true}, {"subject", tr("Subject")}}, {}}};
  for (const std::size_t i : report.coverage.unexpected) {
    const Scan& s = report.scans()[i];
    out.listing.rows.push_back({s.path, doubted(std::string(s.number), s.number_sure), doubted(day_first(std::string(s.date)), s.date_sure), s.subject});
  }
  return out;
}

List duplicate_list(const CoverageReport& report) {
  List out{tr("Scanned more than once"), tr("Duplicates"), {{{"file", tr("File")}, {"of", tr("Repeats")}}, {}}};
  for (const Duplicate& d : report.coverage.duplicates)
    out.listing.rows.push_back({d.path.empty() ? report.scans()[d.scan].path : d.path, report.scans()[d.of].path});
  return out;
}

List page_list(const CoverageReport& report) {
  List out{tr("Page counts that differ"), tr("Page counts"),
           {{{"row", tr("Row")}, {"number", tr("Number"), true}, {"file", tr("File")}, {"expected", tr("Pages in the register")},
             {"scanned", tr("Pages scanned")}}, {}}};
  for (const Match& m : report.coverage.page_differences) {
    const RegisterRow& row = report.book.rows[m.row];
    out.listing.rows.push_back({row.row, row.number, report.scans()[m.scan].path, *row.pages, report.scans()[m.scan].pages});
  }
  return out;
}

List unreadable_list(const CoverageReport& report) {
  List out{tr("Unreadable: scan again"), tr("Unreadable"), {{{"file", tr("File")}, {"page", tr("Page")}, {"problem", tr("Problem")}}, {}}};
  for (const std::size_t i : report.coverage.unreadable) out.listing.rows.push_back({report.scans()[i].path, nullptr, tr("a page was not read")});
  for (const Failure& f : report.failures)
    out.listing.rows.push_back({f.path, f.page > 0 ? Json(f.page) : Json(nullptr), f.message});
  return out;
}

List problem_list(const CoverageReport& report) {
  List out{tr("Problems in the register"), tr("Register"), {{{"row", tr("Row")}, {"problem", tr("Problem")}}, {}}};
  for (const RowProblem& p : report.coverage.problems) out.listing.rows.push_back({p.row, p.message});
  return out;
}

/// The lists one after the other: of a million rows they need not stand beside each other.
void each_list(const CoverageReport& report, const std::function<void(List)>& take) {
  take(missing_list(report));
  take(remarked_list(report, false));
  take(remarked_list(report, true));
  take(unexpected_list(report));
  take(duplicate_list(report));
  take(page_list(report));
  take(unreadable_list(report));
  take(problem_list(report));
}

}  // namespace

Listing count_listing(Dimension dimension, const std::vector<Count>& counts, const Count& total) {
  Listing out{{{std::string(name(dimension)), label(dimension)},
               {"expected", tr("Expected")},
               {"digitized", tr("Digitized")},
               {"doubtful", tr("Doubtful")},
               {"missing", tr("Missing")},
               {"percent", tr("Share (%)")},
               {"incomplete", tr("Incomplete")},
               {"reviewed", tr("Reviewed")},
               {"indexed", tr("Indexed")},
               {"in_force", tr("In force")},
               {"unexpected", tr("Unexpected")},
               {"duplicates", tr("Duplicates")},
               {"unreadable", tr("Unreadable")}},
              {}};
  const bool pages = total.pages_expected > 0;
  if (pages) out.columns.push_back({"pages", tr("Pages"), true});
  const auto add = [&](const Count& c, std::string label) {
    std::vector<Json> cells{std::move(label), c.expected, c.digitized, c.doubtful,   c.missing(),  nullptr,     c.incomplete,
                            c.reviewed,       c.indexed,  c.in_force,  c.unexpected, c.duplicates, c.unreadable};
    if (c.percent() >= 0) cells[5] = fmt::format("{:.2f}", c.percent());
    if (pages) cells.emplace_back(fmt::format("{}/{}", c.pages_digitized, c.pages_expected));
    out.rows.push_back(std::move(cells));
  };
  for (const Count& c : counts) add(c, c.name.empty() ? "–" : c.name);
  add(total, tr("Total"));
  return out;
}

std::vector<std::pair<std::string, Listing>> coverage_lists(const CoverageReport& report) {
  std::vector<std::pair<std::string, Listing>> out;
  each_list(report, [&](List list) { out.emplace_back(list.title, std::move(list.listing)); });
  return out;
}

void write_coverage_text(const CoverageReport& report, int width, const std::function<void(std::string_view)>& write) {
  bool first = true;
  for (const auto& [dimension, counts] : report.tables) {
    write((first ? "" : "\n") + as_text(count_listing(dimension, counts, report.coverage.total), width));
    first = false;
  }
  each_list(report, [&](const List& list) {
    if (!list.listing.rows.empty()) write(fmt::format("\n{} ({})\n", list.title, list.listing.rows.size()) + as_text(list.listing, width));
  });
}

std::string coverage_text(const CoverageReport& report, int width) {
  std::string out;
  write_coverage_text(report, width, [&](std::string_view table) { out += table; });
  return out;
}

Result<std::string> coverage_xlsx(const CoverageReport& report) {
  std::vector<Sheet> sheets;
  for (const auto& [dimension, counts] : report.tables)
    sheets.push_back({label(dimension), tr("Digitized of what the register expects"), count_listing(dimension, counts, report.coverage.total)});
  each_list(report, [&](List list) {
    if (!list.listing.rows.empty()) sheets.push_back({list.sheet, list.title, std::move(list.listing)});
  });
  return as_xlsx(sheets);
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
      cells[8] = report.scans()[m->scan].pages;
      cells[9] = report.scans()[m->scan].path;
      cells[10] = report.scans()[m->scan].id;
      cells[11] = reasons(*m);
    }
    out.rows.push_back(std::move(cells));
  }
  const auto add_scan = [&](const char* state, const Scan& s, std::string_view path, std::string_view remark) {
    out.rows.push_back({state, nullptr, s.dossier, s.number, s.date, s.subject, s.issuer, nullptr, s.pages, path, s.id, remark});
  };
  for (const std::size_t i : report.coverage.unexpected) add_scan(tr("unexpected"), report.scans()[i], report.scans()[i].path, {});
  for (const Duplicate& d : report.coverage.duplicates) {
    const Scan& s = report.scans()[d.scan];
    add_scan(tr("duplicate"), s, d.path.empty() ? s.path : d.path, report.scans()[d.of].path);
  }
  return out;
}

namespace {

using TakeItem = std::function<void(std::string_view list, Json item)>;

/// Everything listed, list after list; `begin` names each list before its items, empty ones too.
void each_item(const CoverageReport& report, const Coverage& c, const std::function<void(std::string_view list)>& begin, const TakeItem& take) {
  for (const auto& [dimension, counts] : report.tables) {
    const std::string list = std::string(name(dimension)) + 's';
    begin(list);
    for (const Count& count : counts) {
      Json one{{std::string(name(dimension)), text_or_null(count.name)}};
      one.update(json_of(count));
      take(list, std::move(one));
    }
  }
  for (const bool certain : {true, false}) {
    const char* list = certain ? "matched" : "doubtful";
    begin(list);
    for (const Match& m : c.matches)
      if (m.certain == certain) take(list, json_of(m, report));
  }
  begin("missing");
  for (const std::size_t row : c.missing) take("missing", json_of(report.book.rows[row]));
  begin("unexpected");
  for (const std::size_t scan : c.unexpected) take("unexpected", json_of(report.scans()[scan]));
  begin("duplicates");
  for (const Duplicate& d : c.duplicates)
    take("duplicates", {{"id", report.scans()[d.scan].id}, {"path", d.path.empty() ? report.scans()[d.scan].path : d.path}, {"of", report.scans()[d.of].path}});
  begin("page_differences");
  for (const Match& m : c.page_differences)
    take("page_differences", {{"row", report.book.rows[m.row].row},
                              {"number", text_or_null(report.book.rows[m.row].number)},
                              {"path", report.scans()[m.scan].path},
                              {"expected", *report.book.rows[m.row].pages},
                              {"scanned", report.scans()[m.scan].pages}});
  begin("unreadable");
  for (const std::size_t i : c.unreadable) take("unreadable", {{"path", report.scans()[i].path}, {"page", nullptr}, {"message", nullptr}});
  for (const Failure& f : report.failures)
    take("unreadable", {{"path", f.path}, {"page", f.page > 0 ? Json(f.page) : Json(nullptr)}, {"message", f.message}});
  begin("problems");
  for (const RowProblem& p : c.problems) take("problems", {{"row", p.row}, {"message", p.message}});
}

}  // namespace

Json coverage_json(const CoverageReport& report, const Coverage& listed) {
  Json out{{"total", json_of(listed.total)}};
  each_item(report, listed, [&](std::string_view list) { out[list] = Json::array(); }, [&](std::string_view list, Json item) { out[list].push_back(std::move(item)); });
  return out;
}

void write_coverage_json(const CoverageReport& report, const std::function<void(std::string_view)>& write) {
  constexpr std::size_t kPiece = 1 << 16;
  const auto text = [](const Json& item) { return item.dump(-1, ' ', false, Json::error_handler_t::replace); };
  std::string piece = fmt::format("{{\n\"total\": {}", text(json_of(report.coverage.total)));
  bool open = false, first = false;
  const auto begin = [&](std::string_view list) {
    piece += fmt::format("{},\n\"{}\": [", open ? "]" : "", list);
    open = first = true;
  };
  each_item(report, report.coverage, begin, [&](std::string_view, Json item) {
    piece += (first ? "\n" : ",\n") + text(item);
    first = false;
    if (piece.size() < kPiece) return;
    write(piece);
    piece.clear();
  });
  write(piece + "]\n}\n");
}

}  // namespace sohoa
