#include "apps/server/http.hh"

#include <fmt/format.h>
#include <httplib.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "apps/server/connection.hh"
#include "apps/server/page_files.hh"
#include "apps/server/secrets.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa::server {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kThreads = 48;  // each holds one connection; searching and drawing have their own limits
constexpr std::chrono::milliseconds kIdle{3000}, kLook{100};
constexpr int kMostOnOneConnection = 200;
constexpr std::size_t kLongestPath = 8000, kSlowest = 50'000;  // bytes a second a body must come with, after its first seconds
constexpr std::chrono::seconds kPatience{20};
constexpr std::string_view kApi = "/api/v1";

constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

WebRequest request_of(const httplib::Request& in, const Site& site) {
  WebRequest out;
  out.method = in.method == "HEAD" ? "GET" : in.method;  // the library leaves the body out
  const std::string_view target = in.target;
  out.path = std::string(target.substr(0, target.find('?')));
  for (const auto& [name, value] : in.params) out.parameters.emplace(name, text::normalize(value));
  for (const auto& [name, value] : in.headers) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    out.headers.emplace(std::move(lower), value);
  }
  out.peer = in.remote_addr;
  if (site.options.behind_proxy) {
    const std::string& chain = out.header("x-forwarded-for");  // the proxy adds the last
    const std::size_t begin = chain.find_last_of(", ");
    if (!chain.empty()) out.peer = chain.substr(begin == std::string::npos ? 0 : begin + 1);
  }
  return out;
}

/// A body that comes within its size and time; nothing else is kept of others.
class Body {
 public:
  Body(std::size_t most, std::ofstream* file, std::string& text) : most_(most), file_(file), text_(text) {}

  bool take(const char* data, std::size_t size) {
    size_ += size;
    const auto took = Clock::now() - begun_;
    too_slow_ = took > kPatience && static_cast<double>(size_) < static_cast<double>(kSlowest) * std::chrono::duration<double>(took).count();
    if (size_ > most_ || too_slow_) return false;
    if (file_) file_->write(data, static_cast<std::streamsize>(size));
    else text_.append(data, size);
    return !file_ || file_->good();
  }
  bool too_large() const { return size_ > most_; }
  bool too_slow() const { return too_slow_; }

 private:
  std::size_t most_, size_ = 0;
  std::ofstream* file_;
  std::string& text_;
  Clock::time_point begun_ = Clock::now();
  bool too_slow_ = false;
};

void put_headers(httplib::Response& out) {
  out.set_header("Content-Security-Policy", kPolicy);
  out.set_header("X-Content-Type-Options", "nosniff");
  out.set_header("Referrer-Policy", "no-referrer");
  out.set_header("Cross-Origin-Opener-Policy", "same-origin");
  out.set_header("Cross-Origin-Resource-Policy", "same-origin");
  out.set_header("X-Frame-Options", "DENY");
  if (!out.has_header("Cache-Control")) out.set_header("Cache-Control", "no-store");
}

/// Bodies go out by a provider of known length, which the library leaves as it is: its own compression is far too thorough.
void put_body(httplib::Response& out, std::string body, const std::string& type) {
  const auto kept = std::make_shared<std::string>(std::move(body));
  if (kept->empty()) {
    out.set_header("Content-Type", type.empty() ? "text/plain" : type);
    return;
  }
  out.set_content_provider(kept->size(), type, [kept](std::size_t from, std::size_t length, httplib::DataSink& sink) {
    return sink.write(kept->data() + from, length);
  });
}

void put_events(httplib::Response& out, Events events) {
  out.set_header("X-Accel-Buffering", "no");  // nginx hands each on at once
  out.set_chunked_content_provider("text/event-stream", [events = std::move(events)](std::size_t, httplib::DataSink& sink) {
    std::string event;
    if (!events(event)) {
      sink.done();
      return true;
    }
    return event.empty() ? sink.is_writable() : sink.write(event.data(), event.size());
  });
}

void put(httplib::Response& out, WebAnswer answer, bool gzip) {
  constexpr std::size_t kWorthPacking = 2000;
  constexpr int kFast = 1;
  out.status = answer.status;
  for (const auto& [name, value] : answer.headers) out.set_header(name.c_str(), value);
  put_headers(out);
  if (answer.events) return put_events(out, std::move(answer.events));
  const bool text = answer.type.starts_with("application/json") || answer.type.starts_with("text/");
  if (gzip && text && answer.body.size() > kWorthPacking && !out.has_header("Content-Encoding")) {
    answer.body = gzipped(answer.body, kFast);
    out.set_header("Content-Encoding", "gzip");
  }
  put_body(out, std::move(answer.body), answer.type);
}

/// The library's server over connections of our own.
class Library : public httplib::Server {
 private:
  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket);
    std::string address;
    int port = 0;
    connection.get_remote_ip_and_port(address, port);
    if (callers_.enter(address)) {
      serve(connection);
      callers_.leave(address);
    }
    shutdown(socket, SHUT_RDWR);
    close(socket);
    return true;
  }

  void serve(Connection& connection) {
    for (int left = kMostOnOneConnection; left > 0 && begins(connection); --left) {
      bool closed = false;
      if (!process_request(connection, left == 1, closed, nullptr) || closed) return;
    }
  }

  /// Looks up now and then whether the server ends.
  bool begins(Connection& connection) const {
    for (std::chrono::milliseconds waited{0}; waited < kIdle && svr_sock_ != INVALID_SOCKET; waited += kLook)
      if (connection.begins_request(kLook)) return true;
    return false;
  }

  Callers callers_;
};

}  // namespace

