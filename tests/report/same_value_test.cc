#include "report/same_value.hh"

#include <gtest/gtest.h>

namespace sohoa {
namespace {

TEST(SameValue, WhatLabelsMean) {
  struct Row {
    const char* what;
    FieldId field;
    const char *label, *got;
    bool same;
  };
  for (const Row& row : {
           Row{"the title alone", FieldId::signer_title, "PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", true},
           Row{"and for whom he signs", FieldId::signer_title, "TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch", "PHÓ CHỦ TỊCH", true},
           Row{"a title of two offices", FieldId::signer_title, "Bộ trưởng, Chủ nhiệm", "BỘ TRƯỞNG, CHỦ NHIỆM", true},
           Row{"its end alone", FieldId::signer_title, "Bộ trưởng, Chủ nhiệm", "CHỦ NHIỆM", false},
           Row{"the head's for the deputy's", FieldId::signer_title, "KT. Chủ tịch, Phó Chủ tịch", "CHỦ TỊCH", false},
           Row{"for whom alone", FieldId::signer_title, "KT. Chủ tịch, Phó Chủ tịch", "KT. CHỦ TỊCH", false},
           Row{"recipients one by one", FieldId::recipients, "Như trên; Sở Nội vụ tỉnh Lạng Sơn", "Như trên; Sở Nội vụ tính Lạng Sơn", true},
           Row{"one is missing", FieldId::recipients, "Như trên; Sở Nội vụ tỉnh Lạng Sơn", "Như trên", false},
           Row{"two in one", FieldId::recipients, "Như trên; Sở Nội vụ", "Như trên Sở Nội vụ", false},
       })
    EXPECT_EQ(same_value(row.field, row.label, row.got), row.same) << row.what;
}

}  // namespace
}  // namespace sohoa
