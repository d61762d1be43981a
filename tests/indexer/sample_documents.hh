#pragma once
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/document.hh"
#include "core/text/normalize.hh"

namespace sohoa {

/// An invented document. Pages are plain text: a line feed ends a line, an empty line a block.
struct Sample {
  std::string id, number, date, type, code, issuer, subject, dossier;
  std::vector<std::string> pages;
  std::vector<std::string> cites;
};

inline Page page_of(int n, const std::string& text) {
  Page page;
  page.n = n;
  page.origin = Origin::text;
  Word word;
  bool line_empty = true;
  const auto end_word = [&] {
    if (word.text.empty()) return;
    page.words.push_back(word);
    word.text.clear();
    line_empty = false;
  };
  for (const char c : text + "\n") {
    if (c != ' ' && c != '\n') {
      word.text += c;
      continue;
    }
    end_word();
    if (c == ' ') continue;
    if (line_empty && !page.words.empty()) ++word.block;
    ++word.line;
    line_empty = true;
  }
  return page;
}

inline Document document_of(const Sample& sample) {
  Document out;
  out.id = sample.id;
  out.dossier = sample.dossier;
  out.sources.push_back({sample.dossier + "/" + sample.id + ".pdf", "", {1}});
  const auto set = [&](FieldId id, const std::string& value) {
    if (value.empty()) return;
    Field& field = out.fields[id];
    field.values = {value};
    field.status = Status::accepted;
  };
  set(FieldId::number, sample.number);
  set(FieldId::issued_date, sample.date);
  set(FieldId::type, sample.type);
  set(FieldId::issuer, sample.issuer);
  set(FieldId::subject, sample.subject);
  if (!sample.code.empty()) out.fields[FieldId::type].extra["code"] = sample.code;
  for (const std::string& number : sample.cites) {
    Citation citation;
    citation.number = citation.raw = number;
    out.citations.push_back(citation);
  }
  for (std::size_t i = 0; i < sample.pages.size(); ++i)
    out.pages.push_back(page_of(static_cast<int>(i) + 1, text::normalize(sample.pages[i])));
  return out;
}

/// Invented, in the forms of real offices.
inline std::vector<Sample> samples() {
  return {
      {"d1", "1040/QĐ-UBND", "2025-03-15", "Quyết định", "QĐ", "Ủy ban nhân dân tỉnh Nam Sông", "Về việc cắt giảm thời hạn giải quyết thủ tục hành chính",
       "hoso01", {"ỦY BAN NHÂN DÂN\nTỈNH NAM SÔNG\nSố: 1040/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc cắt giảm thời hạn giải quyết thủ tục hành chính\n\n"
                  "Điều 1. Cắt giảm thời hạn giải quyết đối với 120 thủ tục.",
                  "Điều 2. Giao Sở Tư pháp chủ trì, phối hợp với các sở, ngành hoà giải vướng mắc trước ngày 30/6/2025."},
       {"63/2010/NĐ-CP"}},
      {"d2", "15/KH-STP", "2025-04-02", "Kế hoạch", "KH", "Sở Tư pháp", "Triển khai Quyết định số 1040/QĐ-UBND", "hoso01",
       {"SỞ TƯ PHÁP\nSố: 15/KH-STP\n\nKẾ HOẠCH\nTriển khai Quyết định số 1040/QĐ-UBND\n\nThời gian thực hiện: quý II. Mục tiêu là giảm thời hạn."},
       {"1040/QĐ-UBND"}},
      {"d3", "1041/QĐ-UBND", "2024-12-20", "Quyết định", "QĐ", "Ủy ban nhân dân tỉnh Nam Sông", "Về việc giao dự toán", "hoso02",
       {"Số: 1041/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc giao dự toán ngân sách năm 2025 cho 1040 đơn vị"}, {}},
      {"d4", "7/TB-VP", "2025-03-01", "Thông báo", "TB", "Văn phòng", "Kết luận cuộc họp về đường Dương Minh", "hoso02",
       {"THÔNG BÁO\nKết luận về tuyến đường qua phường Đinh Lễ.\n\nÔng Dương phát biểu. Cái đinh nhỏ. Trời nắng."}, {}},
      {"d5", "", "2023", "Tờ trình", "TTr", "Văn phòng", "", "hoso03", {"TỜ TRÌNH\n\nVề dự án điện ảnh và kĩ thuật số, thuỷ lợi."}, {}},
  };
}

/// A folder of its own, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "sohoa-index-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace sohoa
