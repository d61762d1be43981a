#include "pipeline/extract/unread_stamp.hh"

#include <algorithm>

namespace sohoa {
namespace {

// Pixels at 300 dpi: frames of marks are 20 to 40 by 8 mm (Nghị định 30/2020/NĐ-CP, phụ lục I), the registry's 35 by 50 mm.
constexpr int kMarkLow = 60, kMarkHigh = 180, kMarkWide = 180, kRegistry = 250;

bool has_shape(const Box& box, StampShape shape) {
  if (shape == StampShape::registry) return box.width() >= kRegistry && box.height() >= kRegistry;
  return box.height() >= kMarkLow && box.height() <= kMarkHigh && box.width() >= kMarkWide && box.width() >= 3 * box.height() / 2;
}

}  // namespace

/// Above the header stand pictures of digital signatures.
std::optional<Evidence> unread_stamp(const FieldInput& in, StampShape shape, Zone read_as) {
  const auto motto = std::find_if(in.lines.begin(), in.lines.end(), [](const Line& line) { return line.zone == Zone::motto; });
  const Page* page = motto == in.lines.end() ? nullptr : in.page(motto->page);
  if (!page || !motto->box) return std::nullopt;
  for (const Layer& layer : page->layers) {
    if (layer.kind == LayerKind::handwriting || layer.box.y0 < motto->box->y0 || layer.box.y1 > page->height * 2 / 5 || !has_shape(layer.box, shape)) continue;
    const bool read = std::any_of(in.lines.begin(), in.lines.end(), [&](const Line& line) {
      return line.page == page->n && line.zone == read_as && line.box && overlap(*line.box, layer.box);
    });
    if (!read) return Evidence{page->n, layer.box, "header.stamp"};
  }
  return std::nullopt;
}

Field to_be_looked_at(Evidence evidence, std::string raw) {
  Field field;
  field.raw = std::move(raw);
  field.evidence = std::move(evidence);
  // A candidate without a value says that there is something to look at.
  field.candidates.push_back({"", field.raw, 0.0, field.evidence});
  return field;
}

}  // namespace sohoa
