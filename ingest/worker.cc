#include "ingest/worker.hh"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <new>

#include "core/language.hh"
#include "pipeline/source/passwords.hh"
#include "pipeline/source/source.hh"

namespace sohoa {

Desk::~Desk() {
  if (bytes_) munmap(bytes_, size_);
}

Result<int> Desk::open(const Request& request, int file) {
  if (request.sha256 == sha256_ && request.name == name_) return page_count_;
  struct stat status {};
  if (fstat(file, &status) != 0) return fail(ErrorCode::io, tr("the file cannot be opened"));
  const auto size = static_cast<std::size_t>(status.st_size);
  void* const bytes = size ? mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
  if (bytes == MAP_FAILED)
    return fail(ErrorCode::too_large, tr("the file needs more memory than a worker may use"));
  sha256_.clear();
  use_passwords(request.passwords);
  const Result<int> opened = reader_.open({static_cast<const std::byte*>(bytes), size}, request.name);
  if (bytes_) munmap(bytes_, size_);  // the reader has let go of the last file now
  bytes_ = bytes;
  size_ = size;
  if (opened) {
    sha256_ = request.sha256;
    name_ = request.name;
    page_count_ = *opened;
  }
  return opened;
}

Answer Desk::answer(const Request& request, int file) {
  Answer answer;
  try {
    const Result<int> opened = open(request, file);
    if (!opened) {
      answer.error = opened.error();
    } else if (request.work == Work::inspect) {
      answer.page_count = *opened;
    } else if (request.page < 1 || request.page > *opened) {
      answer.error = Error{ErrorCode::damaged, tr("the page is not there"), {}, {}, 0};
    } else {
      Result<Page> page = reader_.read(request.page);
      if (page)
        answer.page = std::move(*page);
      else
        answer.error = page.error();
    }
  } catch (const std::bad_alloc&) {
    close(file);
    throw;
  } catch (const std::exception& e) {
    answer.error = Error{ErrorCode::damaged, e.what(), {}, {}, 0};
  }
  close(file);
  return answer;
}

int serve_as_worker(int socket, const MakeReader& make_reader, const Allowance& allowance) {
  Hello hello;
  auto reader = make_reader();
  if (reader) {
    hello.fingerprint = (*reader)->fingerprint();
    load_source_libraries();
    hello.sandbox = enter_sandbox(allowance);
  } else {
    hello.error = reader.error();
  }
  if (!send_frame(socket, encode(hello)) || hello.error) return 2;
  Desk desk(**reader);
  int file = -1;
  while (const auto frame = receive_frame(socket, file)) {
    const auto request = decode_request(*frame);
    if (!request || file < 0) return 2;
    limit_cpu(request->cpu_seconds);
    try {
      if (!send_frame(socket, encode_acceptable(desk.answer(*request, file)))) break;
    } catch (const std::bad_alloc&) {
      _exit(kOutOfMemory);  // libraries' destructors may want memory, too
    }
  }
  return 0;
}

}  // namespace sohoa
