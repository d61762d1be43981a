#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/extract/fields.hh"

namespace sohoa {

/// Told in a number's extra "repairs" where its symbol is not the one that was read: a guess, for which the register wants all its witnesses.
inline constexpr const char* kGuessedSymbol = "symbol";

/// The symbol of a number as the title and the header would have it ("/QĐ-UBND": the kind's code and the issuer's), where what was read
/// from the slash on is none ("/qp-uBND", "/®G-SNV"): it must have as many parts, and at least half of their letters. What follows kind and
/// issuer stays as read. Nothing when it is too unlike, or when title or issuer are not known. A guess: a person must look.
std::optional<std::string> expected_symbol(std::string_view read, const FieldInput&);

}  // namespace sohoa
