#include "pipeline/source/cms.hh"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <limits>
#include <memory>
#include <vector>

#include "core/data_files.hh"
#include "core/text/normalize.hh"

namespace sohoa {
namespace {

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* p) const {
    kFree(p);
  }
};
using Cms = std::unique_ptr<CMS_ContentInfo, Freed<CMS_ContentInfo_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using StampInfo = std::unique_ptr<TS_TST_INFO, Freed<TS_TST_INFO_free>>;

constexpr std::size_t kLongestName = 300;  // bytes of a name that are kept; certificates hold what their maker likes

void free_certificates(STACK_OF(X509) * stack) { sk_X509_pop_free(stack, X509_free); }
using Certificates = std::unique_ptr<STACK_OF(X509), Freed<free_certificates>>;

/// A source that gives two stretches one after the other, so that a large file is not copied to be checked.
int read_stretches(BIO* bio, char* out, std::size_t size, std::size_t* done) {
  auto& rest = *static_cast<SignedBytes*>(BIO_get_data(bio));
  std::string_view& from = rest[0].empty() ? rest[1] : rest[0];
  *done = std::min(size, from.size());
  std::memcpy(out, from.data(), *done);
  from.remove_prefix(*done);
  return *done > 0;
}

long control_stretches(BIO* bio, int command, long, void*) {
  const auto& rest = *static_cast<SignedBytes*>(BIO_get_data(bio));
  if (command == BIO_CTRL_EOF) return rest[0].empty() && rest[1].empty();
  return command == BIO_CTRL_FLUSH;
}

Bio reader_of(SignedBytes& rest) {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "stretches");
    BIO_meth_set_read_ex(made, read_stretches);
    BIO_meth_set_ctrl(made, control_stretches);
    return made;
  }();
  Bio bio(BIO_new(method));
  BIO_set_data(bio.get(), &rest);
  BIO_set_init(bio.get(), 1);
  return bio;
}

Store& authorities() {
  static Store store;
  return store;
}

Cms parsed(std::string_view der) {
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  return Cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
}

std::string_view text_in(const ASN1_STRING* s) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(s)), static_cast<std::size_t>(ASN1_STRING_length(s))};
}

/// A part of a distinguished name, NFC, without control characters.
std::string part_of(const X509_NAME* name, int nid) {
  const int at = X509_NAME_get_index_by_NID(name, nid, -1);
  if (at < 0) return {};
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) return {};
  const std::string text(reinterpret_cast<const char*>(utf8), std::min(static_cast<std::size_t>(size), kLongestName));
  OPENSSL_free(utf8);
  std::string kept = text::normalize(text);
  std::erase_if(kept, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return kept;
}

std::string iso_time(const ASN1_TIME* time) {
  std::tm utc{};
  if (!time || ASN1_TIME_to_tm(time, &utc) != 1) return {};
  char out[32];
  return {out, std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

/// Whether a time stamp's digest is that of these bytes.
bool stamps(TS_TST_INFO* info, const SignedBytes& bytes) {
  TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info);
  const EVP_MD* kind = EVP_get_digestbyobj(TS_MSG_IMPRINT_get_algo(imprint)->algorithm);
  const std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (!kind || EVP_DigestInit_ex(context.get(), kind, nullptr) != 1) return false;
  for (const std::string_view part : bytes) EVP_DigestUpdate(context.get(), part.data(), part.size());
  EVP_DigestFinal_ex(context.get(), digest, &size);
  return text_in(TS_MSG_IMPRINT_get_msg(imprint)) == std::string_view(reinterpret_cast<char*>(digest), size);
}

StampInfo stamp_in(CMS_ContentInfo* cms) {
  ASN1_OCTET_STRING** content = CMS_get0_content(cms);
  if (OBJ_obj2nid(CMS_get0_eContentType(cms)) != NID_id_smime_ct_TSTInfo || !content || !*content) return nullptr;
  const auto* at = ASN1_STRING_get0_data(*content);
  return StampInfo(d2i_TS_TST_INFO(nullptr, &at, ASN1_STRING_length(*content)));
}

/// The time of a time stamp over `bytes`, when it holds; empty otherwise.
std::string stamped_time(CMS_ContentInfo* token, const SignedBytes& bytes) {
  const StampInfo info = stamp_in(token);
  constexpr unsigned int kFlags = CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY;
  if (!info || !stamps(info.get(), bytes) || CMS_verify(token, nullptr, nullptr, nullptr, nullptr, kFlags) != 1) return {};
  return iso_time(TS_TST_INFO_get_time(info.get()));
}

/// When it was signed: by the time stamp laid over the signature, else as the signer's own clock said.
std::string time_of(CMS_SignerInfo* signer) {
  const int stamp = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1);
  if (stamp >= 0) {
    const auto* value = X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(signer, stamp), 0);
    if (value && value->type == V_ASN1_SEQUENCE)
      if (const Cms token = parsed(text_in(value->value.sequence)))
        if (std::string time = stamped_time(token.get(), {text_in(CMS_SignerInfo_get0_signature(signer)), {}}); !time.empty())
          return time;
  }
  const int said = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
  const auto* value = said < 0 ? nullptr : X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, said), 0);
  if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME)) return {};
  return iso_time(value->value.asn1_string);
}

