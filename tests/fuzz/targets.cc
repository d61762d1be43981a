#include "targets.hh"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "check/rulebook.hh"
#include "core/data_files.hh"
#include "core/record_json.hh"
#include "core/store/decisions.hh"
#include "core/store/page_blob.hh"
#include "core/text/normalize.hh"
#include "core/text/number_key.hh"
#include "core/text/text_of_bytes.hh"
#include "ingest/protocol.hh"
#include "pipeline/extract/citations.hh"
#include "pipeline/extract/date_text.hh"
#include "pipeline/extract/deadlines.hh"
#include "pipeline/extract/document_number.hh"
#include "pipeline/extract/knowledge.hh"
#include "report/register.hh"
#include "search/query_tree.hh"
#include "tests/duties/text_lines.hh"

namespace sohoa::fuzz {
namespace fs = std::filesystem;
namespace {

/// Holds in every build, also where assertions are off.
void must(bool holds) {
  if (!holds) std::abort();
}

const Knowledge& known() {
  static const Knowledge knowledge = Knowledge::load(data_folder()).value();
  return knowledge;
}

/// What parsers of text are given: NFC.
std::string as_text(std::string_view bytes) { return text::normalize(std::string(bytes)); }

void number(std::string_view bytes) {
  const std::string text = as_text(bytes);
  std::size_t from = 0;
  for (const DocumentNumber& n : find_document_numbers(text)) {
    must(n.begin >= from && n.end > n.begin && n.end <= text.size());
    from = n.end;
  }
  (void)number_shape(text);
  must(number_key(number_key(text)) == number_key(text));
}

void date(std::string_view bytes) {
  const std::string text = as_text(bytes);
  for (const TextDate& d : find_dates(text)) must(d.end <= text.size() && (d.day == 0 || d.year == 0 || is_calendar_day(d.year, d.month, d.day)));
}

void deadline(std::string_view bytes) { (void)find_deadlines(test::flow_of_text(as_text(bytes)), {"2025-02-01", 2025, false}, known().calendar); }

void citation(std::string_view bytes) { (void)find_citations(test::flow_of_text(as_text(bytes)), known(), "1/QĐ-UBND"); }

void query(std::string_view bytes) {
  const search::QueryTree tree = search::parse_query(bytes).tree;
  must(search::parse_query(search::print(tree)).tree == tree);
}

void register_file(std::string_view bytes) {
  static const DataTable columns = register_columns({}).value();
  (void)parse_register(bytes, "fuzz.csv", columns);
}

void table(std::string_view bytes) {
  if (const auto parsed = parse_csv(bytes, "fuzz.csv"))
    for (const auto& row : parsed->rows) must(row.size() == parsed->header.size());
}

/// A folder of the tables in data/, one of which may be put in another's place.
class Tables {
 public:
  Tables() : folder_(fs::temp_directory_path() / ("sohoa-fuzz-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
    for (const fs::directory_entry& table : fs::directory_iterator(data_folder()))
      if (table.path().extension() == ".csv") fs::create_symlink(table.path(), folder_ / table.path().filename());
  }
  ~Tables() { fs::remove_all(folder_); }
  Tables(const Tables&) = delete;
  Tables& operator=(const Tables&) = delete;

  bool hold(const std::string& name) const { return fs::is_symlink(folder_ / name); }
  void load_with(const std::string& name, std::string_view bytes) const {
    fs::remove(folder_ / name);
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    if (const auto book = Rulebook::load(folder_)) {
      for (const auto& [field, threshold] : book->known.acceptance) must(threshold >= 0 && threshold <= 1);
      for (const OfficeHolder& holder : book->known.office_holders) must(holder.from <= holder.until);
    }
    (void)register_columns(folder_ / name);
    fs::remove(folder_ / name);
    fs::create_symlink(data_folder() / name, folder_ / name);
  }

 private:
  fs::path folder_;
};

/// What a clerk configures the program by: a table of data/. The first line of the bytes names it, the rest is what stands in it.
void config(std::string_view bytes) {
  static const Tables tables;
  const auto end = std::min(bytes.find('\n'), bytes.size());
  const std::string name(bytes.substr(0, end));
  if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string::npos && tables.hold(name)) tables.load_with(name, bytes.substr(std::min(end + 1, bytes.size())));
}

void old_text(std::string_view bytes) { (void)text::text_of_bytes(bytes); }

void record(std::string_view bytes) {
  const Json json = Json::parse(bytes, nullptr, false);
  if (json.is_discarded()) return;
  if (const auto document = document_from_json(json)) must(document_from_json(to_json(*document)).has_value());
  (void)page_from_json(json);
  (void)decisions_of(std::vector{json});
}

/// Bytes as a frame of Zstandard (RFC 8878) that is not compressed, so that changes of them are changes of what is read.
std::string framed(std::string_view bytes) {
  const auto little = [](std::size_t n, int width) {
    std::string out;
    for (int i = 0; i < width; ++i) out += static_cast<char>(n >> (8 * i) & 0xff);
    return out;
  };
  return "\x28\xb5\x2f\xfd\xa0" + little(bytes.size(), 4) + little(bytes.size() << 3 | 1, 3) + std::string(bytes);
}

void page(std::string_view bytes) {
  (void)page_from_blob(bytes);
  if (const auto read = page_from_blob(framed(bytes))) must(page_from_blob(blob_of(*read)).has_value());
}

void protocol(std::string_view bytes) {
  (void)decode_hello(bytes);
  (void)decode_request(bytes);
  if (const auto answer = decode_answer(bytes); answer && answer->page) (void)blob_of(*answer->page);
}

constexpr Target kTargets[] = {{"number", number}, {"date", date},         {"deadline", deadline}, {"citation", citation},
                               {"query", query},   {"register", register_file}, {"table", table},  {"config", config},
                               {"old_text", old_text}, {"record", record}, {"page", page},         {"protocol", protocol}};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace sohoa::fuzz
