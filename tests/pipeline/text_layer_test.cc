#include "pipeline/text_layer.hh"

#include <gtest/gtest.h>

#include "core/text/legacy.hh"
#include "tests/pipeline/files.hh"
#include "tests/text/old_codes.hh"

namespace sohoa {
namespace {

using test::encoded;
using text::Legacy;

/// A page of one font that draws the given lines, as a program writes it that knows nothing of Unicode: no ToUnicode,
/// Western codes.
std::string page_in_font(const std::string& font, const std::vector<std::string>& lines, const std::string& mode = "") {
  std::string content = "BT " + mode + "/F 14 Tf 60 780 Td 22 TL ";
  for (const std::string& line : lines) {
    content += '<';
    for (const char c : line) {
      constexpr const char* kDigits = "0123456789ABCDEF";
      (content += kDigits[static_cast<unsigned char>(c) >> 4]) += kDigits[c & 15];
    }
    content += "> Tj T* ";
  }
  std::string file = test::pdf(content + "ET");
  const std::string plain = "/BaseFont/Helvetica";
  return file.replace(file.find(plain), plain.size(), "/BaseFont/" + font + "/Encoding/WinAnsiEncoding");
}

const std::vector<std::string> kLines{"Căn cứ các quyết định của cấp trên về việc phê duyệt dự toán kinh phí,",
                                      "cơ quan chúng tôi đề nghị các đơn vị trực thuộc khẩn trương thực hiện",
                                      "những nhiệm vụ sau đây và báo cáo kết quả trước ngày 15 tháng 12."};

std::vector<std::string> in_code(Legacy code) {
  std::vector<std::string> lines;
  for (const std::string& line : kLines) lines.push_back(encoded(line, code));
  return lines;
}

std::string joined(const std::vector<Word>& words) {
  std::string out;
  for (const Word& word : words) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

LayerVerdict verdict_on(const std::string& file) {
  static const auto engine = make_line_engine().value();
  const auto source = open_source(test::bytes_of(file), "a.pdf").value();
  return judge_text_layer(source->facts(1).value(), *source, 1, *engine).value();
}

TEST(TextLayer, OldFontsAreDecoded) {
  const std::string text = kLines[0] + " " + kLines[1] + " " + kLines[2];
  const struct {
    const char* font;
    Legacy code;
  } table[] = {{".VnTime", Legacy::tcvn3},
               {"ABCDEF+VNI-Times", Legacy::vni},
               {"Times-Roman", Legacy::tcvn3},
               {"Times-Roman", Legacy::vni},
               {"Times-Roman", Legacy::viscii}};
  for (const auto& row : table) {
    const LayerVerdict verdict = verdict_on(page_in_font(row.font, in_code(row.code)));
    EXPECT_TRUE(verdict.used) << row.font << " " << verdict.reason;
    EXPECT_EQ(verdict.code, "page.text_layer_mended") << row.font;
    EXPECT_EQ(joined(verdict.words), text) << row.font;
  }
}

TEST(TextLayer, CapitalFontsShowCapitals) {
  const LayerVerdict verdict = verdict_on(page_in_font(".VnTimeH", in_code(Legacy::tcvn3)));
  ASSERT_TRUE(verdict.used) << verdict.reason;
  EXPECT_TRUE(joined(verdict.words).starts_with("CĂN CỨ CÁC QUYẾT ĐỊNH CỦA CẤP TRÊN")) << joined(verdict.words);
}

TEST(TextLayer, UsedOrNotAndWhy) {
  const std::vector<std::string> english{"The quick brown fox jumps over the lazy dog and runs away",
                                         "into the deep forest where nobody else would follow him",
                                         "because the weather was bad and night was falling quickly"};
  const std::string plain = "Ban Nam theo hai quy trinh nay cho nhanh trong nam nay";
  std::string lying = page_in_font("Times-Roman", english);  // its map names other letters than it draws
  const std::string cmap =
      "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
      "1 beginbfrange <61> <7A> <0067> endbfrange endcmap end";
  lying.insert(lying.find("trailer"),
               "9 0 obj<</Length " + std::to_string(cmap.size()) + ">>stream\n" + cmap + "\nendstream endobj\n");
  lying.insert(lying.find("/Encoding/WinAnsi"), "/ToUnicode 9 0 R");
  const struct {
    const char* what;
    std::string file;
    bool used;
    const char* says;
  } table[] = {
      {"Vietnamese", page_in_font("Times-Roman", {plain}), true, ""},
      {"another language, as printed", page_in_font("Times-Roman", english), true, ""},
      {"a map that lies", lying, false, "chỉ khớp"},
      {"few words", page_in_font("Times-Roman", {"Ban Nam"}), false, "quá ít chữ"},
      {"not drawn at all", page_in_font("Times-Roman", {plain}, "3 Tr "), false, "máy quét"},
      {"spaced letters", page_in_font("Times-Roman", {plain}, "0 Tc 12 Tc "), true, "nối, tách từ"},
  };
  for (const auto& row : table) {
    const LayerVerdict verdict = verdict_on(row.file);
    EXPECT_EQ(verdict.used, row.used) << row.what << ": " << verdict.reason << "\n" << joined(verdict.words);
    EXPECT_NE(verdict.reason.find(row.says), std::string::npos) << row.what << ": " << verdict.reason;
    EXPECT_EQ(verdict.reason.empty(), std::string(row.says).empty()) << row.what << ": " << verdict.reason;
  }
}

TEST(TextLayer, FontsNamesTellTheStyle) {
  for (const auto& [font, bold, italic] : {std::tuple{"Times-BoldItalic", true, true},
                                           {"Times-Bold", true, false},
                                           {"Times-Italic", false, true},
                                           {"Times-Roman", false, false}}) {
    const LayerVerdict verdict =
        verdict_on(page_in_font(font, {"Ban Nam theo hai quy trinh nay cho nhanh trong nam nay"}));
    ASSERT_TRUE(verdict.used) << font << verdict.reason;
    EXPECT_EQ(verdict.words.front().bold, bold) << font;
    EXPECT_EQ(verdict.words.front().italic, italic) << font;
  }
}

}  // namespace
}  // namespace sohoa
