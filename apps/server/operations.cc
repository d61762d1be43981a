#include "apps/server/operations.hh"

#include <algorithm>
#include <charconv>

#include "core/text/normalize.hh"

namespace sohoa::server {
namespace {

constexpr std::size_t kLargestBody = 1 << 20;

std::vector<std::string> pieces(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    const std::size_t end = std::min(path.find('/'), path.size());
    out.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return out;
}

bool is_place(const std::string& piece) { return piece.starts_with('{'); }

Result<Operation> operation_of(const std::string& path, const std::string& method, const Json& json) {
  Operation out;
  try {
    out.id = json.at("operationId");
    out.path = pieces(path);
    const std::string rank = json.at("x-role");
    out.rank = rank_named(rank);
    if (!out.rank && rank != "anyone") return fail(ErrorCode::bad_data, "openapi.json: x-role of " + out.id);
    std::ranges::transform(method, std::back_inserter(out.method), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    if (const auto body = json.find("requestBody"); body != json.end()) {
      out.largest_body = json.value("x-largest-body", kLargestBody);
      out.takes_file = body->at("content").contains("application/octet-stream");
    }
    for (const Json& parameter : json.value("parameters", Json::array()))
      if (parameter.at("in") == "query") out.parameters.push_back(parameter.at("name"));
  } catch (const Json::exception& e) {
    return fail(ErrorCode::bad_data, std::string("openapi.json: ") + e.what());
  }
  return out;
}

}  // namespace

Result<Operations> Operations::read(std::string_view openapi) {
  Operations out;
  const Json json = Json::parse(openapi, nullptr, false);
  const auto paths = json.is_object() ? json.find("paths") : json.end();
  if (paths == json.end()) return fail(ErrorCode::bad_data, "openapi.json has no paths");
  for (const auto& [path, methods] : paths->items())
    for (const auto& [method, operation] : methods.items()) out.all_.push_back(TRY(operation_of(path, method, operation)));
  return out;
}

Operations::Match Operations::match(std::string_view method, std::string_view encoded_path) const {
  Match out;
  const std::vector<std::string> asked = pieces(encoded_path);
  const auto fits = [&](const Operation& o) {
    return std::ranges::equal(o.path, asked, [](const std::string& want, const std::string& is) { return is_place(want) ? !is.empty() : want == is; });
  };
  // "/review/samples" before "/review/{id}": fewer places to fill.
  for (const Operation& o : all_) {
    if (!fits(o)) continue;
    if (o.method != method) {
      out.other_method = true;
    } else if (!out.operation || std::ranges::count_if(o.path, is_place) < std::ranges::count_if(out.operation->path, is_place)) {
      out.operation = &o;
    }
  }
  if (!out.operation) return out;
  for (std::size_t i = 0; i < asked.size(); ++i)
    if (const std::string& want = out.operation->path[i]; is_place(want)) out.parameters[want.substr(1, want.size() - 2)] = decoded(asked[i]);
  return out;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    int byte = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3) {
      if (byte != 0) out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return text::normalize(out);
}

}  // namespace sohoa::server
