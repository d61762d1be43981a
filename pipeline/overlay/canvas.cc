#include "pipeline/overlay/canvas.hh"

#include <cstring>

#include "core/language.hh"
#include "pipeline/image/sheet.hh"

namespace sohoa::overlay {
namespace {

Surface surface_of(const Image& image) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.width(), image.height()));
  const std::vector<std::uint32_t> pixels = image.rgb_words();
  unsigned char* row = cairo_image_surface_get_data(surface.get());
  if (!row) return surface;
  const auto width = static_cast<std::size_t>(image.width());
  for (int y = 0; y < image.height(); ++y, row += cairo_image_surface_get_stride(surface.get()))
    std::memcpy(row, pixels.data() + static_cast<std::size_t>(y) * width, width * sizeof(std::uint32_t));
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

void draw_page(cairo_t* cairo, const Image& scanned, const Page& page, const PageFacts& facts, double scale) {
  const double to_drawn = facts.width_px > 0 ? scanned.width() / static_cast<double>(facts.width_px) : 1;
  const Affine shrink{to_drawn, 0, 0, 0, to_drawn, 0}, enlarge{1 / scale, 0, 0, 0, 1 / scale, 0};
  auto [a, b, c, d, e, f] = composed(shrink, composed(page.to_original, enlarge));
  Image flat;
  if (page.to_original_projective) {
    const Projective back = composed(projective(shrink), composed(*page.to_original_projective, projective(enlarge)));
    flat = drawn_through(scanned, back, static_cast<int>(page.width * scale), static_cast<int>(page.height * scale), scanned.dpi());
    a = e = 1, b = c = d = f = 0;
  }
  const Surface surface = surface_of(flat.empty() ? scanned : flat);
  cairo_set_source_surface(cairo, surface.get(), 0, 0);
  cairo_matrix_t matrix;
  cairo_matrix_init(&matrix, a, d, b, e, c, f);
  cairo_pattern_set_matrix(cairo_get_source(cairo), &matrix);
  cairo_rectangle(cairo, 0, 0, page.width * scale, page.height * scale);
  cairo_fill(cairo);
}

Result<std::string> png_of(const Surface& surface) {
  std::string png;
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS ||
      cairo_surface_write_to_png_stream(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS)
    return fail(ErrorCode::too_large, tr("the page is too large to be drawn"), tr("Split it or save it in a smaller format."));
  return png;
}

}  // namespace sohoa::overlay
