#include "core/text/number_key.hh"

#include "core/text/normalize.hh"

namespace sohoa {
namespace {

bool is_digits(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string folded_number(std::string_view number) {
  std::string s = text::fold(text::normalize(number));
  for (const std::string_view label : {"so ", "so:", "so."})
    if (s.starts_with(label)) return s.substr(label.size());
  return s;
}

}  // namespace

std::vector<std::string> number_parts(std::string_view number) {
  const std::string s = folded_number(number);
  std::vector<std::string> parts;
  for (std::string_view word : text::words(s)) {
    if (is_digits(word)) word.remove_prefix(std::min(word.find_first_not_of('0'), word.size() - 1));
    parts.emplace_back(word.substr(0, 60));
  }
  return parts;
}

std::string number_key(std::string_view number) {
  // The strokes and dashes of a number are the first thing a scan or a hurried hand loses, so one form is chosen for all:
  // a stroke after digits, a dash elsewhere.
  std::string key;
  bool after_digits = false;
  for (const std::string& part : number_parts(number)) {
    if (!key.empty()) key += after_digits ? '/' : '-';
    key += part;
    after_digits = is_digits(part);
    if (key.size() > 150) break;
  }
  return key;
}

std::string number_shape(std::string_view number) {
  std::string key;
  for (const std::string& part : number_parts(number)) key += part;
  for (char& c : key) switch (c) {
      case 'o': case 'q': case 'd': c = '0'; break;
      case 'l': case 'i': c = '1'; break;
      case 's': c = '5'; break;
      case 'b': c = '8'; break;
      case 'z': c = '2'; break;
      default: break;
    }
  if (key.size() > 150) key.resize(150);
  return key;
}

}  // namespace sohoa
