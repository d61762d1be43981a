#include "apps/server/request.hh"

#include <fmt/format.h>

#include <charconv>

#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa::server {
namespace {

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
    case ErrorCode::bad_data: return 400;
    case ErrorCode::not_found: return 404;
    case ErrorCode::busy: return 409;
    case ErrorCode::unsupported:
    case ErrorCode::encrypted:
    case ErrorCode::damaged:
    case ErrorCode::empty: return 422;
    case ErrorCode::too_large: return 413;
    case ErrorCode::no_archive: return 503;
    default: return 500;
  }
}

const char* title_of(int status) {
  switch (status) {
    case 400: return tr("The request is not understood");
    case 401: return tr("Please sign in");
    case 403: return tr("Not allowed");
    case 404: return tr("Not there");
    case 405: return tr("Not possible here");
    case 409: return tr("Busy");
    case 413: return tr("Too large");
    case 422: return tr("The file cannot be used");
    case 429: return tr("Too many attempts");
    case 503: return tr("Not ready");
    default: return tr("Something went wrong");
  }
}

/// RFC 5987: any letters in a header.
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' || byte == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

}  // namespace

WebAnswer json(const Json& body, int status) { return {status, "application/json", body.dump(-1, ' ', false, Json::error_handler_t::replace)}; }

WebAnswer nothing() { return {kNoContent, "", ""}; }

WebAnswer download(std::string body, std::string type, const std::string& name) {
  return {200, std::move(type), std::move(body), {{"Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(name)}}};
}

WebAnswer problem(int status, const std::string& code, const std::string& detail) {
  WebAnswer out = json({{"type", "about:blank"}, {"title", title_of(status)}, {"status", status}, {"code", code}, {"detail", detail}}, status);
  out.type = "application/problem+json";
  return out;
}

WebAnswer problem(const Error& error) {
  const int status = status_of(error.code);
  const bool ours = status >= 500;  // such messages name files of the machine; they go to the server's log
  return problem(status, std::string(name(error.code)),
                 ours ? tr("The server's log says more.") : error.message + (error.hint.empty() ? "" : " " + error.hint));
}

Result<int> number_in(const WebRequest& request, const std::string& parameter, int otherwise, int least, int most) {
  const std::string& text = request[parameter];
  if (text.empty()) return otherwise;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} must be a number from {} to {}")), parameter, least, most));
  return value;
}

Result<Json> object_in(const WebRequest& request) {
  Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) return fail(ErrorCode::usage, tr("the body must be a JSON object"));
  return body;
}

Result<std::string> text_in(const Json& object, const char* key, std::size_t most) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string())
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} is missing, or no text")), key));
  const auto& text = found->get_ref<const std::string&>();
  if (text.size() > most) return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("{} is too long")), key));
  return text::normalize(text);
}

}  // namespace sohoa::server
