#include "pipeline/image/decode.hh"

#include <fmt/format.h>
#include <algorithm>
#include <cstdio>

#include "core/language.hh"
#include "pipeline/image/pix.hh"
#include "pipeline/image/silence.hh"

namespace sohoa {
namespace {

/// Decoded bytes one image may take: an A0 plan at 400 dpi in grey, an A2 in colour.
constexpr double kMaxBytes = 256e6;
constexpr int kMaxImages = 20000;

const l_uint8* data_of(std::span<const std::byte> bytes) { return reinterpret_cast<const l_uint8*>(bytes.data()); }

/// Resolutions stand in places only Leptonica's FILE functions read.
int stated_dpi(std::span<const std::byte> bytes, l_int32 (*read)(FILE*, l_int32*, l_int32*)) {
  std::unique_ptr<FILE, int (*)(FILE*)> file(fmemopen(const_cast<std::byte*>(bytes.data()), bytes.size(), "rb"),
                                             fclose);
  l_int32 x = 0, y = 0;
  if (!file || read(file.get(), &x, &y) != 0) return 0;
  return x;
}

/// 72 and 96 are what cameras and programs write when they know nothing: believed only for sheets up to A3.
int credible(int dpi, int width, int height) {
  const int longer = std::max(width, height);
  if (dpi < 50 || dpi > 2400) return 0;
  if (dpi <= 96 && longer > 17 * dpi) return 0;
  return dpi;
}

/// The strongest reduction the decoder itself offers that still gives at least the wanted size.
int reduction_for(int stored, int wanted) {
  int reduction = 1;
  while (reduction < 8 && stored / (reduction * 2) >= wanted) reduction *= 2;
  return reduction;
}

PixPtr decode_reduced(std::span<const std::byte> bytes, Coding coding, int index, int reduction) {
  const l_uint8* data = data_of(bytes);
  const auto factor = static_cast<l_uint32>(reduction);
  switch (coding) {
    case Coding::tiff:
      return PixPtr(pixReadMemTiff(data, bytes.size(), index));
    case Coding::jpeg:
      return PixPtr(pixReadMemJpeg(data, bytes.size(), 0, reduction, nullptr, 0));
    case Coding::png:
      return PixPtr(pixReadMemPng(data, bytes.size()));
    case Coding::jpeg2000:
      return PixPtr(pixReadMemJp2k(data, bytes.size(), factor, nullptr, 0, 0));
  }
  return nullptr;
}

/// A bilevel image about as wide as wanted, without one of a byte a pixel in between; null where it is not wider.
Pix* reduced_to_grey(Pix* bilevel, int width) {
  const PixPtr plain(pixGetColormap(bilevel) ? pixRemoveColormap(bilevel, REMOVE_CMAP_TO_BINARY) : pixClone(bilevel));
  return plain ? pixScaleToGray(plain.get(), static_cast<l_float32>(width) / static_cast<l_float32>(pixGetWidth(bilevel)))
               : nullptr;
}

}  // namespace

Result<ImageHeader> read_header(std::span<const std::byte> bytes, Coding coding, int index) {
  const Silence silence;
  silence_leptonica();
  const l_uint8* data = data_of(bytes);
  l_int32 width = 0, height = 0, bits = 0, samples = 0, dpi = 0, ignored = 0;
  bool failed = true;
  switch (coding) {
    case Coding::tiff:
      failed =
          readHeaderMemTiff(data, bytes.size(), index, &width, &height, &bits, &samples, &dpi, &ignored, nullptr);
      break;
    case Coding::jpeg:
      failed = readHeaderMemJpeg(data, bytes.size(), &width, &height, &samples, nullptr, nullptr);
      if (!failed) dpi = stated_dpi(bytes, fgetJpegResolution);
      break;
    case Coding::png:
      failed = readHeaderMemPng(data, bytes.size(), &width, &height, &bits, &samples, nullptr);
      if (!failed) dpi = stated_dpi(bytes, fgetPngResolution);
      break;
    case Coding::jpeg2000:
      failed = readHeaderMemJp2k(data, bytes.size(), &width, &height, &bits, &samples, nullptr);
      if (!failed) dpi = stated_dpi(bytes, fgetJp2kResolution);
      break;
  }
  if (failed || width < 1 || height < 1)
    return fail(ErrorCode::damaged, tr("the image cannot be understood"),
                tr("Open the file in an image viewer; scan the page again if it does not open."));
  return ImageHeader{width, height, credible(dpi, width, height), samples >= 3, bits == 1 && samples == 1};
}

int count_images(std::span<const std::byte> bytes, Coding coding) {
  int count = 0;
  const int most = coding == Coding::tiff ? kMaxImages : 1;
  while (count < most && read_header(bytes, coding, count)) ++count;
  return count;
}

Result<Image> decode(std::span<const std::byte> bytes, Coding coding, int index, int width, int height, int dpi,
                     bool colour) {
  const ImageHeader header = TRY(read_header(bytes, coding, index));
  const bool reducible = coding == Coding::jpeg || coding == Coding::jpeg2000;
  const int reduction = reducible ? reduction_for(header.width, width) : 1;
  const double pixels = static_cast<double>(header.width) * header.height / reduction / reduction;
  const bool large = pixels > kMaxBytes;
  if (pixels * (header.colour ? 4 : header.bilevel ? 0.125 : 1) > kMaxBytes)
    return fail(
        ErrorCode::too_large,
        fmt::format(fmt::runtime(tr("the image of {} × {} pixels is too large")), header.width, header.height),
        tr("Save it with a lower resolution (300 dpi is enough)."));
  const Silence silence;
  PixPtr pix = decode_reduced(bytes, coding, index, reduction);
  // A byte a pixel would be too many before it is reduced.
  if (pix && large && pixGetDepth(pix.get()) == 1) pix.reset(reduced_to_grey(pix.get(), width));
  // What is transparent shows the paper.
  if (pix && pixGetSpp(pix.get()) == 4) pix.reset(pixAlphaBlendUniform(pix.get(), 0xffffff00));
  if (pix && !colour) pix.reset(pixConvertTo8(pix.get(), 0));
  if (pix && colour)
    pix.reset(pixGetColormap(pix.get()) || pixGetDepth(pix.get()) != 8 ? pixConvertTo32(pix.get())
                                                                       : pixClone(pix.get()));
  if (pix && (pixGetWidth(pix.get()) > width || pixGetHeight(pix.get()) > height))
    pix.reset(pixScaleAreaMapToSize(pix.get(), width, height));
  if (!pix)
    return fail(ErrorCode::damaged, tr("the image cannot be decoded"),
                tr("Open the file in an image viewer; scan the page again if it does not open."));
  return Image(pix.release(), dpi);
}

}  // namespace sohoa
