#include "pipeline/pdfa/conformance.hh"

#include <fmt/format.h>

#include <array>
#include <set>
#include <string_view>

#include "core/language.hh"

namespace sohoa::pdfa {
namespace {

template <std::size_t N>
bool one_of(const std::string& name, const std::array<std::string_view, N>& names) {
  for (const std::string_view one : names)
    if (name == one) return true;
  return false;
}

constexpr std::array<std::string_view, 13> kKeptInCatalog{
    "/Type", "/Pages", "/Outlines", "/PageLabels", "/PageMode", "/PageLayout", "/ViewerPreferences",
    "/Lang", "/MarkInfo", "/StructTreeRoot", "/OCProperties", "/Dests", "/Names"};
constexpr std::array<std::string_view, 4> kStillActions{"/GoTo", "/GoToR", "/URI", "/Named"};

std::string name_of(QPDFObjectHandle object) { return object.isName() ? object.getName() : std::string(); }

bool still(QPDFObjectHandle action) { return one_of(name_of(action.getKey("/S")), kStillActions); }

/// Visits every object that can be reached, each once, dictionaries of streams too.
template <class Visit>
void each_reachable(QPDFObjectHandle root, const Visit& visit) {
  std::set<QPDFObjGen> seen;
  std::vector<QPDFObjectHandle> waiting{root};
  while (!waiting.empty()) {
    QPDFObjectHandle object = waiting.back();
    waiting.pop_back();
    if (object.isIndirect() && !seen.insert(object.getObjGen()).second) continue;
    visit(object);
    QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
    if (dictionary.isDictionary())
      for (const std::string& key : dictionary.getKeys()) waiting.push_back(dictionary.getKey(key));
    if (object.isArray())
      for (int i = 0; i < object.getArrayNItems(); ++i) waiting.push_back(object.getArrayItem(i));
  }
}

std::vector<QPDFObjectHandle> links_of(QPDFPageObjectHelper& page) {
  std::vector<QPDFObjectHandle> links;
  for (QPDFAnnotationObjectHelper& annotation : page.getAnnotations("/Link")) {
    QPDFObjectHandle link = annotation.getObjectHandle();
    if (link.hasKey("/A") && !still(link.getKey("/A"))) continue;
    constexpr int kPrint = 4;
    link.replaceKey("/F", QPDFObjectHandle::newInteger(kPrint));
    link.removeKey("/AA");
    links.push_back(link);
  }
  return links;
}

void mend_layers(QPDFObjectHandle catalog) {
  QPDFObjectHandle layers = catalog.getKey("/OCProperties");
  if (!layers.isDictionary()) return;
  layers.removeKey("/Configs");
  QPDFObjectHandle chosen = layers.getKey("/D");
  if (!chosen.isDictionary()) return;
  chosen.removeKey("/AS");
  chosen.removeKey("/Order");
  if (!chosen.hasKey("/Name")) chosen.replaceKey("/Name", QPDFObjectHandle::newString("D"));
}

/// Mends one object and says what cannot be mended.
class Inspection {
 public:
  void look_at(QPDFObjectHandle object) {
    if (object.isName() && object.getName() == "/DeviceCMYK") add(tr("it uses CMYK colours"));
    if (object.isStream() && object.getDict().hasKey("/F")) add(tr("part of it is in another file"));
    QPDFObjectHandle d = object.isStream() ? object.getDict() : object;
    if (!d.isDictionary()) return;
    const std::string type = name_of(d.getKey("/Type")), subtype = name_of(d.getKey("/Subtype"));
    if (subtype == "/Image") {
      for (const char* key : {"/Alternates", "/OPI", "/Interpolate"}) d.removeKey(key);
    } else if (subtype == "/Form") {
      for (const char* key : {"/OPI", "/PS", "/Ref", "/Subtype2"}) d.removeKey(key);
    } else if (subtype == "/PS") {
      add(tr("it holds PostScript"));
    } else if (subtype == "/Widget") {
      for (const char* key : {"/V", "/A", "/AA", "/Parent"}) d.removeKey(key);
    }
    if (type == "/Font") look_at_font(d, subtype);
    if (type == "/FontDescriptor")
      for (const char* key : {"/CIDSet", "/CharSet"}) d.removeKey(key);  // need not be there, and are often wrong
    if (type != "/Catalog") d.removeKey("/Metadata");
    for (const char* key : {"/A", "/Next"})
      if (d.getKey(key).isDictionary() && d.getKey(key).getKey("/S").isName() && !still(d.getKey(key))) d.removeKey(key);
    if (QPDFObjectHandle states = d.getKey("/ExtGState"); states.isDictionary())
      for (const std::string& key : states.getKeys())
        if (QPDFObjectHandle state = states.getKey(key); state.isDictionary())
          for (const char* transfer : {"/TR", "/TR2", "/HTP"}) state.removeKey(transfer);
  }

