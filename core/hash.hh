#pragma once
#include <string>
#include <string_view>

namespace sohoa {

/// SHA-256 as 64 lower-case hex digits; feed in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  std::string hex();  // ends the hash; call once

 private:
  void* context_;
};

std::string sha256(std::string_view bytes);

}  // namespace sohoa
