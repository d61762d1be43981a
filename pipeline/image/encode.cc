#include "pipeline/image/encode.hh"

#include <leptonica/allheaders.h>

namespace sohoa {

std::string jpeg_of(const Image& image, int quality) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  std::string out;
  if (!image.empty() && pixWriteMemJpeg(&data, &size, image.pix(), quality, 0) == 0) out.assign(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return out;
}

}  // namespace sohoa
