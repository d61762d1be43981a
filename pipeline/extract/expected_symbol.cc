#include "pipeline/extract/expected_symbol.hh"

#include <vector>

#include "core/text/normalize.hh"
#include "pipeline/extract/agency_name.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

std::vector<std::string> parts_of(std::string_view symbol) {
  std::vector<std::string> parts;
  for (std::size_t begin = symbol.starts_with('/') ? 1 : 0; begin <= symbol.size();) {
    const std::size_t end = std::min(symbol.find('-', begin), symbol.size());
    parts.emplace_back(symbol.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

std::optional<std::string> expected_symbol(std::string_view read, const FieldInput& in) {
  std::vector<std::string> expected;
  if (const auto printed = printed_type(in.lines, in.known)) expected.push_back(printed->type->code);
  else if (!is_letter_form(in.lines)) return std::nullopt;
  expected.push_back(agency_name(find_issuer(in).value(), in.known).symbol);
  const std::vector<std::string> parts = parts_of(read);
  if (parts.size() < expected.size()) return std::nullopt;
  int wrong = 0;
  std::size_t letters = 0;
  std::string symbol = "/";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) symbol += '-';
    if (i >= expected.size()) {
      symbol += text::upper(parts[i]);
      continue;
    }
    const std::string key = key_of(expected[i]);
    if (key.empty()) return std::nullopt;
    wrong += edit_distance(key_of(parts[i]), key);
    letters += key.size();
    symbol += expected[i];
  }
  if (2 * wrong > static_cast<int>(letters)) return std::nullopt;
  return symbol;
}

}  // namespace sohoa
