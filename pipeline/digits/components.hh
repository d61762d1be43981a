#pragma once
#include <vector>

#include "pipeline/digits/glyph.hh"

namespace sohoa {

/// Ink that hangs together, also by its corners.
struct Component {
  Box box;
  std::vector<int> pixels;  // y * width + x
};

std::vector<Component> components_of(const InkMap&);

}  // namespace sohoa
