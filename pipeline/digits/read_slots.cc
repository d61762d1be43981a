#include "pipeline/digits/read_slots.hh"

#include <optional>

#include "core/data_files.hh"
#include "pipeline/digits/find_slots.hh"
#include "pipeline/digits/read_digits.hh"
#include "pipeline/digits/slot_ink.hh"

namespace sohoa {

const DigitNetworks* digit_network() {
  static const std::optional<DigitNetworks> network = [] {
    auto loaded = DigitNetworks::load(data_folder() / "digits.bin");
    return loaded ? std::optional(std::move(*loaded)) : std::nullopt;
  }();
  return network ? &*network : nullptr;
}

std::vector<Slot> read_slots(const Page& page, const Image& image, const Affine& to_image) {
  const DigitNetworks* network = digit_network();
  if (!network || image.empty()) return {};
  std::vector<Slot> slots = find_slots(page);
  for (Slot& slot : slots) {
    const SlotInk ink = slot_ink(cut_out(image, to_image, picture_box(slot.box)), slot.box);
    DigitReading reading = read_digits(ink.map, slot.kind, *network);
    slot.pen = ink.pen;
    slot.readings = std::move(reading.readings);
    for (const Box& b : reading.digits)
      slot.digits.push_back({b.x0 + ink.at.x0, b.y0 + ink.at.y0, b.x1 + ink.at.x0, b.y1 + ink.at.y0});
  }
  return slots;
}

}  // namespace sohoa