  void look_at_page(QPDFPageObjectHelper& page) {
    constexpr double kLeast = 3, kMost = 14400;
    const auto box = page.getMediaBox().getArrayAsRectangle();
    for (const double side : {box.urx - box.llx, box.ury - box.lly})
      if (side < kLeast || side > kMost) add(tr("a page is larger than 5 m or smaller than 1 mm"));
    Colours colours;
    page.filterContents(&colours);
    page.forEachFormXObject(true, [&](QPDFObjectHandle& form, QPDFObjectHandle&, std::string const&) { form.filterAsContents(&colours); });
    if (colours.cmyk) add(tr("it uses CMYK colours"));
    page.getObjectHandle().removeKey("/AA");
  }

  std::vector<std::string> found() const { return {found_.begin(), found_.end()}; }

 private:
  struct Colours : QPDFObjectHandle::TokenFilter {
    bool cmyk = false;
    void handleToken(const QPDFTokenizer::Token& token) override {
      if (token.getType() == QPDFTokenizer::tt_word) cmyk |= token.getValue() == "k" || token.getValue() == "K";
    }
  };

  void look_at_font(QPDFObjectHandle font, const std::string& subtype) {
    if (subtype == "/Type0" || subtype == "/Type3") return;
    QPDFObjectHandle descriptor = font.getKey("/FontDescriptor");
    bool embedded = false;
    if (descriptor.isDictionary())
      for (const char* key : {"/FontFile", "/FontFile2", "/FontFile3"}) embedded |= descriptor.getKey(key).isStream();
    if (!embedded) {
      std::string name = name_of(font.getKey("/BaseFont"));
      add(fmt::format(fmt::runtime(tr("the font {} is not embedded")), name.empty() ? "?" : name.substr(1)));
    } else if (subtype == "/CIDFontType2" && !font.hasKey("/CIDToGIDMap")) {
      font.replaceKey("/CIDToGIDMap", QPDFObjectHandle::newName("/Identity"));
    }
  }

  void add(std::string what) { found_.insert(std::move(what)); }
  std::set<std::string> found_;
};

}  // namespace

std::vector<std::string> signers_of(QPDF& pdf) {
  std::vector<std::string> signers;
  each_reachable(pdf.getRoot(), [&](QPDFObjectHandle object) {
    if (!object.isDictionary() || name_of(object.getKey("/FT")) != "/Sig") return;
    QPDFObjectHandle signature = object.getKey("/V");
    if (!signature.isDictionary()) return;
    QPDFObjectHandle name = signature.getKey("/Name");
    signers.push_back(name.isString() ? name.getUTF8Value() : std::string());
  });
  return signers;
}

void make_still(QPDF& pdf) {
  QPDFPageDocumentHelper document(pdf);
  std::vector<std::vector<QPDFObjectHandle>> links;
  for (QPDFPageObjectHelper& page : document.getAllPages()) links.push_back(links_of(page));
  QPDFObjectHandle catalog = pdf.getRoot();
  if (QPDFObjectHandle form = catalog.getKey("/AcroForm"); form.isDictionary()) form.removeKey("/NeedAppearances");
  document.flattenAnnotations(0, an_hidden | an_no_view);
  std::size_t n = 0;
  for (QPDFPageObjectHelper& page : document.getAllPages()) {
    const std::vector<QPDFObjectHandle>& kept = links[n++];
    if (kept.empty()) page.getObjectHandle().removeKey("/Annots");
    else page.getObjectHandle().replaceKey("/Annots", QPDFObjectHandle::newArray(kept));
  }
  for (const std::string& key : catalog.getKeys())
    if (!one_of(key, kKeptInCatalog)) catalog.removeKey(key);
  if (QPDFObjectHandle names = catalog.getKey("/Names"); names.isDictionary())
    for (const std::string& key : names.getKeys())
      if (key != "/Dests") names.removeKey(key);
  mend_layers(catalog);
}

std::vector<std::string> departures(QPDF& pdf) {
  Inspection inspection;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    page.removeUnreferencedResources();
    inspection.look_at_page(page);
  }
  each_reachable(pdf.getRoot(), [&](QPDFObjectHandle object) { inspection.look_at(object); });
  return inspection.found();
}

}  // namespace sohoa::pdfa
