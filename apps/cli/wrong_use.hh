#pragma once
#include <string>
#include <string_view>

namespace sohoa::cli {

/// What CLI11 says of a wrong command line, in the language of the program; what it says unexpectedly stays English behind
/// "wrong use".
std::string in_our_words(std::string_view cli11);

}  // namespace sohoa::cli
