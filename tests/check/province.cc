#include "province.hh"

#include <fmt/format.h>

#include "invented.hh"

namespace sohoa {
namespace {

void accept(Document& d, FieldId id, const std::string& value, std::map<std::string, std::string> extra = {}) {
  Field& f = d.fields[id];
  f.values = {value};
  f.raw = value;
  f.status = Status::accepted;
  f.extra = std::move(extra);
}

/// Nothing lies over the print: the office signed by certificate.
void sign_digitally(Document& d) {
  d.pages[0].layers.clear();
  d.signatures.emplace_back();
}

void give_deadline(Document& d, const std::string& date, const std::string& working_day) {
  Deadline one;
  one.phrase = "trước ngày " + date;
  one.date = date;
  one.bound = "before";
  one.working_day = working_day;
  one.status = Status::accepted;
  one.evidence = {1, Box{300, 1040, 900, 1085}, "deadline"};
  d.deadlines.push_back(one);
}

void cite(Document& d, const std::string& number) {
  Citation c;
  c.number = number;
  c.relation = Relation::basis;
  c.raw = "Nghị định số " + number;
  c.evidence = {1, Box{300, 1040, 900, 1085}, "citation"};
  d.citations.push_back(c);
}

void give_figures(Document& d) {
  const auto cell = [](const char* text, int rowspan = 1, int colspan = 1) { return TableCell{text, 1, Box{300, 1500, 600, 1550}, 0.97, rowspan, colspan}; };
  Table table;
  table.page = 1;
  table.header = 2;
  table.rows = {{cell("Lĩnh vực", 2), cell("Đang giải quyết", 1, 3)}, {cell("Tổng số"), cell("Trong hạn"), cell("Quá hạn")}, {cell("Hộ tịch"), cell("465"), cell("423"), cell("33")}};
  d.tables.push_back(table);
}

std::string office(int unit) { return fmt::format("Ủy ban nhân dân xã Bình An {} tỉnh Lạng Sơn", unit); }

/// The n-th plan of an office; numbers below 10 with a 0 in front.
Document plan_of(int unit, int n) {
  Document d = plan();
  d.id = fmt::format("{:08x}{:08x}", unit, n);
  d.dossier = fmt::format("hoso{:03}", unit);
  d.sources = {{fmt::format("{}/000.01.H99.2025.{}.{:03}.pdf", d.dossier, unit, n), d.id, {1}}};
  d.ends = {true, true, 0, 0, false, false};
  const std::string number = fmt::format("{:02}/KH-UBND", n);
  d.fields[FieldId::number].values = {number};
  d.fields[FieldId::number].raw = "Số: " + number;
  d.fields[FieldId::issuer].extra["full"] = office(unit);
  accept(d, FieldId::subject, fmt::format("Việc thứ {} của {}", n, office(unit)));
  return d;
}

/// A number outside of the series of plans, whose numbers go on without a gap; no two in the province are equal.
std::string number_apart(int unit, int n) { return fmt::format("{}/KH-BCĐ", 1000 * unit + 10 * n); }

}  // namespace

std::vector<Defect> defects() {
  return {
      {"part.motto", [](Document& d) { erase(d, "Độc"); }},
      {"part.issuer", [](Document& d) { erase(d, "PHÁP"); d.fields.erase(FieldId::issuer); }},
      {"part.number", [](Document& d) { erase(d, "Số:"); d.fields.erase(FieldId::number); }},
      {"part.date", [](Document& d) { erase(d, "ngày"); d.fields.erase(FieldId::issued_date); }},
      {"part.subject", [](Document& d) { d.fields.erase(FieldId::subject); }},
      {"part.signer", [](Document& d) { erase(d, "GIÁM"); d.fields.erase(FieldId::signer_title); d.fields.erase(FieldId::signer); sign_digitally(d); }},
      {"part.seal", [](Document& d) { d.pages[0].layers.clear(); }},
      {"part.recipients", [](Document& d) { erase(d, "nhận:"); erase(d, "Lưu:"); d.fields.erase(FieldId::recipients); sign_digitally(d); }},
      {"number.type", [](Document& d) { accept(d, FieldId::type, "Báo cáo", {{"code", "BC"}}); }},
      {"number.padding", [](Document& d) { accept(d, FieldId::number, "7/KH-BCĐ", {{"type_code", "KH"}}); }},
      {"number.spaces", [](Document& d) { d.fields[FieldId::number].raw = "Số: 15/KH - BCĐ"; d.fields[FieldId::number].evidence.box.reset(); }},
      {"date.padding", [](Document& d) { d.fields[FieldId::issued_date].raw = "Phương Bắc, ngày 5 tháng 4 năm 2025"; }},
      {"letter.type_code", [](Document& d) { accept(d, FieldId::type, "Công văn"); accept(d, FieldId::number, "15/CV-BCĐ", {{"type_code", "CV"}}); }},
      {"type.about", [](Document& d) { d.fields[FieldId::subject].raw = "V/v " + d.fields[FieldId::subject].raw; }},
      {"ending.archive", [](Document& d) { erase(d, "Lưu:"); d.fields[FieldId::recipients].extra.clear(); }},
      {"ending.mark", [](Document& d) { erase(d, "xong./."); }},
      {"signer.title", [](Document& d) { accept(d, FieldId::signer_title, "KT. GIÁM ĐỐC"); d.pages[0].layers = {{LayerKind::seal, {1500, 3200, 1900, 3400}}}; }},
      {"table.sums", give_figures},
      {"act.repealed", [](Document& d) { cite(d, "61/2018/NĐ-CP"); accept(d, FieldId::issued_date, "2025-07-21"); }},
      {"issuer.district", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Ủy ban nhân dân huyện Cao Lộc tỉnh Lạng Sơn"; accept(d, FieldId::issued_date, "2025-07-21"); }},
      {"issuer.province", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Sở Tư pháp tỉnh Kon Tum"; accept(d, FieldId::issued_date, "2025-08-12"); }},
      {"issuer.agency", [](Document& d) { d.fields[FieldId::issuer].extra["full"] = "Bộ Giao thông vận tải"; accept(d, FieldId::issued_date, "2025-08-12"); }},
      {"deadline.before_issue", [](Document& d) { give_deadline(d, "2025-03-31", "2025-03-31"); }},
      {"deadline.day_off", [](Document& d) { give_deadline(d, "2025-06-15", "2025-06-16"); }},
      {"field.length", [](Document& d) { std::string s; while (s.size() < 1600) s += "Ắ"; accept(d, FieldId::subject, s); }},
      {"scan.dpi", [](Document& d) { d.pages[0].dpi = 150; }},
      {"scan.colour", [](Document& d) { d.pages[0].colourless = true; }},
      {"scan.pdfa", [](Document& d) { d.pages[0].pdfa = ""; }},
      {"scan.text_layer", [](Document& d) { d.pages[0].issues.clear(); }},
      {"scan.file_name", [](Document& d) { d.sources[0].path = d.dossier + "/scan_" + d.id + ".pdf"; }},
      {"case.fields", [](Document& d) { accept(d, FieldId::type, "Giấy phép"); accept(d, FieldId::result_kind, "Giấy phép"); accept(d, FieldId::applicant_id, "001099012345"); d.fields.erase(FieldId::number); }},
      {"open.secrecy", [](Document& d) { accept(d, FieldId::secrecy, "MẬT"); }},
      {"open.personal_number", [](Document& d) { print(d, "Ông Trần Văn Mẫu, CCCD số 001099012345, trú tại xã Phương Bắc"); }},
  };
}

std::vector<Planted> make_province(int units, int documents, const std::function<void(const Document&)>& take) {
  const std::vector<Defect> all = defects();
  std::vector<Planted> planted;
  for (int unit = 1; unit <= units; ++unit) {
    const int skipped = documents / 2;  // number.gap
    for (int n = 1; n <= documents; ++n) {
      const Document d = plan_of(unit, n);
      if (n == skipped) continue;
      if (n == skipped + 1) planted.push_back({"number.gap", d.id});
      take(d);
    }
    int n = documents;
    const auto spoiled = [&](const std::string& rule, const std::function<void(Document&)>& spoil) {
      Document d = plan_of(unit, ++n);
      accept(d, FieldId::number, number_apart(unit, n), {{"type_code", "KH"}});
      spoil(d);
      planted.push_back({rule, d.id});
      take(d);
    };
    for (const Defect& one : all) spoiled(one.rule, one.plant);
    spoiled("number.duplicate", [](Document& d) {
      accept(d, FieldId::number, "01/KH-UBND", {{"type_code", "KH"}});
      accept(d, FieldId::issued_date, "2025-05-12");
      accept(d, FieldId::subject, "Tuyên truyền phòng cháy");
    });
    spoiled("document.twice", [&](Document& d) {
      const std::string id = d.id, path = d.sources[0].path;
      d = plan_of(unit, 2);
      d.id = id;
      d.sources[0].path = path;
    });
    const auto arrives = [](Document& d) {
      accept(d, FieldId::incoming_number, "201");
      give_deadline(d, "2025-05-15", "2025-05-15");
    };
    spoiled("incoming.overdue", arrives);
    spoiled("", arrives);  // the same, answered in time
    planted.pop_back();
    const std::string answered = number_apart(unit, n);
    spoiled("", [&](Document& d) {
      cite(d, answered);
      accept(d, FieldId::issued_date, "2025-05-13");
      accept(d, FieldId::issuer, "Sở Nội vụ");
    });
    planted.pop_back();
    spoiled("document.continues", [](Document& d) { d.ends = {true, false, 0, 0, false, true}; });
    spoiled("", [](Document& d) { d.ends = {false, true, 2, 2, true, false}; });  // its second page
    planted.pop_back();
  }
  return planted;
}

}  // namespace sohoa
