#include "pipeline/image/stored_image.hh"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string_view>

#include "core/language.hh"
#include "pipeline/image/pix.hh"
#include "pipeline/image/silence.hh"

namespace sohoa {
namespace {

constexpr double kMaxBytes = 256e6;  // decoded, as decode() allows

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::size_t number_at(std::string_view bytes, std::size_t at) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < 4; ++i) n = n << 8 | static_cast<unsigned char>(bytes[at + i]);
  return n;
}

/// A PNG's compressed rows just as they stand, when PDF can read them so: not interlaced and without transparency.
std::optional<StoredImage> png_as_stored(std::string_view png) {
  constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
  constexpr std::size_t kFrame = 12;  // length, name and check sum of a chunk
  if (!png.starts_with(kSignature)) return std::nullopt;
  StoredImage image;
  image.png_rows = true;
  bool ended = false;
  for (std::size_t at = kSignature.size(); !ended && at + kFrame <= png.size();) {
    const std::size_t size = number_at(png, at);
    if (size > png.size() - at - kFrame) return std::nullopt;
    const std::string_view name = png.substr(at + 4, 4), data = png.substr(at + 8, size);
    if (name == "IHDR") {
      if (size != 13 || data[12] != 0) return std::nullopt;
      const int kind = data[9];
      if (kind != 0 && kind != 2 && kind != 3) return std::nullopt;
      image.width = static_cast<int>(number_at(data, 0));
      image.height = static_cast<int>(number_at(data, 4));
      image.bits = data[8];
      image.channels = kind == 2 ? 3 : 1;
    } else if (name == "PLTE") {
      if (image.channels == 1) image.palette = data;
    } else if (name == "tRNS") {
      return std::nullopt;
    } else if (name == "IDAT") {
      image.bytes += data;
    }
    ended = name == "IEND";
    at += kFrame + size;
  }
  if (!ended || image.width < 1 || image.bytes.empty()) return std::nullopt;
  return image;
}

/// JPEG 2000 in its file format; a bare code stream says too little about its colours.
bool is_jp2_file(std::string_view bytes) { return bytes.substr(4, 8) == "jP  \r\n\x87\n"; }

/// Channels of a coding PDF knows, 0 where it is none or cannot be told.
int channels_of(std::span<const std::byte> bytes, Coding coding) {
  const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
  l_int32 width = 0, height = 0, bits = 0, channels = 0;
  if (coding == Coding::jpeg && readHeaderMemJpeg(data, bytes.size(), &width, &height, &channels, nullptr, nullptr) != 0) return 0;
  if (coding == Coding::jpeg2000 &&
      (!is_jp2_file(text_of(bytes)) || readHeaderMemJp2k(data, bytes.size(), &width, &height, &bits, &channels, nullptr) != 0))
    return 0;
  return channels;
}

std::optional<StoredImage> file_as_stored(std::span<const std::byte> bytes, Coding coding, const ImageHeader& header) {
  if (coding == Coding::png) return png_as_stored(text_of(bytes));
  StoredImage image;
  image.channels = channels_of(bytes, coding);
  if (image.channels != 1 && image.channels != 3) return std::nullopt;
  image.filter = coding == Coding::jpeg ? StoredImage::Filter::dct : StoredImage::Filter::jpx;
  image.width = header.width;
  image.height = header.height;
  image.bytes = text_of(bytes);
  return image;
}

/// Numbers of the first directory of a TIFF this machine wrote (little-endian, every value in its entry), by tag.
std::map<unsigned, std::size_t> tiff_tags(std::string_view tiff) {
  const auto read = [&](std::size_t at, std::size_t size) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < size && at + i < tiff.size(); ++i) n |= std::size_t{static_cast<unsigned char>(tiff[at + i])} << (8 * i);
    return n;
  };
  constexpr std::size_t kEntry = 12, kShort = 3;
  std::map<unsigned, std::size_t> tags;
  const std::size_t directory = read(4, 4), count = read(directory, 2);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t entry = directory + 2 + kEntry * i;
    tags[static_cast<unsigned>(read(entry, 2))] = read(entry + 8, read(entry + 2, 2) == kShort ? 2 : 4);
  }
  return tags;
}

/// Leptonica's own way to G4 data leads over a file, and a sandbox has none.
std::optional<StoredImage> as_g4(Pix* pix) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  if (pixWriteMemTiff(&data, &size, pix, IFF_TIFF_G4) != 0) return std::nullopt;
  const std::string tiff(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  constexpr unsigned kPhotometric = 262, kOffset = 273, kRows = 278, kBytes = 279;
  auto tags = tiff_tags(tiff);
  StoredImage image;
  image.filter = StoredImage::Filter::ccitt_g4;
  image.width = pixGetWidth(pix);
  image.height = pixGetHeight(pix);
  image.bits = 1;
  image.black_is_one = tags[kPhotometric] == 1;  // 0: white is zero, as faxes have it
  if (tags[kRows] < static_cast<std::size_t>(image.height) || tags[kOffset] >= tiff.size()) return std::nullopt;
  image.bytes = tiff.substr(tags[kOffset], tags[kBytes]);
  return image;
}

std::optional<StoredImage> as_png(Pix* pix) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  if (pixWriteMemPng(&data, &size, pix, 0) != 0) return std::nullopt;
  std::optional<StoredImage> image = png_as_stored({reinterpret_cast<const char*>(data), size});
  lept_free(data);
  return image;
}

}  // namespace

Result<StoredImage> stored_image(std::span<const std::byte> bytes, Coding coding, int index) {
  const ImageHeader header = TRY(read_header(bytes, coding, index));
  const Silence silence;
  if (std::optional<StoredImage> image = file_as_stored(bytes, coding, header)) return *std::move(image);
  if (static_cast<double>(header.width) * header.height * (header.colour ? 4 : 1) > kMaxBytes)
    return fail(
        ErrorCode::too_large,
        fmt::format(fmt::runtime(tr("the image of {} × {} pixels is too large")), header.width, header.height),
        tr("Save it with a lower resolution (300 dpi is enough)."));
  const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
  PixPtr pix(coding == Coding::tiff ? pixReadMemTiff(data, bytes.size(), index) : pixReadMem(data, bytes.size()));
  if (pix && pixGetSpp(pix.get()) == 4) pix.reset(pixRemoveAlpha(pix.get()));
  const bool bilevel = pix && pixGetDepth(pix.get()) == 1 && !pixGetColormap(pix.get());
  std::optional<StoredImage> image;
  if (pix) image = bilevel ? as_g4(pix.get()) : as_png(pix.get());
  if (!image)
    return fail(ErrorCode::damaged, tr("the image cannot be decoded"),
                tr("Open the file in an image viewer; scan the page again if it does not open."));
  return *std::move(image);
}

}  // namespace sohoa
