#include <gtest/gtest.h>

#include <functional>

#include "pipeline/source/cms.hh"
#include "pipeline/source/source.hh"
#include "tests/pipeline/files.hh"
#include "tests/pipeline/signed_pdf.hh"

namespace sohoa {
namespace {

using test::Signer;

const Signer& official() {
  static const Signer signer("Trần Văn Mẫu", "Sở Tư pháp tỉnh Sông Lam");
  return signer;
}
const Signer& clerk() {
  static const Signer signer("Văn thư Sở Tư pháp", "Sở Tư pháp tỉnh Sông Lam");
  return signer;
}

std::vector<Signature> signatures(const std::string& file, int page = 1) {
  const auto source = open_source(test::bytes_of(file), "a.pdf");
  return source ? (*source)->signatures(page) : std::vector<Signature>{};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

TEST(Signatures, SaysWhoSignedWhenAndWhere) {
  const auto found = signatures(test::signed_pdf(official()));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].signer, "Trần Văn Mẫu");
  EXPECT_EQ(found[0].organization, "Sở Tư pháp tỉnh Sông Lam");
  EXPECT_EQ(found[0].issuer, "Trần Văn Mẫu");
  EXPECT_EQ(found[0].trouble, "");
  EXPECT_TRUE(found[0].valid);
  EXPECT_TRUE(found[0].covers_document);
  EXPECT_FALSE(found[0].trusted);  // by no authority the archive knows
  // The signed attribute counts before /M, which anybody may write: it says now, and the certificate is of today.
  EXPECT_TRUE(found[0].time.starts_with("20") && found[0].time.ends_with("Z") && found[0].time.size() == 20) << found[0].time;
  EXPECT_FALSE(found[0].time.starts_with("2025-02-14T09"));
  EXPECT_EQ(found[0].box, (Box{300, 3508 - 600, 900, 3508 - 300}));
  EXPECT_TRUE(signatures(test::signed_pdf(official()), 2).empty());
}

TEST(Signatures, WhereTheyStand) {
  const struct {
    const char* page;
    const char* widget;
    std::optional<Box> box;
  } rows[] = {
      {"/Rotate 90", "/Rect[72 72 216 144]/P 3 0 R", Box{300, 300, 600, 900}},
      {"/Rotate 180", "/Rect[72 72 216 144]/P 3 0 R", Box{2479 - 900, 300, 2479 - 300, 600}},
      {"/Rotate 270", "/Rect[72 72 216 144]/P 3 0 R", Box{3508 - 600, 2479 - 900, 3508 - 300, 2479 - 300}},
      {"/CropBox[72 72 595 842]", "/Rect[72 72 216 144]/P 3 0 R", Box{0, 3208 - 300, 600, 3208}},
      {"", "/Rect[0 0 0 0]/P 3 0 R", std::nullopt},
      {"", "", std::nullopt},
      {"", "/Rect[72 72 9999999 144]", Box{300, 3508 - 600, 1000000, 3508 - 300}},
  };
  for (const auto& row : rows) {
    const auto found = signatures(test::signed_pdf(official(), row.page, row.widget));
    ASSERT_EQ(found.size(), 1u) << row.page << row.widget;
    EXPECT_EQ(found[0].box, row.box) << row.page << row.widget;
  }
}

TEST(Signatures, WhatWasDoneAfterwards) {
  const std::string file = test::signed_pdf(official());
  const struct {
    const char* what;
    std::string file;
    bool valid, covers;
  } rows[] = {
      {"a byte changed", replaced(file, "595 842", "595 841"), false, false},
      {"something added", file + "9 0 obj(x)endobj\n", true, false},
      {"only line ends added", file + "\r\n\n", true, true},
      {"padded with zeros", file + "\n" + std::string(500, '\0'), true, true},
      {"a byte behind the zeros", file + std::string(500, '\0') + "x", true, false},
  };
  for (const auto& row : rows) {
    const auto found = signatures(row.file);
    ASSERT_EQ(found.size(), 1u) << row.what;
    EXPECT_EQ(found[0].valid, row.valid) << row.what;
    EXPECT_EQ(found[0].covers_document, row.covers) << row.what;
    EXPECT_EQ(found[0].trouble.empty(), row.valid) << row.what;
    EXPECT_EQ(found[0].signer, "Trần Văn Mẫu") << row.what;
  }
}

TEST(Signatures, TwoOfThemEachOverWhatWasThere) {
  const std::string file = test::signed_again(test::signed_pdf(official()), clerk());
  const auto first = signatures(file, 1), second = signatures(file, 2);
  ASSERT_EQ(first.size(), 1u);
  ASSERT_EQ(second.size(), 1u);
  EXPECT_TRUE(first[0].valid);
  EXPECT_FALSE(first[0].covers_document);
  EXPECT_EQ(second[0].signer, "Văn thư Sở Tư pháp");
  EXPECT_TRUE(second[0].valid);
  EXPECT_TRUE(second[0].covers_document);
  EXPECT_FALSE(second[0].box);
}

TEST(Signatures, HostileFiles) {
  const std::string file = test::signed_pdf(official());
  const std::size_t range = file.find("/ByteRange["), contents = file.find("/Contents<") + 10;
  const auto with_range = [&](const std::string& text) {
    std::string out = file;
    std::string cell = text;
    cell.resize(43, ' ');
    return out.replace(range + 11, 43, cell);
  };
  const auto with_contents = [&](const std::string& hex) { return std::string(file).replace(contents, hex.size(), hex); };
  const struct {
    const char* what;
    std::string file;
    std::size_t count;
  } rows[] = {
      {"no numbers", with_range("(a) (b) (c) (d)"), 1},
      {"negative", with_range("0 -5 10 20"), 1},
      {"beyond the end", with_range("0 100 200 99999999999999999"), 1},
      {"larger than a number", with_range("0 100 200 99999999999999999999999"), 0},
      {"overlapping", with_range("0 900 300 20"), 1},
      {"not from the beginning", with_range("10 100 200 20"), 1},
      {"the gap is no signature", with_range("0 100 200 20"), 1},
      {"three numbers", with_range("0 100 200"), 1},
      {"rubbish for DER", with_contents("deadbeefdeadbeef"), 1},
      {"a length of gigabytes", with_contents("3084ffffffff"), 1},
      {"nested without end", with_contents([] {
         std::string hex;
         for (int i = 0; i < 900; ++i) hex += "3080";
         return hex;
       }()),
       1},
      {"no digits", with_contents("zz"), 1},
      {"fields in a circle", replaced(file, "/FT/Sig", "/FT/Sig/Kids[4 0 R]"), 0},
      {"fields that are none", replaced(file, "/Fields[4 0 R]", "/Fields[(x)  ]"), 0},
      {"no value", replaced(file, "/V 5 0 R", "/V 9 0 R"), 0},
  };
  for (const auto& row : rows) {
    const auto found = signatures(row.file);
    ASSERT_EQ(found.size(), row.count) << row.what;
    for (const Signature& signature : found) {
      EXPECT_FALSE(signature.valid) << row.what;
      EXPECT_FALSE(signature.covers_document) << row.what;
      EXPECT_FALSE(signature.trouble.empty()) << row.what;
    }
  }
}

TEST(Signatures, CutAnywhereNeverHoldsByChance) {
  const std::string file = test::signed_pdf(official());
  for (std::size_t length = 0; length + 20 < file.size(); length += 97)
    for (const Signature& signature : signatures(file.substr(0, length))) EXPECT_FALSE(signature.valid) << length;
}

TEST(Cms, EveryBrokenByteIsNoticedOrHarmless) {
  const std::string text = "Kế hoạch";
  const std::string hex = official().over(text);
  std::string der;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) der += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  ASSERT_TRUE(check_cms(der, {text, ""}).valid);
  EXPECT_TRUE(check_cms(der, {text.substr(0, 3), text.substr(3)}).valid);
  EXPECT_FALSE(check_cms(der, {text, "."}).valid);
  for (std::size_t i = 0; i < der.size(); ++i) {
    std::string broken = der;
    broken[i] = static_cast<char>(broken[i] ^ 0x41);
    const Signature said = check_cms(broken, {text, ""});
    EXPECT_EQ(said.valid, said.trouble.empty()) << i;
    EXPECT_FALSE(check_cms(broken, {text, "."}).valid) << i;
  }
}

}  // namespace
}  // namespace sohoa
