#include "apps/server/secrets.hh"

#include <sodium.h>

#include <array>
#include <cstdlib>
#include <new>
#include <semaphore>

namespace sohoa::server {
namespace {

// What libsodium calls interactive: 64 MiB, two passes.
constexpr auto kPasses = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr auto kMemory = crypto_pwhash_MEMLIMIT_INTERACTIVE;

/// Memory is what makes guessing dear; a crowd that signs in must not take all there is.
std::counting_semaphore<2> turns(2);

struct Turn {
  Turn() { turns.acquire(); }
  ~Turn() { turns.release(); }
};

}  // namespace

void prepare_secrets() {
  if (sodium_init() < 0) std::abort();  // no randomness on this machine
}

std::string new_secret() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.resize(out.size() - 1);  // its final zero
  return out;
}

std::string new_code() {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string out;
  for (int i = 0; i < 16; ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return out;
}

std::string password_hash(const std::string& password) {
  const Turn turn;
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0) throw std::bad_alloc();
  return out.data();
}

bool password_fits(const std::string& hash, const std::string& password) {
  const Turn turn;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void spend_a_password() {
  static const std::string nobody = password_hash(new_secret());
  password_fits(nobody, "");
}

bool same_secret(const std::string& a, const std::string& b) { return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

}  // namespace sohoa::server
