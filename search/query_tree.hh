#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sohoa::search {

enum class ItemKind { word, phrase, number, day, filter };

/// One thing asked for. `text` is NFC as typed: a word, the words of a phrase with single spaces, a number, a
/// day in figures, a filter's value.
struct QueryItem {
  ItemKind kind = ItemKind::word;
  std::string text;
  std::string key{};        // filter only: the name of its row in filters()
  std::string long_form{};  // word only: what it is short for, "giá trị gia tăng" of "gtgt"; a text may say either
  bool operator==(const QueryItem&) const = default;
};

/// Any of the items must hold; or none of them, when `excluded`.
struct Clause {
  std::vector<QueryItem> any;
  bool excluded = false;
  bool operator==(const Clause&) const = default;
};

/// A query as understood. All filters and exclusions hold; words rank, and few words are all wanted.
struct QueryTree {
  std::vector<Clause> clauses;
  bool operator==(const QueryTree&) const = default;
};

/// What a filter compares with.
enum class FilterKind { words, date, number };

/// One name of the query language: the rows of core/field_table.hh that are indexed, and a few that are no fields.
struct Filter {
  std::string name;                // "type"
  std::string typed;               // the short name in the user's language: "loại"; what print() writes
  std::vector<std::string> names;  // all that are understood, without marks: "loai", "loai van ban", "type"
  FilterKind kind = FilterKind::words;
  std::string prefix;              // of its terms, "" for dates
  int slot = -1;                   // of its value, for dates
  std::string label;               // in the user's language, for messages
};

/// Made for the language at the first call.
const std::vector<Filter>& filters();
/// The row of a name, with marks or without, as the program prints it or shorter: null when there is none.
const Filter* filter_named(std::string_view name);
/// The row whose name is one letter away, of longer names: "cơ qan"; null when there is none or the name is right.
const Filter* filter_nearly_named(std::string_view name);

struct Parsed {
  QueryTree tree;
  std::vector<std::string> notes;  // what was not understood, in the user's language
};

/// Whether two neighbouring words, without marks, stand in some value of the filter: `loại:quyết định gia hạn` takes two
/// words into the filter because no type is called "định gia".
using KnownPair = std::function<bool(const Filter&, std::string_view folded, std::string_view next_folded)>;

/// Understands any bytes; never fails. Words, "phrases", -excluded, a OR b, name:value, name:from..to, numbers like 12/QĐ-UBND.
Parsed parse_query(std::string_view, const KnownPair& known = {});

/// The query with the names of the user's language: parse_query(print(tree)).tree == tree for every tree that parse_query makes.
std::string print(const QueryTree&);

}  // namespace sohoa::search