struct HttpServer::Private {
  Site& site;
  const Handlers& handlers;
  PageFiles files;
  Library server;

  /// Reads the body the operation takes, into memory or a file.
  std::optional<WebAnswer> read_body(const Operation& operation, WebRequest& request, const httplib::Request& in, const httplib::ContentReader* reader) {
    const std::uint64_t said = in.get_header_value<std::uint64_t>("Content-Length");
    if (said > operation.largest_body) return problem(413, "too_large", fmt::format(fmt::runtime(tr("At most {} bytes are taken here.")), operation.largest_body));
    if (!reader || operation.largest_body == 0) return std::nullopt;
    std::ofstream file;
    if (operation.takes_file) {
      Result<std::filesystem::path> folder = site.uploads.receiving();
      if (!folder) return problem(folder.error());
      request.body_file = *folder / new_secret();
      file.open(request.body_file, std::ios::binary);
    }
    Body body(operation.largest_body, operation.takes_file ? &file : nullptr, request.body);
    const bool whole = (*reader)([&](const char* data, std::size_t size) { return body.take(data, size); });
    if (whole) return std::nullopt;
    if (body.too_large()) return problem(413, "too_large", fmt::format(fmt::runtime(tr("At most {} bytes are taken here.")), operation.largest_body));
    return problem(body.too_slow() ? 408 : 400, "incomplete", tr("The body did not come whole."));
  }

  WebAnswer api(WebRequest& request, const httplib::Request& in, const httplib::ContentReader* reader, bool& unread) {
    unread = reader != nullptr;
    const Operations::Match match = site.operations.match(request.method, std::string_view(request.path).substr(kApi.size()));
    if (!match.operation) {
      if (match.other_method) return problem(405, "method", tr("Not with this method."));
      return problem(404, "not_found", tr("There is no such operation."));
    }
    for (const auto& [name, value] : match.parameters) request.parameters[name] = value;
    if (std::optional<WebAnswer> refused = refusal(site, *match.operation, request)) return *refused;
    if (std::optional<WebAnswer> failed = read_body(*match.operation, request, in, reader)) return *failed;
    unread = false;
    return answer(site, handlers, *match.operation, request);
  }

  void handle(const httplib::Request& in, httplib::Response& out, const httplib::ContentReader* reader) {
    WebRequest request = request_of(in, site);
    const bool gzip = request.header("accept-encoding").find("gzip") != std::string::npos;
    bool unread = false;
    WebAnswer a;
    if (request.path.size() > kLongestPath) a = problem(414, "too_long", "");
    else if (request.path == kApi || request.path.starts_with(std::string(kApi) + "/")) a = api(request, in, reader, unread);
    else if (request.method != "GET") a = problem(405, "method", tr("Not with this method."));
    else if (request.path == "/opensearch.xml") a = opensearch(request);
    else a = files.answer(decoded(request.path), gzip);
    if (unread) out.set_header("Connection", "close");  // what was not read must not be taken for the next request
    if (!request.body_file.empty()) {
      std::error_code error;
      std::filesystem::remove(request.body_file, error);  // gone already where it was wanted
    }
    put(out, std::move(a), gzip);
  }

  /// For the browser's own search box.
  WebAnswer opensearch(const WebRequest& request) const {
    const std::string& host = request.header("host");
    const bool plain = !host.empty() && std::ranges::all_of(host, [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']'; });
    const std::string base = (site.options.behind_proxy && request.header("x-forwarded-proto") == "https" ? "https://" : "http://") + (plain ? host : "localhost");
    return {200, "application/opensearchdescription+xml",
            fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>sohoa</ShortName>
<Description>Kho văn bản số hóa</Description><InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{0}/?q={{searchTerms}}"/></OpenSearchDescription>
)",
                        base)};
  }
};

HttpServer::HttpServer(Site& site, const Handlers& handlers) : p_(new Private{site, handlers, {}, {}}) {
  Library& server = p_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server.set_keep_alive_max_count(kMostOnOneConnection);
  server.set_tcp_nodelay(true);
  const auto without_body = [p = p_.get()](const httplib::Request& in, httplib::Response& out) { p->handle(in, out, nullptr); };
  const auto with_body = [p = p_.get()](const httplib::Request& in, httplib::Response& out, const httplib::ContentReader& reader) { p->handle(in, out, &reader); };
  server.Get(".*", without_body);
  server.Post(".*", with_body);
  server.Put(".*", with_body);
  server.Patch(".*", with_body);
  server.Delete(".*", without_body);
  server.set_exception_handler([](const httplib::Request& in, httplib::Response& out, const std::exception_ptr&) {
    spdlog::error("{}: an exception that is none of ours", in.path);
    out.status = 500;
  });
  // What the library answers by itself.
  server.set_error_handler([](const httplib::Request&, httplib::Response& out) {
    if (out.has_header("Content-Type")) return;
    put(out, problem(out.status, "http", ""), false);
  });
}

HttpServer::~HttpServer() = default;

Result<int> HttpServer::bind() {
  const ServeOptions& options = p_->site.options;
  // Not the library's SO_REUSEPORT: a second server would share the port, and each request go to either archive.
  p_->server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  const int port = options.port == 0 ? p_->server.bind_to_any_port(options.bind) : p_->server.bind_to_port(options.bind, options.port) ? options.port : -1;
  if (port <= 0)
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("port {} of {} cannot be had")), options.port, options.bind),
                tr("Does another program use it? Choose one with --port."));
  return port;
}

void HttpServer::run() { p_->server.listen_after_bind(); }
void HttpServer::stop() { p_->server.stop(); }

}  // namespace sohoa::server
