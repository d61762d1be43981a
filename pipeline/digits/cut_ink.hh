#pragma once
#include <vector>

#include "pipeline/digits/components.hh"
#include "pipeline/digits/glyph.hh"

namespace sohoa {

/// The ink of a slot set upright, and where digits can begin or end in it. Reading and training cut alike.
struct CutInk {
  InkMap map;
  std::vector<Component> components;
  Box ink;                // of all of it; empty when there is none
  std::vector<int> cuts;  // columns of `map` from left to right: gaps, and inside of what hangs together the thinnest places; two at least
  double slope = 0;       // how far each row was moved: column x, row y of the ink stands in column upright_x(x, y) of `map`

  int upright_x(int x, int y) const;
};

CutInk cut_ink(const InkMap&);

/// Whether the ink from one cut to a later one can be one digit: it is not much broader than everything is high.
bool may_be_digit(const CutInk&, std::size_t from, std::size_t to);

/// A part of the ink, on a map as large as the whole, and the box that fits it.
struct Piece {
  InkMap map;
  Box box;
};

/// The ink from one cut to another: whole components that lie mostly there, else what of them does.
Piece piece_of(const CutInk&, std::size_t from, std::size_t to);

}  // namespace sohoa
