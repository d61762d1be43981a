#pragma once
#include <cairo.h>

#include <memory>
#include <string>

#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/image/image.hh"
#include "pipeline/source/source.hh"

namespace sohoa::overlay {

struct Free {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, Free>;
using Cairo = std::unique_ptr<cairo_t, Free>;

/// The page as scanned, laid upright and straight as it was read; `scale` leads from the record's pixels to those drawn on.
void draw_page(cairo_t*, const Image& scanned, const Page&, const PageFacts&, double scale);

/// The surface as PNG; too_large when it could not be drawn.
Result<std::string> png_of(const Surface&);

}  // namespace sohoa::overlay
