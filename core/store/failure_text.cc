#include "core/store/failure_text.hh"

#include <fmt/args.h>
#include <fmt/format.h>

#include <optional>
#include <vector>

#include "core/language.hh"

/// Marks a message for po/vi.po that is said later.
#define N_(english) english

namespace sohoa {
namespace {

/// The reasons that carry parameters, as their sources write them.
constexpr const char* kTemplates[] = {
    N_("cannot read {}"),
    N_("reading it ended the worker (exit {})"),
    N_("reading it crashed the worker (signal {})"),
    N_("the image of {} × {} pixels is too large"),
    N_("the page could not be read: {}"),
    N_("Tesseract could not read the page: {}"),
    N_("the file has {} pages, more than the {} allowed"),
};

/// What stands in the places of a template that gives the text; nothing when it does not.
std::optional<std::vector<std::string>> arguments_of(std::string_view text, std::string_view pattern) {
  std::vector<std::string> arguments;
  for (;;) {
    const std::size_t place = pattern.find("{}");
    const std::string_view before = pattern.substr(0, place);
    if (!text.starts_with(before)) return std::nullopt;
    text.remove_prefix(before.size());
    if (place == std::string_view::npos) return text.empty() ? std::optional(arguments) : std::nullopt;
    pattern.remove_prefix(place + 2);
    const std::string_view behind = pattern.substr(0, pattern.find("{}"));
    const std::size_t end = behind.empty() ? text.size() : text.find(behind);
    if (end == std::string_view::npos) return std::nullopt;
    arguments.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace

std::string failure_text(std::string_view english) {
  if (english.empty()) return {};  // gettext answers that with the head of its catalogue
  for (const char* pattern : kTemplates)
    if (const auto arguments = arguments_of(english, pattern)) {
      fmt::dynamic_format_arg_store<fmt::format_context> store;
      for (const std::string& argument : *arguments) store.push_back(argument);
      return fmt::vformat(tr(pattern), store);
    }
  return tr(std::string(english).c_str());
}

}  // namespace sohoa