/// Whether the certificate led to an authority of the archive at the time of signing.
bool is_trusted(X509* certificate, STACK_OF(X509) * others, const std::string& time) {
  std::tm local{};
  // Without a time OpenSSL would take today's, and the same file be trusted one year and not the next.
  if (!authorities() || !strptime(time.c_str(), "%Y-%m-%dT%H:%M:%S%z", &local)) return false;
  const long east = local.tm_gmtoff;  // timegm sets it to 0
  const std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>> check(X509_STORE_CTX_new());
  if (!check || X509_STORE_CTX_init(check.get(), authorities().get(), certificate, others) != 1) return false;
  X509_STORE_CTX_set_time(check.get(), 0, timegm(&local) - east);
  X509_STORE_CTX_set_flags(check.get(), X509_V_FLAG_PARTIAL_CHAIN);
  return X509_verify_cert(check.get()) == 1;
}

/// Whether the signatures are of these bytes; why not.
bool holds(CMS_ContentInfo* cms, const SignedBytes& bytes, std::string& trouble) {
  constexpr unsigned int kFlags = CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY;
  if (OBJ_obj2nid(CMS_get0_eContentType(cms)) == NID_id_smime_ct_TSTInfo) {
    if (!stamped_time(cms, bytes).empty()) return true;
    trouble = "nội dung đã bị thay đổi sau khi đóng dấu thời gian";
    return false;
  }
  if (CMS_is_detached(cms) != 1) {
    trouble = "dạng chữ ký cũ, không kiểm tra được";
    return false;
  }
  SignedBytes rest = bytes;
  const Bio content = reader_of(rest);
  if (CMS_verify(cms, nullptr, nullptr, content.get(), nullptr, kFlags) == 1) return true;
  const unsigned long why = ERR_peek_last_error();
  const bool unknown = ERR_GET_REASON(why) == CMS_R_UNKNOWN_DIGEST_ALGORITHM || ERR_GET_REASON(why) == CMS_R_UNSUPPORTED_TYPE;
  trouble = unknown ? "thuật toán ký không được hỗ trợ" : "nội dung đã bị thay đổi sau khi ký";
  return false;
}

}  // namespace

void know_authorities() {
  static const bool once = [] {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_ADD_ALL_DIGESTS | OPENSSL_INIT_LOAD_CRYPTO_STRINGS, nullptr);
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "authorities", error)) {
      if (entry.path().extension() != ".pem") continue;
      const Bio file(BIO_new_file(entry.path().c_str(), "r"));
      while (file) {
        const Certificate certificate(PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr));
        if (!certificate) break;
        if (!authorities()) authorities().reset(X509_STORE_new());
        X509_STORE_add_cert(authorities().get(), certificate.get());
      }
    }
    ERR_clear_error();
    return true;
  }();
  static_cast<void>(once);
}

Signature check_cms(std::string_view der, const SignedBytes& bytes, const std::string& said_time) {
  know_authorities();
  Signature said;
  const Cms cms = parsed(der);
  if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) {
    said.trouble = "dữ liệu chữ ký hỏng";
    ERR_clear_error();
    return said;
  }
  const Certificates certificates(CMS_get1_certs(cms.get()));
  STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms.get());
  CMS_SignerInfo* signer = sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0) : nullptr;
  X509* certificate = nullptr;
  for (int i = 0; signer && i < sk_X509_num(certificates.get()); ++i)
    if (CMS_SignerInfo_cert_cmp(signer, sk_X509_value(certificates.get(), i)) == 0) certificate = sk_X509_value(certificates.get(), i);
  if (!certificate) {
    said.trouble = signer ? "thiếu chứng thư của người ký" : "chữ ký không có đúng một người ký";
    ERR_clear_error();
    return said;
  }
  said.signer = part_of(X509_get_subject_name(certificate), NID_commonName);
  said.organization = part_of(X509_get_subject_name(certificate), NID_organizationName);
  said.issuer = part_of(X509_get_issuer_name(certificate), NID_commonName);
  said.valid = holds(cms.get(), bytes, said.trouble);
  if (const StampInfo stamp = stamp_in(cms.get())) said.time = iso_time(TS_TST_INFO_get_time(stamp.get()));
  else said.time = time_of(signer);
  if (said.time.empty()) said.time = said_time;
  said.trusted = said.valid && is_trusted(certificate, certificates.get(), said.time);
  ERR_clear_error();
  return said;
}

}  // namespace sohoa
