#include "indexer/index_document.hh"

#include <algorithm>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "indexer/schema.hh"

namespace sohoa {
namespace {

// How much more often a word counts where it names the document than in its body. Chosen by bench_search.py, docs/search.md.
constexpr Xapian::termcount kSubjectWeight = 2;
constexpr Xapian::termcount kHeadingWeight = 2;
constexpr std::size_t kHeadingWords = 60;

/// Puts one document together from its words. Text is collected first, so that a word costs one look into the document's terms
/// however often it stands there.
class Builder {
 public:
  Builder(Xapian::Document& document, WordForms& forms) : document_(document), forms_(forms) {}

  /// Running text; neighbours make pairs.
  void add_text(std::string_view text, Xapian::termcount weight, bool with_positions) {
    const WordForm* before = nullptr;
    for (const std::string_view word : text::words(text)) {
      const WordForm& form = forms_.of(word);
      if (form.folded.empty()) continue;  // a mark without its letter
      words_.push_back({&form, with_positions ? ++position_ : 0, weight});
      if (before) pairs_.push_back({before, &form, weight});
      before = &form;
    }
  }

  /// Writes the text that was collected; gives its words, each in one of its forms.
  std::vector<const WordForm*> write_text() {
    std::vector<const WordForm*> out;
    by_form(words_, [](const Place& place) { return place.form->exact_id; }, [&](std::span<const Place> same) {
      out.push_back(same.front().form);
      for (const auto& [form, position, weight] : same)
        if (position > 0) document_.add_posting(form->exact, position, weight);
        else document_.add_term(form->exact, weight);
    });
    by_form(words_, [](const Place& place) { return place.form->folded_id; }, [&](std::span<const Place> same) {
      document_.add_term(schema::folded_term(same.front().form->folded), sum(same));
    });
    by_form(pairs_, [](const Pair& pair) { return std::pair(pair.form->folded_id, pair.next->folded_id); }, [&](std::span<const Pair> same) {
      document_.add_term(schema::pair_term(same.front().form->folded, same.front().next->folded), sum(same));
    });
    return out;
  }

  /// What follows is no neighbour of what came before.
  void new_paragraph() { position_ += 100; }

  /// A value to filter by: its words, its neighbours, and the whole of it.
  void add_value(std::string_view prefix, std::string_view value) {
    std::string before;
    for (const std::string_view word : text::words(value)) {
      const std::string& folded = forms_.of(word).folded;
      document_.add_boolean_term(schema::field_word_term(prefix, folded));
      if (!before.empty()) document_.add_boolean_term(schema::field_pair_term(prefix, before, folded));
      before = folded;
    }
    document_.add_boolean_term(schema::value_term(prefix, value));
  }

  /// A document number; with the weight of a word, so that the rarer one ranks first.
  void add_number(std::string_view prefix, std::string_view number) {
    if (text::words(number).empty()) return;
    document_.add_term(schema::number_term(prefix, number));
    document_.add_term(schema::number_shape_term(prefix, number));
    for (const std::string& part : number_parts(number)) document_.add_term(schema::field_word_term(prefix, part));
  }

  /// What finds the number when one of its letters is wrong.
  void add_near_numbers(std::string_view prefix, std::string_view number) {
    for (const std::string& term : schema::near_number_terms(prefix, number)) document_.add_boolean_term(term);
  }

  void add_day(std::string_view prefix, std::string_view day) {
    if (!day.empty()) document_.add_boolean_term(schema::day_term(prefix, day));
  }

 private:
  struct Place {
    const WordForm* form;
    Xapian::termpos position;  // 0: stands nowhere, only counts
    Xapian::termcount weight;
  };
  struct Pair {
    const WordForm *form, *next;
    Xapian::termcount weight;
  };

  /// Shows `take` those of one key together, each key once, in the order they were added.
  template <class Item, class Key, class Take>
  static void by_form(std::vector<Item>& items, Key key, Take take) {
    std::ranges::stable_sort(items, {}, key);
    for (auto from = items.begin(); from != items.end();) {
      const auto to = std::find_if(from, items.end(), [&](const Item& item) { return key(item) != key(*from); });
      take(std::span<const Item>(from, to));
      from = to;
    }
  }

  template <class Item>
  static Xapian::termcount sum(std::span<const Item> items) {
    Xapian::termcount out = 0;
    for (const Item& item : items) out += item.weight;
    return out;
  }

