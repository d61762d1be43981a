#include "core/json_values.hh"

namespace sohoa {
using namespace json_values;

namespace json_values {

Issue issue_from(const Json& j) {
  return {text_from(j, "code"), enum_from<Severity>(j, "severity"), j.value("page", 0),
          text_from(j, "message")};
}

Table table_from(const Json& j) {
  Table table;
  table.kind = enum_from<TableKind>(j, "kind");
  table.page = j.at("page");
  table.box = box_from(j.at("box"));
  table.header = j.at("header");
  table.confidence = j.at("confidence");
  for (const Json& r : j.at("rows")) {
    auto& row = table.rows.emplace_back();
    for (const Json& c : r)
      row.push_back({c.at("text"), c.at("page"), box_from(c.at("box")), c.at("confidence"), c.at("rowspan"), c.at("colspan")});
  }
  for (const Json& g : list_of(j, "groups"))
    table.groups.push_back({g.at("row"), g.at("rows"), g.at("level"), text_from(g, "number"), g.at("title")});
  return table;
}

Signature signature_from(const Json& j) {
  return {text_from(j, "signer"), text_from(j, "organization"), text_from(j, "issuer"), text_from(j, "time"), j.at("valid"),
          j.at("trusted"), j.at("covers_document"), text_from(j, "trouble"), box_from(j.at("box"))};
}

}  // namespace json_values

namespace {

Slot slot_from(const Json& j) {
  Slot slot{enum_from<SlotKind>(j, "kind"), box_from(j.at("box")).value_or(Box{}), j.value("pen", false), {}, {}};
  for (const Json& r : j.at("readings")) slot.readings.push_back({r.at(0), r.at(1)});
  for (const Json& b : j.at("digits")) slot.digits.push_back(box_from(b).value_or(Box{}));
  return slot;
}

Json to_json(const Slot& slot) {
  Json readings = Json::array(), digits = Json::array();
  for (const SlotReading& r : slot.readings) readings.push_back({r.digits, rounded(r.probability)});
  for (const Box& b : slot.digits) digits.push_back(box_json(std::optional(b)));
  return {{"kind", name(slot.kind)},
          {"box", box_json(std::optional(slot.box))},
          {"pen", slot.pen},
          {"readings", std::move(readings)},
          {"digits", std::move(digits)}};
}

}  // namespace

Json to_json(const Issue& issue) {
  return {{"code", issue.code},
          {"severity", name(issue.severity)},
          {"page", issue.page},
          {"message", issue.message}};
}

Json to_json(const Table& table) {
  Json rows = Json::array();
  for (const auto& row : table.rows) {
    Json cells = Json::array();
    for (const TableCell& c : row)
      cells.push_back({{"text", c.text},
                       {"page", c.page},
                       {"box", box_json(c.box)},
                       {"confidence", rounded(c.confidence)},
                       {"rowspan", c.rowspan},
                       {"colspan", c.colspan}});
    rows.push_back(std::move(cells));
  }
  Json j{{"kind", name(table.kind)},
         {"page", table.page},
         {"box", box_json(table.box)},
         {"header", table.header},
         {"confidence", rounded(table.confidence)},
         {"rows", std::move(rows)}};
  for (const TableGroup& g : table.groups)
    j["groups"].push_back({{"row", g.row}, {"rows", g.rows}, {"level", g.level}, {"number", text_or_null(g.number)}, {"title", g.title}});
  return j;
}

Json to_json(const Signature& s) {
  return {{"signer", text_or_null(s.signer)},
          {"organization", text_or_null(s.organization)},
          {"issuer", text_or_null(s.issuer)},
          {"time", text_or_null(s.time)},
          {"valid", s.valid},
          {"trusted", s.trusted},
          {"covers_document", s.covers_document},
          {"trouble", text_or_null(s.trouble)},
          {"box", box_json(s.box)}};
}

Json to_json(const Page& page) {
  Json words = Json::array();
  for (const Word& w : page.words) {
    Json j{{"text", w.text},
           {"box", box_json(w.box)},
           {"confidence", rounded(w.confidence)},
           {"line", w.line},
           {"block", w.block}};
    if (w.bold) j["bold"] = true;
    if (w.italic) j["italic"] = true;
    if (w.role != Role::body) j["role"] = name(w.role);
    if (!w.raw.empty()) j["raw"] = w.raw;
    words.push_back(std::move(j));
  }
  Json layers = Json::array();
  for (const Layer& l : page.layers)
    layers.push_back({{"kind", name(l.kind)}, {"box", box_json(std::optional(l.box))}});
  Json tables = Json::array();
  for (const Table& t : page.tables) tables.push_back(to_json(t));
  Json barcodes = Json::array();
  for (const Barcode& b : page.barcodes)
    barcodes.push_back({{"format", b.format}, {"text", b.text}, {"box", box_json(std::optional(b.box))}});
  Json signatures = Json::array();
  for (const Signature& s : page.signatures) signatures.push_back(to_json(s));
  Json issues = Json::array();
  for (const Issue& i : page.issues) issues.push_back(to_json(i));
  Json j{{"n", page.n},
          {"width", page.width},
          {"height", page.height},
          {"dpi", page.dpi},
          {"to_original", page.to_original},
          {"blank", page.blank},
          {"origin", name(page.origin)},
          {"confidence", rounded(page.confidence)},
          {"valid_syllables", rounded(page.valid_syllables)},
          {"words", std::move(words)},
          {"layers", std::move(layers)},
          {"tables", std::move(tables)},
          {"barcodes", std::move(barcodes)},
          {"signatures", std::move(signatures)},
          {"issues", std::move(issues)}};
  if (!page.slots.empty()) {
    Json& slots = j["slots"] = Json::array();
    for (const Slot& s : page.slots) slots.push_back(to_json(s));
  }
  if (page.colourless) j["colourless"] = true;
  if (page.pdfa) j["pdfa"] = *page.pdfa;
  if (page.to_original_projective) j["to_original_projective"] = *page.to_original_projective;
  return j;
}

Result<Page> page_from_json(const Json& j) {
  try {
    Page page;
    page.n = j.at("n");
    page.width = j.at("width");
    page.height = j.at("height");
    page.dpi = j.at("dpi");
    page.to_original = j.at("to_original").get<Affine>();
    if (j.contains("to_original_projective")) page.to_original_projective = j.at("to_original_projective").get<Projective>();
    page.blank = j.at("blank");
    page.colourless = j.value("colourless", false);
    if (j.contains("pdfa")) page.pdfa = j.at("pdfa").get<std::string>();
    page.origin = enum_from<Origin>(j, "origin");
    page.confidence = j.at("confidence");
    page.valid_syllables = j.at("valid_syllables");
    for (const Json& w : j.at("words"))
      page.words.push_back({w.at("text"), box_from(w.at("box")), w.at("confidence"), w.at("line"),
                            w.at("block"), w.value("bold", false), w.value("italic", false),
                            w.contains("role") ? enum_from<Role>(w, "role") : Role::body,
                            w.value("raw", std::string())});
    for (const Json& l : j.at("layers"))
      page.layers.push_back(
          {enum_from<LayerKind>(l, "kind"), box_from(l.at("box")).value_or(Box{})});
    for (const Json& t : list_of(j, "tables")) page.tables.push_back(table_from(t));
    for (const Json& b : list_of(j, "barcodes"))
      page.barcodes.push_back({b.at("format"), b.at("text"), box_from(b.at("box")).value_or(Box{})});
    for (const Json& s : list_of(j, "slots")) page.slots.push_back(slot_from(s));
    for (const Json& s : list_of(j, "signatures")) page.signatures.push_back(signature_from(s));
    for (const Json& i : j.at("issues")) page.issues.push_back(issue_from(i));
    return page;
  } catch (const std::exception& e) {
    return fail(ErrorCode::bad_data, std::string("page record: ") + e.what());
  }
}

}  // namespace sohoa
