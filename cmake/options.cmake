# Flags live on one target; nothing is set globally.
option(SOHOA_WERROR "Warnings are errors (CI)" OFF)
set(SOHOA_SANITIZE "" CACHE STRING "address;undefined or thread")

add_library(sohoa_flags INTERFACE)
target_compile_options(sohoa_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # false alarms of g++ 12 on std::string (GCC PR 105651)
target_include_directories(sohoa_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(sohoa_flags INTERFACE SOHOA_VERSION="${PROJECT_VERSION}")
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  target_compile_definitions(sohoa_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(SOHOA_WERROR)
  # What g++ 12's optimizer guesses about initializer lists is too often wrong to stop a build for.
  target_compile_options(sohoa_flags INTERFACE -Werror -Wno-error=maybe-uninitialized -Wno-error=free-nonheap-object)
endif()
if(SOHOA_SANITIZE)
  list(JOIN SOHOA_SANITIZE "," sanitizers)
  target_compile_options(sohoa_flags INTERFACE -fsanitize=${sanitizers} -fno-omit-frame-pointer -g)
  target_link_options(sohoa_flags INTERFACE -fsanitize=${sanitizers})
endif()
