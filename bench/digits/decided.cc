// Developer's tool, run by scripts/train-digits --archive: the digits that people decided on, out of an archive. decided_digits KHO OUT
// OUT: a folder for 0.json … 9.json, a collection as written.hh has them. Reads the originals, the pages read before and the corrected fields.
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "core/data_files.hh"
#include "core/record_json.hh"
#include "core/store/archive.hh"
#include "core/store/kho.hh"
#include "pipeline/digits/read_digits.hh"
#include "pipeline/digits/read_slots.hh"
#include "pipeline/digits/slot_ink.hh"
#include "pipeline/source/source.hh"

namespace sohoa {
namespace {

/// What a person says stands in a slot, without zeros before it; "" when nobody decided.
std::string decided(const Document& document, SlotKind kind) {
  const auto field = document.fields.find(kind == SlotKind::number ? FieldId::number : FieldId::issued_date);
  if (field == document.fields.end() || field->second.status != Status::corrected || field->second.values.empty()) return {};
  const std::string value = field->second.value();
  if (kind != SlotKind::number && value.size() != 10) return {};
  const std::string digits = kind == SlotKind::number ? value.substr(0, value.find_first_not_of("0123456789")) : value.substr(kind == SlotKind::day ? 8 : 5, 2);
  const auto at = digits.find_first_not_of('0');
  return at == std::string::npos ? std::string() : digits.substr(at);
}

}  // namespace
}  // namespace sohoa

int main(int argc, char** argv) {
  using namespace sohoa;
  if (argc != 3) return 2;
  const DigitNetworks* network = digit_network();
  if (!network) return 1;
  std::array<Json, 10> collected;
  collected.fill(Json::array());
  int slots = 0, unclear = 0;
  const auto walked = Archive::open(argv[1])->each_document(true, [&](const Document& document) {
    for (const Page& page : document.pages)
      for (const Slot& slot : page.slots) {
        const std::string bare = decided(document, slot.kind);
        if (bare.empty() || document.sources.empty()) continue;
        const auto bytes = read_file(original_path(argv[1], document.sources.front().sha256)).value();
        const auto source = open_source(std::as_bytes(std::span(bytes)), document.sources.front().path).value();
        const Image image = source->render(page.n, kRecordDpi, true).value();
        const double scale = image.width() / static_cast<double>(source->facts(page.n).value().width_px);
        Affine to_image = page.to_original;
        for (double& part : to_image) part *= scale;
        const InkMap ink = slot_ink(cut_out(image, to_image, picture_box(slot.box)), slot.box).map;
        std::string text = "0" + bare;
        std::vector<Glyph> glyphs = bare.size() == 1 ? glyphs_spelling(text, ink, *network) : std::vector<Glyph>{};
        if (glyphs.empty()) glyphs = glyphs_spelling(text = bare, ink, *network);
        ++slots, unclear += glyphs.empty();
        for (std::size_t i = 0; i < glyphs.size(); ++i)
          for (const float ink_here : glyphs[i]) collected[static_cast<std::size_t>(text[i] - '0')].push_back(std::round(ink_here * 100) / 100);
      }
    return true;
  });
  if (!walked) return 1;
  std::filesystem::create_directories(argv[2]);
  for (std::size_t d = 0; d < 10; ++d) std::ofstream(fmt::format("{}/{}.json", argv[2], d)) << Json{{"data", collected[d]}};
  std::cerr << fmt::format("{} slots decided by people, {} of them not cut into their digits\n", slots, unclear);
}
