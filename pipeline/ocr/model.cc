#include "pipeline/ocr/model.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "core/hash.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa {
namespace {

constexpr int kNetwork = 17, kSigns = 21, kCodes = 22;  // numbers of a file's parts
constexpr int kMostParts = 64, kMostSigns = 20000, kMostUnits = 4096;
constexpr std::uint32_t kRates = 64;  // flag: learning rates follow

/// What the file says ends here; turned into a Result by load_model.
struct Unexpected : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The bytes of a part, taken one value after another.
class Bytes {
 public:
  explicit Bytes(std::string_view all) : left_(all) {}
  template <class T>
  T take() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view take(std::size_t count) {
    if (count > left_.size()) throw Unexpected("ends too early");
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }
  std::string_view text() { return take(take<std::uint32_t>()); }
  int number(int least, int most) {
    const auto value = take<std::int32_t>();
    if (value < least || value > most) throw Unexpected("a size makes no sense");
    return value;
  }

 private:
  std::string_view left_;
};

/// Weights as the file keeps them: a row for every output, the bias last.
struct Weights {
  int outputs = 0, columns = 0;
  std::vector<float> values;
};

Weights weights(Bytes& in) {
  constexpr std::uint8_t kWhole = 1, kDouble = 128;
  const auto mode = in.take<std::uint8_t>();
  if (!(mode & kDouble)) throw Unexpected("weights of an old format");
  Weights w;
  w.outputs = in.number(1, kMostUnits);
  w.columns = in.number(1, kMostUnits);
  const auto cells = static_cast<std::size_t>(w.outputs) * static_cast<std::size_t>(w.columns);
  const auto columns = static_cast<std::size_t>(w.columns);
  w.values.reserve(cells);
  if (mode & kWhole) {
    in.take<std::int8_t>();
    const std::string_view small = in.take(cells);
    const auto scales = in.take<std::uint32_t>();
    if (scales < static_cast<std::uint32_t>(w.outputs)) throw Unexpected("too few scales");
    for (std::uint32_t i = 0; i < scales; ++i) {
      const auto scale = in.take<double>();
      if (!std::isfinite(scale)) throw Unexpected("a weight makes no sense");
      for (std::size_t k = 0; i < static_cast<std::uint32_t>(w.outputs) && k < columns; ++k)
        w.values.push_back(static_cast<float>(static_cast<signed char>(small[i * columns + k]) * scale));
    }
  } else {
    in.take<double>();
    for (std::size_t i = 0; i < cells; ++i) w.values.push_back(static_cast<float>(in.take<double>()));
    if (!std::all_of(w.values.begin(), w.values.end(), [](float v) { return std::isfinite(v); })) throw Unexpected("a weight makes no sense");
  }
  return w;
}

/// The four gates (or the one layer) side by side in panels.
Matrix panelled(const std::vector<Weights>& parts) {
  Matrix m;
  m.inputs = parts.front().columns - 1;
  for (const Weights& part : parts) {
    if (part.columns != m.inputs + 1) throw Unexpected("gates of different sizes");
    m.outputs += part.outputs;
  }
  const auto depth = static_cast<std::size_t>(m.inputs) + 1;
  m.panels.assign(static_cast<std::size_t>(m.padded()) * depth, 0.0F);
  std::size_t column = 0;
  for (const Weights& part : parts)
    for (std::size_t row = 0; row < static_cast<std::size_t>(part.outputs); ++row, ++column)
      for (std::size_t k = 0; k < depth; ++k)
        m.panels[(column / 16 * depth + k) * 16 + column % 16] = part.values[row * depth + k];
  return m;
}

/// Walks the tree of layers and puts each into its place in the model; throws where the tree is another than ours.
class Layers {
 public:
  Layers(Bytes& in, Model& model) : in_(in), model_(model) {}

  void read(bool reversed = false, bool down = false, int depth = 0) {
    if (depth > 8) throw Unexpected("layers too deep");
    std::string_view type;
    if (in_.take<std::int8_t>() == 0) type = in_.text();
    in_.take(2);
    const auto flags = in_.take<std::uint32_t>();
    const int inputs = in_.number(0, 1 << 20), outputs = in_.number(0, 1 << 20);
    in_.take<std::int32_t>();
    in_.text();
    if (type == "Series" || type == "RTLReversed" || type == "XYTranspose") {
      const int count = in_.number(1, 32);
      for (int i = 0; i < count; ++i)
        read(reversed != (type == "RTLReversed"), down || type == "XYTranspose", depth + 1);
      if (flags & kRates)
        for (auto rates = in_.take<std::uint32_t>(); rates > 0; --rates) in_.take<float>();
    } else if (type == "Input") {
      const std::array<int, 5> shape{in_.number(0, 1 << 20), in_.number(0, 1 << 20), in_.number(0, 1 << 20),
                                     in_.number(0, 1 << 20), in_.number(0, 1 << 20)};
      if (shape[3] != 1) throw Unexpected("colour input");
      model_.height = shape[1];
    } else if (type == "Convolve") {
      if (in_.number(0, 8) != 1 || in_.number(0, 8) != 1) throw Unexpected("not a 3×3 convolution");
    } else if (type == "Maxpool") {
      model_.pool_x = in_.number(1, 8);
      model_.pool_y = in_.number(1, 8);
    } else if (type == "Tanh") {
      model_.convolution = panelled({weights(in_)});
    } else if (type == "Softmax") {
      model_.output = panelled({weights(in_)});
    } else if (type == "LSTM" || type == "SummLSTM") {
      in_.take<std::int32_t>();
      std::vector<Weights> gates;
      for (int i = 0; i < 4; ++i) gates.push_back(weights(in_));
      Recurrent layer{panelled(gates), inputs, outputs, reversed};
      if (layer.gates.inputs != inputs + outputs || layer.gates.outputs != 4 * outputs || outputs % 16 != 0)
        throw Unexpected("an LSTM of another shape");
      if (down) {
        model_.down = std::move(layer);
      } else {
        model_.along.push_back(std::move(layer));
      }
    } else {
      throw Unexpected(fmt::format("unknown layer {}", type));
    }
  }

