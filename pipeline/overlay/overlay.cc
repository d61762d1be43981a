#include "pipeline/overlay/overlay.hh"

#include <cairo.h>
#include <fmt/format.h>

#include <cmath>
#include <cstring>
#include <map>
#include <memory>

#include "core/language.hh"

namespace sohoa {
namespace {

constexpr int kDpi = 150;
constexpr double kScale = kDpi / kRecordDpi;  // of the record's pixels
constexpr int kLegendHeight = 64;
constexpr double kSure = 0.9, kLikely = 0.7;

struct Colour {
  double red, green, blue;
};
constexpr Colour kGood{0.10, 0.55, 0.20}, kDoubtful{0.90, 0.55, 0.00}, kBad{0.85, 0.10, 0.10}, kOrder{0.15, 0.35, 0.80},
    kSeal{0.80, 0.00, 0.45}, kStamp{0.55, 0.20, 0.70}, kHand{0.00, 0.50, 0.60}, kFurniture{0.35, 0.35, 0.35}, kCell{0.45, 0.30, 0.85}, kBlack{0, 0, 0};

struct Free {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, Free>;
using Cairo = std::unique_ptr<cairo_t, Free>;

Colour colour_of(double confidence) { return confidence >= kSure ? kGood : confidence >= kLikely ? kDoubtful : kBad; }

struct LayerLook {
  Colour colour;
  const char* name;
};

LayerLook look_of(LayerKind kind) {
  switch (kind) {
    case LayerKind::seal: return {kSeal, tr("seal")};
    case LayerKind::stamp: return {kStamp, tr("stamp")};
    case LayerKind::handwriting: break;
  }
  return {kHand, tr("handwriting")};
}

Surface surface_of(const Image& image) {
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, image.width(), image.height()));
  const std::vector<std::uint32_t> pixels = image.rgb_words();
  unsigned char* row = cairo_image_surface_get_data(surface.get());
  if (!row) return surface;
  const auto width = static_cast<std::size_t>(image.width());
  for (int y = 0; y < image.height(); ++y, row += cairo_image_surface_get_stride(surface.get()))
    std::memcpy(row, pixels.data() + static_cast<std::size_t>(y) * width, width * sizeof(std::uint32_t));
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

/// What is drawn with; in pixels of the picture.
class Pen {
 public:
  explicit Pen(cairo_t* cairo) : cairo_(cairo) {
    cairo_select_font_face(cairo_, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  }

  void colour(const Colour& c, double opacity = 1) { cairo_set_source_rgba(cairo_, c.red, c.green, c.blue, opacity); }

  void frame(const Box& box, const Colour& c, double line, double fill, double grow = 0) {
    const double x = box.x0 * kScale - grow, y = box.y0 * kScale - grow;
    cairo_rectangle(cairo_, x, y, box.width() * kScale + 2 * grow, box.height() * kScale + 2 * grow);
    colour(c, fill);
    cairo_fill_preserve(cairo_);
    colour(c, 0.9);
    cairo_set_line_width(cairo_, line);
    cairo_stroke(cairo_);
  }

  void dashes(bool on) {
    const double dash[] = {6, 4};
    cairo_set_dash(cairo_, dash, on ? 2 : 0, 0);
  }

  void line(double x0, double y0, double x1, double y1, const Colour& c, double width, double opacity) {
    cairo_move_to(cairo_, x0, y0);
    cairo_line_to(cairo_, x1, y1);
    colour(c, opacity);
    cairo_set_line_width(cairo_, width);
    cairo_stroke(cairo_);
  }

  /// Text with its foot at y, on a white ground where it would cover the page; `from_right` ends it at x.
  double text(double x, double y, const std::string& words, double size, const Colour& c, bool ground, bool from_right = false) {
    cairo_set_font_size(cairo_, size);
    cairo_text_extents_t extents;
    cairo_text_extents(cairo_, words.c_str(), &extents);
    if (from_right) x = std::max(1.0, x - extents.x_advance);
    if (ground) {
      cairo_rectangle(cairo_, x - 1, y - size * 0.85, extents.x_advance + 2, size * 1.05);
      cairo_set_source_rgba(cairo_, 1, 1, 1, 0.85);
      cairo_fill(cairo_);
    }
    colour(c);
    cairo_move_to(cairo_, x, y);
    cairo_show_text(cairo_, words.c_str());
    return x + extents.x_advance;
  }

 private:
  cairo_t* cairo_;
};

/// The page as scanned, laid upright and straight as it was read.
void draw_page(cairo_t* cairo, const Image& drawn, const Page& page, const PageFacts& facts) {
  const double to_drawn = facts.width_px > 0 ? drawn.width() / static_cast<double>(facts.width_px) : 1;
  const Affine shrink{to_drawn, 0, 0, 0, to_drawn, 0}, enlarge{1 / kScale, 0, 0, 0, 1 / kScale, 0};
  const auto [a, b, c, d, e, f] = composed(shrink, composed(page.to_original, enlarge));
  const Surface surface = surface_of(drawn);
  cairo_set_source_surface(cairo, surface.get(), 0, 0);
  cairo_matrix_t matrix;
  cairo_matrix_init(&matrix, a, d, b, e, c, f);
  cairo_pattern_set_matrix(cairo_get_source(cairo), &matrix);
  cairo_rectangle(cairo, 0, 0, page.width * kScale, page.height * kScale);
  cairo_fill_preserve(cairo);
  cairo_set_source_rgba(cairo, 1, 1, 1, 0.35);  // paler, so that the marks stand out
  cairo_fill(cairo);
}

void draw_words(Pen& pen, const Page& page) {
  for (const Word& word : page.words) {
    if (!word.box) continue;
    if (word.role != Role::body) pen.frame(*word.box, kFurniture, 0, 0.35);
    pen.frame(*word.box, colour_of(word.confidence), 1, 0.12);
  }
}

/// Frames of the blocks, numbers of blocks and lines, and the way from line to line.
void draw_order(Pen& pen, const Page& page) {
  struct Line {
    int block = 0, number = 0;
    Box box;
  };
  std::vector<Line> lines;
  std::map<int, Box> blocks;
  for (const Word& word : page.words) {
    if (!word.box) continue;
    if (lines.empty() || lines.back().number != word.line || lines.back().block != word.block)
      lines.push_back({word.block, word.line, {}});
    lines.back().box = united(lines.back().box, *word.box);
    blocks[word.block] = united(blocks[word.block], *word.box);
  }
  pen.dashes(true);
  for (const auto& [number, box] : blocks) pen.frame(box, kOrder, 1.2, 0, 4);
  pen.dashes(false);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Box &from = lines[i - 1].box, &to = lines[i].box;
    pen.line(from.x0 * kScale - 5, from.center_y() * kScale, to.x0 * kScale - 5, to.center_y() * kScale, kOrder, 1.5, 0.45);
  }
  for (const Line& line : lines)
    pen.text(line.box.x0 * kScale - 8, line.box.y1 * kScale - 2, fmt::format("{}", line.number + 1), 11, kOrder, true, true);
  for (const auto& [number, box] : blocks)
    pen.text(box.x1 * kScale + 6, box.y0 * kScale + 10, fmt::format("[{}]", number + 1), 13, kOrder, true);
}

/// The cells of tables as far as they reach.
void draw_tables(Pen& pen, const Page& page) {
  for (const Table& table : page.tables) {
    for (const auto& row : table.rows)
      for (const TableCell& cell : row)
        if (cell.box) pen.frame(*cell.box, kCell, 2, 0.06);
    if (table.box)
      pen.text(table.box->x0 * kScale, table.box->y0 * kScale - 7,
               fmt::format(fmt::runtime(tr("table, {} rows, confidence {} %")), table.rows.size(), std::lround(table.confidence * 100)), 13, kCell, true);
  }
}

void draw_layers(Pen& pen, const Page& page) {
  for (const Layer& layer : page.layers) {
    const LayerLook look = look_of(layer.kind);
    pen.frame(layer.box, look.colour, 3, 0.08, 3);
    pen.text(layer.box.x0 * kScale, layer.box.y0 * kScale - 7, look.name, 15, look.colour, true);
  }
}

void draw_legend(Pen& pen, const Page& page, double top) {
  constexpr double kSize = 14, kGap = 22;
  double x = 12;
  const double first = top + 24, second = top + 48;
  const auto sign = [&](double y, const Colour& c, const std::string& words) {
    pen.line(x, y - 5, x + 16, y - 5, c, 10, 0.8);
    x = pen.text(x + 22, y, words, kSize, kBlack, false) + kGap;
  };
  sign(first, kGood, fmt::format(fmt::runtime(tr("confidence from {} %")), std::lround(kSure * 100)));
  sign(first, kDoubtful, fmt::format(fmt::runtime(tr("from {} %")), std::lround(kLikely * 100)));
  sign(first, kBad, tr("below"));
  sign(first, kOrder, tr("blocks [1], lines 1, 2 … in reading order"));
  x = 12;
  for (const LayerKind kind : {LayerKind::seal, LayerKind::stamp, LayerKind::handwriting})
    sign(second, look_of(kind).colour, look_of(kind).name);
  sign(second, kFurniture, tr("page numbers, running heads, footnotes"));
  sign(second, kCell, tr("cells of tables"));
  pen.text(x, second, fmt::format(fmt::runtime(tr("page {}: {} words, confidence {} %")), page.n, page.words.size(),
                                  std::lround(page.confidence * 100)),
           kSize, kBlack, false);
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::string> overlay_png(PageSource& source, const Page& page) {
  if (source.kind() == FileKind::text || page.width < 1 || page.height < 1)
    return fail(ErrorCode::unsupported, tr("a plain text has no picture to draw on"));
  const PageFacts facts = TRY(source.facts(page.n));
  const Image drawn = TRY(source.render(page.n, kDpi, true));
  const int width = static_cast<int>(std::lround(page.width * kScale)), height = static_cast<int>(std::lround(page.height * kScale));
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height + kLegendHeight));
  const Cairo cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  draw_page(cairo.get(), drawn, page, facts);
  Pen pen(cairo.get());
  draw_words(pen, page);
  draw_order(pen, page);
  draw_tables(pen, page);
  draw_layers(pen, page);
  draw_legend(pen, page, height);
  std::string png;
  if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS || cairo_surface_write_to_png_stream(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS)
    return fail(ErrorCode::too_large, tr("the page is too large to be drawn"), tr("Split it or save it in a smaller format."));
  return png;
}

}  // namespace sohoa
