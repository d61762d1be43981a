#include "core/store/page_blob.hh"

#include <zstd.h>

#include <limits>
#include <utility>

#include "core/json_values.hh"
#include "core/record_json.hh"

namespace sohoa {
namespace {

/// No page is this large; a blob that says so is damaged.
constexpr unsigned long long kLargestPage = 256ULL << 20;

/// Takes a page's words as they are met, and all else as a record without words: a page is mostly words, and building a tree of
/// them only to take it apart again was a sixth of an index's making. What to_json() never writes in a word is refused.
class PageEvents : public nlohmann::json_sax<Json> {
 public:
  explicit PageEvents(Json& rest) : rest_(rest, false) {}
  std::vector<Word> words;

  bool null() override { return in_words_ ? key_ == "box" && depth_ == 2 : rest_.null(); }
  bool boolean(bool value) override {
    if (!in_words_) return rest_.boolean(value);
    if (depth_ != 2) return false;
    if (key_ == "bold") words.back().bold = value;
    else if (key_ == "italic") words.back().italic = value;
    else return false;
    return true;
  }
  bool number_integer(number_integer_t value) override { return in_words_ ? number(static_cast<double>(value)) : rest_.number_integer(value); }
  bool number_unsigned(number_unsigned_t value) override { return in_words_ ? number(static_cast<double>(value)) : rest_.number_unsigned(value); }
  bool number_float(number_float_t value, const string_t& text) override { return in_words_ ? number(value) : rest_.number_float(value, text); }
  bool string(string_t& value) override {
    if (!in_words_) return rest_.string(value);
    if (depth_ != 2) return false;
    if (key_ == "text") words.back().text = std::move(value);
    else if (key_ == "raw") words.back().raw = std::move(value);
    else if (key_ == "role") return set_role(value);
    else return false;
    return true;
  }
  bool binary(binary_t& value) override { return !in_words_ && rest_.binary(value); }

  bool start_object(std::size_t size) override {
    if (!in_words_) return ++depth_outside_, rest_.start_object(size);
    if (++depth_ != 2) return false;
    words.emplace_back();
    return true;
  }
  bool end_object() override {
    if (!in_words_) return --depth_outside_, rest_.end_object();
    return --depth_, true;
  }
  bool key(string_t& name) override {
    key_ = name;
    return in_words_ || rest_.key(name);
  }
  bool start_array(std::size_t size) override {
    if (in_words_) return ++depth_ == 3 && key_ == "box" && (corner_ = 0, words.back().box = Box{}, true);
    if (depth_outside_ != 1 || key_ != "words") return ++depth_outside_, rest_.start_array(size);
    in_words_ = true;
    depth_ = 1;
    return rest_.start_array(0);
  }
  bool end_array() override {
    if (!in_words_) return --depth_outside_, rest_.end_array();
    if (--depth_ == 2) return corner_ == 4;
    in_words_ = false;
    return rest_.end_array();
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool number(double value) {
    if (depth_ < 2) return false;
    Word& word = words.back();
    if (depth_ == 3) {
      if (corner_ == 4) return false;
      int* const corners[] = {&word.box->x0, &word.box->y0, &word.box->x1, &word.box->y1};
      return whole(value, *corners[corner_++]);
    }
    if (key_ == "line") return whole(value, word.line);
    if (key_ == "block") return whole(value, word.block);
    if (key_ == "confidence") word.confidence = value;
    return key_ == "confidence";
  }
  static bool whole(double value, int& to) {
    if (!(value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max())) return false;
    to = static_cast<int>(value);
    return true;
  }
  bool set_role(const std::string& name) {
    const auto role = from_name<Role>(name);
    if (role) words.back().role = *role;
    return role.has_value();
  }

  nlohmann::detail::json_sax_dom_parser<Json> rest_;
  std::string key_;
  bool in_words_ = false;
  int depth_ = 0;          // in words: 1 the list, 2 a word, 3 its box
  int depth_outside_ = 0;  // of all else
  std::size_t corner_ = 0;
};

Result<Page> damaged() { return fail(ErrorCode::bad_data, "a page in the ledger is damaged"); }

}  // namespace

std::string blob_of(const Page& page) {
  const std::vector<std::uint8_t> cbor = Json::to_cbor(to_json(page));
  std::string blob(ZSTD_compressBound(cbor.size()), '\0');
  blob.resize(ZSTD_compress(blob.data(), blob.size(), cbor.data(), cbor.size(), 3));
  return blob;
}

Result<Page> page_from_blob(std::string_view blob) {
  const unsigned long long size = ZSTD_getFrameContentSize(blob.data(), blob.size());
  if (size > kLargestPage) return damaged();  // also the two error values
  std::vector<std::uint8_t> cbor(size);
  if (ZSTD_decompress(cbor.data(), cbor.size(), blob.data(), blob.size()) != size) return damaged();
  Json rest;
  PageEvents events(rest);
  try {
    if (!Json::sax_parse(cbor, &events, Json::input_format_t::cbor, true)) return damaged();
  } catch (const Json::exception&) {  // a list or an object that says it is larger than memory
    return damaged();
  }
  Page page = TRY(page_from_json(rest));
  page.words = std::move(events.words);
  return page;
}

}  // namespace sohoa
