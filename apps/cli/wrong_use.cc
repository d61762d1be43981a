#include "apps/cli/wrong_use.hh"

#include <fmt/args.h>
#include <fmt/format.h>

#include <optional>
#include <vector>

#include "core/language.hh"

namespace sohoa::cli {
namespace {

/// CLI11 2's sentences, {} for what they name in the order of ours. The first that fits counts.
struct Sentence {
  std::vector<std::string_view> theirs;  // what stands between the names
  std::string_view ours;
};

/// What stands between the given pieces of a text that consists of them and names; nothing when it does not.
std::optional<std::vector<std::string_view>> names_in(std::string_view text, const std::vector<std::string_view>& pieces) {
  if (!text.starts_with(pieces.front())) return std::nullopt;
  text.remove_prefix(pieces.front().size());
  std::vector<std::string_view> names;
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const bool last = i + 1 == pieces.size();
    if (last && !text.ends_with(pieces[i])) return std::nullopt;
    const std::size_t end = last ? text.size() - pieces[i].size() : text.find(pieces[i]);
    if (end == std::string_view::npos) return std::nullopt;
    names.push_back(text.substr(0, end));
    text.remove_prefix(end + pieces[i].size());
  }
  return names;
}

}  // namespace

std::string in_our_words(std::string_view cli11) {
  const Sentence sentences[] = {
      {{"The following argument was not expected: ", ""}, tr("not understood: {}")},
      {{"The following arguments were not expected: ", ""}, tr("not understood: {}")},
      {{"", " is required"}, tr("something is missing: {}")},
      {{"", ": Value ", " not in range ", " to ", ""}, tr("{0}: {1} is no number from {2} to {3}")},
      {{"", ": ", " not in {", "}"}, tr("{0}: {1} is none of {2}")},
      {{"", ": 1 required ", " missing"}, tr("{0} needs a value")},
      {{"Could not convert: ", " = ", ""}, tr("{0}: {1} is no value of its kind")},
      {{"", " excludes ", ""}, tr("{0} and {1} cannot be given together")},
  };
  for (const Sentence& sentence : sentences)
    if (const auto names = names_in(cli11, sentence.theirs)) {
      fmt::dynamic_format_arg_store<fmt::format_context> args;
      for (const std::string_view name : *names) args.push_back(name);
      return fmt::vformat(sentence.ours, args);
    }
  return fmt::format(fmt::runtime(tr("wrong use: {}")), cli11);
}

}  // namespace sohoa::cli