 private:
  Bytes& in_;
  Model& model_;
};

/// The network, then the sign that means "nothing new" behind some training figures.
void read_network(std::string_view part, Model& model) {
  Bytes in(part);
  Layers(in, model).read();
  in.text();
  in.take(3 * sizeof(std::int32_t));
  model.nothing = in.number(0, kMostSigns);
}

void read_signs(std::string_view names, std::string_view codes, Model& model) {
  std::istringstream lines{std::string(names)};
  std::string line;
  std::getline(lines, line);
  Bytes in(codes);
  const auto count = in.take<std::uint32_t>();
  if (line != std::to_string(count)) throw Unexpected("names and codes of signs differ in number");
  model.signs.assign(static_cast<std::size_t>(model.output.outputs), {});
  for (std::uint32_t i = 0; i < count && std::getline(lines, line); ++i) {
    in.take<std::int8_t>();
    if (in.take<std::uint32_t>() != 1) throw Unexpected("a sign of several codes");
    const int code = in.number(0, kMostSigns);
    if (code >= model.output.outputs) throw Unexpected("a code without output");
    if (code == model.nothing) continue;
    const std::string name = line.substr(0, line.find(' '));
    model.signs[static_cast<std::size_t>(code)] = name == "NULL" ? " " : text::normalize(name);
  }
  for (int i = 0; i < model.output.outputs; ++i)
    if (model.signs[static_cast<std::size_t>(i)].empty() != (i == model.nothing)) throw Unexpected("an output without a sign");
  const auto space = std::find(model.signs.begin(), model.signs.end(), " ");
  if (space == model.signs.end()) throw Unexpected("no space among the signs");
  model.space = static_cast<int>(space - model.signs.begin());
  if (std::getline(lines, line)) throw Unexpected("names and codes of signs differ in number");
}

void check(const Model& model) {
  bool fits = model.height == 36 && model.convolution.inputs == 9 && model.down.units > 0 && !model.along.empty() &&
              model.down.inputs == model.convolution.outputs && model.nothing < model.output.outputs &&
              model.convolution.outputs % 16 == 0;
  int size = model.down.units;
  for (const Recurrent& layer : model.along) fits = fits && layer.inputs == std::exchange(size, layer.units);
  if (!fits || model.output.inputs != size) throw Unexpected("layers that do not fit together");
}

/// The numbered part of the whole file.
std::string_view part_of(std::string_view file, int number) {
  Bytes in(file);
  const auto count = in.take<std::int32_t>();
  if (count <= number || count > kMostParts) throw Unexpected("no recognizer of lines in it");
  std::vector<std::int64_t> starts;
  for (int i = 0; i < count; ++i) starts.push_back(in.take<std::int64_t>());
  const std::int64_t start = starts[static_cast<std::size_t>(number)];
  auto end = static_cast<std::int64_t>(file.size());
  for (const std::int64_t other : starts)
    if (other > start) end = std::min(end, other);
  if (start < 0 || start > end) throw Unexpected("no recognizer of lines in it");
  return file.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
}

}  // namespace

Result<Model> load_model(const std::filesystem::path& file) {
  const auto refuse = [&](std::string_view why) {
    return fail(ErrorCode::no_engine,
                fmt::format(fmt::runtime(tr("the model {} cannot be used: {}")), file.string(), why),
                tr("Install it: apt install tesseract-ocr-vie (or set TESSDATA_PREFIX to the folder of vie.traineddata)."));
  };
  std::ifstream in(file, std::ios::binary);
  if (!in) return refuse(tr("there is no such file"));
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  try {
    Model model;
    read_network(part_of(bytes, kNetwork), model);
    check(model);
    read_signs(part_of(bytes, kSigns), part_of(bytes, kCodes), model);
    model.fingerprint = sha256(bytes).substr(0, 12);
    return model;
  } catch (const Unexpected& e) {
    return refuse(e.what());
  }
}

}  // namespace sohoa
