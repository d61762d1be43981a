#pragma once
#include <string>
#include <vector>

#include "bench/digits/hand.hh"
#include "pipeline/digits/cut_ink.hh"
#include "pipeline/digits/network.hh"

namespace sohoa {

/// Digits others wrote, by digit. `hands`: the n-th of each digit are of one hand.
struct Collection {
  std::vector<std::vector<CollectedDigit>> digits = std::vector<std::vector<CollectedDigit>>(10);
  bool hands = false;
};

inline constexpr std::size_t kKeptBack = 10;  // every tenth digit or hand of a collection is never trained on

/// The collection of a folder with 0.json … 9.json ({"data": 784 numbers a digit}). As many of each digit: hands. Digits it has none of are drawn with
/// our own strokes.
Collection load_collection(const std::string& folder);

/// What one hand wrote into a slot, with what a scanner and the cleaning of slots leave beside it.
struct Written {
  std::string digits;
  InkMap map;
  std::vector<std::uint8_t> owners;  // of each pixel of the map: bit k for the k-th digit; 0 = paper or dirt
};

/// One to five digits. `kept_back`: of the digits that are never trained on, which our own strokes are not.
Written some_writing(const std::vector<Collection>&, bool kept_back, Chance&);

/// A piece of ink as the network sees it, and what it is (network.hh).
struct Sample {
  Glyph glyph;
  std::size_t right;
};

/// The pieces that reading cuts the writing into: every one that is a digit, and about as many of those that are none. Those between, of
/// which a digit's part is missing that may be missed, are left out. `whole`: how many of the digits have a piece.
std::vector<Sample> samples_of(const Written&, Chance&, std::size_t& whole);

}  // namespace sohoa
