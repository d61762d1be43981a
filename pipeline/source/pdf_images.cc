#include "pipeline/source/pdf_images.hh"

#include <algorithm>
#include <cmath>
#include <exception>
#include <map>

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr only
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

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

struct PdfImages::Parsed {
  QPDF pdf;
};

PdfImages::PdfImages(std::span<const std::byte> bytes) {
  try {
    auto parsed = std::make_unique<Parsed>();
    parsed->pdf.setSuppressWarnings(true);
    parsed->pdf.processMemoryFile("pdf", reinterpret_cast<const char*>(bytes.data()), bytes.size());
    parsed_ = std::move(parsed);
  } catch (const std::exception&) {
    parsed_.reset();
  }
}

PdfImages::~PdfImages() = default;

int PdfImages::scan_dpi(int n, double width_pt, double height_pt) {
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
          if (dictionary.getKey("/Width").getValueAsInt(width) &&
              dictionary.getKey("/Height").getValueAsInt(height) && width > 0 && height > 0) {
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

}  // namespace sohoa
