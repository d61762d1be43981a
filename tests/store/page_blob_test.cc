#include "core/store/page_blob.hh"

#include <gtest/gtest.h>
#include <zstd.h>

#include "core/record_json.hh"

namespace sohoa {
namespace {

std::string packed(const std::vector<std::uint8_t>& cbor) {
  std::string blob(ZSTD_compressBound(cbor.size()), '\0');
  blob.resize(ZSTD_compress(blob.data(), blob.size(), cbor.data(), cbor.size(), 1));
  return blob;
}

std::string packed(const Json& record) { return packed(Json::to_cbor(record)); }

/// A page with something of every kind, tables with words and boxes among them.
Page full_page() {
  Page page;
  page.n = 2;
  page.width = 2480;
  page.height = 3508;
  page.confidence = 0.95;
  page.words = {{"Số:", Box{1, 2, 3, 4}, 0.97, 3, 1, true, false, Role::page_number}, {"chữ", std::nullopt, 1, 4, 2, false, true},
                {"đã", Box{-5, 0, 7, 8}, 0.5, 5, 3, false, false, Role::body, "dã"}};
  page.layers = {{LayerKind::seal, Box{9, 9, 20, 20}}};
  page.tables = {{TableKind::ruled, 1, Box{1, 2, 30, 40}, 1, 0.9, {{{"words", 1, Box{1, 2, 3, 4}, 0.9, 2, 1}, {"ô", 1, std::nullopt, 0.8, 1, 2}}}, {}}};
  page.barcodes = {{"QRCode", "words", Box{1, 1, 2, 2}}};
  page.issues = {{"page.photograph", Severity::notice, 2, "…"}};
  return page;
}

TEST(PageBlob, GivesThePageBack) {
  for (const Page& page : {full_page(), Page{}}) {
    const auto again = page_from_blob(blob_of(page));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(to_json(*again), to_json(page));
    EXPECT_EQ(again->words, page.words);
  }
}

TEST(PageBlob, RefusesWhatIsNoPage) {
  const Json good = to_json(full_page());
  EXPECT_TRUE(page_from_blob(packed(good)));
  const auto with_word = [&](const char* key, const Json& value) {
    Json page = good;
    page["words"][0][key] = value;
    return packed(page);
  };
  for (const std::string& blob : {std::string(), std::string("rubbish"), blob_of(full_page()).substr(0, 40), packed(Json::array()), packed(Json("words")),
                                  packed(Json{{"words", Json::array()}}), with_word("box", {1, 2, 3}), with_word("box", {1, 2, 3, 4, 5}),
                                  with_word("text", 7), with_word("line", "x"), with_word("role", "nothing"), with_word("bold", Json::object()),
                                  with_word("text", nullptr), with_word("line", 1e300), with_word("box", {1, 2, 3, -1e300}),
                                  packed(std::vector<std::uint8_t>{0xbb, 0x19, 0x0d, 0, 0, 0, 0, 0, 0})})  // an object of 1.8e18 members
    EXPECT_FALSE(page_from_blob(blob));
  Json page = good;
  page["words"] = {1, 2};
  EXPECT_FALSE(page_from_blob(packed(page)));
}

}  // namespace
}  // namespace sohoa
