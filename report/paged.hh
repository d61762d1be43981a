#pragma once
#include <string>
#include <variant>
#include <vector>

#include "core/result.hh"
#include "report/charts.hh"
#include "report/table.hh"

namespace sohoa {

/// A report as what stands under each other; shown in a browser and printed alike.
struct Heading {
  std::string text;
  bool top = false;      // the title of all
};
struct Paragraph {
  std::string text;
  bool pale = false;
};
struct Tile {
  std::string value, label;
  bool bad = false;
};
struct Tiles {
  std::vector<Tile> tiles;
};
struct Chart {
  std::string title;
  std::vector<Bar> bars;
  double target = -1.0;  // percent, negative = none
};
/// Two charts beside each other.
struct Charts {
  Chart left, right;
};
/// At most `most` rows are shown, then how many more there are.
struct Rows {
  Listing listing;
  std::size_t most = static_cast<std::size_t>(-1);
};
struct NewPage {};
using Part = std::variant<Heading, Paragraph, Tiles, Charts, Rows, NewPage>;

struct Paged {
  std::string title;
  std::vector<Part> parts;
};

/// A page that prints on A4 and opens offline.
std::string paged_html(const Paged&);

/// The same on A4 as PDF, letters embedded: the head of a table on every page, the number of the page below. Fails with io when no
/// font can be found.
Result<std::string> paged_pdf(const Paged&);

}  // namespace sohoa
