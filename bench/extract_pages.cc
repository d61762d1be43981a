// Developer's tool: pages read before (a JSON array of pages a file, or plain text) → records, one line a file.
// extract_pages [--zones] FILE… ; the record's path is the file's name without ".json".
#include <filesystem>
#include <iostream>

#include "core/data_files.hh"
#include "core/hash.hh"
#include "core/names.hh"
#include "core/record_json.hh"
#include "core/text/normalize.hh"
#include "pipeline/assemble.hh"
#include "pipeline/layout/phrase.hh"
#include "pipeline/layout/zones.hh"

namespace sohoa {
namespace {

constexpr const char* kZones[] = {"agency", "number", "motto", "dateline", "title", "addressee", "body",
                                  "signature", "recipients", "mark", "stamp", "copy", "furniture", "attachment"};

std::vector<Page> pages_of_text(const std::string& bytes) {
  std::vector<Page> pages(1);
  pages[0].origin = Origin::text;
  int line = 0, block = 0;
  std::string word;
  const auto flush = [&] {
    if (word.empty()) return;
    Word w;
    w.text = text::normalize(word);
    w.line = line;
    w.block = block;
    pages.back().words.push_back(w);
    word.clear();
  };
  for (const char c : bytes) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') flush();
    else word += c;
    if (c == '\n') ++line;
    if (c == '\f') {
      pages.emplace_back();
      pages.back().n = static_cast<int>(pages.size());
      pages.back().origin = Origin::text;
      line = 0;
    }
  }
  flush();
  return pages;
}

int run(int argc, char** argv) {
  const auto knowledge = Knowledge::load(data_folder());
  if (!knowledge) {
    std::cerr << knowledge.error().message << '\n';
    return 2;
  }
  bool zones = false;
  for (int i = 1; i < argc; ++i) {
    const std::string file = argv[i];
    if (file == "--zones") {
      zones = true;
      continue;
    }
    const std::string bytes = read_file(file).value_or("");
    std::vector<Page> pages;
    if (file.ends_with(".txt")) {
      pages = pages_of_text(bytes);
    } else {
      const Json json = Json::parse(bytes, nullptr, false);
      for (const Json& page : json.is_object() && json.contains("pages") ? json["pages"] : json)
        if (auto read = page_from_json(page)) pages.push_back(std::move(*read));
    }
    std::filesystem::path path(file);
    if (path.extension() == ".json") path = path.stem();
    if (zones) {
      std::vector<std::string> titles;
      for (const DocumentType& type : knowledge->types) titles.push_back(key_of(type.name));
      for (const Line& line : lay_out(pages, titles)) {
        std::cout << line.page << ' ' << kZones[static_cast<int>(line.zone)] << ' ';
        if (line.box) std::cout << line.box->x0 << ',' << line.box->y0 << ',' << line.box->x1 << ',' << line.box->y1 << ' ';
        std::cout << line.text << '\n';
      }
      continue;
    }
    const Document document = assemble(std::move(pages), path.filename().string(), "", sha256(bytes), "", *knowledge);
    std::cout << to_json(document).dump() << '\n';
  }
  return 0;
}

}  // namespace
}  // namespace sohoa

int main(int argc, char** argv) { return sohoa::run(argc, argv); }
