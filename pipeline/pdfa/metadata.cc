#include "pipeline/pdfa/metadata.hh"

#include <fmt/format.h>
#include <lcms2.h>
#include <qpdf/QUtil.hh>

#include <array>
#include <cstring>
#include <filesystem>

namespace sohoa::pdfa {
namespace {

constexpr const char* kProducer = "sohoa " SOHOA_VERSION;

bool certain(const Field& field) { return field.status == Status::accepted || field.status == Status::corrected; }

std::string joined(const std::vector<std::string>& values) { return fmt::format("{}", fmt::join(values, "; ")); }

/// The field's value; in doubt it says so.
std::string said(const Document& document, FieldId id) {
  const Field& field = document.field(id);
  if (field.values.empty()) return {};
  return joined(field.values) + (certain(field) ? "" : " (cần xem)");
}

std::string file_name(const Document& document) {
  return document.sources.empty() ? document.id : std::filesystem::path(document.sources.front().path).filename().string();
}

std::string title_of(const Document& document) {
  if (std::string subject = said(document, FieldId::subject); !subject.empty()) return subject;
  const std::string type = said(document, FieldId::type), number = said(document, FieldId::number);
  if (type.empty() && number.empty()) return file_name(document);
  return type + (type.empty() || number.empty() ? "" : " ") + number;
}

std::string description_of(const Document& document, const std::vector<std::string>& signers) {
  std::string out = fmt::format("Bản sao hai lớp (ảnh và chữ nhận dạng) của tệp “{}”.", file_name(document));
  if (signers.empty()) return out;
  std::vector<std::string> names;
  for (const std::string& name : signers)
    if (!name.empty()) names.push_back(name);
  return out + " Bản gốc được ký số" + (names.empty() ? "" : " bởi " + joined(names)) +
         "; chữ ký chỉ có giá trị trong bản gốc, bản sao này không thay thế bản gốc.";
}

/// Characters XML 1.0 has no place for are left out.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (static_cast<unsigned char>(c) >= 0x20) out += c;
    else if (c == '\n' || c == '\t') out += ' ';
  }
  return out;
}

std::string element(const char* name, const std::string& value) {
  return value.empty() ? "" : fmt::format("   <{0}>{1}</{0}>\n", name, escaped(value));
}

std::string listed(const char* name, const char* list, const std::string& value) {
  if (value.empty()) return {};
  const bool language = std::strcmp(list, "Alt") == 0;
  return fmt::format("   <{0}><rdf:{1}><rdf:li{3}>{2}</rdf:li></rdf:{1}></{0}>\n", name, list, escaped(value),
                     language ? " xml:lang=\"x-default\"" : "");
}

/// sRGB as ICC wants it, in version 2.1; without the hour at which it was made, so that copies can be compared.
std::string srgb_profile() {
  cmsHPROFILE profile = cmsCreate_sRGBProfile();
  if (!profile) return {};
  cmsSetProfileVersion(profile, 2.1);
  cmsUInt32Number size = 0;
  std::string bytes;
  if (cmsSaveProfileToMem(profile, nullptr, &size)) {
    bytes.resize(size);
    if (!cmsSaveProfileToMem(profile, bytes.data(), &size)) bytes.clear();
  }
  cmsCloseProfile(profile);
  constexpr std::size_t kDate = 24;
  constexpr std::array<char, 12> kFirstDay{0x07, static_cast<char>(0xE4), 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};  // 1 January 2020
  if (bytes.size() > 128) bytes.replace(kDate, kFirstDay.size(), kFirstDay.data(), kFirstDay.size());
  return bytes;
}

void set_text(QPDFObjectHandle info, const char* key, const std::string& value) {
  if (!value.empty()) info.replaceKey(key, QPDFObjectHandle::newUnicodeString(value));
}

}  // namespace

Metadata metadata_of(const Document& document, const std::vector<std::string>& signers) {
  Metadata out;
  out.title = title_of(document);
  out.creator = said(document, FieldId::issuer);
  if (const Field& number = document.field(FieldId::number); certain(number)) out.identifier = number.value();
  if (const Field& date = document.field(FieldId::issued_date); certain(date)) out.date = date.value();
  out.type = said(document, FieldId::type);
  out.description = description_of(document, signers);
  if (!document.sources.empty()) out.source = "sha256:" + document.sources.front().sha256;
  return out;
}

std::string xmp_of(const Metadata& m, const std::string& created, bool conforming) {
  std::string out =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "  <rdf:Description rdf:about=\"\"\n"
      "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
      "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
      "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
      "    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n";
  if (conforming) out += element("pdfaid:part", "2") + element("pdfaid:conformance", "B");
  out += element("dc:format", "application/pdf") + listed("dc:title", "Alt", m.title) + listed("dc:creator", "Seq", m.creator) +
         listed("dc:description", "Alt", m.description) + element("dc:identifier", m.identifier) + listed("dc:type", "Bag", m.type) +
         listed("dc:date", "Seq", m.date) + listed("dc:language", "Bag", "vi") + element("dc:source", m.source) +
         element("pdf:Keywords", m.identifier) + element("pdf:Producer", kProducer) + element("xmp:CreatorTool", "sohoa") +
         element("xmp:CreateDate", created);
  return out + "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

void describe(QPDF& pdf, const Metadata& m, bool conforming) {
  QPDFObjectHandle old = pdf.getTrailer().getKey("/Info");
  std::string created;
  if (old.isDictionary() && old.getKey("/CreationDate").isString()) created = old.getKey("/CreationDate").getUTF8Value();
  QUtil::QPDFTime time(0, 0, 0, 0, 0, 0, 0);
  if (!QUtil::pdf_time_to_qpdf_time(created, &time)) created.clear();

  QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
  set_text(info, "/Title", m.title);
  set_text(info, "/Author", m.creator);
  set_text(info, "/Subject", m.description);
  set_text(info, "/Keywords", m.identifier);
  set_text(info, "/Creator", "sohoa");
  set_text(info, "/Producer", kProducer);
  set_text(info, "/CreationDate", created);
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));

  QPDFObjectHandle xmp = pdf.newStream(xmp_of(m, created.empty() ? "" : QUtil::qpdf_time_to_iso8601(time), conforming));
  xmp.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
  xmp.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
  pdf.getRoot().replaceKey("/Metadata", xmp);
  if (!pdf.getRoot().hasKey("/Lang")) pdf.getRoot().replaceKey("/Lang", QPDFObjectHandle::newString("vi"));

  QPDFObjectHandle profile = pdf.newStream(srgb_profile());
  profile.getDict().replaceKey("/N", QPDFObjectHandle::newInteger(3));
  QPDFObjectHandle intent = QPDFObjectHandle::parse(
      "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) >>");
  intent.replaceKey("/DestOutputProfile", profile);
  pdf.getRoot().replaceKey("/OutputIntents", QPDFObjectHandle::newArray({pdf.makeIndirectObject(intent)}));
}

}  // namespace sohoa::pdfa
