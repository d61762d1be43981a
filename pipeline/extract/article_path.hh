#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace sohoa {

/// The part of an act that is meant, as written before the act: "điểm b khoản 1 Điều 28 [của] Nghị
/// định …".
struct ArticlePath {
  std::string path;  // "điểm b khoản 1 Điều 28", blanks single; empty when none stands there
  std::size_t begin = 0;  // byte of `left` where it begins, with "của Quy định ban hành kèm theo"
                          // behind it left out
};

/// Reads the end of the text that stands before an act; `begin` is left.size() when there is no
/// article.
ArticlePath article_before(std::string_view left);

}  // namespace sohoa
