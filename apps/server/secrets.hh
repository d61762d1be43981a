#pragma once
#include <string>

namespace sohoa::server {

/// Must be called once before the others.
void prepare_secrets();

/// A secret nobody can guess: 32 random bytes, in letters safe in URLs and cookies.
std::string new_secret();
/// A short one that a person types once: 4 × 4 letters and digits that are not taken for each other.
std::string new_code();

/// Argon2id with its salt; takes tenths of a second and 64 MiB on purpose.
std::string password_hash(const std::string& password);
bool password_fits(const std::string& hash, const std::string& password);
/// Takes as long as password_fits, for accounts that are not there: their absence must not be told by the clock.
void spend_a_password();

/// Equal texts, in a time that does not tell where they differ.
bool same_secret(const std::string&, const std::string&);

}  // namespace sohoa::server
