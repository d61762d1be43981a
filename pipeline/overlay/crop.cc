#include "pipeline/overlay/crop.hh"

#include <algorithm>
#include <cmath>

#include "core/language.hh"
#include "pipeline/overlay/canvas.hh"

namespace sohoa {
using namespace overlay;

Result<std::string> crop_png(PageSource& source, const Page& page, const Box& box) {
  constexpr int kDpi = 200, kAside = 220, kAbove = 90;  // the paper around it in the record's pixels: about 2 cm and 7 mm
  constexpr double kScale = kDpi / kRecordDpi;
  if (source.kind() == FileKind::text || page.width < 1 || page.height < 1)
    return fail(ErrorCode::unsupported, tr("a plain text has no picture to draw on"));
  const Box cut{std::max(0, box.x0 - kAside), std::max(0, box.y0 - kAbove), std::min(page.width, box.x1 + kAside),
                std::min(page.height, box.y1 + kAbove)};
  if (cut.empty()) return fail(ErrorCode::not_found, tr("the box lies outside the page"));
  const PageFacts facts = TRY(source.facts(page.n));
  const Image scanned = TRY(source.render(page.n, kDpi, true));
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(cut.width() * kScale)),
                                                   static_cast<int>(std::ceil(cut.height() * kScale))));
  const Cairo cairo(cairo_create(surface.get()));
  cairo_translate(cairo.get(), -cut.x0 * kScale, -cut.y0 * kScale);
  draw_page(cairo.get(), scanned, page, facts, kScale);
  cairo_rectangle(cairo.get(), box.x0 * kScale - 4, box.y0 * kScale - 4, box.width() * kScale + 8, box.height() * kScale + 8);
  cairo_set_source_rgba(cairo.get(), 0.85, 0.10, 0.10, 0.8);
  cairo_set_line_width(cairo.get(), 2);
  cairo_stroke(cairo.get());
  return png_of(surface);
}

}  // namespace sohoa
