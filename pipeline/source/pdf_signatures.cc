#include "pipeline/source/pdf_signatures.hh"

#include <algorithm>
#include <cmath>
#include <exception>
#include <optional>
#include <set>
#include <string>

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr only
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "pipeline/source/cms.hh"

namespace sohoa {
namespace {

using namespace std::literals;

constexpr std::size_t kMostFields = 2000;   // of a form
constexpr int kDeepestField = 16;
constexpr std::size_t kMostSignatures = 50;  // each is checked over the whole file

/// A signature's dictionary and the widget that shows it.
struct SignatureField {
  QPDFObjectHandle value, widget;
};

/// Signed fields of a form's tree. A field may be its own widget or have it as a child; hostile trees go in circles.
void collect(QPDFObjectHandle field, bool signs, QPDFObjectHandle value, int depth, std::set<QPDFObjGen>& seen, std::vector<SignatureField>& found) {
  if (!field.isDictionary() || depth > kDeepestField || seen.size() > kMostFields || found.size() >= kMostSignatures) return;
  if (field.isIndirect() && !seen.insert(field.getObjGen()).second) return;
  auto type = field.getKey("/FT");
  if (type.isName()) signs = type.getName() == "/Sig";
  if (field.getKey("/V").isDictionary()) value = field.getKey("/V");
  auto kids = field.getKey("/Kids");
  if (kids.isArray() && kids.getArrayNItems() > 0) {
    for (int i = 0; i < std::min(kids.getArrayNItems(), static_cast<int>(kMostFields)); ++i)
      collect(kids.getArrayItem(i), signs, value, depth + 1, seen, found);
  } else if (signs && value.isDictionary()) {
    found.push_back({value, field});
  }
}

/// Whether a widget names the page as its own, or, where it names none, is among the page's annotations.
bool stands_on(QPDFObjectHandle widget, QPDFObjectHandle page) {
  if (auto said = widget.getKey("/P"); said.isIndirect() && said.isDictionary()) return said.getObjGen() == page.getObjGen();
  auto annotations = page.getKey("/Annots");
  for (int k = 0; annotations.isArray() && widget.isIndirect() && k < annotations.getArrayNItems(); ++k)
    if (annotations.getArrayItem(k).getObjGen() == widget.getObjGen()) return true;
  return false;
}

/// The first page also has those that stand on none; only there all pages are asked.
bool belongs_to(const QPDFObjectHandle& widget, const std::vector<QPDFObjectHandle>& pages, std::size_t n) {
  if (n >= pages.size()) return false;
  return stands_on(widget, pages[n]) || (n == 0 && std::none_of(pages.begin(), pages.end(), [&](const QPDFObjectHandle& page) { return stands_on(widget, page); }));
}

std::optional<Box> box_of(QPDFObjectHandle widget, const QPDFObjectHandle& page) {
  QPDFPageObjectHelper helper(page);
  auto shape = widget.getKey("/Rect");
  auto area = helper.getAttribute("/CropBox", false);
  if (!area.isRectangle()) area = helper.getAttribute("/MediaBox", false);
  if (!shape.isRectangle() || !area.isRectangle()) return std::nullopt;
  const auto rect = shape.getArrayAsRectangle(), paper = area.getArrayAsRectangle();
  const double width = paper.urx - paper.llx, height = paper.ury - paper.lly;
  if (!(rect.urx > rect.llx) || !(rect.ury > rect.lly) || !(width > 0) || !(height > 0)) return std::nullopt;
  int quarters = 0;  // clockwise
  if (auto turned = helper.getAttribute("/Rotate", false); turned.isInteger()) quarters = ((turned.getIntValueAsInt() / 90) % 4 + 4) % 4;
  const double scale = kRecordDpi / 72;
  // From the paper's lower left corner, y upwards, to the upright page's upper left, y downwards.
  const Affine maps[] = {{scale, 0, 0, 0, -scale, scale * height},
                         {0, scale, 0, scale, 0, 0},
                         {-scale, 0, scale * width, 0, scale, 0},
                         {0, -scale, scale * height, -scale, 0, scale * width}};
  const Affine& map = maps[quarters];
  const auto pixel = [&](double x, double y) {
    x -= paper.llx, y -= paper.lly;
    const auto whole = [](double v) { return static_cast<int>(std::lround(std::clamp(v, -1e6, 1e6))); };
    return std::pair{whole(map[0] * x + map[1] * y + map[2]), whole(map[3] * x + map[4] * y + map[5])};
  };
  const auto [ax, ay] = pixel(rect.llx, rect.lly);
  const auto [bx, by] = pixel(rect.urx, rect.ury);
  const Box box{std::min(ax, bx), std::min(ay, by), std::max(ax, bx), std::max(ay, by)};
  return box.empty() ? std::nullopt : std::optional(box);
}

/// "D:20250124142343+07'00'" → "2025-01-24T14:23:43+07:00"; empty when it is not one or has no zone.
std::string iso_of(const std::string& said) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    return said.size() >= at + count && std::all_of(said.begin() + static_cast<std::ptrdiff_t>(at), said.begin() + static_cast<std::ptrdiff_t>(at + count),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!said.starts_with("D:") || !digits(2, 14)) return {};
  const auto part = [&](std::size_t at, std::size_t count) { return said.substr(at, count); };
  std::string iso = part(2, 4) + "-" + part(6, 2) + "-" + part(8, 2) + "T" + part(10, 2) + ":" + part(12, 2) + ":" + part(14, 2);
  if (said.size() == 16) return {};
  if (said[16] == 'Z') return iso + "Z";
  if ((said[16] != '+' && said[16] != '-') || !digits(17, 2)) return {};
  return iso + said[16] + part(17, 2) + ":" + (digits(20, 2) ? part(20, 2) : "00");
}

/// The bytes between the two stretches must be the signature itself, in hexadecimal digits, and nothing else: what stands
/// there unsigned could be anything.
std::optional<std::string> contents_between(std::string_view gap) {
  if (gap.size() < 2 || gap.front() != '<' || gap.back() != '>') return std::nullopt;
  std::string out;
  int high = -1;
  for (const char c : gap.substr(1, gap.size() - 2)) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) {
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
      return std::nullopt;
    }
    if (high < 0) {
      high = digit;
    } else {
      out += static_cast<char>(high << 4 | digit);
      high = -1;
    }
  }
  return out;
}

