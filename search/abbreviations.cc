#include "search/abbreviations.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/data_files.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/syllable.hh"

namespace sohoa::search {
namespace {

constexpr std::size_t kMostWords = 4;  // of one that is short: "LĐ-TB&XH" has three

std::string folded_words(const std::vector<std::string_view>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) (out += out.empty() ? "" : " ") += text::fold(words[i]);
  return out;
}

std::string folded_words(std::string_view s) {
  const std::vector<std::string_view> words = text::words(s);
  return folded_words(words, 0, words.size());
}

/// The rows of a table, what is short in one column and long in another; of several long forms the first. `by_long`: the other way round.
Result<void> add_rows(const std::filesystem::path& file, const char* shorter, const char* longer, std::map<std::string, std::string, std::less<>>& out,
                      bool by_long = false) {
  const DataTable table = TRY(read_csv(file));
  const int from = table.column(by_long ? longer : shorter), to = table.column(by_long ? shorter : longer);
  if (from < 0 || to < 0)
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{} needs the columns {} and {}")), file.string(), shorter, longer));
  for (const auto& row : table.rows)
    if (std::string key = folded_words(row[static_cast<std::size_t>(from)]); !key.empty()) out.try_emplace(std::move(key), row[static_cast<std::size_t>(to)]);
  return {};
}

}  // namespace

Result<Abbreviations> Abbreviations::load(const std::filesystem::path& data) {
  Abbreviations out;
  TRY_VOID(add_rows(data / "abbreviations.csv", "short", "long", out.words_));
  TRY_VOID(add_rows(data / "agencies.csv", "symbol", "name", out.bodies_));
  TRY_VOID(add_rows(data / "local_agencies.csv", "symbol", "name", out.bodies_));
  TRY_VOID(add_rows(data / "document_types.csv", "code", "name", out.types_));
  TRY_VOID(add_rows(data / "document_types.csv", "code", "name", out.codes_, true));
  return out;
}

const std::string* Abbreviations::found(const Filter& filter, const std::string& folded) const {
  for (const LongForms* forms : {filter.name == "type" ? &types_ : &bodies_, &words_})
    if (const auto row = forms->find(folded); row != forms->end()) return &row->second;
  return nullptr;
}

std::string Abbreviations::long_form(const Filter& filter, std::string_view value) const {
  const std::vector<std::string_view> words = text::words(value);
  std::string out;
  bool any = false;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t size = std::min(kMostWords, words.size() - i);
    const std::string* longer = nullptr;
    while (size > 0 && !(longer = found(filter, folded_words(words, i, i + size)))) --size;
    (out += out.empty() ? "" : " ") += longer ? *longer : std::string(words[i]);
    any = any || longer;
    i += std::max<std::size_t>(size, 1);
  }
  return any ? out : std::string();
}

const std::string* Abbreviations::code_of_type(std::string_view folded_name) const {
  const auto row = codes_.find(folded_name);
  return row == codes_.end() ? nullptr : &row->second;
}

QueryTree Abbreviations::with_long_forms(QueryTree tree) const {
  for (Clause& clause : tree.clauses) {
    std::vector<QueryItem> more;
    for (QueryItem& item : clause.any) {
      if (item.kind == ItemKind::filter && filter_named(item.key)->kind == FilterKind::words) {
        if (std::string longer = long_form(*filter_named(item.key), item.text); !longer.empty()) more.push_back({ItemKind::filter, std::move(longer), item.key});
      } else if (item.kind == ItemKind::word) {
        // Symbols and codes may be words as well ("ca", "ct"): they are short only where they can be no syllable.
        const std::string folded = text::fold(item.text);
        for (const LongForms* forms : {&words_, &bodies_, &types_})
          if (const auto row = forms->find(folded); row != forms->end() && item.long_form.empty() && (forms == &words_ || (folded.size() > 1 && !text::is_syllable(folded))))
            item.long_form = row->second;
      }
    }
    clause.any.insert(clause.any.end(), more.begin(), more.end());
  }
  return tree;
}

}  // namespace sohoa::search
