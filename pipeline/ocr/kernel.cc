#include "pipeline/ocr/kernel.hh"

namespace sohoa {

namespace baseline {
extern const Kernel kKernel;
}
#ifdef __x86_64__
namespace avx2 {
extern const Kernel kKernel;
}
namespace avx512 {
extern const Kernel kKernel;
}
#endif

const Kernel& kernel() {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl"))
    return avx512::kKernel;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return avx2::kKernel;
#endif
  return baseline::kKernel;
}

}  // namespace sohoa
