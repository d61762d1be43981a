# sohoa_add_module(NAME SOURCES a.cc … [LINKS …] [USES …])
# One static library a folder: LINKS are our modules (public), USES are foreign targets its headers do not show (private).
function(sohoa_add_module name)
  cmake_parse_arguments(M "" "" "SOURCES;LINKS;USES" ${ARGN})
  add_library(sohoa_${name} STATIC ${M_SOURCES})
  add_library(sohoa::${name} ALIAS sohoa_${name})
  target_link_libraries(sohoa_${name} PUBLIC sohoa_flags fmt::fmt tl::expected nlohmann_json::nlohmann_json ${M_LINKS}
                                      PRIVATE ${M_USES})
endfunction()

# sohoa_add_tests(NAME SOURCES a_test.cc … LINKS …): one GoogleTest binary, each test known to ctest by its own name.
function(sohoa_add_tests name)
  cmake_parse_arguments(M "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name}_tests ${M_SOURCES})
  target_link_libraries(${name}_tests PRIVATE ${M_LINKS} GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_options(${name}_tests PRIVATE $<$<CONFIG:Release>:-O1>)
  target_compile_definitions(${name}_tests PRIVATE SOHOA_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/${name}")
  gtest_discover_tests(${name}_tests TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60 NO_PRETTY_VALUES)
endfunction()
