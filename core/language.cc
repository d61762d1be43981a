#include "core/language.hh"

#include <libintl.h>

#include <clocale>
#include <cstdlib>
#include <filesystem>

namespace sohoa {

namespace {
std::string chosen = "en";
}

std::string_view language() { return chosen; }

void use_language(std::string_view language) {
  chosen = language;
  // glibc ignores LANGUAGE only in the locale named "C"; C.UTF-8 exists on every Debian.
  setenv("LANGUAGE", std::string(language).c_str(), 1);
  if (!std::setlocale(LC_MESSAGES, "C.UTF-8")) std::setlocale(LC_MESSAGES, "");
  std::setlocale(LC_CTYPE, "C.UTF-8");
  const bool built = std::filesystem::exists(SOHOA_BUILD_LOCALE);
  bindtextdomain("sohoa", built ? SOHOA_BUILD_LOCALE : SOHOA_INSTALLED_LOCALE);
  bind_textdomain_codeset("sohoa", "UTF-8");
}

const char* tr(const char* english) { return dgettext("sohoa", english); }

std::string_view in_language(std::string_view vietnamese, std::string_view english) {
  return language() == "vi" ? vietnamese : english;
}

}  // namespace sohoa
