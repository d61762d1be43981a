#include "pipeline/ocr/network.hh"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "pipeline/ocr/kernel.hh"

namespace sohoa {
namespace {

constexpr std::size_t kSideBySide = 24;  // lines at once: enough to keep the weights busy, little enough for memory

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Values of a line, `width` steps of `depth` numbers.
struct Steps {
  int width = 0, depth = 0;
  std::vector<float> values;
  Steps(int w, int d) : width(w), depth(d), values(at(w) * at(d)) {}
  float* at_step(int t) { return values.data() + at(t) * at(depth); }
};

/// Grey of ink and of paper, taken as Tesseract's training took it: quartiles of the dark and bright turning points
/// along the middle of the line.
std::pair<float, float> ink_and_paper(const LineImage& line, int height) {
  std::array<int, 256> dark{}, bright{};
  int darks = 0, brights = 0;
  const unsigned char* row = line.grey.data() + at(height / 2) * at(line.width);
  for (int x = 1; x + 1 < line.width; ++x) {
    const int before = row[x - 1], here = row[x], after = row[x + 1];
    if ((here < before && here <= after) || (here <= before && here < after)) ++dark[at(here)], ++darks;
    if ((here > before && here >= after) || (here >= before && here > after)) ++bright[at(here)], ++brights;
  }
  const auto quartile = [](const std::array<int, 256>& counts, int total, double share, int none) {
    if (total == 0) return static_cast<float>(none);
    double left = share * total;
    for (int v = 0; v < 256; ++v)
      if ((left -= counts[at(v)]) <= 0) return static_cast<float>(v);
    return 255.0F;
  };
  return {quartile(dark, darks, 0.25, 0), quartile(bright, brights, 0.75, 255)};
}

/// Convolution, pooling and the pass down every column.
Steps columns_of(const Model& model, const LineImage& line) {
  const Kernel& k = kernel();
  const int height = model.height, width = line.width, channels = model.convolution.padded();
  const int steps = width / model.pool_x, rows = height / model.pool_y;
  const auto [ink, paper] = ink_and_paper(line, height);
  const float contrast = std::max(1.0F, (paper - ink) / 2);
  // With a rim of middle grey, so that the convolution needs no edges.
  const int stride = width + 2;
  std::vector<float> grey(at(stride) * at(height + 2), 0.0F);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      grey[at(y + 1) * at(stride) + at(x) + 1] =
          std::clamp((static_cast<float>(line.grey[at(y) * at(width) + at(x)]) - ink) / contrast - 1, -1.0F, 1.0F);
  // tanh grows with its argument: pooling first spares eight of nine.
  const int used = steps * model.pool_x;
  std::vector<float> patches(at(used) * 9), strip(at(used) * at(channels));
  std::vector<float> pooled(at(rows) * at(steps) * at(channels), -1e30F);
  for (int y = 0; y < rows * model.pool_y; ++y) {
    for (int x = 0; x < used; ++x)
      for (int dx = 0; dx < 3; ++dx)
        for (int dy = 0; dy < 3; ++dy)
          patches[at(x) * 9 + at(dx * 3 + dy)] = grey[at(y + dy) * at(stride) + at(x + dx)];
    k.multiply(patches.data(), used, 9, 9, model.convolution.panels.data(), model.convolution.panel_count(),
               strip.data(), channels);
    float* out = pooled.data() + at(y / model.pool_y) * at(steps) * at(channels);
    for (int x = 0; x < used; ++x)
      for (int c = 0; c < channels; ++c) {
        float& most = out[at(x / model.pool_x) * at(channels) + at(c)];
        most = std::max(most, strip[at(x) * at(channels) + at(c)]);
      }
  }
  k.tanh(pooled.data(), static_cast<long>(pooled.size()));
  // Down the columns, all columns of the line side by side.
  const Recurrent& down = model.down;
  Steps result(steps, down.units);
  const int depth = down.inputs + down.units, gates = down.gates.padded();
  std::vector<float> source(at(steps) * at(depth), 0.0F), sums(at(steps) * at(gates)), state(at(steps) * at(down.units));
  for (int y = 0; y < rows; ++y) {
    const float* in = pooled.data() + at(y) * at(steps) * at(channels);
    for (int x = 0; x < steps; ++x)
      std::copy_n(in + at(x) * at(channels), down.inputs, source.data() + at(x) * at(depth));
    k.multiply(source.data(), steps, depth, depth, down.gates.panels.data(), down.gates.panel_count(), sums.data(), gates);
    k.step(sums.data(), steps, gates, down.units, state.data(), source.data() + down.inputs, depth);
  }
  for (int x = 0; x < steps; ++x)
    std::copy_n(source.data() + at(x) * at(depth) + at(down.inputs), down.units, result.at_step(x));
  return result;
}

/// One recurrent layer over lines sorted from the longest to the shortest.
void pass_along(const Recurrent& layer, std::vector<Steps>& lines) {
  const Kernel& k = kernel();
  const int count = static_cast<int>(lines.size());
  const int depth = layer.inputs + layer.units, gates = layer.gates.padded();
  std::vector<float> source(at(count) * at(depth), 0.0F), sums(at(count) * at(gates)), state(at(count) * at(layer.units));
  std::vector<Steps> out;
  for (const Steps& line : lines) out.emplace_back(line.width, layer.units);
  int active = count;
  for (int t = 0; t < lines.front().width; ++t) {
    while (active > 0 && lines[at(active - 1)].width <= t) --active;
    const auto place = [&](int i) { return layer.backwards ? lines[at(i)].width - 1 - t : t; };
    for (int i = 0; i < active; ++i)
      std::copy_n(lines[at(i)].at_step(place(i)), layer.inputs, source.data() + at(i) * at(depth));
    k.multiply(source.data(), active, depth, depth, layer.gates.panels.data(), layer.gates.panel_count(), sums.data(),
               gates);
    k.step(sums.data(), active, gates, layer.units, state.data(), source.data() + layer.inputs, depth);
    for (int i = 0; i < active; ++i)
      std::copy_n(source.data() + at(i) * at(depth) + at(layer.inputs), layer.units, out[at(i)].at_step(place(i)));
  }
  lines = std::move(out);
}

Scores scores_of(const Model& model, Steps& line) {
  const Kernel& k = kernel();
  const int padded = model.output.padded(), signs = model.output.outputs;
  std::vector<float> sums(at(line.width) * at(padded));
  k.multiply(line.values.data(), line.width, line.depth, line.depth, model.output.panels.data(),
             model.output.panel_count(), sums.data(), padded);
  k.softmax(sums.data(), line.width, padded, signs);
  Scores scores{line.width, signs, std::vector<float>(at(line.width) * at(signs))};
  for (int t = 0; t < line.width; ++t)
    std::copy_n(sums.data() + at(t) * at(padded), signs, scores.values.data() + at(t) * at(signs));
  return scores;
}

}  // namespace

std::vector<Scores> run(const Model& model, const std::vector<LineImage>& images) {
  std::vector<Scores> result(images.size());
  std::vector<std::size_t> order(images.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return images[a].width > images[b].width; });
  std::erase_if(order, [&](auto i) { return images[i].width < model.pool_x || images[i].height != model.height; });
  for (std::size_t first = 0; first < order.size(); first += kSideBySide) {
    const std::size_t last = std::min(order.size(), first + kSideBySide);
    std::vector<Steps> lines;
    for (std::size_t i = first; i < last; ++i) lines.push_back(columns_of(model, images[order[i]]));
    for (const Recurrent& layer : model.along) pass_along(layer, lines);
    for (std::size_t i = first; i < last; ++i) result[order[i]] = scores_of(model, lines[i - first]);
  }
  return result;
}

}  // namespace sohoa
