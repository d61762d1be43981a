#include "pipeline/ocr/decode.hh"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "core/text/digits.hh"
#include "core/text/normalize.hh"
#include "core/text/syllable.hh"

namespace sohoa {
namespace {

// Natural logarithms of odds, chosen by experiment (docs/reading.md).
constexpr double kImpossible = -2.0;  // for letters that are no syllable
constexpr double kUsualPair = 8.0;   // where only marks differ from the network's own reading
constexpr double kUsualHook = 11.0;  // where the network reads an acute and the pair has a hook
constexpr double kUsualOther = 3.5;  // where letters do
constexpr double kUsualName = 1.0;   // where both are capitalized and only marks differ: of two readings nearly as good, no more
constexpr double kSure = 0.99;      // probability above which a sign has no rival
constexpr double kLeast = 0.0003;      // of a sign worth a thought
constexpr double kFarther = 9.0;      // candidates this much less probable than the best are forgotten
constexpr double kLeastHook = 0.000005, kFartherHook = 13.0;  // the same for a hook read as an acute
constexpr double kFaint = 0.7, kFaintest = -0.7;  // probability, and its logarithm, of a word between blanks
constexpr double kChosenByWords = -0.6;  // at most, for a reading the network did not like best: 0.79, below what is accepted
constexpr int kLongestWord = 150;          // steps; what is longer is no word
constexpr std::size_t kBeam = 24, kMostCandidates = 6;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// On blurred and noisy pages the network takes a hook above for an acute, and is sure of it; never the other way round.
constexpr std::pair<std::string_view, std::string_view> kHooks[] = {
    {"á", "ả"}, {"ắ", "ẳ"}, {"ấ", "ẩ"}, {"é", "ẻ"}, {"ế", "ể"}, {"í", "ỉ"}, {"ó", "ỏ"}, {"ố", "ổ"}, {"ớ", "ở"}, {"ú", "ủ"}, {"ứ", "ử"}, {"ý", "ỷ"},
    {"Á", "Ả"}, {"Ắ", "Ẳ"}, {"Ấ", "Ẩ"}, {"É", "Ẻ"}, {"Ế", "Ể"}, {"Í", "Ỉ"}, {"Ó", "Ỏ"}, {"Ố", "Ổ"}, {"Ớ", "Ở"}, {"Ú", "Ủ"}, {"Ứ", "Ử"}, {"Ý", "Ỷ"}};

/// The word with a hook in place of its acute; empty where it has none.
std::string with_hook(std::string word) {
  for (const auto& [acute, hook] : kHooks)
    if (const auto place = word.find(acute); place != std::string::npos) return word.replace(place, acute.size(), hook);
  return {};
}

/// One syllable, or no word at all.
bool is_possible(const std::string& word) {
  const auto parts = text::words(word);
  return parts.size() != 1 || text::is_syllable(parts.front());
}

/// Digits or a Roman numeral: never chosen by words, nor words for them.
bool is_number(const std::string& word) {
  const auto parts = text::words(word);
  return text::has_digit(word) || (parts.size() == 1 && parts.front().find_first_not_of("IVXLC") == std::string_view::npos);
}

/// Beginnings of words as a tree: each is one sign longer than the one it goes on from; the first is empty.
class Beginnings {
 public:
  std::size_t longer(std::size_t from, int sign) {
    for (const std::size_t one : all_[from].longer)
      if (all_[one].sign == sign) return one;
    all_.push_back({from, sign, {}});
    all_[from].longer.push_back(all_.size() - 1);
    return all_.size() - 1;
  }
  int last_sign(std::size_t which) const { return all_[which].sign; }
  std::vector<int> signs(std::size_t which) const {
    std::vector<int> signs;
    for (; which > 0; which = all_[which].from) signs.push_back(all_[which].sign);
    std::reverse(signs.begin(), signs.end());
    return signs;
  }