Signature check(QPDFObjectHandle value, std::string_view file) {
  Signature said;
  const std::string time = value.getKey("/M").isString() ? iso_of(value.getKey("/M").getStringValue()) : "";
  auto range = value.getKey("/ByteRange");
  long long at[4] = {};
  bool fits = range.isArray() && range.getArrayNItems() == 4;
  for (int i = 0; fits && i < 4; ++i) fits = range.getArrayItem(i).getValueAsInt(at[i]) && at[i] >= 0;
  const auto size = static_cast<long long>(file.size());
  fits = fits && at[0] == 0 && at[1] > 0 && at[1] <= size && at[2] > at[1] && at[2] <= size && at[3] <= size - at[2];
  const auto cut = [&](long long from, long long count) { return file.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(count)); };
  const auto contents = fits ? contents_between(cut(at[1], at[2] - at[1])) : std::nullopt;
  if (!contents) {
    said.trouble = "vùng được ký trong tệp sai";
  } else {
    said = check_cms(*contents, {cut(0, at[1]), cut(at[2], at[3])}, time);
    said.covers_document = said.valid && file.find_first_not_of("\r\n \t\0"sv, static_cast<std::size_t>(at[2] + at[3])) == std::string_view::npos;
  }
  if (said.time.empty()) said.time = time;
  return said;
}

}  // namespace

std::vector<Signature> pdf_signatures(QPDF& pdf, std::span<const std::byte> bytes, int n) {
  std::vector<Signature> signatures;
  try {
    auto form = pdf.getRoot().getKey("/AcroForm");
    auto fields = form.isDictionary() ? form.getKey("/Fields") : QPDFObjectHandle::newNull();
    if (!fields.isArray()) return {};
    std::vector<SignatureField> found;
    std::set<QPDFObjGen> seen;
    for (int i = 0; i < std::min(fields.getArrayNItems(), static_cast<int>(kMostFields)); ++i)
      collect(fields.getArrayItem(i), false, QPDFObjectHandle::newNull(), 0, seen, found);
    if (found.empty()) return {};
    const auto& pages = pdf.getAllPages();
    const std::string_view file(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    for (const SignatureField& field : found) {
      const auto page = static_cast<std::size_t>(n) - 1;
      if (!belongs_to(field.widget, pages, page)) continue;
      signatures.push_back(check(field.value, file));
      signatures.back().box = box_of(field.widget, pages[page]);
    }
  } catch (const std::exception&) {
    return signatures;
  }
  return signatures;
}

}  // namespace sohoa
