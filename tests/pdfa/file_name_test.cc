#include "pipeline/pdfa/file_name.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

struct Row {
  const char *number, *path, *dossier, *name;
};

TEST(CopyName, IsSafeAndTheDocumentsOwn) {
  const Row rows[] = {
      {"22/QĐ-TTg", "a.pdf", "hoso01", "hoso01/22-QD-TTg_0123abcd.pdf"},
      {"66.7/2025/NQ-CP", "a.pdf", "", "66.7-2025-NQ-CP_0123abcd.pdf"},
      {"", "scans/hoso 2/Giấy mời (bản 2).pdf", "hồ sơ 2", "ho-so-2/Giay-moi-ban-2_0123abcd.pdf"},
      {"", "../../etc/passwd", "..", "passwd_0123abcd.pdf"},
      {"", "a/...pdf", "../x", "x/0123abcd.pdf"},
      {"Số\n1\t2/Ủ", "a.pdf", "Ứng dụng Đề án", "Ung-dung-De-an/So-1-2-U_0123abcd.pdf"},
  };
  for (const Row& row : rows) {
    Document document;
    document.id = "0123abcd4567ef89";
    document.dossier = row.dossier;
    document.sources = {{row.path, "", {}}};
    if (*row.number) document.fields[FieldId::number].values = {row.number};
    EXPECT_EQ(copy_name(document).string(), row.name) << row.number << " " << row.path;
  }
}

TEST(CopyName, IsNeverLong) {
  Document document;
  document.id = "0123abcd4567ef89";
  document.dossier = std::string(5000, 'x');
  document.sources = {{std::string(5000, 'y') + ".pdf", "", {}}};
  for (const auto& part : copy_name(document)) EXPECT_LT(part.string().size(), 110U);
}

}  // namespace
}  // namespace sohoa
