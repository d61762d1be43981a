#pragma once
#include <string>
#include <string_view>

namespace sohoa {

/// Chooses the language of messages ("vi" or "en") for the whole process; call once, before threads.
void use_language(std::string_view language);

/// The language chosen.
std::string_view language();

/// The message in the user's language. Sources are written in English; po/vi.po holds the Vietnamese.
/// The returned text lives as long as the program.
const char* tr(const char* english);

/// That of two names which is in the user's language: for tables that hold both.
std::string_view in_language(std::string_view vietnamese, std::string_view english);

}  // namespace sohoa
