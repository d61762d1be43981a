#include "pipeline/assemble.hh"
#include "pipeline/document_ends.hh"
#include "pipeline/pile.hh"

#include <gtest/gtest.h>

#include "pipeline/extract/parent_before.hh"

#include "core/data_files.hh"
#include "core/names.hh"

namespace sohoa {
namespace {

/// A page of a text, a word a word, a line a line; no boxes.
Page page_of(int n, const std::string& text) {
  Page page;
  page.n = n;
  page.origin = Origin::text;
  int line = 0;
  std::string word;
  for (const char c : text + "\n") {
    if (c != ' ' && c != '\n') {
      word += c;
      continue;
    }
    if (!word.empty()) page.words.push_back({word, std::nullopt, 1.0, line, line, false, false});
    word.clear();
    line += c == '\n';
  }
  page.blank = page.words.empty();
  return page;
}

std::string header(const std::string& number, const std::string& date) {
  return "ỦY BAN NHÂN DÂN TỈNH AN HÒA\nSố: " + number + "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Hòa, ngày " + date +
         "\nQUYẾT ĐỊNH\nVề việc thử\n";
}
const std::string kEnd = "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Thử\n";

TEST(Pile, IsCutWhereTheEvidenceIsSure) {
  const std::string first = header("12/QĐ-UBND", "05 tháng 3 năm 2025") + "Điều 1. Nội dung.\n" + kEnd;
  const std::string other = header("13/QĐ-UBND", "06 tháng 3 năm 2025") + "Điều 1. Nội dung khác.\n";
  const struct {
    const char* what;
    std::vector<std::string> pages;
    std::string found;  // page and whether it is sure
  } rows[] = {
      {"one document", {first}, ""},
      {"another behind it", {first, other + kEnd}, "2!"},
      {"behind a blank back", {first, "", other}, "3!"},
      {"two more", {first, other + kEnd, header("1/KH-UBND", "07 tháng 3 năm 2025") + kEnd}, "2!3!"},
      {"an appendix", {first, "PHỤ LỤC\nDanh sách\n1. Một"}, ""},
      {"an appendix with a header", {first, "PHỤ LỤC I\n" + other}, ""},
      {"a form behind it", {first, "Mẫu số 01\n" + header("…/QĐ-UBND", "… tháng … năm …")}, ""},
      {"a form without its heading", {first, header("…/…", "… tháng … năm …")}, ""},
      {"a draft", {first, "DỰ THẢO\n" + header(" /NQ-HĐND", " tháng 3 năm 2025")}, ""},
      {"an act without a number, not sealed", {first, header(" /NQ-HĐND", " tháng 3 năm 2025")}, "2?"},
      {"before the end of the first", {header("12/QĐ-UBND", "05 tháng 3 năm 2025") + "Điều 1. Nội dung.\n", other}, "2?"},
      {"a cover", {"HỒ SƠ\nsố 1", other + kEnd}, ""},
  };
  for (const auto& row : rows) {
    std::vector<Page> pages;
    for (const std::string& text : row.pages) pages.push_back(page_of(static_cast<int>(pages.size()) + 1, text));
    std::string found;
    for (const Beginning& b : find_beginnings(pages, {"quyetdinh", "kehoach", "nghiquyet", "phuluc"})) {
      found += std::to_string(b.page) + (b.sure ? "!" : "?");
      EXPECT_FALSE(b.reasons.empty());
    }
    EXPECT_EQ(found, row.found) << row.what;
  }
}

TEST(Pile, ASeparatorSheetIsEvidenceByItself) {
  std::vector<Page> pages{page_of(1, "thư tay"), page_of(2, ""), page_of(3, "một trang không có phần đầu")};
  pages[1].barcodes.push_back({"Code128", "TACH", {}});
  const auto found = find_beginnings(pages, {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].page, 3);
  EXPECT_FALSE(found[0].sure);
}

TEST(Ends, OfADocument) {
  const std::string head = header("12/QĐ-UBND", "05 tháng 3 năm 2025");
  const struct {
    const char* what;
    std::vector<std::string> pages;
    bool headed, finished, begins_inside, ends_inside;
  } rows[] = {
      {"a whole document", {head + "Điều 1. Nội dung.\n" + kEnd}, true, true, false, false},
      {"its first page", {head + "Điều 1. Nội dung của"}, true, false, false, true},
      {"its last page, behind a blank one", {"", "quyết định này.\n" + kEnd}, false, true, true, false},
      {"a chapter", {"CHƯƠNG II QUY ĐỊNH CỤ THỂ\nĐiều 5. Nội dung."}, false, false, false, false},
      {"a list of its own", {"DANH SÁCH CÁN BỘ\n1. Một"}, true, false, false, true},
      {"nothing", {""}, false, false, false, false},
  };
  for (const auto& row : rows) {
    std::vector<Page> pages;
    for (const std::string& text : row.pages) pages.push_back(page_of(static_cast<int>(pages.size()) + 1, text));
    const Ends ends = ends_of(pages, {"quyetdinh", "phuluc"});
    EXPECT_EQ(ends.headed, row.headed) << row.what;
    EXPECT_EQ(ends.finished, row.finished) << row.what;
    EXPECT_EQ(ends.begins_inside, row.begins_inside) << row.what;
    EXPECT_EQ(ends.ends_inside, row.ends_inside) << row.what;
  }
}

TEST(Pile, AnAppendixBehindASignedDocumentHasItAsParent) {
  const Knowledge known = Knowledge::load(data_folder()).value();
  const std::string decision = header("12/QĐ-UBND", "05 tháng 3 năm 2025") + "Điều 1. Nội dung.\n";
  const std::string appendix = "PHỤ LỤC\nDanh mục nhiệm vụ số hóa năm 2025\n";
  const struct {
    const char* what;
    std::vector<std::string> pages;  // a document each
    std::string parent;              // of the last one: number and day, "!" accepted, "?" for review, what else it may be
  } rows[] = {
      {"its note agrees", {decision + kEnd, appendix + "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/3/2025)\nSTT Nội dung"}, "12/QĐ-UBND! 2025-03-05!"},
      {"its note has no number", {decision + kEnd, appendix + "(Kèm theo Quyết định này)\nSTT Nội dung"}, "12/QĐ-UBND? 2025-03-05?"},
      {"its note's blank is empty", {decision + kEnd, appendix + "(Kèm theo Quyết định số     /QĐ-UBND ngày    /3/2025)\nSTT Nội dung"}, "12/QĐ-UBND? 2025-03-05?"},
      {"its note's blank is another's", {decision + kEnd, appendix + "(Kèm theo Kế hoạch số     /KH-UBND)\nSTT Nội dung"}, ""},
      {"its note's kind is another's", {decision + kEnd, appendix + "(Kèm theo Kế hoạch này)\nSTT Nội dung"}, ""},
      {"its note names another", {decision + kEnd, appendix + "(Kèm theo Kế hoạch số 7/KH-UBND ngày 05/3/2025)\nSTT Nội dung"}, "7/KH-UBND! 12/QĐ-UBND 2025-03-05!"},
      {"it has no note", {decision + kEnd, appendix + "STT Nội dung"}, ""},
      {"nobody signed before", {decision, appendix + "(Kèm theo Quyết định này)\nSTT Nội dung"}, ""},
      {"behind another appendix", {decision + kEnd, appendix + "STT Nội dung", appendix + "(Kèm theo Quyết định này)\nSTT Nội dung"}, "12/QĐ-UBND? 2025-03-05?"},
      {"it has a number of its own", {decision + kEnd, header("13/QĐ-UBND", "06 tháng 3 năm 2025") + "(Kèm theo Quyết định này)\n" + kEnd}, ""},
  };
  for (const auto& row : rows) {
    std::vector<Page> pages;
    GivenCuts cuts;
    for (const std::string& text : row.pages) {
      pages.push_back(page_of(static_cast<int>(pages.size()) + 1, text));
      cuts.at.push_back(pages.back().n);
    }
    const Document last = assemble_file(pages, "a.txt", "", std::string(64, 'a'), "", known, cuts).back();
    std::string parent;
    for (const FieldId id : {FieldId::parent_number, FieldId::parent_date})
      if (const Field& field = last.field(id); !field.values.empty()) {
        parent += (parent.empty() ? "" : " ") + field.value() + (field.status == Status::accepted ? "!" : "?");
        for (const Candidate& other : field.candidates) parent += ' ' + other.value;
      }
    EXPECT_EQ(parent, row.parent) << row.what;
  }
}

/// Number and note that agree confirm each other only where the number is sure.
TEST(Pile, TwoDoubtsConfirmNothing) {
  const Knowledge known = Knowledge::load(data_folder()).value();
  for (const auto& [number, expected] : {std::pair{Status::accepted, Status::accepted}, std::pair{Status::corrected, Status::accepted}, std::pair{Status::review, Status::review}}) {
    Document before, appendix;
    before.ends.finished = true;
    Field& of_before = before.fields[FieldId::number];
    of_before.values = {"12/QĐ-UBND"};
    of_before.status = number;
    Field& note = appendix.fields[FieldId::parent_number];
    note.values = {"12/QĐ-UBND"};
    note.status = Status::review;
    weigh_document_before(appendix, before, known);
    EXPECT_EQ(appendix.field(FieldId::parent_number).status, expected) << name(number);
  }
}

TEST(Pile, NothingIsFoundInNothing) { EXPECT_TRUE(find_beginnings({}, {}).empty()); }

}  // namespace
}  // namespace sohoa
