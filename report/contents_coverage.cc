#include "report/contents_coverage.hh"

#include <fmt/format.h>

#include <set>

#include "core/json_values.hh"
#include "core/language.hh"
#include "core/store/archive.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

Listing cover_rows(const DossierCover& c) {
  Listing out{{{"field", tr("Field")}, {"value", tr("Read from the cover, to be checked")}}, {}};
  const auto add = [&](const char* label, const std::string& value) {
    if (!value.empty()) out.rows.push_back({label, value});
  };
  add(tr("Title"), c.title);
  add(tr("Dossier"), c.number);
  add(tr("Fonds"), c.fonds);
  add(tr("List"), c.list);
  add(tr("From"), day_first(c.from));
  add(tr("Up to"), day_first(c.to));
  add(tr("Sheets"), c.sheets);
  add(tr("Kept for"), c.retention);
  add(tr("Numbers left out"), fmt::format("{}", fmt::join(c.gaps, ", ")));
  return out;
}

}  // namespace

Result<ContentsCoverage> count_by_contents(const std::filesystem::path& kho, const std::string& dossier) {
  ContentsCoverage out;
  const Archive archive = TRY(Archive::open(kho));
  std::vector<std::string> ids;
  TRY_VOID(archive.each_summary([&](const Summary& s) {
    if (s.dossier == dossier) ids.push_back(s.id);
    return true;
  }));
  std::set<std::string> papers;
  bool listed = false;
  for (const std::string& id : ids) {
    const Document document = TRY(archive.document(id));
    const DossierPaper kind = dossier_paper(document);
    if (kind != DossierPaper::none) papers.insert(id);
    if (kind == DossierPaper::cover) out.cover = read_cover(document);
    if (kind == DossierPaper::contents) add_contents(document, out.report.book), listed = true;
  }
  if (!listed)
    return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("the dossier {} has no list of contents in the archive")), dossier),
                tr("Scan its mục lục văn bản into the same folder, or count with --register."));
  TRY_VOID(archive.each_summary([&](const Summary& s) {
    if (s.dossier == dossier && !papers.contains(s.id)) out.report.archive.add(s);
    return true;
  }));
  CoverageReport& report = out.report;
  report.coverage = count_coverage(report.book, report.scans());
  report.tables.emplace_back(Dimension::dossier, counts_by(Dimension::dossier, report.book, report.scans(), report.coverage, {}));
  return out;
}

std::string contents_text(const ContentsCoverage& c, int width) {
  const std::string cover = c.cover ? as_text(cover_rows(*c.cover), width) + "\n" : std::string();
  return cover + coverage_text(c.report, width);
}

Json contents_json(const ContentsCoverage& c) {
  Json j = coverage_json(c.report);
  j["cover"] = nullptr;
  if (c.cover) {
    const auto text = [](const std::string& s) { return json_values::text_or_null(s); };
    j["cover"] = {{"title", text(c.cover->title)}, {"number", text(c.cover->number)}, {"fonds", text(c.cover->fonds)}, {"list", text(c.cover->list)},
                  {"from", text(c.cover->from)}, {"to", text(c.cover->to)}, {"sheets", text(c.cover->sheets)}, {"retention", text(c.cover->retention)}, {"gaps", c.cover->gaps}};
  }
  return j;
}

}  // namespace sohoa
