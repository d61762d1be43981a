#pragma once
#include <optional>
#include <string>

#include "core/geometry.hh"

namespace sohoa {

/// A digital signature (chữ ký số) in the file itself, Điều 13 and Phụ lục I of Nghị định 30/2020/NĐ-CP.
struct Signature {
  std::string signer;            // common name of the certificate
  std::string organization;      // its O, may be empty
  std::string issuer;            // who certifies the signer (common name)
  std::string time;              // ISO 8601 with zone, as signed; empty = not said
  bool valid = false;            // the signature is that of exactly these bytes by this certificate
  bool trusted = false;          // and the certificate leads to an authority the archive trusts
  bool covers_document = false;  // nothing was added to the file after it
  std::string trouble;           // Vietnamese: why it is not valid or could not be checked; empty otherwise
  std::optional<Box> box;        // its picture on the page, none when invisible

  bool operator==(const Signature&) const = default;
};

}  // namespace sohoa
