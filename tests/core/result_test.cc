#include "core/result.hh"

#include <gtest/gtest.h>

#include "core/hash.hh"

namespace sohoa {
namespace {

TEST(Result, CodesAndNamesAreInverse) {
  for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
    const auto code = static_cast<ErrorCode>(i);
    EXPECT_EQ(error_code_from(name(code)), code);
  }
  EXPECT_EQ(error_code_from("no such name"), ErrorCode::internal);
}

TEST(Result, ExitCodesAreThePromisedOnes) {
  EXPECT_EQ(exit_code(ErrorCode::usage), 64);
  EXPECT_EQ(exit_code(ErrorCode::busy), 75);
  EXPECT_EQ(exit_code(ErrorCode::interrupted), 130);
  EXPECT_EQ(exit_code(ErrorCode::io), 2);
  EXPECT_EQ(exit_code(ErrorCode::not_found), 1);
}

Result<int> half(int x) {
  if (x % 2) return fail(ErrorCode::usage, "odd");
  return x / 2;
}
Result<int> quarter(int x) { return half(TRY(half(x))); }

TEST(Result, TryPassesErrorsOn) {
  EXPECT_EQ(quarter(8).value(), 2);
  EXPECT_EQ(quarter(6).error().message, "odd");
}

TEST(Hash, KnownVector) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace sohoa