 private:
  struct Beginning {
    std::size_t from;
    int sign;
    std::vector<std::size_t> longer;
  };
  std::vector<Beginning> all_{{0, -1, {}}};
};

/// All readings of the steps [first, last) worth a thought, by prefix search (Graves 2006, section 4): the probability
/// of a reading is the sum over all the ways the network can say it.
std::vector<WordReading> readings(const Model& model, const Scores& scores, int first, int last) {
  struct Ways {
    double ending = 0, open = 0;  // with "nothing new" last, with a sign last
    double sum() const { return ending + open; }
  };
  Beginnings beginnings;
  std::vector<std::pair<std::size_t, Ways>> beam{{0, {1, 0}}};
  double scale = 0;
  for (int t = first; t < last; ++t) {
    const float* p = scores.at(t);
    const std::string hook = with_hook(model.signs[at(static_cast<int>(std::max_element(p, p + scores.signs) - p))]);
    std::vector<std::pair<int, double>> likely;
    for (int sign = 0; sign < scores.signs; ++sign) {
      const auto probability = static_cast<double>(p[sign]);
      if (sign == model.nothing || sign == model.space || model.signs[at(sign)].empty()) continue;
      if (probability >= (model.signs[at(sign)] == hook ? kLeastHook : kLeast)) likely.emplace_back(sign, probability);
    }
    std::unordered_map<std::size_t, Ways> next;
    for (const auto& [prefix, ways] : beam) {
      // At its borders the word may just as well not have begun, or have ended.
      const double space = prefix == 0 || t >= last - 2 ? static_cast<double>(p[model.space]) : 0.0;
      next[prefix].ending += ways.sum() * (static_cast<double>(p[model.nothing]) + space);
      for (const auto& [sign, probability] : likely) {
        const bool again = beginnings.last_sign(prefix) == sign;
        if (again) next[prefix].open += ways.open * probability;
        next[beginnings.longer(prefix, sign)].open += (again ? ways.ending : ways.sum()) * probability;
      }
    }
    beam.assign(next.begin(), next.end());
    const auto better = [&](const auto& a, const auto& b) {
      return a.second.sum() != b.second.sum() ? a.second.sum() > b.second.sum() : beginnings.signs(a.first) < beginnings.signs(b.first);
    };
    const auto kept = beam.begin() + static_cast<std::ptrdiff_t>(std::min(kBeam, beam.size()));
    std::partial_sort(beam.begin(), kept, beam.end(), better);
    beam.erase(kept, beam.end());
    const double most = beam.front().second.sum() > 0 ? beam.front().second.sum() : 1.0;
    for (auto& [prefix, ways] : beam) ways = {ways.ending / most, ways.open / most};
    scale += std::log(most);
  }
  std::sort(beam.begin(), beam.end(), [&](const auto& a, const auto& b) { return beginnings.signs(a.first) < beginnings.signs(b.first); });
  std::vector<WordReading> found;
  for (const auto& [prefix, ways] : beam) {
    std::string text;
    for (const int sign : beginnings.signs(prefix)) text += model.signs[at(sign)];
    if (ways.sum() > 0 && text.find_first_not_of(' ') != std::string::npos && text.find(' ') == std::string::npos)
      found.push_back({text::normalize(text), std::log(ways.sum()) + scale});
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.log_probability > b.log_probability; });
  const std::string hooked = found.empty() ? std::string() : with_hook(found.front().text);
  std::erase_if(found, [&, first = true](const WordReading& c) mutable {
    if (std::exchange(first, false)) return false;
    return c.log_probability < found.front().log_probability - (c.text == hooked ? kFartherHook : kFarther) || !is_possible(c.text);
  });
  if (found.size() > kMostCandidates) found.resize(kMostCandidates);
  return found;
}

/// Capital first letter, small letters behind it.
bool is_capitalized(const std::string& word) {
  const auto parts = text::words(word);
  if (parts.empty()) return false;
  const std::string first(parts.front());
  return text::lower(first) != first && (text::upper(first) != first || text::fold(first).size() == 1);
}

/// A word as the lexicon looks at it.
struct Core {
  std::string letters;      // without the signs around it; empty when there are signs within, digits, or no letters
  bool opens = true, closes = true;  // nothing stands before, behind the letters
  bool capitalized = false;  // as the network reads it
  bool marks_only = true;    // differs from the network's own reading in marks at most
  bool hooked = false;       // …in a hook instead of its acute
};

Core core_of(const std::string& word) {
  Core core;
  const auto parts = text::words(word);
  if (parts.size() != 1 || text::has_digit(word)) return {{}, false, false, false};
  core.letters = std::string(parts.front());
  core.opens = parts.front().data() == word.data();
  core.closes = parts.front().data() + parts.front().size() == word.data() + word.size();
  return core;
}

double worth_alone(const WordReading& candidate, const Core& core) {
  return candidate.log_probability + (!core.letters.empty() && !text::is_syllable(core.letters) ? kImpossible : 0.0);
}

double worth_together(const Core& before, const Core& here, const Lexicon& lexicon) {
  if (before.letters.empty() || here.letters.empty() || !before.closes || !here.opens) return 0;
  if (!lexicon.has_pair(before.letters, here.letters)) return 0;
  const bool marks_only = before.marks_only && here.marks_only;
  if (before.capitalized && here.capitalized) return marks_only ? kUsualName : 0;
  if (before.hooked || here.hooked) return kUsualHook;
  return marks_only ? kUsualPair : kUsualOther;
}

/// A span, and whether nothing parts it from the one before, in its line or the line before.
struct Placed {
  const Span* span;
  bool joins;
};

/// The best reading of every span, all spans of the page considered together (Viterbi).
std::vector<std::size_t> choose(const std::vector<Placed>& spans, const Lexicon& lexicon) {
  struct Way {
    double worth = 0;
    std::size_t before = 0;
  };
  std::vector<std::vector<Way>> ways;
  std::vector<Core> last;
  for (const auto& [span, joins] : spans) {
    std::vector<Way> here;
    std::vector<Core> cores;
    const std::string& own = span->candidates.front().text;
    const bool capitalized = is_capitalized(own);
    const std::string folded = text::fold(own), hooked = with_hook(own);
    for (const WordReading& candidate : span->candidates) {
      cores.push_back(core_of(candidate.text));
      cores.back().capitalized = capitalized;
      cores.back().marks_only = text::fold(candidate.text) == folded;
      cores.back().hooked = candidate.text == hooked;
      Way best{ways.empty() ? 0.0 : -1e300, 0};
      for (std::size_t i = 0; i < last.size(); ++i)
        if (const double worth = ways.back()[i].worth + (joins ? worth_together(last[i], cores.back(), lexicon) : 0.0); worth > best.worth)
          best = {worth, i};
      best.worth += worth_alone(candidate, cores.back());
      here.push_back(best);
    }
    ways.push_back(std::move(here));
    last = std::move(cores);
  }
  std::vector<std::size_t> chosen(spans.size(), 0);
  if (spans.empty()) return chosen;
  const auto better = [](const Way& a, const Way& b) { return a.worth < b.worth; };
  chosen.back() = static_cast<std::size_t>(std::max_element(ways.back().begin(), ways.back().end(), better) - ways.back().begin());
  for (std::size_t i = spans.size(); --i > 0;) chosen[i - 1] = ways[i][chosen[i]].before;
  return chosen;
}

LineWord word_of(const Span& span, std::size_t chosen) {
  LineWord word{span.candidates[chosen].text, {}, 0, span.first, span.last};
  double log_probability = span.candidates.front().log_probability;
  if (chosen > 0) {
    word.raw = span.candidates.front().text;
    log_probability = std::min(log_probability, kChosenByWords);
  }
  word.confidence = std::clamp(1 + 0.35 * log_probability, 0.0, 1.0);
  return word;
}

}  // namespace

