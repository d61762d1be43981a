#include "report/spreadsheet.hh"

#include <archive.h>
#include <archive_entry.h>
#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>

#include "core/language.hh"

namespace sohoa {
namespace {

// Sheets of offices unpack to 5 to 40 times their size; what wants far more is no register.
constexpr std::size_t kMostUnpacked = std::size_t{4} << 30, kAlwaysAllowed = std::size_t{64} << 20, kMostTimes = 200;
constexpr std::size_t kMostColumns = 16'384;  // of the format

using Zip = std::unique_ptr<archive, int (*)(archive*)>;

tl::unexpected<Error> damaged(const std::string& name) {
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: the workbook is damaged or protected")), name),
              tr("Open it in a spreadsheet and save it as .xlsx without a password, or as CSV (UTF-8)."));
}

const char* attribute(const char** attributes, std::string_view wanted) {
  for (; *attributes; attributes += 2)
    if (wanted == *attributes) return attributes[1];
  return "";
}

std::string_view local(const char* name) {  // "x:row" → "row"
  const char* colon = std::strrchr(name, ':');
  return colon ? colon + 1 : name;
}

int whole(std::string_view s) {
  int n = 0;
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

/// One part of the workbook read as XML, element by element.
class XmlPart {
 public:
  XmlPart() : parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), [](void* p, const char* name, const char** a) { static_cast<XmlPart*>(p)->begin(local(name), a); },
                          [](void* p, const char* name) { static_cast<XmlPart*>(p)->end(local(name)); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* p, const char* s, int n) {
      static_cast<XmlPart*>(p)->text(std::string_view(s, static_cast<std::size_t>(n)));
    });
    // A workbook needs no document type, and entities are how small files grow without end.
    XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* p, const char*, const char*, const char*, int) { static_cast<XmlPart*>(p)->stop(); });
  }
  virtual ~XmlPart() = default;
  XmlPart(const XmlPart&) = delete;
  XmlPart& operator=(const XmlPart&) = delete;

  /// False when it is no XML or the reader had enough (then stopped()).
  bool feed(std::string_view bytes, bool last) {
    return XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last) == XML_STATUS_OK;
  }
  bool enough() const { return enough_; }

 protected:
  virtual void begin(std::string_view name, const char** attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}
  void stop() { XML_StopParser(parser_.get(), XML_FALSE); }
  void stop_satisfied() {
    enough_ = true;
    stop();
  }

 private:
  std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
  bool enough_ = false;
};

/// xl/sharedStrings.xml: the texts of cells, by number. Phonetic readings (rPh) are no text.
class SharedTexts : public XmlPart {
 public:
  std::vector<std::string> texts;

 private:
  bool in_text_ = false;
  int phonetic_ = 0;
  void begin(std::string_view name, const char**) override {
    if (name == "si") texts.emplace_back();
    phonetic_ += name == "rPh";
    in_text_ = name == "t" && phonetic_ == 0 && !texts.empty();
  }
  void end(std::string_view name) override {
    if (name == "t") in_text_ = false;
    phonetic_ -= name == "rPh";
  }
  void text(std::string_view s) override {
    if (in_text_) texts.back() += s;
  }
};

/// Whether a number format shows a day: y, m or d outside of quotes, brackets and escapes.
bool shows_day(std::string_view code) {
  bool quoted = false, bracket = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') quoted = !quoted;
    else if (quoted) continue;
    else if (c == '[') bracket = true;
    else if (c == ']') bracket = false;
    else if (c == '\\' || c == '_' || c == '*') ++i;
    else if (!bracket && (c == 'y' || c == 'Y' || c == 'd' || c == 'D')) return true;
  }
  return false;
}

/// xl/styles.xml: which cell formats show a day.
class Styles : public XmlPart {
 public:
  std::vector<bool> is_day;

