#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <vector>

#include "targets.hh"

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// A small change of an input: bytes flipped, cut, doubled, joined with another.
std::string mutated(std::string bytes, const std::string& other, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  for (auto changes = 1 + below(8); changes > 0; --changes) {
    const std::size_t at = below(bytes.size() + 1);
    switch (below(6)) {
      case 0: if (at < bytes.size()) bytes[at] = static_cast<char>(below(256)); break;
      case 1: bytes.erase(at, below(16)); break;
      case 2: bytes.insert(at, bytes.substr(below(bytes.size()), below(32))); break;
      case 3: bytes.insert(at, other.substr(below(other.size()), below(64))); break;
      case 4: bytes.insert(at, 1 + below(40), "0/.- \n\f\"[{"[below(10)]); break;
      default: bytes.resize(at); break;
    }
  }
  return bytes.substr(0, 1 << 16);
}

}  // namespace

/// run_corpora FOLDER [ROUNDS [SEED [TARGET]]]: every file of FOLDER/NAME into target NAME, then so many changed ones. Says which input is at work
/// on standard error when it dies: it is written to /tmp/fuzz-last before.
int main(int argc, char** argv) {
  if (argc < 2) return 64;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 200;
  const auto seed = static_cast<unsigned>(argc > 3 ? std::atoi(argv[3]) : 1);
  int inputs = 0;
  for (const sohoa::fuzz::Target& target : sohoa::fuzz::targets()) {
    if (argc > 4 && target.name != argv[4]) continue;
    std::vector<std::string> corpus;
    for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(argv[1]) / target.name)) corpus.push_back(bytes_of(entry.path()));
    if (corpus.empty()) return 2;
    std::mt19937 random(seed);
    const auto begin = std::clock();
    for (std::size_t i = 0; i < corpus.size() + static_cast<std::size_t>(rounds); ++i) {
      const std::string input = i < corpus.size() ? corpus[i] : mutated(corpus[random() % corpus.size()], corpus[random() % corpus.size()], random);
      if (rounds > 1000) std::ofstream("/tmp/fuzz-last", std::ios::binary | std::ios::trunc) << input;
      target.run(input);
      ++inputs;
    }
    std::printf("%s: %zu of the corpus, %d changed, %.1f s\n", std::string(target.name).c_str(), corpus.size(), rounds,
                static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return inputs > 0 ? 0 : 2;
}
