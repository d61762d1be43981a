#include "pipeline/ocr/lexicon.hh"

#include <fmt/format.h>

#include <sstream>

#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa {
namespace {

std::string pair_of(std::string_view first, std::string_view second) {
  return text::canonical(first) + ' ' + text::canonical(second);
}

}  // namespace

Result<Lexicon> Lexicon::load(const std::filesystem::path& file) {
  const DataTable table = TRY(read_csv(file));
  const int column = table.column("word");
  if (column < 0) return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{} has no column \"word\"")), file.string()), {});
  Lexicon lexicon;
  std::string all;
  for (const auto& row : table.rows) {
    std::istringstream word(row[static_cast<std::size_t>(column)]);
    std::string first, second;
    for (word >> first; word >> second; first = second) lexicon.pairs_.insert(pair_of(first, second));
    all += row[static_cast<std::size_t>(column)] + '\n';
  }
  lexicon.fingerprint_ = sha256(all).substr(0, 12);
  return lexicon;
}

bool Lexicon::has_pair(std::string_view first, std::string_view second) const {
  return !pairs_.empty() && pairs_.contains(pair_of(first, second));
}

}  // namespace sohoa
