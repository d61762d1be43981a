#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// How a paragraph begins: "Điều 3.", "II.", "4.", "4.1.", "a)", "-", "+", or without a mark.
enum class Marker { none, part, roman, article, number, decimal, letter, dash, plus };

/// A paragraph, list item or table cell of the running text.
struct Item {
  std::size_t begin = 0, end = 0;  // bytes of the text, marker included
  std::size_t body = 0;            // behind the marker
  Marker marker = Marker::none;
  int parent = -1;        // the item it stands under, -1 = none
  bool in_table = false;  // between a table's header row and the end of it, as far as lines of text tell
  int opening = -1;       // the paragraph that opens the list it is of ("… đề nghị các sở thực hiện:"), -1 = none
};

/// The text of a document to be read on: its lines joined by '\n', page furniture taken out, footnotes after the rest,
/// so that sentences run over the ends of lines and pages. Every byte knows its page and words.
struct Flow {
  std::string text;
  std::vector<Item> items;  // in order, they cover the text but for the line ends between them

  struct Place {
    std::size_t begin = 0, end = 0;  // of a word, bytes of the text
    int page = 1;
    std::optional<Box> box;
    double confidence = 1.0;
  };
  std::vector<Place> places;  // every word, in order
  std::size_t footnotes = 0;  // where they begin; text.size() when there are none

  /// Page and box of the words of [begin, end) on the page it begins on.
  Evidence evidence(std::size_t begin, std::size_t end, std::string rule) const;
  /// The worst confidence of the words of [begin, end), 1 when there are none.
  double confidence(std::size_t begin, std::size_t end) const;
  /// Index of the item that holds a byte, -1 when the text is empty.
  int item_at(std::size_t byte) const;
  std::string_view slice(std::size_t begin, std::size_t end) const {
    return std::string_view(text).substr(begin, end - begin);
  }
  /// The same, without letters of more than one byte that it would cut at its ends.
  std::string_view letters(std::size_t begin, std::size_t end) const;
};

/// Lines of the document in reading order, as lay_out gives them. Header slots (agency, number, dateline), stamps, copies'
/// blocks, and lines whose role is not to say anything (mark_roles) are left out.
Flow flow_of(const std::vector<Line>& lines);

/// White space as single blanks, none at the ends.
std::string squeezed(std::string_view text);

/// At most `limit` words of a text, cut at the last punctuation mark behind two thirds of them if there is one.
std::string first_words(std::string_view text, std::size_t limit);
/// The last `limit` words of a text.
std::string last_words(std::string_view text, std::size_t limit);

bool starts_upper(std::string_view line);

/// Whether a line ends with words no phrase ends with, as "của" or a dash: what follows goes on with them, whatever its first letter.
/// Outside of tables a comma is such an end too.
bool goes_on(std::string_view line, bool in_table);

std::size_t word_count(std::string_view text);

}  // namespace sohoa
