#include "apps/server/page_files.hh"

#include <zlib.h>

#include <array>
#include <filesystem>

#include "core/data_files.hh"

namespace sohoa::server {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kTypes{{{".html", "text/html; charset=utf-8"},
                                                                               {".js", "text/javascript; charset=utf-8"},
                                                                               {".css", "text/css; charset=utf-8"},
                                                                               {".svg", "image/svg+xml"},
                                                                               {".png", "image/png"},
                                                                               {".ico", "image/x-icon"},
                                                                               {".json", "application/json"},
                                                                               {".webmanifest", "application/manifest+json"},
                                                                               {".xml", "application/opensearchdescription+xml"}}};

constexpr const char* kPlainPage = R"(<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>sohoa</title>
<h1>sohoa</h1>
<p>Máy chủ đang chạy. Bản này được dựng không có Node.js nên chưa có trang web; giao diện lập trình ở <a href="/api/v1/openapi.json">/api/v1</a>.</p>
<p lang="en">The server is running. It was built without Node.js, so there is no page; the API is at <a href="/api/v1/openapi.json">/api/v1</a>.</p>
</html>
)";

std::string type_of(const fs::path& path) {
  for (const auto& [ending, type] : kTypes)
    if (path.extension() == ending) return std::string(type);
  return "application/octet-stream";
}

fs::path page_folder() { return fs::exists(fs::path(SOHOA_BUILT_WEB) / "index.html") ? SOHOA_BUILT_WEB : SOHOA_INSTALLED_WEB; }

}  // namespace

PageFiles::PageFiles() {
  const fs::path folder = page_folder();
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error)) {
    Result<std::string> body = entry.is_regular_file() ? read_file(entry.path()) : Result<std::string>(std::string());
    if (!entry.is_regular_file() || !body) continue;
    File file{type_of(entry.path()), std::move(*body), {}};
    constexpr int kBest = 9;
    file.packed = gzipped(file.body, kBest);
    if (file.packed.size() >= file.body.size()) file.packed.clear();
    files_.emplace("/" + fs::relative(entry.path(), folder, error).generic_string(), std::move(file));
  }
  if (!files_.contains("/index.html")) files_["/index.html"] = {type_of("index.html"), kPlainPage, {}};
}

WebAnswer PageFiles::answer(const std::string& path, bool gzip) const {
  auto found = files_.find(path);
  if (found == files_.end() && path.starts_with("/assets/")) return problem(404, "not_found", "");
  if (found == files_.end()) found = files_.find("/index.html");
  const File& file = found->second;
  // Names of built files tell their content; the page that names them must be asked for each time.
  WebAnswer out{200, file.type, file.body, {{"Cache-Control", path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"}}};
  if (gzip && !file.packed.empty()) {
    out.body = file.packed;
    out.headers.emplace_back("Content-Encoding", "gzip");
  }
  return out;
}

std::string gzipped(const std::string& body, int level) {
  constexpr int kGzip = 16, kWindow = 15, kMemory = 8;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, kWindow + kGzip, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, body.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

}  // namespace sohoa::server
