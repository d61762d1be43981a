#pragma once
#include <string>
#include <vector>

#include "core/document.hh"

namespace sohoa {

/// A well read scan of a plan that keeps all rules, for tests to spoil.
inline Document plan() {
  Document d;
  d.id = "aaaaaaaaaaaaaaaa";
  d.dossier = "hoso01";
  d.sources = {{"hoso01/000.01.H99.2025.01.001.pdf", std::string(64, 'a'), {1}}};
  const auto set = [&](FieldId id, std::string value, int y, std::map<std::string, std::string> extra = {}) {
    Field& f = d.fields[id];
    f.values = {std::move(value)};
    f.raw = f.value();
    f.confidence = 0.97;
    f.status = Status::accepted;
    f.evidence = {1, Box{300, y, 1200, y + 45}, "header.dateline"};
    f.extra = std::move(extra);
  };
  set(FieldId::number, "15/KH-STP", 420, {{"type_code", "KH"}});
  d.fields[FieldId::number].raw = "Số: 15/KH-STP";
  set(FieldId::issued_date, "2025-04-14", 420, {{"precision", "day"}});
  d.fields[FieldId::issued_date].raw = "Phương Bắc, ngày 14 tháng 4 năm 2025";
  set(FieldId::type, "Kế hoạch", 600, {{"code", "KH"}});
  set(FieldId::issuer, "Sở Tư pháp", 300, {{"full", "Sở Tư pháp tỉnh Lạng Sơn"}});
  set(FieldId::subject, "Cải cách thủ tục hành chính năm 2025", 660);
  set(FieldId::signer, "Trần Văn Mẫu", 3000);
  set(FieldId::signer_title, "GIÁM ĐỐC", 2600);
  set(FieldId::recipients, "Như trên", 2600, {{"archive", "Lưu: VT, VP"}});
  Page page;
  page.width = 2480;
  page.height = 3508;
  page.dpi = 300;
  page.confidence = 0.96;
  page.valid_syllables = 0.97;
  page.issues = {{"page.text_layer_unused", Severity::notice, 1, ""}};
  page.layers = {{LayerKind::seal, {1500, 2650, 1900, 3000}}};
  int line = 0;
  for (const std::string text : {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỞ TƯ PHÁP", "Số: 15/KH-STP",
                                 "Phương Bắc, ngày 14 tháng 4 năm 2025", "KẾ HOẠCH", "Cải cách thủ tục hành chính năm 2025",
                                 "Các phòng và đơn vị thuộc Sở thực hiện theo kế hoạch này và báo cáo kết quả khi xong./.", "Nơi nhận:", "- Như trên;", "- Lưu: VT, VP.",
                                 "GIÁM ĐỐC", "Trần Văn Mẫu"}) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const int x = 300 + static_cast<int>(at) * 20, y = 200 + line * 120;
      page.words.push_back({text.substr(at, end - at), Box{x, y, x + 18 * static_cast<int>(end - at), y + 45}, 0.97, line});
      at = end + 1;
    }
    ++line;
  }
  d.pages = {page};
  d.reading_version = 1;
  return d;
}

/// The plan with a line of print more.
inline void print(Document& d, const std::string& text) {
  Page& page = d.pages.back();
  page.words.push_back({text, Box{300, 2000, 1400, 2045}, 0.97, page.words.back().line + 1});
}

/// The plan without the lines of print that hold a text.
inline void erase(Document& d, const std::string& text) {
  std::vector<int> lines;
  for (const Word& w : d.pages.back().words)
    if (w.text.find(text) != std::string::npos) lines.push_back(w.line);
  std::erase_if(d.pages.back().words, [&](const Word& w) { return std::find(lines.begin(), lines.end(), w.line) != lines.end(); });
}

}  // namespace sohoa
