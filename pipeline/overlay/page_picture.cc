#include "pipeline/overlay/page_picture.hh"

#include <algorithm>
#include <cmath>

#include "core/language.hh"
#include "pipeline/image/encode.hh"
#include "pipeline/overlay/canvas.hh"

namespace sohoa {
using namespace overlay;

namespace {

/// The drawn surface as an image: of a page without colour in grey, which makes the smaller JPEG.
Image image_of(const Surface& surface, bool colour, int dpi) {
  cairo_surface_flush(surface.get());
  const int width = cairo_image_surface_get_width(surface.get()), height = cairo_image_surface_get_height(surface.get());
  const unsigned char* row = cairo_image_surface_get_data(surface.get());
  if (!row) return {};
  const std::size_t each = colour ? 3 : 1;
  std::vector<unsigned char> bytes;
  bytes.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * each);
  for (int y = 0; y < height; ++y, row += cairo_image_surface_get_stride(surface.get()))
    for (int x = 0; x < width; ++x) {
      const unsigned char* bgr = row + 4 * x;
      if (!colour) bytes.push_back(bgr[1]);
      else bytes.insert(bytes.end(), {bgr[2], bgr[1], bgr[0]});
    }
  const std::size_t stride = static_cast<std::size_t>(width) * each;
  return colour ? Image::from_rgb(bytes.data(), width, height, stride, dpi) : Image::from_grey(bytes.data(), width, height, stride, dpi);
}

}  // namespace

Result<std::string> page_jpeg(PageSource& source, const Page& page, int width, const std::vector<Box>& hidden) {
  constexpr int kQuality = 80, kLeastDpi = 50;
  if (source.kind() == FileKind::text || page.width < 1 || page.height < 1)
    return fail(ErrorCode::unsupported, tr("a plain text has no picture to draw on"));
  const double scale = width / static_cast<double>(page.width);
  const int dpi = std::max(kLeastDpi, static_cast<int>(std::lround(scale * kRecordDpi)));
  const PageFacts facts = TRY(source.facts(page.n));
  const Image scanned = TRY(source.render(page.n, dpi, !facts.colourless));
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, std::max(1, static_cast<int>(std::lround(page.height * scale)))));
  const Cairo cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  draw_page(cairo.get(), scanned, page, facts, scale);
  cairo_set_source_rgb(cairo.get(), 0.2, 0.2, 0.2);
  for (const Box& box : hidden) cairo_rectangle(cairo.get(), box.x0 * scale, box.y0 * scale, box.width() * scale, box.height() * scale);
  cairo_fill(cairo.get());
  std::string jpeg = jpeg_of(image_of(surface, scanned.colour(), dpi), kQuality);
  if (jpeg.empty()) return fail(ErrorCode::too_large, tr("the page is too large to be drawn"), tr("Split it or save it in a smaller format."));
  return jpeg;
}

}  // namespace sohoa
