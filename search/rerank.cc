#include "search/rerank.hh"

#include <algorithm>

#include "core/text/normalize.hh"

namespace sohoa::search {
namespace {

constexpr std::size_t kPassage = 30;           // words
constexpr std::size_t kMostBytes = 200'000;    // of one document; behind it, later pages count for nothing
constexpr int kNone = -1;

/// Adds up what stands in a moving window, each thing once.
class Sum {
 public:
  explicit Sum(const std::vector<double>& weights) : weights_(weights), count_(weights.size(), 0) {}
  double enters(int i) { return i != kNone && count_[at(i)]++ == 0 ? weights_[at(i)] : 0.0; }
  double leaves(int i) { return i != kNone && --count_[at(i)] == 0 ? weights_[at(i)] : 0.0; }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  const std::vector<double>& weights_;
  std::vector<int> count_;
};

/// The longest run of the asked words, in their order, in the text.
class Run {
 public:
  explicit Run(const std::vector<int>& asked) : asked_(asked), lengths_(asked.size() + 1, 0) {}
  void add(int folded) {
    for (std::size_t i = asked_.size(); i > 0; --i) {
      lengths_[i] = folded != kNone && asked_[i - 1] == folded ? lengths_[i - 1] + 1 : 0;
      longest_ = std::max(longest_, lengths_[i]);
    }
  }
  double share() const { return static_cast<double>(longest_) / static_cast<double>(asked_.size()); }

 private:
  const std::vector<int>& asked_;
  std::vector<int> lengths_;
  int longest_ = 0;
};

}  // namespace

Closeness::Closeness(const std::vector<AskedWord>& query, WordForms& forms) : forms_(forms) {
  for (const AskedWord& asked : query) asked_.push_back(folded_.try_emplace(asked.folded, static_cast<int>(folded_.size())).first->second);
  folded_word_.assign(folded_.size(), kNone);
  pairs_.assign(folded_.size() * folded_.size(), kNone);
  for (std::size_t i = 0; i < query.size(); ++i) {
    const Wanted& word = query[i].word;
    const auto id = static_cast<int>(word_weights_.size());
    int& place = word.folded ? folded_word_[static_cast<std::size_t>(asked_[i])] : exact_.try_emplace(word.form, kNone).first->second;
    if (place == kNone) {
      place = id;
      word_weights_.push_back(word.weight);
    }
    if (query[i].pair <= 0.0 || i == 0) continue;
    int& pair = pairs_[static_cast<std::size_t>(asked_[i - 1]) * folded_.size() + static_cast<std::size_t>(asked_[i])];
    if (pair != kNone) continue;
    pair = static_cast<int>(pair_weights_.size());
    pair_weights_.push_back(query[i].pair);
  }
  for (const double w : word_weights_) all_ += w;
  for (const double w : pair_weights_) all_ += w;
}

Closeness::Token Closeness::token(std::string_view text) {
  if (const auto known = known_.find(text); known != known_.end()) return known->second;
  const WordForm& form = forms_.of(text);
  Token out;
  if (const auto found = folded_.find(form.folded); found != folded_.end()) {
    out.folded = found->second;
    out.word = folded_word_[static_cast<std::size_t>(out.folded)];
  }
  if (const auto found = exact_.find(form.exact); found != exact_.end()) out.word = found->second;
  return known_.emplace(text, out).first->second;
}

int Closeness::pair_of(int folded, int next) const {
  if (folded == kNone || next == kNone) return kNone;
  return pairs_[static_cast<std::size_t>(folded) * folded_.size() + static_cast<std::size_t>(next)];
}

double Closeness::of(const std::vector<std::pair<int, std::string>>& pages) {
  if (all_ <= 0.0) return 0.0;
  Sum words(word_weights_), pairs(pair_weights_);
  Run run(asked_);
  std::vector<Token> window(kPassage);  // a ring
  std::vector<int> window_pairs(kPassage, kNone);
  double now = 0.0, best = 0.0;
  std::size_t count = 0, bytes = 0;
  int before = kNone;
  for (const auto& [n, text] : pages) {
    if ((bytes += text.size()) > kMostBytes && n > pages.front().first) break;
    for (const std::string_view word : text::words(text)) {
      const std::size_t at = count++ % kPassage;
      now -= words.leaves(window[at].word);
      // The pair of the first word left in the window began outside.
      const std::size_t first = (at + 1) % kPassage;
      now -= pairs.leaves(std::exchange(window_pairs[first], kNone));
      window[at] = token(word);
      window_pairs[at] = pair_of(before, window[at].folded);
      now += words.enters(window[at].word) + pairs.enters(window_pairs[at]);
      best = std::max(best, now);
      run.add(window[at].folded);
      before = window[at].folded;
    }
  }
  return kPassageShare * best / all_ + kRunShare * run.share();
}

}  // namespace sohoa::search
