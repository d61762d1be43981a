// Developer's tool: how well slots written by hand are read, on pages read before. slots KHO LABELS.json [DUMP [PAGES]]
// LABELS as ../shared/tools/score_fields.py takes them; DUMP: a folder for the slots' ink as PGM, named by file, slot and truth. PAGES: one for the pages with
// their slots, as extract_pages takes them.
#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "core/data_files.hh"
#include "core/record_json.hh"
#include "core/store/archive.hh"
#include "core/store/kho.hh"
#include "pipeline/digits/find_slots.hh"
#include "pipeline/digits/read_digits.hh"
#include "pipeline/digits/read_slots.hh"
#include "pipeline/digits/slot_ink.hh"
#include "pipeline/source/source.hh"

using namespace sohoa;

namespace {

std::string bare(const std::string& digits) {
  const auto at = digits.find_first_not_of('0');
  return at == std::string::npos ? digits.substr(0, 1) : digits.substr(at);
}

/// The digits a slot of a labelled document holds; "" when the label does not say that they are handwritten.
std::string truth_of(const Json& label, SlotKind kind) {
  const bool number = kind == SlotKind::number;
  if (!label.contains("handwritten") || label["handwritten"].is_null() || !label["handwritten"].value(number ? "number" : "date", false)) return "";
  const Json& value = label[number ? "number" : "issued_date"];
  if (!value.is_string()) return "";
  const std::string text = value;
  return bare(number ? text.substr(0, text.find_first_not_of("0123456789")) : kind == SlotKind::day ? text.substr(8, 2) : text.substr(5, 2));
}

void dump(const InkMap& map, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  out << "P5\n" << map.width << ' ' << map.height << "\n255\n";
  for (const std::uint8_t ink : map.ink) out << static_cast<char>(255 - ink);
}

void dump(const Patch& patch, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  out << "P6\n" << patch.width << ' ' << patch.height << "\n255\n";
  for (const std::uint32_t p : patch.pixels) out << static_cast<char>(p >> 16) << static_cast<char>(p >> 8) << static_cast<char>(p);
}

}  // namespace

int main(int argc, char** argv) {
  const Json labels = Json::parse(read_file(argv[2]).value());
  std::map<std::string, Json> by_name;
  for (const Json& label : labels) by_name[std::filesystem::path(label.at("file").get<std::string>()).filename()] = label;
  const DigitNetworks network = DigitNetworks::load(data_folder() / "digits.bin").value();
  int all[3]{}, first[3]{}, three[3]{}, missing = 0, slots = 0;
  std::clock_t spent = 0;
  (void)Archive::open(argv[1])->each_document(true, [&](const Document& d) {
    const std::string name = std::filesystem::path(d.sources.front().path).filename();
    const auto label = by_name.find(name);
    if (label == by_name.end() || d.pages.front().n != 1) return true;
    const auto bytes = read_file(original_path(argv[1], d.sources.front().sha256)).value();
    const auto source = open_source(std::as_bytes(std::span(bytes)), name).value();
    std::map<SlotKind, std::string> truths;
    for (const SlotKind kind : {SlotKind::number, SlotKind::day, SlotKind::month})
      if (const std::string truth = truth_of(label->second, kind); !truth.empty()) truths[kind] = truth;
    if (truths.empty()) return true;
    for (const Page& page : d.pages) {
      std::vector<Slot> found = find_slots(page);
      if (found.empty()) continue;
      const Image image = source->render(page.n, 300, true).value();
      for (const Slot& slot : found) {
        const std::clock_t begin = std::clock();
        const Patch patch = cut_out(image, page.to_original, picture_box(slot.box));
        const SlotInk ink = slot_ink(patch, slot.box);
        const DigitReading reading = read_digits(ink.map, slot.kind, network);
        spent += std::clock() - begin, ++slots;
        const std::string truth = truths.contains(slot.kind) ? truths[slot.kind] : "?";
        const auto k = static_cast<std::size_t>(slot.kind);
        std::size_t place = 0;
        while (place < reading.readings.size() && bare(reading.readings[place].digits) != truth) ++place;
        if (truth != "?") ++all[k], first[k] += place == 0 && !reading.readings.empty(), three[k] += place < std::min<std::size_t>(3, reading.readings.size());
        truths.erase(slot.kind);
        std::cout << fmt::format("{} {:50.50} {} {:>5} {}", truth != "?" && place ? "WRONG" : "     ", name, "ndm"[k], truth, ink.pen ? "pen  " : "     ");
        for (const SlotReading& r : reading.readings) std::cout << fmt::format(" {}:{:.3f}", r.digits, r.probability);
        std::cout << '\n';
        if (argc > 3) {
          const std::string stem = fmt::format("{}/{}_{}_{}", argv[3], name, "ndm"[k], truth == "?" ? "q" : truth);
          dump(ink.map, stem + ".pgm");
          dump(patch, stem + ".ppm");
        }
      }
      break;
    }
    if (argc > 4) {
      Json pages = Json::array();
      for (Page page : d.pages) {
        if (!find_slots(page).empty()) page.slots = read_slots(page, source->render(page.n, 300, true).value(), page.to_original);
        pages.push_back(to_json(page));
      }
      std::ofstream(fmt::format("{}/{}.json", argv[4], name)) << pages;
    }
    for (const auto& [kind, truth] : truths) missing += 1, ++all[static_cast<int>(kind)], std::cout << "NOSLOT " << name << ' ' << "ndm"[static_cast<int>(kind)] << ' ' << truth << '\n';
    return true;
  });
  for (std::size_t k = 0; k < 3; ++k) std::cout << fmt::format("{}: {} slots, {} right, {} among the first three\n", "ndm"[k], all[k], first[k], three[k]);
  std::cout << fmt::format("not found {}; {:.1f} ms a slot\n", missing, 1000.0 * static_cast<double>(spent) / CLOCKS_PER_SEC / std::max(1, slots));
}