  Xapian::Document& document_;
  WordForms& forms_;
  Xapian::termpos position_ = 0;
  std::vector<Place> words_;
  std::vector<Pair> pairs_;
};

/// The first words of a document name it (issuer, number, title), whatever the extractor made of them.
std::string heading(const Document& document) {
  std::string out;
  std::size_t count = 0;
  for (const Page& page : document.pages) {
    for (const Word& word : page.words) {
      if (word.block != page.words.front().block || count == kHeadingWords) return out;
      out += word.text;
      out += ' ';
      ++count;
    }
    if (count > 0) break;
  }
  return out;
}

void add_fields(const Document& document, Builder& builder, Xapian::Document& target) {
  for (const FieldSpec& spec : kFields) {
    const Field& field = document.field(spec.id);
    if (field.values.empty()) continue;
    if (spec.slot >= 0)
      target.add_value(static_cast<Xapian::valueno>(spec.slot),
                       spec.type == FieldType::number ? schema::number_order(field.value()) : field.value());
    const std::string prefix = schema::field_prefix(spec);
    if (prefix.empty()) continue;
    for (const std::string& value : field.values) {
      if (spec.type == FieldType::number) builder.add_number(prefix, value);
      else if (spec.type == FieldType::date) builder.add_day(prefix, value);
      else builder.add_value(prefix, value);
    }
    for (const char* more : {"code", "full"})
      if (const auto found = field.extra.find(more); found != field.extra.end()) builder.add_value(prefix, found->second);
  }
}

/// The document's number, and while a person must still look at it, the other readings of it.
void add_own_number(const Document& document, Builder& builder) {
  const Field& number = document.field(FieldId::number);
  for (const std::string& value : number.values) builder.add_near_numbers(schema::kNumber, value);
  if (number.status != Status::review && number.status != Status::missing) return;
  for (const Candidate& candidate : number.candidates) {
    builder.add_number(schema::kMaybeNumber, candidate.value);
    builder.add_near_numbers(schema::kMaybeNumber, candidate.value);
  }
}

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

/// The day a deadline ends on the calendar, as printed; empty when it has none.
const std::string& due_day(const Deadline& deadline) {
  return deadline.kind == DeadlineKind::period ? deadline.end : deadline.date;
}

}  // namespace

Xapian::Document index_document(const Document& document, WordForms& forms, WordTables& tables, Xapian::WritableDatabase& index,
                                std::size_t& text_bytes) {
  forms.bound();
  Xapian::Document target;
  Builder builder(target, forms);
  const schema::Stored stored = schema::stored(document);
  text_bytes = 0;
  for (const auto& [n, text] : stored.pages) {
    builder.add_text(text, 1, true);
    text_bytes += text.size();
  }
  builder.add_text(heading(document), kHeadingWeight, false);
  for (const FieldId id : {FieldId::subject, FieldId::number, FieldId::issuer, FieldId::signer, FieldId::type})
    for (const std::string& value : document.field(id).values) {
      builder.new_paragraph();  // a corrected value is found as a phrase, though the page was read wrong
      builder.add_text(value, id == FieldId::subject ? kSubjectWeight : 1, true);
    }
  for (const WordForm* form : builder.write_text()) tables.remember(index, *form);
  tables.trust(index, document, forms);

  add_fields(document, builder, target);
  add_own_number(document, builder);
  for (const Deadline& deadline : document.deadlines) builder.add_day(schema::kDue, due_day(deadline));
  for (const Citation& citation : document.citations) builder.add_number(schema::kCites, citation.number);
  builder.add_value(schema::kDossier, document.dossier);
  for (const Source& source : document.sources) builder.add_value(schema::kFile, file_name(source.path));
  for (const std::string& path : document.duplicates) builder.add_value(schema::kFile, file_name(path));
  if (stored.issued_date.size() >= 4) builder.add_value(schema::kYear, stored.issued_date.substr(0, 4));

  const auto facets = schema::facets_of(document, stored);
  const std::string& status = facets[static_cast<std::size_t>(schema::Facet::status)];
  builder.add_value(schema::kStatus, status);
  builder.add_value(schema::kStatus, status == "review" ? "cần xem lại" : status == "accepted" ? "đã chắc" : "chưa rõ");
  target.add_value(schema::kFacetSlot, schema::pack_facets(facets));
  target.set_data(schema::pack(stored));
  target.add_boolean_term(schema::id_term(document.id));
  return target;
}

}  // namespace sohoa
