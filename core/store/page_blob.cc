#include "core/store/page_blob.hh"

#include <zstd.h>

#include "core/record_json.hh"

namespace sohoa {
namespace {

/// No page is this large; a blob that says so is damaged.
constexpr unsigned long long kLargestPage = 256ULL << 20;

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
  const Json record = Json::from_cbor(cbor, true, false);
  if (record.is_discarded()) return damaged();
  return page_from_json(record);
}

}  // namespace sohoa
