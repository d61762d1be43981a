#pragma once
#include <vector>

#include "core/page.hh"
#include "pipeline/digits/network.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

/// The network of data/digits.bin, loaded once; null when there is none. The first call must be made while files may be opened.
const DigitNetworks* digit_network();

/// Finds the slots of a page whose words are known and reads what is written into them. `to_image`: pixels of the page → pixels of
/// the image, in colour where the scan has it. Without a network, or on a page without slots: nothing.
std::vector<Slot> read_slots(const Page&, const Image&, const Affine& to_image);

}  // namespace sohoa
