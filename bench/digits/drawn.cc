// Developer's tool: invented slots as the digit reader sees them. drawn_slots PICTURE.png COUNT FOLDER…
// PICTURE.png gets some of our own strokes set upright, with the cuts, what they are and how they are read. Printed is how far the probabilities
// may be believed: COUNT numbers and as many days of digits kept back from training. FOLDER: a collection of digits (written.hh).
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <fstream>
#include <iostream>

#include "bench/digits/written.hh"
#include "pipeline/digits/read_digits.hh"
#include "pipeline/digits/read_slots.hh"
#include "pipeline/overlay/canvas.hh"

namespace sohoa {
namespace {

constexpr int kAcross = 7, kDown = 4, kCell = 150, kHigh = 110;

void draw(cairo_t* cairo, const CutInk& cut, double x0, double y0) {
  const double scale = std::min({1.0, (kCell - 10.0) / cut.ink.width(), (kHigh - 30.0) / cut.ink.height()});
  const auto box = [&](double x, double y, double w, double h) {
    cairo_rectangle(cairo, x0 + (x - cut.ink.x0) * scale, y0 + (y - cut.ink.y0) * scale, w * scale, h * scale);
    cairo_fill(cairo);
  };
  cairo_set_source_rgb(cairo, 0.65, 0.65, 0.65);
  for (const int at : cut.cuts) box(at, cut.ink.y0, 1 / scale, cut.ink.height());
  cairo_set_source_rgb(cairo, 0, 0, 0);
  for (int y = cut.ink.y0; y < cut.ink.y1; ++y)
    for (int x = cut.ink.x0; x < cut.ink.x1; ++x)
      if (cut.map.inked(x, y)) box(x, y, 1, 1);
}

/// A collection without digits: all are drawn with our own strokes.
Result<std::string> picture(const std::vector<Collection>& collections, const DigitNetworks& networks) {
  const overlay::Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, kAcross * kCell, kDown * kHigh));
  const overlay::Cairo cairo(cairo_create(surface.get()));
  cairo_set_antialias(cairo.get(), CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  cairo_select_font_face(cairo.get(), "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cairo.get(), 11);
  Chance chance(12);
  for (int i = 0; i < kAcross * kDown; ++i) {
    const Written writing = some_writing(collections, true, chance);
    const double x = i % kAcross * kCell + 5, y = i / kAcross * kHigh + 5;
    const auto readings = read_digits(writing.map, SlotKind::number, networks).readings;
    cairo_set_source_rgb(cairo.get(), 0, 0, 0);
    cairo_move_to(cairo.get(), x, y + 10);
    cairo_show_text(cairo.get(), fmt::format("{} → {} {:.2f}", writing.digits, readings.empty() ? "?" : readings[0].digits, readings.empty() ? 0 : readings[0].probability).c_str());
    draw(cairo.get(), cut_ink(writing.map), x, y + 16);
  }
  return overlay::png_of(surface);
}

constexpr std::array kBands{0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 1.01};

/// Right and all of the likeliest readings, by their probability.
void reliability(SlotKind kind, int count, const std::vector<Collection>& collections, const DigitNetworks& networks) {
  Chance chance(kind == SlotKind::day ? 31 : 99);
  std::array<std::array<int, 2>, kBands.size() - 1> bands{};
  double loss = 0;
  for (int done = 0; done < count;) {
    const Written writing = some_writing(collections, true, chance);
    if (kind == SlotKind::day && (writing.digits.size() != 2 || writing.digits > "31" || writing.digits == "00")) continue;
    ++done;
    const auto readings = read_digits(writing.map, kind, networks).readings;
    double right = 1e-4;
    for (const SlotReading& r : readings)
      if (r.digits == writing.digits) right = std::max(right, r.probability);
    loss -= std::log(right);
    if (readings.empty()) continue;
    const auto band = std::upper_bound(kBands.begin(), kBands.end(), readings[0].probability) - kBands.begin() - 1;
    ++bands[static_cast<std::size_t>(band)][1];
    bands[static_cast<std::size_t>(band)][0] += readings[0].digits == writing.digits;
  }
  std::cout << fmt::format("| {} |", kind == SlotKind::day ? "days" : "numbers");
  for (const auto& [right, all] : bands) std::cout << fmt::format(" {} / {} |", right, all);
  std::cout << fmt::format(" loss {:.4f}\n", loss / count);
}

}  // namespace
}  // namespace sohoa

int main(int argc, char** argv) {
  using namespace sohoa;
  const DigitNetworks* networks = digit_network();
  if (argc < 4 || !networks) return 2;
  std::vector<Collection> collections;
  for (int i = 3; i < argc; ++i) collections.push_back(load_collection(argv[i]));
  const auto png = picture({Collection{}}, *networks);
  if (!png) return 1;
  std::ofstream(argv[1], std::ios::binary) << *png;
  std::cout << "| |";
  for (std::size_t i = 0; i + 1 < kBands.size(); ++i) std::cout << fmt::format(" {}–{} |", kBands[i], std::min(1.0, kBands[i + 1]));
  std::cout << "\n| --- |";
  for (std::size_t i = 0; i + 1 < kBands.size(); ++i) std::cout << " --- |";
  std::cout << '\n';
  for (const SlotKind kind : {SlotKind::number, SlotKind::day}) reliability(kind, std::stoi(argv[2]), collections, *networks);
}
