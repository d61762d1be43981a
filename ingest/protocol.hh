#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page.hh"
#include "core/result.hh"

namespace sohoa {

/// What the coordinator and a worker say to each other over a socket: frames of a 4-byte length (little endian) and JSON.
/// The open file travels beside the request (SCM_RIGHTS). The worker speaks first (Hello), then one Answer a Request.
/// The coordinator trusts nothing a worker says: a hostile file may have taken it over.

enum class Work { inspect, read };

struct Request {
  Work work = Work::inspect;
  std::string sha256;  // of the file, so that an open one is known again
  std::string name;    // as shown; its ending tells text files
  int page = 0;        // 1-based; 0 to inspect
  int cpu_seconds = 0; // the worker asks the kernel to end it after so much
  std::vector<std::string> passwords{};  // to try on the file
};

struct Hello {
  std::string fingerprint;       // of the engine
  std::string sandbox;           // what protects, for doctor and logs
  std::optional<Error> error;    // there is no engine
};

struct Answer {
  std::optional<Error> error;    // this file or page cannot be read
  int page_count = 0;            // of an inspection
  std::optional<Page> page;      // of a reading
};

std::string encode(const Request&);
std::string encode(const Hello&);
std::string encode(const Answer&);
/// What a worker sends: the answer, or too_large instead of a page that the coordinator would refuse.
std::string encode_acceptable(const Answer&);
/// Fail with bad_data on anything of another shape.
Result<Request> decode_request(std::string_view);
Result<Hello> decode_hello(std::string_view);
Result<Answer> decode_answer(std::string_view);

/// A page of more bytes than this is refused.
inline constexpr std::size_t kLargestFrame = std::size_t{16} << 20;

/// Sends a whole frame, with an open file beside it unless -1; false when the other side is gone.
bool send_frame(int socket, std::string_view payload, int file = -1);

/// Waits for a whole frame; `file` gets the open file that came with it, or -1. Nothing when the other side is gone.
std::optional<std::string> receive_frame(int socket, int& file);

/// Frames out of what a socket gives piece by piece.
class FrameBuffer {
 public:
  /// Takes what there is without waiting; false when the other side is gone.
  bool fill(int socket);
  /// The next whole frame, if there is one.
  std::optional<std::string> next();
  /// Whether the beginning announces a frame nobody should send.
  bool too_large() const;

 private:
  std::string bytes_;
};

}  // namespace sohoa
