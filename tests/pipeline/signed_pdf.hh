#pragma once
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <string>
#include <vector>

namespace sohoa::test {

/// A key with a certificate that it signed itself, made for one test.
struct Signer {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();

  Signer(const char* name, const char* organization) {
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* subject = X509_get_subject_name(certificate);
    const auto add = [&](const char* part, const char* text) {
      X509_NAME_add_entry_by_txt(subject, part, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text), -1, -1, 0);
    };
    add("CN", name);
    add("O", organization);
    X509_set_issuer_name(certificate, subject);
    X509_sign(certificate, key, EVP_sha256());
  }
  ~Signer() {
    EVP_PKEY_free(key);
    X509_free(certificate);
  }
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;

  /// A detached CMS signature over the bytes, in hexadecimal digits.
  std::string over(const std::string& bytes) const {
    BIO* content = BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()));
    CMS_ContentInfo* cms = CMS_sign(certificate, key, nullptr, content, CMS_DETACHED | CMS_BINARY);
    unsigned char* der = nullptr;
    const int size = i2d_CMS_ContentInfo(cms, &der);
    std::string hex;
    for (int i = 0; i < size; ++i) {
      constexpr char kDigits[] = "0123456789abcdef";
      hex += kDigits[der[i] >> 4];
      hex += kDigits[der[i] & 15];
    }
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    return hex;
  }
};

inline constexpr std::size_t kRoom = 4000;  // hexadecimal digits kept free for a signature

inline std::string padded(std::string number) {
  number.resize(10, ' ');
  return number;
}

/// Fills the empty /ByteRange and /Contents that `dictionary_of_signature` left in a file that ends here.
inline std::string sealed(std::string file, const Signer& signer) {
  const std::size_t contents = file.rfind("/Contents<") + 9, after = contents + kRoom + 2, range = file.rfind("/ByteRange[") + 11;
  file.replace(range, 43, "0 " + padded(std::to_string(contents)) + ' ' + padded(std::to_string(after)) + ' ' + padded(std::to_string(file.size() - after)) + std::string(9, ' '));
  const std::string signature = signer.over(file.substr(0, contents) + file.substr(after));
  file.replace(contents + 1, signature.size(), signature);
  return file;
}

inline std::string dictionary_of_signature(const std::string& extra = "") {
  return "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached" + extra + "/ByteRange[" + std::string(43, ' ') + "]/Contents<" +
         std::string(kRoom, '0') + ">>>";
}

/// A page with a signature's widget, signed. `page` is added to the page, `widget` to the widget.
inline std::string signed_pdf(const Signer& signer, const std::string& page = "", const std::string& widget = "/Rect[72 72 216 144]/P 3 0 R") {
  return sealed("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R]>>>>endobj\n"
                "2 0 obj<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>endobj\n"
                "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]" + page + ">>endobj\n"
                "4 0 obj<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/V 5 0 R" + widget + ">>endobj\n"
                "5 0 obj" + dictionary_of_signature("/M(D:20250214092508+07'00')") + "endobj\n"
                "6 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
                "trailer<</Root 1 0 R>>\n%%EOF\n", signer);
}

/// The same file with a second signature, on page 2, in an update behind the first.
inline std::string signed_again(const std::string& file, const Signer& signer) {
  return sealed(file +
                "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R 7 0 R]>>>>endobj\n"
                "7 0 obj<</Type/Annot/Subtype/Widget/FT/Sig/T(b)/V 8 0 R/P 6 0 R/Rect[0 0 0 0]>>endobj\n"
                "8 0 obj" + dictionary_of_signature() + "endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", signer);
}

}  // namespace sohoa::test
