#pragma once
#include <array>
#include <string>
#include <string_view>

#include "core/signature.hh"

namespace sohoa {

/// What a signature in a file is made over: two stretches of the file, its own place between them left out.
using SignedBytes = std::array<std::string_view, 2>;

/// What a CMS object says of the bytes it was made over (RFC 5652; PKCS#7, CAdES and RFC 3161 time stamps are of this form):
/// who signed, when (a time stamp before the signer's own clock, before `said_time`, which anybody may write), whether it holds. Nothing is asked of a network or of the
/// system's certificates, nothing about revocation;
/// without any time no certificate is trusted, it may have run out. `covers_document` and `box` are left alone.
Signature check_cms(std::string_view der, const SignedBytes&, const std::string& said_time = "");

/// Reads the authorities the archive trusts (data/authorities/*.pem) once. A process that locks itself up calls it before;
/// later calls do nothing.
void know_authorities();

}  // namespace sohoa
