#include "bench/digits/spelling_loss.hh"

#include <algorithm>
#include <cmath>

namespace sohoa {

double spelling_loss(const std::vector<DigitScores>& squares, const std::string& right, std::vector<DigitScores>& blame) {
  // States: none, first digit, none, second digit, … none.
  const std::size_t states = 2 * right.size() + 1, count = squares.size();
  const auto sign = [&](std::size_t s) { return s % 2 ? static_cast<std::size_t>(right[s / 2] - '0') : kNoDigit; };
  const auto may_skip = [&](std::size_t s) { return s % 2 == 1 && s >= 3 && right[s / 2] != right[s / 2 - 1]; };
  std::vector<std::vector<double>> forward(count, std::vector<double>(states)), back = forward;
  double log_all = 0;
  for (std::size_t t = 0; t < count; ++t) {
    double sum = 1e-30;
    for (std::size_t s = 0; s < states; ++s) {
      double before = t == 0 ? (s < 2 ? 1.0 : 0.0) : forward[t - 1][s] + (s ? forward[t - 1][s - 1] : 0) + (may_skip(s) ? forward[t - 1][s - 2] : 0);
      sum += forward[t][s] = before * static_cast<double>(squares[t][sign(s)]);
    }
    for (double& f : forward[t]) f /= sum;
    log_all += std::log(sum);
  }
  const double ends = forward[count - 1][states - 1] + (states > 1 ? forward[count - 1][states - 2] : 0) + 1e-30;
  for (std::size_t t = count; t-- > 0;) {
    double sum = 1e-30;
    for (std::size_t s = 0; s < states; ++s) {
      if (t + 1 == count) back[t][s] = s + 2 >= states ? 1 : 0;
      else
        for (std::size_t n = s; n < std::min(states, s + 3); ++n)
          if (n < s + 2 || may_skip(n)) back[t][s] += back[t + 1][n] * static_cast<double>(squares[t + 1][sign(n)]);
      sum += back[t][s];
    }
    for (double& b : back[t]) b /= sum;
  }
  blame = squares;
  for (std::size_t t = 0; t < count; ++t) {
    double sum = 1e-30;
    for (std::size_t s = 0; s < states; ++s) sum += forward[t][s] * back[t][s];
    for (std::size_t s = 0; s < states; ++s) blame[t][sign(s)] -= static_cast<float>(forward[t][s] * back[t][s] / sum);
  }
  return -log_all - std::log(ends);
}

}  // namespace sohoa
