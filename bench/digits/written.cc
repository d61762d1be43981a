#include "bench/digits/written.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/data_files.hh"
#include "core/record_json.hh"

namespace sohoa {
namespace {

/// Ink that lies anywhere, together with whose it is.
void lay(Written& writing, const InkMap& ink, int x0, int y0, std::uint8_t owner) {
  lay_over(writing.map, ink, x0, y0);
  for (int y = std::max(0, -y0); y < ink.height && y + y0 < writing.map.height; ++y)
    for (int x = std::max(0, -x0); x < ink.width && x + x0 < writing.map.width; ++x)
      if (ink.inked(x, y)) writing.owners[static_cast<std::size_t>((y + y0) * writing.map.width + x + x0)] |= owner;
}

/// Single pixels at the edges of the ink come and go, as where a scanner decides between black and white.
void roughen(InkMap& map, double share, Chance& chance) {
  const InkMap before = map;
  for (int y = 1; y + 1 < map.height; ++y)
    for (int x = 1; x + 1 < map.width; ++x) {
      const bool edge = before.inked(x - 1, y) != before.inked(x + 1, y) || before.inked(x, y - 1) != before.inked(x, y + 1);
      if (edge && chance.with(share)) map.at(x, y) = before.inked(x, y) ? 0 : 255;
    }
}

/// A pen that did not take everywhere.
void fade(InkMap& map, int height, Chance& chance) {
  const Box box = ink_box(map, {0, 0, map.width, map.height});
  for (int k = chance.below(6); k > 0 && !box.empty(); --k) {
    const int x0 = box.x0 + chance.below(box.width()), y0 = box.y0 + chance.below(box.height()), r = 1 + height / (8 + chance.below(12));
    for (int y = std::max(0, y0 - r); y < std::min(map.height, y0 + r); ++y)
      for (int x = std::max(0, x0 - r); x < std::min(map.width, x0 + r); ++x)
        if (chance.with(0.85)) map.at(x, y) = 0;
  }
}

int some_count(Chance& chance) {
  const double c = chance.between(0, 1);
  return c < 0.12 ? 1 : c < 0.62 ? 2 : c < 0.92 ? 3 : c < 0.98 ? 4 : 5;
}

/// Whose digits a hand writes: our own strokes, or those of a collection.
struct Writer {
  const Collection* collection = nullptr;
  std::size_t hand = 0;
};

std::size_t some_index(std::size_t count, bool kept_back, Chance& chance) {
  std::size_t at = static_cast<std::size_t>(chance.below(static_cast<int>(std::max<std::size_t>(1, count / kKeptBack)))) * kKeptBack;
  if (!kept_back) at += 1 + static_cast<std::size_t>(chance.below(kKeptBack - 1));
  return std::min(at, count - 1);
}

InkMap some_digit(const Writer& writer, int digit, int height, const Hand& hand, bool kept_back, Chance& chance) {
  if (!writer.collection) return drawn_digit(digit, height, hand, chance);
  const auto& of = writer.collection->digits[static_cast<std::size_t>(digit)];
  if (of.empty()) return drawn_digit(digit, height, hand, chance);
  return collected_digit(of[writer.collection->hands ? writer.hand : some_index(of.size(), kept_back, chance)], height, hand, chance);
}

}  // namespace

Collection load_collection(const std::string& folder) {
  Collection collection;
  for (std::size_t d = 0; d < 10; ++d) {
    const Json json = Json::parse(read_file(fmt::format("{}/{}.json", folder, d)).value());
    const std::vector<float> all = json.at("data");
    for (auto at = all.begin(); all.end() - at >= 784; at += 784) collection.digits[d].emplace_back(at, at + 784);
  }
  collection.hands = !collection.digits[0].empty() && std::all_of(collection.digits.begin(), collection.digits.end(), [&](const auto& of) { return of.size() == collection.digits[0].size(); });
  return collection;
}

Written some_writing(const std::vector<Collection>& collections, bool kept_back, Chance& chance) {
  Hand hand = some_hand(chance);
  Writer writer;
  if (kept_back || chance.with(0.6)) writer.collection = &collections[static_cast<std::size_t>(chance.below(static_cast<int>(collections.size())))];
  if (writer.collection && writer.collection->hands) writer.hand = some_index(writer.collection->digits[0].size(), kept_back, chance);
  const int count = some_count(chance), height = chance.below(44) + 26;
  Written writing;
  writing.map = InkMap((count + 3) * height * 3 / 2, 2 * height + 20);
  writing.owners.resize(writing.map.ink.size());
  const double gap = chance.between(-0.1, 0.3);
  int x = height, top = height / 2;
  for (int k = 0; k < count; ++k) {
    const int digit = k == 0 && count == 2 && chance.with(0.25) ? 0 : chance.below(10);
    const int high = static_cast<int>(height * chance.between(0.82, 1.15));
    const InkMap ink = some_digit(writer, digit, high, hand, kept_back, chance);
    lay(writing, ink, x, top + (height - high) / 2 + static_cast<int>(chance.spread(0.05) * height), static_cast<std::uint8_t>(1 << k));
    writing.digits += static_cast<char>('0' + digit);
    x += ink.width + static_cast<int>((gap + chance.spread(0.05)) * height) - static_cast<int>(hand.thickness * height / 2);
    x = std::max(x, height);
  }
  if (chance.with(0.12)) {  // the slash behind, or a part of it
    const Hand print{chance.between(0.2, 0.4), 1, 0.06, 0};
    const InkMap slash = drawn_digit(1, height, {print.slant, 0.01, print.thickness, 0, 3}, chance);
    lay(writing, slash, x + chance.below(height / 4 + 1), top + (chance.with(0.5) ? 0 : height / 3), 0);
  }
  for (int k = chance.with(0.25) ? 1 + chance.below(2) : 0; k > 0; --k)  // dots, bars, scrawls
    lay(writing, drawn_stray(height / (1 + chance.below(3)), {0, 1, 0.08, 0}, chance), height + chance.below(std::max(1, x - height)), top + chance.below(height + height / 4), 0);
  if (chance.with(0.25)) fade(writing.map, height, chance);
  roughen(writing.map, chance.between(0, 0.12), chance);
  return writing;
}

std::vector<Sample> samples_of(const Written& writing, Chance& chance, std::size_t& whole) {
  const CutInk cut = cut_ink(writing.map);
  std::vector<Sample> digits, none;
  whole = 0;
  if (cut.ink.empty()) return digits;
  std::vector<std::uint8_t> owners(cut.map.ink.size());
  std::array<int, 8> all{};
  for (int y = 0; y < writing.map.height; ++y)
    for (int x = 0; x < writing.map.width; ++x)
      if (writing.map.inked(x, y)) {
        const std::uint8_t owner = writing.owners[static_cast<std::size_t>(y * writing.map.width + x)];
        owners[static_cast<std::size_t>(y * cut.map.width + cut.upright_x(x, y))] |= owner;
        for (std::size_t k = 0; k < 8; ++k) all[k] += owner >> k & 1;
      }
  std::array<bool, 8> seen{};
  for (std::size_t i = 0; i + 1 < cut.cuts.size(); ++i)
    for (std::size_t j = i + 1; j < cut.cuts.size() && may_be_digit(cut, i, j); ++j) {
      const Piece piece = piece_of(cut, i, j);
      if (piece.box.empty()) continue;
      std::array<int, 8> in{};
      int ink = 0;
      for (int y = piece.box.y0; y < piece.box.y1; ++y)
        for (int x = piece.box.x0; x < piece.box.x1; ++x)
          if (piece.map.inked(x, y)) {
            ++ink;
            for (std::size_t k = 0; k < 8; ++k) in[k] += owners[static_cast<std::size_t>(y * cut.map.width + x)] >> k & 1;
          }
      std::size_t best = 0;
      for (std::size_t k = 1; k < 8; ++k)
        if (in[k] > in[best]) best = k;
      const double held = all[best] ? in[best] / static_cast<double>(all[best]) : 0, foreign = 1 - in[best] / static_cast<double>(ink);
      if (held > 0.9 && foreign < 0.12) {
        digits.push_back({glyph_of(piece.map, piece.box), static_cast<std::size_t>(writing.digits[best] - '0')});
        seen[best] = true;
      } else if (held < 0.75 || foreign > 0.25) {
        none.push_back({glyph_of(piece.map, piece.box), kNoDigit});
      }
    }
  whole = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
  for (std::size_t k = digits.size(); k > 0 && !none.empty(); --k) {
    const std::size_t at = static_cast<std::size_t>(chance.below(static_cast<int>(none.size())));
    digits.push_back(none[at]);
    none.erase(none.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return digits;
}

}  // namespace sohoa
