#include "search/snippet.hh"

#include <algorithm>

#include "core/text/normalize.hh"

namespace sohoa::search {
namespace {

constexpr int kNothing = -1;

/// A word of a page: its bytes, and which wanted thing it is (index into the weights).
struct Token {
  std::size_t from, to;
  int wanted = kNothing;
};

bool matches(const Wanted& wanted, const WordForm& form) {
  return wanted.form == (wanted.folded ? form.folded : form.exact);
}

/// Finds the wanted words of one page; phrases take ids behind the words.
std::vector<Token> find_tokens(std::string_view text, const Wanteds& wanteds, WordForms& forms) {
  std::vector<Token> tokens;
  std::vector<WordForm> of_phrases;  // kept only when phrases must be compared
  for (const std::string_view word : text::words(text)) {
    const WordForm& form = forms.of(word);
    const auto from = static_cast<std::size_t>(word.data() - text.data());
    Token token{from, from + word.size(), kNothing};
    for (std::size_t i = 0; i < wanteds.words.size() && token.wanted == kNothing; ++i)
      if (matches(wanteds.words[i], form)) token.wanted = static_cast<int>(i);
    tokens.push_back(token);
    if (!wanteds.phrases.empty()) of_phrases.push_back(form);
  }
  for (std::size_t p = 0; p < wanteds.phrases.size(); ++p) {
    const std::vector<Wanted>& phrase = wanteds.phrases[p];
    for (std::size_t i = 0; !phrase.empty() && i + phrase.size() <= tokens.size(); ++i) {
      std::size_t length = 0;
      while (length < phrase.size() && matches(phrase[length], of_phrases[i + length])) ++length;
      if (length < phrase.size()) continue;
      for (std::size_t k = 0; k < length; ++k) tokens[i + k].wanted = static_cast<int>(wanteds.words.size() + p);
    }
  }
  return tokens;
}

struct Window {
  double worth = -1.0;
  std::size_t page = 0, from = 0;
};

/// The window of `size` tokens that is worth most: each thing once, and a little for found words side by side.
Window best_window(const std::vector<Token>& tokens, const std::vector<double>& weights, std::size_t size) {
  Window best;
  std::vector<int> count(weights.size(), 0);
  double once = 0.0, beside = 0.0;
  const auto pair_worth = [&](std::size_t i) {
    return i > 0 && tokens[i].wanted != kNothing && tokens[i - 1].wanted != kNothing && tokens[i].wanted != tokens[i - 1].wanted
               ? 0.3 * std::min(weights[static_cast<std::size_t>(tokens[i].wanted)], weights[static_cast<std::size_t>(tokens[i - 1].wanted)])
               : 0.0;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].wanted != kNothing) {
      const auto id = static_cast<std::size_t>(tokens[i].wanted);
      if (count[id]++ == 0) once += weights[id];
      beside += pair_worth(i);
    }
    if (i >= size) {
      const std::size_t out = i - size;
      if (tokens[out].wanted != kNothing) {
        const auto id = static_cast<std::size_t>(tokens[out].wanted);
        if (--count[id] == 0) once -= weights[id];
      }
      beside -= pair_worth(out + 1);
    }
    const double worth = once + beside;
    if (worth > best.worth + 1e-9) best = {worth, 0, i + 1 > size ? i + 1 - size : 0};
  }
  return best;
}

/// Moves a window that ends with its last find so that the finds stand in its middle, or to a line's beginning nearby.
std::size_t centred(const std::vector<Token>& tokens, std::size_t from, std::size_t size, std::string_view text) {
  std::size_t first = from;
  const std::size_t end = std::min(from + size, tokens.size());
  while (first < end && tokens[first].wanted == kNothing) ++first;
  if (first == end) return 0;
  std::size_t last = end;
  while (last > first && tokens[last - 1].wanted == kNothing) --last;
  const std::size_t spare = size - (last - first);
  std::size_t start = first - std::min(first, spare / 3);
  for (std::size_t i = first; i + size / 3 > first && i > 0; --i)
    if (text.substr(tokens[i - 1].to, tokens[i].from - tokens[i - 1].to).find_first_of("\n.;") != std::string_view::npos) {
      if (last - i <= size) start = i;
      break;
    }
  if (start + size > tokens.size()) start = tokens.size() > size ? std::min(start, tokens.size() - size) : 0;
  return start;
}

void append_collapsed(std::string& out, std::string_view s) {
  for (const char c : s)
    if (c != '\n' && c != ' ' && c != '\t' && c != '\r') out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
}

Snippet cut(std::string_view text, const std::vector<Token>& tokens, std::size_t from, std::size_t size) {
  Snippet out;
  const std::size_t end = std::min(from + size, tokens.size());
  if (from > 0) out.text = "…";
  for (std::size_t i = from; i < end; ++i) {
    if (i > from) append_collapsed(out.text, text.substr(tokens[i - 1].to, tokens[i].from - tokens[i - 1].to));
    const std::size_t start = out.text.size();
    out.text += text.substr(tokens[i].from, tokens[i].to - tokens[i].from);
    if (tokens[i].wanted == kNothing) continue;
    const bool joins = !out.found.empty() && i > from && tokens[i - 1].wanted != kNothing &&
                       start - out.found.back().second <= 3;
    if (joins) out.found.back().second = out.text.size();
    else out.found.emplace_back(start, out.text.size());
  }
  if (end < tokens.size()) out.text += "…";
  else if (end > 0) append_collapsed(out.text, text.substr(tokens[end - 1].to));
  while (!out.text.empty() && out.text.back() == ' ') out.text.pop_back();
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> found_among(const std::vector<Token>& tokens) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (const Token& token : tokens)
    if (token.wanted != kNothing) out.emplace_back(token.from, token.to);
  return out;
}

}  // namespace

Snippet best_snippet(const std::vector<std::pair<int, std::string>>& pages, const Wanteds& wanteds, WordForms& forms, int words) {
  std::vector<double> weights;
  for (const Wanted& word : wanteds.words) weights.push_back(word.weight);
  for (const std::vector<Wanted>& phrase : wanteds.phrases) {
    double sum = 0.0;
    for (const Wanted& word : phrase) sum += word.weight;
    weights.push_back(sum);
  }
  const auto size = static_cast<std::size_t>(std::max(words, 1));
  Window best;
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::vector<Token> here = find_tokens(pages[i].second, wanteds, forms);
    Window window = best_window(here, weights, size);
    if (window.worth <= best.worth) continue;
    best = window;
    best.page = i;
    tokens = std::move(here);
  }
  if (tokens.empty()) return {};
  const auto& [n, text] = pages[best.page];
  Snippet out = cut(text, tokens, centred(tokens, best.from, size, text), size);
  out.page = n;
  out.on_page = found_among(tokens);
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> found_in(std::string_view text, const Wanteds& wanteds, WordForms& forms) {
  return found_among(find_tokens(text, wanteds, forms));
}

std::string marked(const Snippet& snippet, std::string_view open, std::string_view close) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [from, to] : snippet.found) {
    out.append(snippet.text, at, from - at).append(open).append(snippet.text, from, to - from).append(close);
    at = to;
  }
  return out.append(snippet.text, at);
}

}  // namespace sohoa::search
