#pragma once
#include <memory>

#include "apps/server/gate.hh"

namespace sohoa::server {

/// The transport: HTTP/1.1 on a port, bodies within their limits, the headers every answer carries. The only user of cpp-httplib.
class HttpServer {
 public:
  HttpServer(Site&, const Handlers&);
  ~HttpServer();

  /// Takes the port of the options (0 = any that is free) and returns it; io when it cannot be had.
  Result<int> bind();
  /// Until stop().
  void run();
  void stop();

 private:
  struct Private;
  std::unique_ptr<Private> p_;
};

}  // namespace sohoa::server
