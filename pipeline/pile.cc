#include "pipeline/pile.hh"

#include <algorithm>
#include <optional>

#include "pipeline/page_signs.hh"

namespace sohoa {
namespace {

/// Judges page `i` when the document before it begins on page `from` and the next page with a header is `until`.
std::optional<Beginning> judged(const std::vector<PageSigns>& pages, std::size_t from, std::size_t i, std::size_t until) {
  const PageSigns& here = pages[i];
  std::size_t back = i - 1;  // the last page that says something
  while (back > from && pages[back].blank) --back;
  const bool separated = pages[back].separator;
  if (!separated && (!here.header || here.attached)) return std::nullopt;
  const auto in = [&](std::size_t a, std::size_t b, bool PageSigns::*sign) {
    return std::any_of(pages.begin() + static_cast<std::ptrdiff_t>(a), pages.begin() + static_cast<std::ptrdiff_t>(b), [&](const PageSigns& p) { return p.*sign; });
  };
  const bool ended = in(from, i, &PageSigns::ends), goes_on = here.printed > 1 && here.printed == pages[back].printed + 1;
  // A draft behind a proposal has the header of the act it may become; what is sealed is no draft.
  const bool numbered = here.number || (here.number_line && in(i, until, &PageSigns::sealed));
  const bool full = here.header && numbered && here.year && !here.attached;

  Beginning found;
  const auto because = [&](bool holds, double weight, const char* why) {
    if (!holds) return;
    found.confidence += weight;
    found.reasons += (found.reasons.empty() ? "" : ", ") + std::string(why);
  };
  because(here.header, 0.30, "có quốc hiệu");
  because(numbered, 0.20, "có số riêng");
  because(here.year, 0.15, "có ngày ban hành");
  because(ended, 0.25, "phần trước đã có nơi nhận hoặc chữ ký");
  because(separated, 0.30, "sau tờ ngăn cách");
  because(pages[back].printed > 1 && here.printed <= 1, 0.04, "số trang bắt đầu lại");
  because(back + 1 < i, 0.03, "sau trang trắng");
  because(!here.symbol.empty() && !pages[from].symbol.empty() && here.symbol != pages[from].symbol, 0.04, "ký hiệu khác văn bản trước");
  found.confidence = std::min(found.confidence - (goes_on ? 0.4 : 0), 0.99);
  found.sure = full && (ended || separated) && !goes_on;
  if (found.sure || separated || (ended && (numbered || here.year)) || full) return found;
  return std::nullopt;
}

}  // namespace

std::vector<Beginning> find_beginnings(const std::vector<Page>& pages, const std::vector<std::string>& types) {
  std::vector<PageSigns> signs;
  for (const Page& page : pages) signs.push_back(signs_of(page, types));
  // The first document begins with the first page; one whose header stands on a later page has a cover.
  std::vector<Beginning> found;
  bool headed = !signs.empty() && signs[0].header;
  std::size_t from = 0;
  for (std::size_t i = 1; i < pages.size(); ++i) {
    if (signs[i].blank || signs[i].separator) continue;
    const bool cover = !headed && !std::any_of(signs.begin(), signs.begin() + static_cast<std::ptrdiff_t>(i), [](const PageSigns& p) { return p.ends; });
    headed = headed || signs[i].header;
    if (cover && !signs[i - 1].separator) continue;
    std::size_t until = i + 1;
    while (until < pages.size() && !signs[until].header) ++until;
    std::optional<Beginning> beginning = judged(signs, from, i, until);
    if (!beginning) continue;
    beginning->page = pages[i].n;
    if (beginning->sure) from = i;
    found.push_back(std::move(*beginning));
  }
  return found;
}

}  // namespace sohoa
