#include "pipeline/source/pdf_contents.hh"

#include <algorithm>
#include <cmath>
#include <exception>
#include <map>
#include <string>
#include <utility>
#include <vector>

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr only
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "pipeline/source/pdf_signatures.hh"

namespace sohoa {
namespace {

constexpr double kLeastDpi = 70;  // below, it is a picture on a page
constexpr double kMostDpi = 2400;
constexpr double kStretch = 0.12;  // how much a scan's two resolutions may differ

/// The resolution at which width × height pixels just fill the page, 0 when they have another shape.
double filling_dpi(double width, double height, double width_in, double height_in) {
  const double x = width / width_in, y = height / height_in;
  if (!(x >= kLeastDpi) || x > kMostDpi || std::abs(x / y - 1) > kStretch) return 0;
  return x;
}

}  // namespace

struct PdfContents::Parsed {
  QPDF pdf;
  std::span<const std::byte> bytes;
};

PdfContents::PdfContents(std::span<const std::byte> bytes, const std::string& password) {
  try {
    auto parsed = std::make_unique<Parsed>();
    parsed->bytes = bytes;
    parsed->pdf.setSuppressWarnings(true);
    parsed->pdf.processMemoryFile("pdf", reinterpret_cast<const char*>(bytes.data()), bytes.size(), password.c_str());
    parsed_ = std::move(parsed);
  } catch (const std::exception&) {
    parsed_.reset();
  }
}

PdfContents::~PdfContents() = default;

int PdfContents::scan_dpi(int n, double width_pt, double height_pt) {
  if (!parsed_ || !(width_pt > 0) || !(height_pt > 0)) return 0;
  double found = 0;
  try {
    const auto& pages = parsed_->pdf.getAllPages();
    if (n < 1 || static_cast<std::size_t>(n) > pages.size()) return 0;
    std::map<long long, long long> strips;  // width → height of all images as wide
    QPDFPageObjectHelper(pages[static_cast<std::size_t>(n - 1)])
        .forEachImage(true, [&](QPDFObjectHandle& image, QPDFObjectHandle&, std::string const&) {
          auto dictionary = image.getDict();
          long long width = 0, height = 0;
          if (dictionary.getKey("/Width").getValueAsInt(width) && dictionary.getKey("/Height").getValueAsInt(height) &&
              width > 0 && height > 0) {
            for (const bool turned : {false, true})
              found = std::max(
                  found, filling_dpi(static_cast<double>(turned ? height : width),
                                     static_cast<double>(turned ? width : height), width_pt / 72, height_pt / 72));
            strips[width] += height;
          }
        });
    for (const auto& [width, height] : strips)
      found = std::max(
          found, filling_dpi(static_cast<double>(width), static_cast<double>(height), width_pt / 72, height_pt / 72));
  } catch (const std::exception&) {
    return 0;
  }
  return static_cast<int>(std::lround(found));
}

bool PdfContents::is_colourless(int n) {
  if (!parsed_) return false;
  bool colourless = true;
  try {
    const auto& pages = parsed_->pdf.getAllPages();
    if (n < 1 || static_cast<std::size_t>(n) > pages.size()) return false;
    QPDFPageObjectHelper page(pages[static_cast<std::size_t>(n - 1)]);
    // What a signature shows is drawn by an annotation.
    if (!page.getAnnotations().empty()) return false;
    page.forEachImage(true, [&](QPDFObjectHandle& image, QPDFObjectHandle&, std::string const&) {
          auto dictionary = image.getDict();
          auto space = dictionary.getKey("/ColorSpace");
          bool mask = false;
          dictionary.getKey("/ImageMask").getValueAsBool(mask);
          colourless = colourless && !mask && (space.isName() && (space.getName() == "/DeviceGray" || space.getName() == "/CalGray"));
        });
  } catch (const std::exception&) {
    return false;
  }
  return colourless;
}

bool PdfContents::has_pictures(int n) {
  if (!parsed_) return false;
  bool any = false;
  try {
    const auto& pages = parsed_->pdf.getAllPages();
    if (n < 1 || static_cast<std::size_t>(n) > pages.size()) return false;
    QPDFPageObjectHelper(pages[static_cast<std::size_t>(n - 1)]).forEachImage(true, [&](QPDFObjectHandle&, QPDFObjectHandle&, std::string const&) { any = true; });
  } catch (const std::exception&) {
    return any;
  }
  return any;
}

PageDrawing PdfContents::drawing(int n) { return parsed_ ? drawing_of(parsed_->pdf, n) : PageDrawing(); }

std::vector<Signature> PdfContents::signatures(int n) {
  return parsed_ ? pdf_signatures(parsed_->pdf, parsed_->bytes, n) : std::vector<Signature>{};
}

}  // namespace sohoa
