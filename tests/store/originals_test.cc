#include "core/store/originals.hh"

#include <gtest/gtest.h>

#include <fstream>

#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/store/kho.hh"
#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {
namespace fs = std::filesystem;

TEST(Originals, AreCopiedUnderTheirHashAndTheGivenFileIsLeftAlone) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{3'000'000}}) {
    TemporaryKho kho;
    std::string bytes(size, 'q');
    if (size > 5) bytes[size / 2] = '\0';
    const fs::path file = kho.path / "a.pdf";
    std::ofstream(file, std::ios::binary) << bytes;
    const auto before = fs::last_write_time(file);
    const auto taken = take_original(kho.path, file);
    ASSERT_TRUE(taken) << taken.error().message;
    EXPECT_EQ(taken->sha256, sha256(bytes));
    EXPECT_EQ(taken->size, size);
    EXPECT_EQ(read_file(original_path(kho.path, taken->sha256)).value(), bytes);
    EXPECT_EQ(fs::last_write_time(file), before);
    ASSERT_TRUE(take_original(kho.path, file)) << "a second time";
    EXPECT_FALSE(fs::exists(kho.path / "originals" / "part"));
  }
}

TEST(Originals, ACopyLeftHalfByAKilledRunIsReplaced) {
  TemporaryKho kho;
  fs::create_directories(kho.path / "originals");
  std::ofstream(kho.path / "originals" / "part") << "half of something longer than the file";
  std::ofstream(kho.path / "a.txt") << "abc";
  EXPECT_EQ(take_original(kho.path, kho.path / "a.txt")->sha256, sha256("abc"));
}

TEST(Originals, DoNotFollowLinksAndReportWhatCannotBeRead) {
  TemporaryKho kho;
  std::ofstream(kho.path / "a.txt") << "abc";
  fs::create_symlink(kho.path / "a.txt", kho.path / "link.txt");
  for (const char* name : {"link.txt", "absent.txt"}) {
    const auto taken = take_original(kho.path, kho.path / name);
    ASSERT_FALSE(taken) << name;
    EXPECT_EQ(taken.error().code, ErrorCode::io);
  }
}

}  // namespace
}  // namespace sohoa
