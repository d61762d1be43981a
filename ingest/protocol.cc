#include "ingest/protocol.hh"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "core/language.hh"
#include "core/record_json.hh"

namespace sohoa {
namespace {

constexpr std::size_t kHead = 4;

/// JSON text, not CBOR: nlohmann reads text without recursion, so that no nesting a worker sends can exhaust our stack.
std::string bytes_of(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Whether a page can be one of ours: later stages count on it.
bool plausible(const Page& page) {
  constexpr int kFarthest = 1'000'000;
  const auto share = [](double x) { return x >= 0 && x <= 1; };
  const auto inside = [](const Box& b) {
    return std::min({b.x0, b.y0, b.x1, b.y1}) >= -kFarthest && std::max({b.x0, b.y0, b.x1, b.y1}) <= kFarthest;
  };
  if (!share(page.confidence) || !share(page.valid_syllables) || page.width < 0 || page.width > kFarthest ||
      page.height < 0 || page.height > kFarthest ||
      !std::ranges::all_of(page.to_original, [](double x) { return std::isfinite(x); }))
    return false;
  for (const Layer& layer : page.layers)
    if (!inside(layer.box)) return false;
  const bool boxed = !page.words.empty() && page.words.front().box.has_value();
  return std::all_of(page.words.begin(), page.words.end(), [&](const Word& word) {
    return word.box.has_value() == boxed && (!boxed || inside(*word.box)) && share(word.confidence);
  });
}

Json to_json(const std::optional<Error>& error) {
  if (!error) return nullptr;
  return {{"code", name(error->code)}, {"message", error->message}, {"hint", error->hint}};
}

std::optional<Error> error_from(const Json& j) {
  if (j.is_null()) return std::nullopt;
  return Error{error_code_from(j.at("code").get<std::string>()), j.at("message"), j.at("hint"), {}, 0};
}

template <class F>
auto decoded(std::string_view bytes, F&& f) -> Result<std::invoke_result_t<F, const Json&>> {
  try {
    return f(Json::parse(bytes));
  } catch (const std::exception& e) {
    return fail(ErrorCode::bad_data, std::string("worker protocol: ") + e.what());
  }
}

std::size_t length_of(std::string_view head) {
  std::size_t n = 0;
  for (std::size_t i = kHead; i-- > 0;) n = n << 8 | static_cast<unsigned char>(head[i]);
  return n;
}

}  // namespace

std::string encode(const Request& r) {
  return bytes_of({{"work", r.work == Work::read ? "read" : "inspect"},
                   {"sha256", r.sha256},
                   {"name", r.name},
                   {"page", r.page},
                   {"cpu_seconds", r.cpu_seconds},
                   {"passwords", r.passwords}});
}

std::string encode(const Hello& h) {
  return bytes_of({{"fingerprint", h.fingerprint}, {"sandbox", h.sandbox}, {"error", to_json(h.error)}});
}

std::string encode(const Answer& a) {
  return bytes_of({{"error", to_json(a.error)},
                   {"page_count", a.page_count},
                   {"page", a.page ? to_json(*a.page) : Json(nullptr)}});
}

std::string encode_acceptable(const Answer& a) {
  if (!a.page || plausible(*a.page))
    if (std::string bytes = encode(a); bytes.size() <= kLargestFrame) return bytes;
  return encode(Answer{Error{ErrorCode::too_large, tr("the page is larger, or holds more, than a page can"), {}, {}, 0}, 0, std::nullopt});
}

Result<Request> decode_request(std::string_view bytes) {
  return decoded(bytes, [](const Json& j) {
    return Request{j.at("work") == "read" ? Work::read : Work::inspect, j.at("sha256"), j.at("name"), j.at("page"),
                   j.at("cpu_seconds"), j.at("passwords")};
  });
}

Result<Hello> decode_hello(std::string_view bytes) {
  return decoded(bytes, [](const Json& j) {
    return Hello{j.at("fingerprint"), j.at("sandbox"), error_from(j.at("error"))};
  });
}

Result<Answer> decode_answer(std::string_view bytes) {
  return decoded(bytes, [](const Json& j) {
    Answer answer{error_from(j.at("error")), j.at("page_count"), std::nullopt};
    if (const Json& page = j.at("page"); !page.is_null()) {
      auto read = page_from_json(page);
      if (!read) throw std::runtime_error(read.error().message);
      if (!plausible(*read)) throw std::runtime_error("a page of impossible size or confidence");
      answer.page = std::move(*read);
    }
    return answer;
  });
}

bool send_frame(int socket, std::string_view payload, int file) {
  std::string bytes;
  for (std::size_t i = 0; i < kHead; ++i) bytes += static_cast<char>(payload.size() >> (8 * i) & 0xFF);
  bytes += payload;
  std::string_view left = bytes;
  while (!left.empty()) {
    iovec part{const_cast<char*>(left.data()), left.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    if (file >= 0 && left.size() == bytes.size()) {
      message.msg_control = control.data();
      message.msg_controllen = control.size();
      cmsghdr* head = CMSG_FIRSTHDR(&message);
      head->cmsg_level = SOL_SOCKET;
      head->cmsg_type = SCM_RIGHTS;
      head->cmsg_len = CMSG_LEN(sizeof(int));
      std::memcpy(CMSG_DATA(head), &file, sizeof(int));
    }
    const ssize_t n = sendmsg(socket, &message, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    left.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

std::optional<std::string> receive_frame(int socket, int& file) {
  file = -1;
  std::string bytes;
  std::size_t wanted = kHead;
  while (bytes.size() < wanted) {
    const std::size_t from = bytes.size();
    bytes.resize(wanted);
    iovec part{bytes.data() + from, wanted - from};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t n = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    bytes.resize(from + static_cast<std::size_t>(n > 0 ? n : 0));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    const cmsghdr* head = CMSG_FIRSTHDR(&message);
    if (head && head->cmsg_type == SCM_RIGHTS) std::memcpy(&file, CMSG_DATA(head), sizeof(int));
    if (wanted == kHead && bytes.size() == kHead) {
      wanted += length_of(bytes);
      if (wanted > kLargestFrame) return std::nullopt;
    }
  }
  return bytes.substr(kHead);
}

bool FrameBuffer::fill(int socket) {
  std::array<char, 1 << 16> piece;
  for (;;) {
    const ssize_t n = recv(socket, piece.data(), piece.size(), MSG_DONTWAIT);
    if (n > 0)
      bytes_.append(piece.data(), static_cast<std::size_t>(n));
    else if (n == 0 || (errno != EAGAIN && errno != EINTR))
      return false;
    else if (errno == EAGAIN)
      return true;
    if (too_large()) return false;
  }
}

bool FrameBuffer::too_large() const {
  return bytes_.size() > kHead + kLargestFrame || (bytes_.size() >= kHead && length_of(bytes_) > kLargestFrame);
}

std::optional<std::string> FrameBuffer::next() {
  if (bytes_.size() < kHead || bytes_.size() - kHead < length_of(bytes_)) return std::nullopt;
  const std::size_t size = length_of(bytes_);
  std::string frame = bytes_.substr(kHead, size);
  bytes_.erase(0, kHead + size);
  return frame;
}

}  // namespace sohoa
