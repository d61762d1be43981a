#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "check/rules.hh"
#include "core/language.hh"

namespace sohoa {
namespace {

/// A number of a person as it is shown in findings, which are themselves read by many: "001…345".
std::string masked(std::string_view digits) { return fmt::format("{}…{}", digits.substr(0, 3), digits.substr(digits.size() - 3)); }

std::string digits_of(std::string_view s) {
  std::string out;
  std::ranges::copy_if(s, std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

/// The form of Nghị định 137/2015/NĐ-CP, điều 13: province (001…096), century and sex (0…3 for those born until 2099), year of birth, six digits.
bool can_be_personal(std::string_view digits) {
  int province = 0;
  std::from_chars(digits.data(), digits.data() + 3, province);
  return digits.size() == 12 && province >= 1 && province <= 96 && digits[3] <= '3';
}

}  // namespace

Observations secret_in_open_archive(const CheckedDocument& d, const CheckRule&) {
  const Field& secrecy = d.document.field(FieldId::secrecy);
  if (secrecy.values.empty()) return {};
  return {{secrecy.evidence, fmt::format(fmt::runtime(tr("marked {}: it does not belong into an open archive")), secrecy.value()), d.sure(FieldId::secrecy)}};
}

Observations personal_number(const CheckedDocument& d, const CheckRule&) {
  static const RE2 kTwelve("(?:^|[^0-9.,/-])(0\\d{2} ?\\d{3} ?\\d{3} ?\\d{3})(?:$|[^0-9/-])"), kNine("(?:^|[^0-9.,/-])(\\d{9})(?:$|[^0-9/-])");
  static const RE2 kLabel("cccd|can cuoc|cmnd|cmtnd|chung minh|dinh danh ca nhan|ho chieu"), kOther("tai khoan|\\bstk\\b|dien thoai|\\bdt\\b|fax|ma so thue|\\bmst\\b");
  Observations out;
  if (d.case_paper || d.has(FieldId::secrecy)) return out;  // these are not open to all
  std::set<std::string> said;
  for (std::size_t i = 0; i < d.lines.size(); ++i) {
    const PrintedLine& line = d.lines[i];
    const bool labelled = RE2::PartialMatch(line.folded, kLabel) || (i > 0 && d.lines[i - 1].page == line.page && RE2::PartialMatch(d.lines[i - 1].folded, kLabel));
    if (!labelled && RE2::PartialMatch(line.folded, kOther)) continue;
    for (const RE2* form : {&kTwelve, &kNine}) {
      std::string found;
      for (re2::StringPiece rest(line.text); RE2::FindAndConsume(&rest, *form, &found);) {
        const std::string digits = digits_of(found);
        if (form == &kTwelve ? !can_be_personal(digits) : !labelled) continue;
        if (said.insert(digits).second)
          out.push_back({{line.page, line.box, {}}, fmt::format(fmt::runtime(labelled ? tr("the personal number {} stands in a document that is open to all") : tr("{} may be a personal number, in a document that is open to all")), masked(digits)), labelled, masked(digits)});
      }
    }
  }
  return out;
}

}  // namespace sohoa
