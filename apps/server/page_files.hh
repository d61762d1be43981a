#pragma once
#include <map>
#include <optional>
#include <string>

#include "apps/server/request.hh"

namespace sohoa::server {

/// The files of the page in the browser, read once. Without them (built without Node) there is a plain page that says so.
class PageFiles {
 public:
  PageFiles();

  /// The answer to a path outside the API: a file, or the page itself for paths that are its own places ("/documents/3fa9…").
  WebAnswer answer(const std::string& path, bool gzip) const;

 private:
  struct File {
    std::string type, body, packed;  // packed: gzip, where that is smaller
  };
  std::map<std::string, File> files_;  // by path: "/index.html"
};

/// The body in gzip; empty when it could not be made.
std::string gzipped(const std::string& body, int level);

}  // namespace sohoa::server
