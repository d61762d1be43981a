#include "pipeline/read_page.hh"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/text/normalize.hh"
#include "core/text/syllable.hh"
#include "pipeline/barcode/find_barcodes.hh"
#include "pipeline/best_reading.hh"
#include "pipeline/columns.hh"
#include "pipeline/digits/find_slots.hh"
#include "pipeline/digits/read_slots.hh"
#include "pipeline/image/colour.hh"
#include "pipeline/image/ink.hh"
#include "pipeline/image/seal.hh"
#include "pipeline/image/sheet.hh"
#include "pipeline/image/straighten.hh"
#include "pipeline/read_lost_print.hh"
#include "pipeline/second_look.hh"
#include "pipeline/styles.hh"
#include "pipeline/tables/cells.hh"
#include "pipeline/tables/drawn_tables.hh"
#include "pipeline/tables/find_tables.hh"
#include "pipeline/text_layer.hh"
#include "pipeline/word_filter.hh"

namespace sohoa {
namespace {

constexpr int kLeastDpi = 150;       // a page drawn coarser than this is said to be reduced
constexpr int kMostDpi = 300;        // more shows the recognizer nothing new
constexpr double kWholeSheet = 120;  // square inches, a little more than A4; larger sheets are drawn coarser
constexpr double kMostColour = 400;  // square inches, a little more than A2
constexpr int kFewestLetters = 6;   // marks below this are dirt and punch holes
constexpr int kReadableDpi = 100;
constexpr int kCrowded = 400;       // with so many marks a page is not empty, even if nothing could be read
constexpr double kLyingRows = 0.5;  // rows this much less clear than columns: the page lies on its side

/// In which resolution to draw the page: the scan's own where that is enough; large sheets have large letters.
int reading_dpi(const PageFacts& facts) {
  const double inches = facts.width_pt * facts.height_pt / 72 / 72;
  const int most = inches < kWholeSheet ? kMostDpi : inches < kMostColour ? 200 : kLeastDpi;
  return facts.dpi > 0 ? std::clamp(facts.dpi, kLeastDpi, most) : most;
}

int to_pixels(double points) { return static_cast<int>(std::lround(points * kRecordDpi / 72.0)); }

double share_of_syllables(const std::vector<Word>& words) {
  std::string all;
  for (const Word& word : words) all += word.text + ' ';
  return text::valid_share(all);
}

void add_issue(Page& page, const char* code, Severity severity, std::string message) {
  page.issues.push_back({code, severity, page.n, std::move(message)});
}

void mark_blank(Page& page, int marks = 0) {
  page.blank = true;
  page.words.clear();
  add_issue(page, "page.blank", Severity::notice,
            marks < kFewestLetters ? "Trang trắng." : "Trang coi là trắng: có vài nét mực nhưng không đọc được thành chữ.");
}

/// How the page was drawn: record pixels to one of the image that is read before turning, and the way from it to the original.
struct Drawing {
  double scale = 1;
  Affine back = kIdentity;
  std::optional<Projective> flat{};  // instead of `back`, of a photographed sheet
};

/// The affine map nearest to a projective one over the page: least squares at its corners and middle.
Affine nearest(const Projective& map, double width, double height) {
  Affine sum{};
  const double rx = width / 2, ry = height / 2;
  for (const double u : {-1.0, 0.0, 1.0})
    for (const double v : {-1.0, 0.0, 1.0}) {
      const Affine here = near_point(map, rx + u * rx, ry + v * ry);
      const double x = here[0] * (rx + u * rx) + here[1] * (ry + v * ry) + here[2];
      const double y = here[3] * (rx + u * rx) + here[4] * (ry + v * ry) + here[5];
      const Affine part{u * x / 6 / rx, v * x / 6 / ry, x / 9, u * y / 6 / rx, v * y / 6 / ry, y / 9};
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
    }
  sum[2] -= sum[0] * rx + sum[1] * ry;
  sum[5] -= sum[3] * rx + sum[4] * ry;
  return sum;
}

/// Sizes of the upright page and the way from it to the original, given the image that was read.
void place(Page& page, const Drawing& drawing, const Turned& read) {
  const double scale = drawing.scale;
  page.width = static_cast<int>(std::lround(read.image.width() * scale));
  page.height = static_cast<int>(std::lround(read.image.height() * scale));
  const Affine turn = composed(read.back, Affine{1 / scale, 0, 0, 0, 1 / scale, 0});
  page.to_original = composed(drawing.back, turn);
  if (!drawing.flat) return;
  page.to_original_projective = composed(*drawing.flat, projective(turn));
  page.to_original = nearest(*page.to_original_projective, page.width, page.height);
}

/// A photographed sheet is laid flat; what lies around it goes.
Drawing drawing_of(Page& page, const PageFacts& facts, Image& drawn) {
  const double enlarge = facts.width_px / static_cast<double>(drawn.width());
  Drawing drawing{to_pixels(facts.width_pt) / static_cast<double>(drawn.width()), {enlarge, 0, 0, 0, enlarge, 0}};
  const auto corners = find_sheet(drawn);
  if (!corners) return drawing;
  Flattened flat = laid_flat(drawn, *corners);
  if (flat.image.empty()) return drawing;
  drawing.scale = kRecordDpi / flat.image.dpi();
  drawing.flat = composed(projective(drawing.back), flat.back);
  drawn = std::move(flat.image);
  add_issue(page, "page.photograph", Severity::notice, "Ảnh chụp: tờ giấy đã được nắn thẳng theo bốn góc, chữ ngoài tờ giấy không đọc.");
  return drawing;
}

/// Tables found in an image become those of the page.
void place_tables(Page& page, const Affine& enlarge) {
  for (Table& table : page.tables) {
    table.page = page.n;
    table.box = mapped(enlarge, *table.box);
    for (auto& row : table.rows)
      for (TableCell& cell : row) {
        cell.page = page.n;
        cell.box = mapped(enlarge, *cell.box);
      }
  }
}

/// The tables of a page whose words are known already, between the rules it draws or, on a scan, shows.
Result<> find_known_tables(Page& page, PageSource& source, const PageFacts& facts) {
  Image drawn;
  double scale = 1;
  if (facts.scanned) {
    drawn = TRY(source.render(page.n, kLeastDpi, false));
    scale = page.width / static_cast<double>(drawn.width());
    page.tables = find_tables(drawn);
    place_tables(page, {scale, 0, 0, 0, scale, 0});
  } else {
    page.tables = drawn_tables(facts.rules, page.width, page.height);
    place_tables(page, kIdentity);
  }
  if (page.tables.empty()) return {};
  std::vector<CellWords> inside = take_cell_words(page.tables, page.words);
  put_cell_words(page.tables, std::move(inside), page.words);
  if (facts.scanned) doubt_unread_cells(page.tables, drawn, scale);
  return {};
}

/// The codes of a page that was made as text and is not drawn for reading, when there are pictures on it.
Result<> find_printed_barcodes(Page& page, PageSource& source) {
  const Image drawn = TRY(source.render(page.n, kLeastDpi, false));
  const double scale = page.width / static_cast<double>(drawn.width());
  page.barcodes = find_barcodes(drawn);
  for (Barcode& code : page.barcodes) code.box = mapped({scale, 0, 0, 0, scale, 0}, code.box);
  return {};
}

/// The seals and stamps of a page whose words are known already.
Result<> find_layers(Page& page, PageSource& source) {
  std::vector<Layer> layers;
  const Image drawn = take_out_colour(TRY(source.render(page.n, kLeastDpi, true)), layers);
  const double scale = page.width / static_cast<double>(drawn.width());
  for (const Layer& layer : layers) page.layers.push_back({layer.kind, mapped({scale, 0, 0, 0, scale, 0}, layer.box)});
  return {};
}

/// What is written into the blanks of a scan whose words are known already.
Result<> find_written(Page& page, PageSource& source) {
  if (find_slots(page).empty()) return {};
  const Image drawn = TRY(source.render(page.n, kMostDpi, true));
  const double scale = drawn.width() / static_cast<double>(page.width);
  page.slots = read_slots(page, drawn, {scale, 0, 0, 0, scale, 0});
  return {};
}

Result<> read_image(Page& page, PageSource& source, const PageFacts& facts, OcrEngine& engine) {
  // Plans have no seals worth three times the memory.
  const double inches = facts.width_pt * facts.height_pt / 72 / 72;
  const bool in_colour = !facts.colourless && inches < kMostColour;
  Image drawn = TRY(source.render(page.n, reading_dpi(facts), in_colour));
  page.colourless = facts.colourless || (in_colour && !drawn.colour());
  const bool coarse = source.kind() == FileKind::pdf && drawn.dpi() < kLeastDpi;
  if (coarse || (drawn.dpi() <= kLeastDpi && facts.dpi > drawn.dpi()))
    add_issue(page, "page.reduced", Severity::notice, "Trang quá lớn, đã thu nhỏ để nhận dạng; chữ nhỏ có thể sai.");
  const Drawing drawing = drawing_of(page, facts, drawn);
  std::vector<Layer> layers;
  Image coloured;
  Image grey = positive(take_out_colour(std::move(drawn), layers, &coloured));
  Ink ink = ink_of(grey);
  if (ink.uneven) {
    grey = flatten(std::move(grey));
    ink = ink_of(grey);
  }
  Image sealed;  // with its black seals, where there were any
  if (layers.empty()) grey = take_out_seals(std::move(grey), ink.upright >= kLyingRows, layers, &sealed);
  Reading reading{turned_quarters(grey, 0), {}, {}, false};
  if (ink.letters >= kFewestLetters) reading = TRY(best_reading(grey, ink, engine));
  if (reading.back_left_out)
    add_issue(page, "page.show_through", Severity::notice, "Chữ mặt sau hằn qua giấy: chỉ đọc chữ in đậm của mặt này.");
  place(page, drawing, reading.turned);
  const double scale = drawing.scale;
  const Affine enlarge{scale, 0, 0, 0, scale, 0};
  page.words = std::move(reading.words);
  page.tables = std::move(reading.tables);
  mark_styles(page.words, reading.turned.image);
  drop_junk(page.words);
  for (Word& word : page.words)
    if (word.box) word.box = mapped(enlarge, *word.box);
  place_tables(page, enlarge);
  std::vector<CellWords> inside = take_cell_words(page.tables, page.words);
  for (CellWords& cell : inside) take_off_rules(cell);  // before the cells say their texts
  part_columns(page.words, page.width);
  put_cell_words(page.tables, std::move(inside), page.words);
  doubt_unread_cells(page.tables, reading.turned.image, scale);
  const Affine forward = composed(enlarge, inverse(reading.turned.back));
  for (Layer& layer : layers) page.layers.push_back({layer.kind, mapped(forward, layer.box)});
  page.barcodes = find_barcodes(grey);
  for (Barcode& code : page.barcodes) code.box = mapped(forward, code.box);
  const Image& whole = coloured.empty() ? grey : coloured;
  TRY_VOID(read_lost_print(page, whole, inverse(forward), engine));
  page.slots = read_slots(page, whole, inverse(forward));
  const Scanned scanned{sealed.empty() ? grey : sealed, inverse(forward)};
  look_again_at_lines(page, scanned, engine);
  look_again_at_days(page, scanned, engine);
  take_off_rules(page.words);
  const bool too_small = grey.dpi() > 0 && grey.dpi() < kReadableDpi && ink.letters >= kFewestLetters;
  const bool unread = page.words.empty() && (too_small || ink.letters >= kCrowded);
  if (page.words.empty() && !unread) mark_blank(page, ink.letters);
  if (unread)
    add_issue(page, "page.unread", Severity::warning, "Trang có nhiều nét mực nhưng không đọc được chữ nào (ảnh, nhiễu?); xin xem trang này.");
  return {};
}

}  // namespace

Result<Page> read_page(PageSource& source, int n, OcrEngine& engine) {
  PageFacts facts = TRY(source.facts(n));
  Page page;
  page.n = n;
  page.dpi = facts.dpi;
  page.colourless = facts.colourless;
  page.pdfa = facts.pdfa;
  page.width = to_pixels(facts.width_pt);
  page.height = to_pixels(facts.height_pt);
  if (source.kind() == FileKind::text) {
    page.origin = Origin::text;
    page.words = std::move(facts.embedded);
    if (facts.decoded)
      add_issue(page, "page.text_decoded", Severity::notice,
                "Văn bản ở mã cũ (TCVN3, VNI…) hoặc UTF-16, đã chuyển sang Unicode.");
    if (page.words.empty()) mark_blank(page);
  } else {
    LayerVerdict layer;
    if (!facts.embedded.empty()) layer = TRY(judge_text_layer(facts, source, n, engine));
    if (!layer.code.empty()) add_issue(page, layer.code.c_str(), Severity::notice, layer.reason);
    if (layer.used) {
      page.origin = Origin::embedded;
      page.words = std::move(layer.words);
      TRY_VOID(find_known_tables(page, source, facts));
      if (facts.scanned) TRY_VOID(find_layers(page, source));
      if (facts.scanned) TRY_VOID(find_written(page, source));
      if (facts.scanned || facts.pictures) TRY_VOID(find_printed_barcodes(page, source));
    } else {
      TRY_VOID(read_image(page, source, facts, engine));
    }
  }
  page.signatures = source.signatures(n);
  for (Signature& signature : page.signatures)
    if (signature.box) signature.box = mapped(inverse(page.to_original), *signature.box);
  page.confidence = mean_confidence(page.words);
  page.valid_syllables = share_of_syllables(page.words);
  constexpr std::size_t kFew = 10;
  if (page.origin == Origin::ocr && page.words.size() >= kFew && page.valid_syllables < 0.6 && page.confidence < 0.8)
    add_issue(page, "page.doubtful", Severity::warning,
              "Chữ đọc được ít tin cậy (bản quét quá xấu, không phải tiếng Việt, hay chỉ là hình?); xin xem trang này.");
  return page;
}

}  // namespace sohoa
