#include "pipeline/extract/article_path.hh"

#include "pipeline/extract/flow.hh"
#include "pipeline/extract/pattern.hh"

namespace sohoa {

#define JOIN R"((?:\s*[,;]\s*|\s+và\s+|\s+đến\s+|\s*[-–]\s*))"

ArticlePath article_before(std::string_view left) {
  // Phụ lục II Nghị định 30/2020: điểm, khoản in small letters; Điều, Chương, Phụ lục in capitals.
  // Old acts write both.
  static const RE2 article(
      R"(((?:(?i:điểm)\s+[a-zđ]\d?(?:)" JOIN
      R"((?:(?i:điểm)\s+)?[a-zđ]\d?)*\s*,?\s+)?(?:(?i:khoản)\s+\d{1,2}[a-z]?(?:)" JOIN
      R"((?:(?i:khoản)\s+)?\d{1,2}[a-z]?)*\s*,?\s+)?(?:(?i:điều)\s+\d{1,3}[a-zđ]?(?:)" JOIN
      R"((?:(?i:điều)\s+)?\d{1,3}[a-zđ]?)*|(?:Phụ\s+lục|Chương|Mục)\s+[IVXLC\d]{1,6})(?:\s*,?\s+(?:Mục|Chương|Phần)\s+[IVXLC\d]{1,6})*)\s*,?(?:\s+(?:của|thuộc|tại))?(?:\s+(?:(?:Quy\s+định|Quy\s+chế|Điều\s+lệ|Nội\s+quy|Bản\s+quy\s+định)[^.;\d]{0,60}\s+)?(?:ban\s+hành\s+)?kèm\s+theo)?\s*$)");
  re2::StringPiece found;
  if (!RE2::PartialMatch(piece(left), article, &found)) return {"", left.size()};
  return {squeezed({found.data(), found.size()}),
          static_cast<std::size_t>(found.data() - left.data())};
}

#undef JOIN

}  // namespace sohoa
