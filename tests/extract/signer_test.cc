#include <gtest/gtest.h>

#include "core/names.hh"
#include "pipeline/extract/agency_name.hh"
#include "pipeline/extract/extract.hh"
#include "pipeline/extract/office_holders.hh"
#include "pipeline/extract/person_name.hh"
#include "pipeline/layout/line.hh"
#include "tests/extract/extracted.hh"
#include "tests/extract/paper.hh"

namespace sohoa {
namespace {

using test::Form;
using test::extracted;
using test::knowledge;
using test::shown;

std::vector<Word> words_of(const std::string& text, double confidence) {
  std::vector<Word> words = test::text_page({text}).words;
  for (Word& word : words) word.confidence = confidence;
  return words;
}

TEST(PersonName, WhatSpeaksForItsSpelling) {
  struct Row {
    const char *what, *printed;
    double confidence;
    const char* name;
    bool certain;  // doubt of at most 0.05
  };
  for (const Row& row : {
           Row{"words only one name has", "Nguyễn Văn Minh", 0.99, "Nguyễn Văn Minh", true},
           Row{"the engine hesitates where nothing else fits", "Nguyễn Hoàng Minh", 0.9, "Nguyễn Hoàng Minh", true},
           Row{"the engine hesitates between Tuấn and Tuân", "Nguyễn Hoàng Tuấn", 0.8, "Nguyễn Hoàng Tuấn", false},
           Row{"two words that may have lost a tone", "Trần Thu Tiên", 0.99, "Trần Thu Tiên", false},
           Row{"a word no name has", "Trần Văn Mẫu", 0.99, "Trần Văn Mẫu", false},
           Row{"no syllable", "Trần Văn Mĩnhh", 0.99, "Trần Văn Mĩnhh", false},
           Row{"a surname only one fits", "Phàm Văn Minh", 0.99, "Phạm Văn Minh", true},
           Row{"the same, of two words", "Phàm Minh", 0.99, "Phàm Minh", false},
           Row{"what follows a surname", "Thị Bích Hoa", 0.99, "Thị Bích Hoa", false},
           Row{"degree", "PGS. TS. Lê Hoàng Minh", 0.99, "Lê Hoàng Minh", true},
           Row{"degree without a space", "TS.Lê Hoàng Minh", 0.99, "Lê Hoàng Minh", true},
           Row{"rank", "Đại tá Lê Hoàng Minh", 0.99, "Lê Hoàng Minh", true},
           Row{"a title", "PHÓ CHỦ TỊCH", 0.99, "", false},
           Row{"one word", "Minh", 0.99, "", false},
           Row{"digits", "Lê Minh 2", 0.99, "", false},
           Row{"a sentence", "Nơi nhận như trên", 0.99, "", false},
       }) {
    const PersonName found = person_name(words_of(row.printed, row.confidence), knowledge());
    EXPECT_EQ(found.text, row.name) << row.what;
    EXPECT_EQ(found.doubt <= 0.05, row.certain) << row.what << ' ' << found.doubt;
  }
}

TEST(PersonName, InCleanPrint) {
  struct Row {
    const char *what, *printed;
    double confidence;
    bool any, clean;  // certain under ink, in clean print
  };
  for (const Row& row : {Row{"two words that may have lost a tone", "Trần Thu Tiên", 0.99, false, true}, Row{"the engine is not sure", "Trần Thu Tiên", 0.9, false, false},
                         Row{"two words", "Trần Quyết", 0.99, false, false}, Row{"a word no name has", "Trần Văn Mẫu", 0.99, false, false},
                         Row{"an acute that may be a hook", "Trần Thế Tuyến", 0.99, false, true}, Row{"one of two, under ink", "Trần Văn Thế", 0.99, true, true}}) {
    EXPECT_EQ(person_name(words_of(row.printed, row.confidence), knowledge()).doubt <= 0.05, row.any) << row.what;
    EXPECT_EQ(person_name(words_of(row.printed, row.confidence), knowledge(), NamePrint::clean).doubt <= 0.05, row.clean) << row.what;
  }
}

TEST(Signer, CleanPrintIsInPlaceWithNothingOver) {
  struct Row {
    const char* what;
    double page;
    int middle;
    Box ink;
    const char* expected;
  };
  for (const Row& row : {Row{"clean", 0.98, 1750, {1200, 2000, 1500, 2300}, "Trần Thu Tiên|accepted"}, Row{"a page that reads badly", 0.95, 1750, {1200, 2000, 1500, 2300}, "Trần Thu Tiên|review"},
                         Row{"not under its title", 0.98, 1850, {1200, 2000, 1500, 2300}, "Trần Thu Tiên|review"}, Row{"a seal over it", 0.98, 1750, {1300, 2500, 1700, 2930}, "Trần Thu Tiên|review"}}) {
    Form form;
    form.signer = "";
    test::Paper paper = test::draw(form);
    paper.layer(LayerKind::seal, row.ink).centred(row.middle, 2900, "Trần Thu Tiên");
    Page page = paper.page();
    page.confidence = row.page;
    EXPECT_EQ(shown(extracted({page}).field(FieldId::signer)), row.expected) << row.what;
  }
}

TEST(PersonName, RepairKeepsTheReading) {
  EXPECT_EQ(person_name(words_of("Phàm Văn Minh", 0.99), knowledge()).read, "Phàm Văn Minh");
  EXPECT_EQ(person_name(words_of("Nguyễn Văn Minh", 0.99), knowledge()).read, "");
}

constexpr const char* kCommittee = "Ủy ban nhân dân tỉnh Lạng Sơn";
constexpr const char* kDepartment = "Sở Tư pháp tỉnh Lạng Sơn";

Knowledge with_holders() {
  Knowledge known = knowledge();
  known.office_holders = {{"Đỗ Mai Tấn", "Phó Chủ tịch", {kCommittee}, 2021, 2026},
                          {"Đỗ Mai Sửu", "Chủ tịch", {kCommittee}, 2021, 2026},
                          {"Hồ Văn Kỷ", "Phó Chủ tịch", {kCommittee}, 2021, 2026},
                          {"Hồ Vân Kỷ", "Phó Chủ tịch", {kCommittee}, 2021, 2026},
                          {"Hồ Vạn Kỷ", "Phó Chủ tịch", {kCommittee}, 2021, 2026},
                          {"Vũ Thị Nhâm", "Phó Chủ tịch", {kCommittee}, 2021, 2026},
                          {"Vũ Thị Quý", "Chủ tịch", {kCommittee}, 2021, 2026},
                          {"Vũ Thị Nhâm", "Thứ trưởng", {"Bộ Tư pháp"}, 2021, 2026},
                          {"Vũ Thị Quý", "Bộ trưởng", {"Bộ Tư pháp"}, 2021, 2026},
                          {"Vũ Thị Nhâm", "Phó Tổng cục trưởng", {"Tổng cục Thuế"}, 2021, 2026},
                          {"Vũ Thị Quý", "Tổng cục trưởng", {"Tổng cục Thuế"}, 2021, 2026},
                          {"Vũ Thị Nhâm", "Thứ trưởng, Phó Chủ nhiệm", {"Ủy ban Dân tộc"}, 2021, 2026},
                          {"Vũ Thị Quý", "Bộ trưởng, Chủ nhiệm", {"Ủy ban Dân tộc"}, 2021, 2026},
                          {"Giáp Thị Mãu", "Giám đốc", {kDepartment}, 2021, 2026}};
  return known;
}

TEST(OfficeHolders, SameMendedAndEnding) {
  struct Row {
    const char *name, *body;
    int year;
    HolderMatch match;
  };
  const Knowledge known = with_holders();
  for (const Row& row : {Row{"Đỗ Mai Tấn", kCommittee, 2025, HolderMatch::same}, Row{"Đỗ Mai Tân", kCommittee, 2025, HolderMatch::mended},
                         Row{"Đỗ Mái Tấm", kCommittee, 2025, HolderMatch::mended}, Row{"Mai Tấn", kCommittee, 2025, HolderMatch::ending},
                         Row{"Đỗ Mai Tấn", kCommittee, 2020, HolderMatch::none}, Row{"Đỗ Mai Tấn", kCommittee, 0, HolderMatch::none},
                         Row{"Đỗ Mai Tấn", "Sở Tư pháp", 2025, HolderMatch::none}, Row{"Hồ Ván Kỷ", kCommittee, 2025, HolderMatch::none},
                         Row{"Hồ Vân Kỷ", kCommittee, 2025, HolderMatch::same}, Row{"Hồ Vạn Kỷ", kCommittee, 2025, HolderMatch::same},
                         Row{"Lê Mai Tấn", kCommittee, 2025, HolderMatch::none}})
    EXPECT_EQ(holder_like(row.name, {{"KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}, {row.body}, row.year}, known).match, row.match) << row.name << ' ' << row.year;
}

TEST(OfficeHolders, OnlyOfTheTitleAboveTheName) {
  struct Row {
    const char* body;
    std::vector<std::string> authority;
    bool head, deputy;              // found by the same name
    bool head_mended, deputy_mended;  // and by one a mark apart
  };
  const Knowledge known = with_holders();
  for (const Row& row : {
           Row{"Bộ Tư pháp", {"BỘ TRƯỞNG"}, true, true, true, false},  // KT. may be lost
           Row{"Bộ Tư pháp", {"KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"}, false, true, false, true},
           Row{"Bộ Tư pháp", {"KT. BỘ TRƯỞNG"}, false, true, false, false},  // whoever signs for the head is another
           Row{"Bộ Tư pháp", {"KT BỘ TRƯỞNG"}, false, true, false, false},
           Row{"Bộ Tư pháp", {"TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG"}, false, false, false, false},
           Row{"Bộ Tư pháp", {"TL. BỘ TRƯỞNG"}, false, false, false, false},
           Row{"Bộ Tư pháp", {"TUQ. BỘ TRƯỞNG", "BỘ TRƯỞNG"}, false, false, false, false},
           Row{"Bộ Tư pháp", {"CHÁNH VĂN PHÒNG"}, false, false, false, false},
           Row{"Bộ Tư pháp", {}, true, true, false, false},  // a seal hid the position; the whole name speaks for itself
           Row{"Bộ Tư pháp", {"TM. BAN CHỈ ĐẠO"}, true, true, false, false},
           Row{"Tổng cục Thuế", {"TỔNG CỤC TRƯỞNG"}, true, true, true, false},
           Row{"Tổng cục Thuế", {"KT. TỔNG CỤC TRƯỞNG", "PHÓ TỔNG CỤC TRƯỞNG"}, false, true, false, true},
           Row{"Tổng cục Thuế", {"PHÒ TỔNG CỤC TRƯÔNG"}, true, true, false, true},
           Row{"Ủy ban Dân tộc", {"BỘ TRƯỞNG,", "CHỦ NHIỆM"}, true, true, true, false},
           Row{"Ủy ban Dân tộc", {"KT. BỘ TRƯỞNG, CHỦ NHIỆM", "THỨ TRƯỞNG, PHÓ CHỦ NHIỆM"}, false, true, false, true},
           Row{"Ủy ban Dân tộc", {"KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"}, false, true, false, true},
           Row{kCommittee, {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, true, true, true, false},
           Row{kCommittee, {"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"}, true, true, true, false},
           Row{kCommittee, {"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"}, false, true, false, true},
       }) {
    const SignedFor signature{row.authority, {row.body}, 2025};
    const auto match = [&](const char* name) { return holder_like(name, signature, known).match; };
    EXPECT_EQ(match("Vũ Thị Quý") == HolderMatch::same, row.head) << row.body << testing::PrintToString(row.authority);
    EXPECT_EQ(match("Vũ Thị Nhâm") == HolderMatch::same, row.deputy) << row.body << testing::PrintToString(row.authority);
    EXPECT_EQ(match("Vũ Thị Quỳ") == HolderMatch::mended, row.head_mended) << row.body << testing::PrintToString(row.authority);
    EXPECT_EQ(match("Vũ Thị Nhậm") == HolderMatch::mended, row.deputy_mended) << row.body << testing::PrintToString(row.authority);
  }
}

TEST(OfficeHolders, TableIsDated) {
  for (const OfficeHolder& holder : knowledge().office_holders) {
    EXPECT_LE(holder.from, holder.until) << holder.name;
    EXPECT_LT(holder.until, 2027) << holder.name;  // nobody is known to be in office for years to come
    for (const std::string& body : holder.bodies)
      EXPECT_EQ(agency_name(body, knowledge()).full(), body) << holder.name;  // as it is found on a page, or no page ever has it
  }
}

TEST(Signer, OfTheSignature) {
  struct Row {
    const char* what;
    void (*change)(Form&);
    const char* expected;
  };
  const Knowledge known = with_holders();
  for (const Row& row : {
           Row{"usual words", [](Form& f) { f.signer = "Trần Văn Minh"; }, "Trần Văn Minh|accepted"},
           Row{"an unusual word", [](Form& f) { f.signer = "Trần Văn Mẫu"; }, "Trần Văn Mẫu|review"},
           Row{"a degree", [](Form& f) { f.signer = "TS. Lê Hoàng Minh"; }, "Lê Hoàng Minh|accepted"},
           Row{"no surname", [](Form& f) { f.signer = "Trôn Văn Minh"; }, "Trôn Văn Minh|review"},
           Row{"authority unread, the only name", [](Form& f) { f.signer = "Trần Văn Minh", f.authority.clear(); }, "Trần Văn Minh|accepted"},
           Row{"holder of the office, a mark no name has", [](Form& f) { f.signer = "Đỗ Mai Tẫn"; }, "Đỗ Mai Tấn|accepted"},
           Row{"beside the holder of the office, read for sure", [](Form& f) { f.signer = "Đỗ Mai Tân"; }, "Đỗ Mai Tân|review"},
           Row{"beside the holder, unsure elsewhere", [](Form& f) { f.signer = "Đỗ Mẫi Thân"; }, "Đỗ Mẫi Thân|review"},
           Row{"beside the holder of the office, printed twice",
               [](Form& f) { f.signer = "Đỗ Mai Tân", f.subject = {"Về việc giao nhiệm vụ", "cho ông Đỗ Mai Tân"}; }, "Đỗ Mai Tân|accepted"},
           Row{"director of the province's department",
               [](Form& f) { f.signer = "Giáp Thị Mãu", f.agency = {"UBND TỈNH LẠNG SƠN", "SỞ TƯ PHÁP"}, f.authority = {"GIÁM ĐỐC"}; },
               "Giáp Thị Mãu|accepted"},
           Row{"director of another province's department",
               [](Form& f) { f.signer = "Giáp Thị Mãu", f.agency = {"UBND TỈNH CAO BẰNG", "SỞ TƯ PHÁP"}, f.authority = {"GIÁM ĐỐC"}; },
               "Giáp Thị Mãu|review"},
           Row{"holder of the office, surname under the seal", [](Form& f) { f.signer = "Mai Tấn"; }, "Đỗ Mai Tấn|review"},
           Row{"holder of the office as printed", [](Form& f) { f.signer = "Đỗ Mai Sửu", f.authority = {"CHỦ TỊCH"}; }, "Đỗ Mai Sửu|accepted"},
           Row{"holder of another office", [](Form& f) { f.signer = "Mai Sửu"; }, "Mai Sửu|review"},
           Row{"the day is left to a person, the year is printed", [](Form& f) { f.signer = "Mai Tấn", f.dateline = "Lạng Sơn, ngày tháng 3 năm 2025"; }, "Đỗ Mai Tấn|review"},
           Row{"of another body", [](Form& f) { f.signer = "Mai Tấn", f.agency = {"UBND TỈNH LẠNG SƠN", "SỞ TƯ PHÁP"}; }, "Mai Tấn|review"},
           Row{"none", [](Form& f) { f.signer = ""; }, ""},
       }) {
    Form form;
    row.change(form);
    EXPECT_EQ(shown(extracted({test::draw(form).page()}, known).field(FieldId::signer)), row.expected) << row.what;
  }
}

TEST(Signer, WhatItMayBeInsteadIsACandidate) {
  struct Row {
    const char *printed, *value, *candidate, *rule;
  };
  for (const Row& row : {Row{"Đỗ Mai Tẫn", "Đỗ Mai Tấn", "Đỗ Mai Tẫn", "ending.signer.office_holder"},
                         Row{"Đỗ Mai Tân", "Đỗ Mai Tân", "Đỗ Mai Tấn", "ending.signer"}}) {
    Form form;
    form.signer = row.printed;
    const Field field = extracted({test::draw(form).page()}, with_holders()).field(FieldId::signer);
    EXPECT_EQ(field.value(), row.value);
    EXPECT_EQ(field.evidence.rule, row.rule);
    ASSERT_EQ(field.candidates.size(), 1u) << row.printed;
    EXPECT_EQ(field.candidates[0].value, row.candidate);
  }
}

TEST(Signer, TypedTextIsNotMended) {
  Form form;
  form.signer = "Đỗ Mai Tẫn";
  Page page = test::draw(form).page();
  page.origin = Origin::text;
  EXPECT_EQ(shown(extracted({page}, with_holders()).field(FieldId::signer)), "Đỗ Mai Tẫn|accepted");
}

TEST(Signer, TwoSideBySide) {
  Form form;
  form.authority.clear();
  form.signer = "";
  test::Paper paper = test::draw(form);
  paper.centred(650, 2000, "TRƯỞNG BAN").centred(1750, 2000, "CHỦ TỊCH").centred(650, 2250, "Lê Hoàng Minh").centred(1750, 2250, "Trần Văn Minh");
  EXPECT_EQ(shown(extracted({paper.page()}).field(FieldId::signer)), "Lê Hoàng Minh; Trần Văn Minh|accepted");
}

TEST(Signer, BeginningLostUnderTheSeal) {
  Form form;
  form.signer = "";
  test::Paper paper = test::draw(form);
  paper.centred(1850, 2900, "Hoàng Văn Minh");
  EXPECT_EQ(shown(extracted({paper.page()}).field(FieldId::signer)), "Hoàng Văn Minh|review");
}

TEST(SignerTitle, ChainsOfAuthority) {
  struct Row {
    std::vector<std::string> printed;
    const char *title, *authority;
    const char* status = "accepted";
  };
  for (const Row& row : {
           Row{{"CHỦ TỊCH"}, "CHỦ TỊCH", ""},
           Row{{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"},
           Row{{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}, "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH"},
           Row{{"TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"}, "CHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH"},
           Row{{"TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"}, "TRƯỞNG PHÒNG", "TUQ. GIÁM ĐỐC"},
           Row{{"Q. GIÁM ĐỐC"}, "Q. GIÁM ĐỐC", ""},
           Row{{"KT. CHỦ TICH", "PHÓ CHU TỊCH"}, "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"},
           Row{{"KT. BỘ TRƯỞNG", "THỨ TRƯỞNG."}, "THỨ TRƯỞNG", "KT. BỘ TRƯỞNG"},  // one letter from "THỦ TƯỚNG"
           Row{{"THỦ TƯỚNG"}, "THỦ TƯỚNG", ""},
           Row{{"KT. CHỦ TỊCH", "CHỦ TỊCH"}, "CHỦ TỊCH", "KT. CHỦ TỊCH", "review"},  // nobody signs for himself
           Row{{"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"}, "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", "review"},
       }) {
    Form form;
    form.authority = row.printed;
    const Document document = extracted({test::draw(form).page()});
    const Field& title = document.field(FieldId::signer_title);
    EXPECT_EQ(shown(title), row.title + std::string("|") + row.status) << row.printed.front();
    const auto authority = title.extra.find("authority");
    EXPECT_EQ(authority == title.extra.end() ? "" : authority->second, row.authority) << row.printed.front();
  }
}

TEST(SignerTitle, AloneAboveANameHardlyRead) {
  struct Row {
    const char* what;
    std::vector<std::string> printed;
    double name;
    const char* expected;
  };
  for (const Row& row : {Row{"a head alone, the name under ink", {"GIÁM ĐỐC"}, 0.5, "GIÁM ĐỐC|review"}, Row{"the same, a clear name", {"GIÁM ĐỐC"}, 0.99, "GIÁM ĐỐC|accepted"},
                         Row{"below for whom he signs", {"KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"}, 0.5, "PHÓ GIÁM ĐỐC|accepted"}}) {
    Form form;
    form.authority = row.printed;
    form.signer = "Trần Văn Tuấn";
    Page page = test::draw(form).page();
    for (Word& word : page.words)
      if (word.text == "Tuấn") word.confidence = row.name;
    EXPECT_EQ(shown(extracted({page}).field(FieldId::signer_title)), row.expected) << row.what;
  }
}

TEST(SignerTitle, BeginningLostUnderTheSeal) {
  struct Row {
    const char *what, *above;
    int middle;
    const char* expected;
  };
  for (const Row& row : {Row{"in its place", "TM. ỦY BAN NHÂN DÂN", 1750, "CHỦ TỊCH|accepted"}, Row{"right of the middle", "TM. ỦY BAN NHÂN DÂN", 1800, "CHỦ TỊCH|review"},
                         Row{"right of the name alone", "", 1800, "CHỦ TỊCH|review"}}) {
    Form form;
    form.authority.clear();
    test::Paper paper = test::draw(form);
    if (*row.above) paper.centred(1750, 2400, row.above);
    paper.centred(row.middle, 2466, "CHỦ TỊCH");
    EXPECT_EQ(shown(extracted({paper.page()}).field(FieldId::signer_title)), row.expected) << row.what;
  }
}

}  // namespace
}  // namespace sohoa