std::vector<Span> spans_of(const Model& model, const Scores& scores) {
  std::vector<Span> spans;
  Span now;
  std::string text;
  int before = -1;
  double log_probability = 0;
  const auto close = [&](int t) {
    now.last = t;
    if (!text.empty()) now.candidates = {{text::normalize(text), log_probability}};
    if (!text.empty() || now.least < kFaint) spans.push_back(std::move(now));
    now = {t + 1, t + 1, true, 1, {}};
    text.clear();
    log_probability = 0;
  };
  for (int t = 0; t < scores.steps; ++t) {
    const float* p = scores.at(t);
    const int best = static_cast<int>(std::max_element(p, p + scores.signs) - p);
    if (best == model.space) {
      close(t);
    } else {
      if (best != model.nothing && best != before) text += model.signs[at(best)];
      now.least = std::min(now.least, static_cast<double>(p[best]));
      log_probability += std::log(std::max(1e-9, static_cast<double>(p[best])));
    }
    before = best;
  }
  close(scores.steps);
  for (Span& span : spans) {
    const bool sure = span.least >= kSure && with_hook(span.candidates.front().text).empty();
    if (sure || span.last - span.first > kLongestWord) continue;
    std::vector<WordReading> more = readings(model, scores, span.first, span.last);
    // Where no single step says anything, all of them together must.
    if (more.empty() || (span.candidates.empty() && more.front().log_probability < kFaintest)) continue;
    span.candidates = std::move(more);
  }
  std::vector<Span> read;
  bool joins = true;
  for (Span& span : spans) {
    if (span.candidates.empty()) {
      joins = false;
      continue;
    }
    if (is_number(span.candidates.front().text))
      span.candidates.resize(1);
    else
      std::erase_if(span.candidates, [](const WordReading& c) { return is_number(c.text); });
    span.joins = std::exchange(joins, true);
    read.push_back(std::move(span));
  }
  return read;
}

std::vector<std::vector<LineWord>> chosen_words(const std::vector<std::vector<Span>>& lines, const std::vector<bool>& goes_on, const Lexicon& lexicon) {
  std::vector<Placed> all;
  for (std::size_t i = 0; i < lines.size(); ++i)
    for (const Span& span : lines[i]) all.push_back({&span, span.joins && (goes_on[i] || &span != &lines[i].front())});
  const std::vector<std::size_t> chosen = choose(all, lexicon);
  std::vector<std::vector<LineWord>> words;
  std::size_t next = 0;
  for (const auto& line : lines) {
    words.emplace_back();
    for (const Span& span : line) words.back().push_back(word_of(span, chosen[next++]));
  }
  return words;
}

}  // namespace sohoa