 private:
  std::map<int, bool> own_formats_;
  bool in_cell_formats_ = false;
  void begin(std::string_view name, const char** a) override {
    if (name == "numFmt") own_formats_[whole(attribute(a, "numFmtId"))] = shows_day(attribute(a, "formatCode"));
    if (name == "cellXfs") in_cell_formats_ = true;
    if (name != "xf" || !in_cell_formats_) return;
    const int id = whole(attribute(a, "numFmtId"));
    const auto own = own_formats_.find(id);
    is_day.push_back(own != own_formats_.end() ? own->second : (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }
};

/// xl/workbook.xml: whether days are counted from 1904, and the sheets in their order, by the ids of their relations.
class Workbook : public XmlPart {
 public:
  bool from_1904 = false;
  std::vector<std::string> sheets;

 private:
  void begin(std::string_view name, const char** a) override {
    const std::string_view set = attribute(a, "date1904");
    if (name == "workbookPr") from_1904 = set == "1" || set == "true";
    if (name != "sheet") return;
    for (; *a; a += 2)
      if (std::strchr(a[0], ':') && local(a[0]) == "id") sheets.emplace_back(a[1]);
  }
  void end(std::string_view) override {}
};

/// xl/_rels/workbook.xml.rels: where the parts lie that are worksheets (charts are sheets, too).
class Relations : public XmlPart {
 public:
  std::map<std::string, std::string> worksheets;

 private:
  void begin(std::string_view name, const char** a) override {
    if (name != "Relationship" || !std::string_view(attribute(a, "Type")).ends_with("/worksheet")) return;
    const std::string target = attribute(a, "Target");
    worksheets[attribute(a, "Id")] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
  }
  void end(std::string_view) override {}
};

std::string day_of(double number, bool from_1904) {
  using namespace std::chrono;
  const sys_days epoch = from_1904 ? sys_days(year{1904} / 1 / 1) : sys_days(year{1899} / 12 / 30);
  const year_month_day day(epoch + days{static_cast<int>(std::floor(number))});
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

/// What all sheets share.
struct Shared {
  std::vector<std::string> texts;
  std::vector<bool> is_day;
  bool from_1904 = false;
};

/// xl/worksheets/sheetN.xml, row by row.
class SheetRows : public XmlPart {
 public:
  SheetRows(const Shared& shared, std::function<bool(int, std::vector<std::string>&)> visit)
      : shared_(shared), visit_(std::move(visit)) {}

 private:
  void begin(std::string_view name, const char** a) override {
    if (name == "row") {
      cells_.clear();
      const int n = whole(attribute(a, "r"));
      row_ = n > 0 ? n : row_ + 1;
    } else if (name == "c") {
      at_ = column_of(attribute(a, "r"));
      type_ = attribute(a, "t");
      style_ = static_cast<std::size_t>(std::max(0, whole(attribute(a, "s"))));
      value_.clear();
    }
    phonetic_ += name == "rPh";
    in_value_ = name == "v" || (name == "t" && phonetic_ == 0);
  }
  void end(std::string_view name) override {
    phonetic_ -= name == "rPh";
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "c") put_cell();
    if (name != "row" || cells_.empty()) return;
    if (!visit_(row_, cells_)) stop_satisfied();
  }
  void text(std::string_view s) override {
    if (in_value_) value_ += s;
  }

  /// "AB12" → 27; a cell without a name stands right of the one before.
  std::size_t column_of(std::string_view name) const {
    std::size_t n = 0;
    for (const char c : name)
      if (c >= 'A' && c <= 'Z') n = std::min(n * 26 + static_cast<std::size_t>(c - 'A' + 1), kMostColumns + 1);
    return n > 0 ? n - 1 : cells_.size();
  }

  void put_cell() {
    if (value_.empty() || at_ >= kMostColumns) return;
    if (cells_.size() <= at_) cells_.resize(at_ + 1);
    if (type_ == "s") {
      const auto i = static_cast<std::size_t>(std::max(0, whole(value_)));
      if (i < shared_.texts.size()) cells_[at_] = shared_.texts[i];
    } else if (type_.empty() || type_ == "n") {
      cells_[at_] = number();
    } else if (type_ != "e") {  // #REF! and the like say nothing
      cells_[at_] = std::move(value_);
    }
    value_.clear();
  }

  std::string number() const {
    double n = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), n);
    if (error != std::errc() || end != value_.data() + value_.size() || !std::isfinite(n)) return value_;
    if (style_ < shared_.is_day.size() && shared_.is_day[style_] && n >= 1 && n < 2'958'466) return day_of(n, shared_.from_1904);
    return std::abs(n) < 1e15 && n == std::floor(n) ? fmt::format("{:.0f}", n) : fmt::format("{}", n);
  }

