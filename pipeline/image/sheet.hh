#pragma once
#include <array>
#include <optional>

#include "core/geometry.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

struct Point {
  double x = 0, y = 0;
};

/// The corners of a sheet in pixels of the image, clockwise from the top left.
using Corners = std::array<Point, 4>;

/// The sheet of a photograph: a bright quadrilateral on a darker desk that shows on at least two sides. Nothing where the
/// picture is the sheet, as of a scanner.
std::optional<Corners> find_sheet(const Image&);

/// A sheet laid flat, and the exact way back: pixels of `image` → pixels of the photograph.
struct Flattened {
  Image image;
  Projective back{};
};

/// The sheet as if scanned. It has the proportions of A4, standing or lying, where it comes near them (all paper of offices),
/// else its own; `image` claims the resolution at which A4 is as large as it is, at most 300 dpi.
Flattened laid_flat(const Image& photo, const Corners&);

/// The image drawn through a map from pixels of the result to its own; outside is white.
Image drawn_through(const Image&, const Projective& back, int width, int height, int dpi);

}  // namespace sohoa
