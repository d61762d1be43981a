#include "ingest/find_files.hh"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/store/temporary_kho.hh"

namespace sohoa {
namespace {
namespace fs = std::filesystem;

void write(const fs::path& path) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << "x";
}

/// "shown|dossier" of each file found.
std::vector<std::string> found(const std::vector<fs::path>& arguments, const fs::path& kho = "/nowhere") {
  std::vector<std::string> out;
  const FoundFiles all = find_files(arguments, kho).value();
  for (const FoundFile& f : all.files) out.push_back(f.shown + "|" + f.dossier);
  return out;
}

TEST(FindFiles, NamesPathsAndDossiersFromTheArgument) {
  TemporaryKho t;
  for (const char* name : {"scans/hoso02/b.pdf", "scans/hoso01/a.pdf", "scans/hoso01/phu luc/c.pdf", "scans/z.pdf",
                           "scans/.hidden/x.pdf"})
    write(t.path / name);
  EXPECT_EQ(found({t.path / "scans"}),
            (std::vector<std::string>{"scans/hoso01/a.pdf|hoso01", "scans/hoso01/phu luc/c.pdf|hoso01/phu luc",
                                      "scans/hoso02/b.pdf|hoso02", "scans/z.pdf|scans"}));
  EXPECT_EQ(found({t.path / "scans" / "hoso01" / "."}),
            (std::vector<std::string>{"hoso01/a.pdf|hoso01", "hoso01/phu luc/c.pdf|phu luc"}));
  EXPECT_EQ(found({t.path / "scans/hoso01/a.pdf"}), std::vector<std::string>{"hoso01/a.pdf|hoso01"});
  EXPECT_EQ(found({t.path / "scans/hoso01/a.pdf", t.path / "scans/hoso01/a.pdf"}).size(), 1U);
}

TEST(FindFiles, ShowsDecomposedNamesComposed) {
  TemporaryKho t;
  write(t.path / "ho\u0302\u0300 so\u031b" / "a\u0301.pdf");
  EXPECT_EQ(found({t.path / "ho\u0302\u0300 so\u031b"}), std::vector<std::string>{"hồ sơ/á.pdf|hồ sơ"});
}

TEST(FindFiles, DoesNotFollowLinksNorEnterTheArchive) {
  TemporaryKho t;
  write(t.path / "in" / "a.pdf");
  write(t.path / "in" / "kho" / "originals" / "x");
  write(t.path / "out" / "b.pdf");
  fs::create_symlink(t.path / "out", t.path / "in" / "link");
  fs::create_symlink(t.path / "out" / "b.pdf", t.path / "in" / "b.pdf");
  mkfifo((t.path / "in" / "pipe.pdf").c_str(), 0600);
  EXPECT_EQ(found({t.path / "in"}, t.path / "in" / "kho"), std::vector<std::string>{"in/a.pdf|in"});
  fs::create_symlink(t.path / "in", t.path / "argument");
  EXPECT_EQ(found({t.path / "argument"}, t.path / "in" / "kho").size(), 1U) << "an argument may be a link";
}

TEST(FindFiles, AnAbsentArgumentIsAnError) {
  const std::vector<fs::path> arguments{"/no/such/folder"};
  EXPECT_EQ(find_files(arguments, "/nowhere").error().code, ErrorCode::io);
}

}  // namespace
}  // namespace sohoa