  const Shared& shared_;
  std::function<bool(int, std::vector<std::string>&)> visit_;
  std::vector<std::string> cells_;
  std::string type_, value_;
  std::size_t at_ = 0, style_ = 0;
  int row_ = 0, phonetic_ = 0;
  bool in_value_ = false;
};

enum class Part { read, absent, broken };

/// Unpacks one part of the ZIP into the reader, at most `budget` bytes of all parts together. Parts come in any order, so every one is
/// looked for from the beginning.
Part read_part(std::string_view bytes, const std::string& path, XmlPart& part, std::size_t& budget) {
  const Zip zip(archive_read_new(), archive_read_free);
  archive_read_support_format_zip(zip.get());
  if (archive_read_open_memory(zip.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return Part::broken;
  archive_entry* entry = nullptr;
  int status = ARCHIVE_OK;
  while ((status = archive_read_next_header(zip.get(), &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
    const char* name = archive_entry_pathname(entry);
    if (!name || path != name) continue;
    std::vector<char> buffer(std::size_t{1} << 16);
    for (;;) {
      const la_ssize_t n = archive_read_data(zip.get(), buffer.data(), buffer.size());
      if (n < 0) return Part::broken;
      if (static_cast<std::size_t>(n) > budget) return Part::broken;
      budget -= static_cast<std::size_t>(n);
      if (!part.feed(std::string_view(buffer.data(), static_cast<std::size_t>(n)), n == 0)) return part.enough() ? Part::read : Part::broken;
      if (n == 0) return Part::read;
    }
  }
  return status == ARCHIVE_EOF ? Part::absent : Part::broken;
}

}  // namespace

bool looks_like_xlsx(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }
bool looks_like_xls(std::string_view bytes) { return bytes.starts_with("\xD0\xCF\x11\xE0"); }

Result<void> each_xlsx_row(std::string_view bytes, const std::string& name,
                           const std::function<bool(int, int, std::vector<std::string>&)>& visit) {
  Shared shared;
  SharedTexts texts;
  Styles styles;
  Workbook workbook;
  Relations relations;
  std::size_t budget = std::min(kMostUnpacked, std::max(kAlwaysAllowed, bytes.size() * kMostTimes));
  if (read_part(bytes, "xl/workbook.xml", workbook, budget) != Part::read) return damaged(name);
  if (read_part(bytes, "xl/_rels/workbook.xml.rels", relations, budget) != Part::read) return damaged(name);
  if (read_part(bytes, "xl/sharedStrings.xml", texts, budget) == Part::broken) return damaged(name);
  if (read_part(bytes, "xl/styles.xml", styles, budget) == Part::broken) return damaged(name);
  shared.texts = std::move(texts.texts);
  shared.is_day = std::move(styles.is_day);
  shared.from_1904 = workbook.from_1904;
  bool going = true;
  int found = 0;
  for (const std::string& id : workbook.sheets) {
    const auto sheet = relations.worksheets.find(id);
    if (!going || sheet == relations.worksheets.end()) continue;
    SheetRows rows(shared, [&](int row, std::vector<std::string>& cells) { return going = visit(found, row, cells); });
    const Part part = read_part(bytes, sheet->second, rows, budget);
    if (part == Part::broken) return damaged(name);
    if (part == Part::read) ++found;
  }
  if (found == 0) return damaged(name);
  return {};
}

}  // namespace sohoa
