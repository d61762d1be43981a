#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/record_json.hh"
#include "core/result.hh"
#include "core/store/people.hh"

namespace sohoa::server {

/// A request as the handlers see it: what the transport and the gate made of it.
struct WebRequest {
  std::string method;                              // "GET"
  std::string path;                                // decoded, without the query
  std::map<std::string, std::string> parameters;   // of path and query, decoded; the path's win
  std::map<std::string, std::string> headers;      // names in lower case
  std::string body;
  std::filesystem::path body_file;                 // instead of `body`, where the operation takes a file; removed when nobody moves it
  std::string peer;                                // address, for throttling
  std::optional<Account> person;                   // who asks, once the gate knows

  /// A parameter, empty when it is not given.
  const std::string& operator[](const std::string& name) const {
    static const std::string none;
    const auto found = parameters.find(name);
    return found == parameters.end() ? none : found->second;
  }
  const std::string& header(const std::string& lower_name) const {
    static const std::string none;
    const auto found = headers.find(lower_name);
    return found == headers.end() ? none : found->second;
  }
};

/// Gets the next event to send within about a second, or an empty text; false ends the stream.
using Events = std::function<bool(std::string& event)>;

struct WebAnswer {
  int status = 200;
  std::string type = "application/json", body;
  std::vector<std::pair<std::string, std::string>> headers{};
  Events events{};  // instead of a body
};

inline constexpr int kCreated = 201, kAccepted = 202, kNoContent = 204;

WebAnswer json(const Json&, int status = 200);
WebAnswer nothing();
inline constexpr const char* kSpreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A body to be saved under a name, whatever letters it has.
WebAnswer download(std::string body, std::string type, const std::string& name);

/// RFC 9457. `code` is for programs.
WebAnswer problem(int status, const std::string& code, const std::string& detail);
/// A failure in terms of HTTP; paths of the machine are left out.
WebAnswer problem(const Error&);

/// Numbers in a query, kept between bounds; `otherwise` when there is none. Fails with usage on anything else.
Result<int> number_in(const WebRequest&, const std::string& parameter, int otherwise, int least, int most);

/// The body as a JSON object; usage when it is none.
Result<Json> object_in(const WebRequest&);
/// A text in it; usage when it is missing, no text, longer than `most` bytes, or not UTF-8.
Result<std::string> text_in(const Json&, const char* key, std::size_t most = 1000);

}  // namespace sohoa::server
