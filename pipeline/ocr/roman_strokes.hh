#pragma once
#include "pipeline/image/image.hh"

namespace sohoa {

/// Whether a stroke is a Roman one: what stands beside its stem at the top stands on both sides; a figure 1 has its flag on the left. The stroke
/// begins where `mark` does; something may touch it on the right. `doubt` is the most ink left of the stem, in that on its right: drawn figures have twice
/// as much or more, strokes 1.5 times at most.
bool is_roman_stroke(const Image& grey, const Box& mark, double doubt = 1.7);

/// How many strokes make the mark when their serifs touch at head and foot and nothing joins them between (II, III); 0 for every other mark.
int touching_strokes(const Image& grey, const Box& mark);

}  // namespace sohoa
