#include "core/parts.hh"

#include <algorithm>
#include <charconv>

namespace sohoa {
namespace {

constexpr std::size_t kFileDigits = 16;

template <class Item>
void shift(std::vector<Item>& items, int by) {
  for (Item& item : items)
    if (item.page > 0) item.page += by;
}

}  // namespace

std::string document_id(std::string_view sha256, int first_page) {
  std::string id(sha256.substr(0, kFileDigits));
  if (first_page > 1) id += "-" + std::to_string(first_page);
  return id;
}

std::string file_of_id(std::string_view id) { return std::string(id.substr(0, kFileDigits)); }

int first_page_of_id(std::string_view id) {
  int page = 1;
  if (id.size() > kFileDigits + 1) std::from_chars(id.data() + kFileDigits + 1, id.data() + id.size(), page);
  return page;
}

void add_pages(std::vector<Page>& pages, std::vector<Page> next) {
  const int last = pages.empty() ? 0 : pages.back().n;
  for (Page& page : next) {
    page.n += last;
    shift(page.issues, last);
    shift(page.tables, last);
    for (Table& table : page.tables)
      for (auto& row : table.rows) shift(row, last);
    pages.push_back(std::move(page));
  }
}

PagePlace place_of_page(const Document& document, int n) {
  int before = 0;
  for (std::size_t i = 0; i < document.sources.size(); ++i) {
    const std::vector<int>& pages = document.sources[i].pages;
    if (std::ranges::find(pages, n - before) != pages.end()) return {i, n - before};
    before += pages.empty() ? 0 : pages.back();
  }
  return {};
}

}  // namespace sohoa
