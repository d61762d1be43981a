#pragma once
#include <string>
#include <vector>

#include "pipeline/extract/knowledge.hh"
#include "pipeline/layout/line.hh"

namespace sohoa {

/// A person's name on a line of its own, and how doubtful its spelling is. One mark makes another person, so each word is
/// weighed by itself: what the engine says of it, whether names have such a word, and whether another name differs from it in
/// marks alone ("Tấn", "Tân"), where only the engine can tell.
struct PersonName {
  std::string text;        // "" when the line holds no name
  double doubt = 1.0;      // 0..1, chance that a letter or mark is wrong
  std::vector<double> word_doubts;  // of each word of `text`, by itself
  bool surname = false;    // begins with a known surname
  bool plausible = false;  // every word is a syllable written as names are
  std::string read;        // the reading before a repair, "" when there was none
};

/// Where a name stands: under ink or on a poor page anything may have been lost; in clean print, under its title and with nothing over it,
/// the engine is hardly ever wrong.
enum class NamePrint { any, clean };

/// Ranks, degrees and specks around the name are left out. A surname that is none as read, while only one surname has its letters,
/// is mended ("Nguyên" → "Nguyễn").
PersonName person_name(const std::vector<Word>&, const Knowledge&, NamePrint = NamePrint::any);

}  // namespace sohoa
