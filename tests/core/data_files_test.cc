#include "core/data_files.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

TEST(Csv, HeaderRowsCommentsAndBom) {
  const auto table = parse_csv("\xEF\xBB\xBF" "code,name\r\n# note\r\nQĐ,\"Quyết định, cá biệt\"\r\n\r\nTB,Thông báo\r\n", "t.csv");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->header, (std::vector<std::string>{"code", "name"}));
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0][1], "Quyết định, cá biệt");
  EXPECT_EQ(table->lines[0], 3);
  EXPECT_EQ(table->lines[1], 5);
  EXPECT_EQ(table->column("name"), 1);
  EXPECT_EQ(table->column("none"), -1);
}

TEST(Csv, SemicolonsAndShortRows) {
  const auto table = parse_csv("a;b;c\n1;2\n", "t.csv");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows[0], (std::vector<std::string>{"1", "2", ""}));
}

TEST(Csv, SaysWhichRowIsWrong) {
  const auto table = parse_csv("a,b\n1,2,3\n", "t.csv");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::bad_data);
  EXPECT_NE(table.error().message.find("row 2"), std::string::npos) << table.error().message;
  EXPECT_FALSE(parse_csv("", "t.csv"));
  EXPECT_FALSE(parse_csv("a,b\n\"1,2\n", "t.csv"));
}

TEST(ReadFile, MissingFileIsAnError) {
  EXPECT_EQ(read_file("/no/such/file").error().code, ErrorCode::io);
}

}  // namespace
}  // namespace sohoa
