#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string_view>
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

std::string_view at_work;

/// Leaves the input behind that was at work; calls only what a signal handler may.
void keep_input(int signal) {
  const int file = open("/tmp/fuzz-last", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  const bool kept = file >= 0 && write(file, at_work.data(), at_work.size()) == static_cast<ssize_t>(at_work.size());
  _exit(kept ? 128 + signal : 1);
}

}  // namespace

/// run_corpora FOLDER [ROUNDS [SEED [TARGET]]]: every file of FOLDER/NAME into target NAME, then so many changed ones. The input at which it
/// dies, takes more than 20 seconds or is ended by SIGTERM is left in /tmp/fuzz-last.
int main(int argc, char** argv) {
  if (argc < 2) return 64;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 200;
  const auto seed = static_cast<unsigned>(argc > 3 ? std::atoi(argv[3]) : 1);
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM, SIGTERM}) std::signal(signal, keep_input);
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
      constexpr unsigned kSlow = 20;
      at_work = input;
      alarm(kSlow);
      target.run(input);
      alarm(0);
      ++inputs;
    }
    std::printf("%s: %zu of the corpus, %d changed, %.1f s\n", std::string(target.name).c_str(), corpus.size(), rounds,
                static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    std::fflush(stdout);
  }
  return inputs > 0 ? 0 : 2;
}
