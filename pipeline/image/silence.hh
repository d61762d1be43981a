#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace sohoa {

/// libpng, libjpeg and libtiff write their complaints straight to standard error; while this lives they go nowhere.
/// Not for several threads at once; only for the files of this folder.
class Silence {
 public:
  Silence() {
    static const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) return;
    std::fflush(stderr);
    saved_ = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (saved_ >= 0) dup2(nowhere, STDERR_FILENO);
  }
  ~Silence() {
    if (saved_ < 0) return;
    dup2(saved_, STDERR_FILENO);
    close(saved_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  int saved_ = -1;
};

}  // namespace sohoa
