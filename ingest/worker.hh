#pragma once
#include "ingest/protocol.hh"
#include "ingest/reader.hh"
#include "ingest/sandbox.hh"

namespace sohoa {

/// How a worker ends when a page asked for more memory than there is (see Outcome); any other end but 0 is a crash.
inline constexpr int kOutOfMemory = 98;

/// Answers one request on an open file, which is closed. Keeps the file open in the reader for the next request on it.
class Desk {
 public:
  /// The reader must not be used after the desk is gone: it still refers to the file.
  explicit Desk(Reader& reader) : reader_(reader) {}
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  /// Lets std::bad_alloc through; other exceptions of libraries become errors of the page.
  Answer answer(const Request&, int file);

 private:
  Result<int> open(const Request&, int file);

  Reader& reader_;
  std::string sha256_, name_;
  int page_count_ = 0;
  void* bytes_ = nullptr;
  std::size_t size_ = 0;
};

/// The whole life of a worker: starts the reader, gives up all rights, answers requests from `socket` until it closes.
/// The exit code.
int serve_as_worker(int socket, const MakeReader&, const Allowance&);

}  // namespace sohoa
