#include "search/explain.hh"

#include <fmt/format.h>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "indexer/schema.hh"
#include "search/date_range.hh"
#include "search/number_query.hh"

namespace sohoa::search {
namespace {

std::string spellings_of(const std::string& folded, const Xapian::Database& index) {
  constexpr int kShown = 6;
  std::string out;
  int shown = 0;
  for (auto i = index.synonyms_begin(folded); i != index.synonyms_end(folded) && shown < kShown; ++i, ++shown) out += (out.empty() ? "" : ", ") + *i;
  return out.empty() ? out : fmt::format(" ({}{})", out, shown == kShown ? ", …" : "");
}

std::string word(const std::string& typed, const Xapian::Database& index, WordForms& forms) {
  const WordForm form = forms.of(typed);
  if (!form.marked)
    return fmt::format(fmt::runtime(tr("“{}” with any marks{}: {} documents")), typed, spellings_of(form.folded, index),
                       index.get_termfreq(schema::folded_term(form.folded)));
  if (index.term_exists(form.exact))
    return fmt::format(fmt::runtime(tr("“{}” with just these marks: {} documents")), typed, index.get_termfreq(form.exact));
  return fmt::format(fmt::runtime(tr("“{}” is not in the archive; words with more marks are tried")), typed);
}

std::string explained(const QueryItem& item, const Xapian::Database& index, WordForms& forms) {
  switch (item.kind) {
    case ItemKind::word: return word(item.text, index, forms) + (item.long_form.empty() ? "" : tr(" or ") + fmt::format("“{}”", item.long_form));
    case ItemKind::phrase: return fmt::format(fmt::runtime(tr("“{}”: these words together, in this order")), item.text);
    case ItemKind::number:
      if (!is_known_number(index, item.text))
        return fmt::format(fmt::runtime(tr("document numbers with {}: their documents, then those that cite one")), item.text);
      return fmt::format(fmt::runtime(tr("the document number {}: the document, then the {} that cite it")), item.text,
                         index.get_termfreq(schema::number_term(schema::kCites, item.text)));
    case ItemKind::day: return fmt::format(fmt::runtime(tr("the day {}: its documents, then those that speak of it")), item.text);
    case ItemKind::filter: {
      const Filter& filter = *filter_named(item.key);
      std::string from, to;
      if (filter.kind != FilterKind::date || !date_bounds(item.text, from, to)) return fmt::format("{}: “{}”", filter.label, item.text);
      while (to.ends_with('~')) to.pop_back();
      if (from == to) return fmt::format("{}: {}", filter.label, from);
      return fmt::format("{}: {} … {}", filter.label, from, to);
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> explained(const QueryTree& tree, const Xapian::Database& index, WordForms& forms) {
  std::vector<std::string> out;
  for (const Clause& clause : tree.clauses) {
    std::string line = clause.excluded ? tr("without: ") : "";
    for (std::size_t i = 0; i < clause.any.size(); ++i) {
      const QueryItem& item = clause.any[i];
      if (i > 0) line += tr(" or ");
      const bool again = i > 0 && item.kind == ItemKind::filter && item.key == clause.any[i - 1].key && filter_named(item.key)->kind == FilterKind::words;
      line += again ? fmt::format("“{}”", item.text) : explained(item, index, forms);
    }
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace sohoa::search
