// The network and its decoding: arithmetic against plain loops, damaged models, and which reading is chosen.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "pipeline/ocr/decode.hh"
#include "pipeline/ocr/kernel.hh"

namespace sohoa {
namespace {

/// Tests run side by side.
std::filesystem::path temporary(const char* name) {
  return std::filesystem::path(testing::TempDir()) / fmt::format("sohoa_reader_{}_{}", getpid(), name);
}

TEST(Kernel, MultipliesAsPlainLoopsDo) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> number(-1, 1);
  for (const int rows : {1, 2, 5, 6, 13, 100})
    for (const int depth : {1, 9, 64}) {
      constexpr int kPanels = 3;
      std::vector<float> x(static_cast<std::size_t>(rows * depth)), w(static_cast<std::size_t>(16 * (depth + 1) * kPanels));
      std::vector<float> y(static_cast<std::size_t>(rows * 16 * kPanels));
      for (float& v : x) v = number(random);
      for (float& v : w) v = number(random);
      kernel().multiply(x.data(), rows, depth, depth, w.data(), kPanels, y.data(), 16 * kPanels);
      for (int r = 0; r < rows; ++r)
        for (int c = 0; c < 16 * kPanels; ++c) {
          const auto weight = [&](int k) { return w[static_cast<std::size_t>((c / 16 * (depth + 1) + k) * 16 + c % 16)]; };
          double sum = weight(depth);
          for (int k = 0; k < depth; ++k) sum += x[static_cast<std::size_t>(r * depth + k)] * weight(k);
          ASSERT_NEAR(y[static_cast<std::size_t>(r * 16 * kPanels + c)], sum, 1e-4) << kernel().name;
        }
    }
}

TEST(Kernel, CellsFollowTheirEquations) {
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  constexpr int kUnits = 16;
  std::vector<float> gates, state(kUnits, 0.5F), out(kUnits);
  for (const float gate : {0.3F, -1.0F, 2.0F, 40.0F})
    for (int i = 0; i < kUnits; ++i) gates.push_back(gate + 0.1F * static_cast<float>(i));
  kernel().step(gates.data(), 1, 4 * kUnits, kUnits, state.data(), out.data(), kUnits);
  for (int i = 0; i < kUnits; ++i) {
    const double d = 0.1 * i, s = 0.5 * sigmoid(2 + d) + std::tanh(0.3 + d) * sigmoid(-1 + d);
    EXPECT_NEAR(state[static_cast<std::size_t>(i)], s, 1e-5);
    EXPECT_NEAR(out[static_cast<std::size_t>(i)], std::tanh(s) * sigmoid(40 + d), 1e-5);
  }
}

TEST(Kernel, ProbabilitiesSumToOne) {
  std::vector<float> scores{1, 2, 3, 90, -90, 0, 0, 0};
  kernel().softmax(scores.data(), 2, 4, 4);
  EXPECT_NEAR(scores[3], 1, 1e-6);
  EXPECT_NEAR(scores[4] + scores[5] + scores[6] + scores[7], 1, 1e-6);
  EXPECT_NEAR(scores[5], 1.0 / 3, 1e-5);
}

std::string model_file() {
  const char* folder = std::getenv("TESSDATA_PREFIX");
  std::ifstream in(std::filesystem::path(folder ? folder : "/usr/share/tesseract-ocr/5/tessdata") / "vie.traineddata", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<Model> load(const std::string& bytes) {
  const auto file = temporary("model");
  std::ofstream(file, std::ios::binary) << bytes;
  return load_model(file);
}

TEST(Model, KnowsVietnameseLettersAndTheSpace) {
  const Model model = load(model_file()).value();
  for (const std::string sign : {"ế", "Đ", "ỡ", "7", "/", " "})
    EXPECT_NE(std::find(model.signs.begin(), model.signs.end(), sign), model.signs.end()) << sign;
  EXPECT_TRUE(model.signs[static_cast<std::size_t>(model.nothing)].empty());
}

TEST(Model, DamagedFilesAreRefusedNotBelieved) {
  const std::string good = model_file();
  std::mt19937 random(3);
  for (const std::size_t length : {0UL, 3UL, 100UL, 200UL, 1000UL, good.size() / 2})
    EXPECT_EQ(load(good.substr(0, length)).error().code, ErrorCode::no_engine) << length;
  for (int i = 0; i < 60; ++i) {
    std::string bad = good;
    // The headers, where sizes stand.
    for (int k = 0; k < 3; ++k) bad[random() % 800] = static_cast<char>(random());
    if (const auto model = load(bad); !model) {
      EXPECT_EQ(model.error().code, ErrorCode::no_engine);
    }
  }
}

TEST(Network, ALineReadsTheSameAloneAndInCompany) {
  const Model model = load(model_file()).value();
  std::mt19937 random(5);
  std::vector<LineImage> lines;
  for (const int width : {200, 40, 2, 351, 97}) {
    LineImage line{width, 36, 1, 0, std::vector<unsigned char>(static_cast<std::size_t>(width) * 36)};
    for (auto& g : line.grey) g = static_cast<unsigned char>(random() % 2 ? 255 : 0);
    lines.push_back(line);
  }
  const auto together = run(model, lines);
  EXPECT_EQ(together[2].steps, 0);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Scores alone = run(model, {lines[i]}).front();
    ASSERT_EQ(alone.steps, lines[i].width / 3 * (lines[i].width >= 3));
    ASSERT_EQ(alone.values.size(), together[i].values.size());
    for (std::size_t k = 0; k < alone.values.size(); ++k) ASSERT_NEAR(alone.values[k], together[i].values[k], 1e-4);
  }
}

/// Scores from steps written as "ể.04 ế.96": signs with their probability; what is left goes to "nothing new". A step "_" is a sure
/// space, "-" surely nothing new.
class Steps {
 public:
  Steps() {
    model_.signs = {"", " ", "k", "i", "ế", "ể", "m", "s", "o", "á", "t", "1", "7", "T", "N", "K", "ê", "r", "a", "ú", "I"};
    model_.nothing = 0;
    model_.space = 1;
  }
  void add(std::string_view step) {
    std::vector<float> row(model_.signs.size(), 0.0F);
    float left = 1;
    while (!step.empty() && step != "-") {
      const std::size_t dot = step.find('.'), end = std::min(step.find(' '), step.size());
      const std::string sign(step == "_" ? " " : step.substr(0, std::min(dot, end)));
      const float p = dot < end ? std::stof("0" + std::string(step.substr(dot, end - dot))) : 1;
      row[static_cast<std::size_t>(std::find(model_.signs.begin(), model_.signs.end(), sign) - model_.signs.begin())] = p;
      left -= p;
      step.remove_prefix(std::min(step.size(), end + 1));
    }
    row[0] += left;
    scores_.values.insert(scores_.values.end(), row.begin(), row.end());
    scores_.signs = static_cast<int>(row.size());
    ++scores_.steps;
  }
  const Model& model() const { return model_; }
  const Scores& scores() const { return scores_; }

 private:
  Model model_;
  Scores scores_;
};

struct Choice {
  const char* what;
  std::vector<std::string_view> steps;
  std::string text, raw;  // raw: readings of the network where they differ, "" else
};

class Choices : public testing::TestWithParam<Choice> {};

TEST_P(Choices, TheReadingIs) {
  Steps steps;
  for (const auto step : GetParam().steps) steps.add(step);
  const auto file = temporary("words.csv");
  std::ofstream(file) << "word,area\nkiểm soát,chung\nkiểm tra,chung\n";
  const Lexicon lexicon = Lexicon::load(file).value();
  std::string text, raw;
  const auto lines = chosen_words({spans_of(steps.model(), steps.scores())}, {false}, lexicon);
  for (const LineWord& word : lines.front()) {
    text += (text.empty() ? "" : " ") + word.text;
    raw += word.raw;
    EXPECT_GE(word.confidence, 0);
    EXPECT_LE(word.confidence, word.raw.empty() ? 1 : 0.79) << "chosen by words: for review";
  }
  EXPECT_EQ(text, GetParam().text) << GetParam().what;
  EXPECT_EQ(raw, GetParam().raw) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(Table, Choices, testing::Values(
    Choice{"a sign held over two steps is one sign", {"t", "t", "-", "o"}, "to", ""},
    Choice{"twice with nothing between is two", {"t", "-", "t"}, "tt", ""},
    Choice{"what no single step favours can win as a whole", {"t.45", "t.45", "-"}, "t", ""},
    Choice{"a usual pair beats a likelier mark", {"k", "i", "ế.9 ể.05", "m", "_", "s", "o", "á", "t"}, "kiểm soát", "kiếm"},
    Choice{"also from the second word", {"s.9", "-", "_", "k", "i", "ế.9 ể.05", "m", "_", "t", "r", "a"}, "s kiểm tra", "kiếm"},
    Choice{"an unknown pair stays", {"k", "i", "ế.9 ể.05", "m", "_", "t", "o"}, "kiếm to", ""},
    Choice{"a hook taken for an acute, also where the network is nearly sure", {"k", "i", "ế.9998 ể.00005", "m", "_", "s", "o", "á", "t"}, "kiểm soát", "kiếm"},
    Choice{"no other mark is", {"k", "i", "ể.9998 ế.00005", "m", "_", "t", "o"}, "kiểm to", ""},
    Choice{"so does what the network is sure of", {"k", "i", "ế", "m", "_", "s", "o", "á", "t"}, "kiếm soát", ""},
    Choice{"names are left alone", {"K", "i", "ế.9 ể.05", "m", "_", "T", "r", "a"}, "Kiếm Tra", ""},
    Choice{"digits are never chosen by words", {"1.9 7.1", "_", "7.6 1.4"}, "1 7", ""},
    Choice{"nor words for digits", {"t", "o", "_", "7.9 o.05"}, "to 7", ""},
    Choice{"a Roman numeral is a number", {"I", "-", "I.6"}, "II", ""},
    Choice{"but of two readings nearly as good", {"K", "i", "ế.5 ể.45", "m", "_", "T", "r", "a"}, "Kiểm Tra", "Kiếm"},
    Choice{"a name of one letter is a name", {"K.9", "-", "_", "k", "i", "ế.9 ể.05", "m"}, "K kiếm", ""},
    Choice{"a possible syllable beats an impossible one", {"t", "o", "á.4 ể.6", "t"}, "toát", "toểt"}));

TEST(Decode, LinesThatDoNotGoOnAreNotJoined) {
  Steps first, second;
  for (const auto step : {"k", "i", "ế.9 ể.05", "m"}) first.add(step);
  for (const auto step : {"t", "r", "a"}) second.add(step);
  const auto file = temporary("words.csv");
  std::ofstream(file) << "word,area\nkiểm tra,chung\n";
  const Lexicon lexicon = Lexicon::load(file).value();
  for (const bool goes_on : {false, true})
    EXPECT_EQ(chosen_words({spans_of(first.model(), first.scores()), spans_of(second.model(), second.scores())}, {false, goes_on}, lexicon)[0][0].text,
              goes_on ? "kiểm" : "kiếm");
}

}  // namespace
}  // namespace sohoa
