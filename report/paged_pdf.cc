#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <cairo-pdf.h>

#include <algorithm>
#include <memory>
#include <numeric>

#include "core/language.hh"
#include "report/paged.hh"
#include "report/typed_date.hh"

namespace sohoa {
namespace {

// All in points (1/72 inch), the page A4 with the margins of Nghị định 30/2020/NĐ-CP.
constexpr double kWidth = 595.28, kHeight = 841.89, kLeft = 57, kRight = 43, kTop = 57, kBottom = 57;
constexpr double kInner = kWidth - kLeft - kRight, kCellPad = 3, kLine = 0.6, kGap = 6;
constexpr double kText = 10.5, kSmall = 8.5, kTable = 8.5, kTightTable = 7;
constexpr std::size_t kManyColumns = 9, kRowsMeasured = 100;
constexpr const char* kFont = "Liberation Sans, DejaVu Sans, sans-serif";

struct Unref {
  void operator()(PangoLayout* p) const { g_object_unref(p); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

struct Colour {
  double r, g, b;
};
constexpr Colour kBlack{0.07, 0.07, 0.07}, kPale{0.35, 0.35, 0.35}, kBad{0.64, 0.15, 0.17}, kRule{0.67, 0.71, 0.75}, kHead{0.91, 0.93, 0.95}, kBar{0.18, 0.44, 0.62},
    kLowBar{0.77, 0.38, 0.18};

/// Draws part after part down the pages.
class Printer {
 public:
  explicit Printer(std::string& out)
      : surface_(cairo_pdf_surface_create_for_stream(append, &out, kWidth, kHeight), cairo_surface_destroy), cr_(cairo_create(surface_.get()), cairo_destroy) {}

  void operator()(const Heading& h) {
    need(60);  // a heading stays with what it heads
    y_ += h.top ? 0 : kGap;
    text(h.text, kLeft, kInner, h.top ? 16 : 12, true, kBlack);
    y_ += 3;
  }
  void operator()(const Paragraph& p) {
    need(30);
    text(p.text, kLeft, kInner, p.pale ? kSmall : kText, false, p.pale ? kPale : kBlack);
    y_ += 3;
  }
  void operator()(const Tiles& all) {
    constexpr double kTall = 46;
    need(kTall + kGap);
    const double wide = (kInner - kGap * static_cast<double>(all.tiles.size() - 1)) / static_cast<double>(all.tiles.size()), top = y_;
    double x = kLeft;
    for (const Tile& tile : all.tiles) {
      rectangle(x, top, wide, kTall, kRule, false);
      y_ = top + 5;
      text(tile.value, x + 6, wide - 12, 16, true, tile.bad ? kBad : kBlack);
      text(tile.label, x + 6, wide - 12, 7.5, false, kPale);
      x += wide + kGap;
    }
    y_ = top + kTall + kGap;
  }
  void operator()(const Charts& both) {
    constexpr double kRow = 12, kTitle = 22, kFoot = 14;
    const double tall = kTitle + kFoot + kRow * static_cast<double>(std::max(both.left.bars.size(), both.right.bars.size()));
    need(tall);
    const double top = y_, wide = (kInner - 3 * kGap) / 2;
    for (const Chart* chart : {&both.left, &both.right}) {
      const double x = chart == &both.left ? kLeft : kLeft + wide + 3 * kGap, label = wide * 0.38, note = wide * 0.2, scale = (wide - label - note) / 100.0;
      y_ = top;
      text(chart->title, x, wide, 11, true, kBlack);
      double y = top + kTitle;
      for (const Bar& bar : chart->bars) {
        y_ = y;
        line(bar.label, x, label - 4, PANGO_ALIGN_RIGHT);
        rectangle(x + label, y + 1, std::clamp(bar.share, 0.0, 100.0) * scale, kRow - 5, chart->target >= 0 && bar.share < chart->target ? kLowBar : kBar, true);
        y_ = y;
        line(bar.note, x + wide - note, note, PANGO_ALIGN_RIGHT);
        y += kRow;
      }
      for (const int percent : {0, 50, 100}) {
        stroke(x + label + percent * scale, top + kTitle, x + label + percent * scale, y, kRule);
        y_ = y + 1;
        line(fmt::format("{} %", percent), x + label + percent * scale - 20, 40, PANGO_ALIGN_CENTER);
      }
      if (chart->target >= 0) stroke(x + label + chart->target * scale, top + kTitle, x + label + chart->target * scale, y, kBad);
    }
    y_ = top + tall + kGap;
  }
  void operator()(const Rows& rows);
  void operator()(const NewPage&) {
    if (y_ > kTop) finish_page();
  }

  cairo_status_t finish() {
    finish_page();
    cairo_surface_finish(surface_.get());
    return cairo_surface_status(surface_.get());
  }

 private:
  static cairo_status_t append(void* out, const unsigned char* bytes, unsigned n) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), n);
    return CAIRO_STATUS_SUCCESS;
  }

  Layout laid(const std::string& said, double wide, double size, bool bold, PangoAlignment align = PANGO_ALIGN_LEFT) {
    Layout layout(pango_cairo_create_layout(cr_.get()));
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(pango_font_description_from_string(kFont), pango_font_description_free);
    pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    if (bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout.get(), font.get());
    if (wide > 0) pango_layout_set_width(layout.get(), static_cast<int>(wide * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), align);
    const std::string printed = printable(said);
    pango_layout_set_text(layout.get(), printed.data(), static_cast<int>(printed.size()));
    return layout;
  }
  static double height(const Layout& layout) {
    int w = 0, h = 0;
    pango_layout_get_size(layout.get(), &w, &h);
    return static_cast<double>(h) / PANGO_SCALE;
  }
  static double width(const Layout& layout) {
    int w = 0, h = 0;
    pango_layout_get_size(layout.get(), &w, &h);
    return static_cast<double>(w) / PANGO_SCALE;
  }
  void show(const Layout& layout, double x, double y, Colour c) {
    cairo_set_source_rgb(cr_.get(), c.r, c.g, c.b);
    cairo_move_to(cr_.get(), x, y);
    pango_cairo_show_layout(cr_.get(), layout.get());
  }
  void text(const std::string& said, double x, double wide, double size, bool bold, Colour c) {
    const Layout layout = laid(said, wide, size, bold);
    show(layout, x, y_, c);
    y_ += height(layout);
  }
  /// One line, cut with … where it is too long.
  void line(const std::string& said, double x, double wide, PangoAlignment align) {
    const Layout layout = laid(said, wide, 7.5, false, align);
    pango_layout_set_height(layout.get(), -1);
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    show(layout, x, y_, kBlack);
  }
  void rectangle(double x, double y, double w, double h, Colour c, bool filled) {
    cairo_set_source_rgb(cr_.get(), c.r, c.g, c.b);
    cairo_set_line_width(cr_.get(), kLine);
    cairo_rectangle(cr_.get(), x, y, w, h);
    filled ? cairo_fill(cr_.get()) : cairo_stroke(cr_.get());
  }
  void stroke(double x0, double y0, double x1, double y1, Colour c) {
    cairo_set_source_rgb(cr_.get(), c.r, c.g, c.b);
    cairo_set_line_width(cr_.get(), kLine);
    cairo_move_to(cr_.get(), x0, y0);
    cairo_line_to(cr_.get(), x1, y1);
    cairo_stroke(cr_.get());
  }

  void need(double tall) {
    if (y_ + tall > kHeight - kBottom && y_ > kTop) finish_page();
  }
  void finish_page() {
    const Layout number = laid(fmt::format("{}", ++page_), kInner, kSmall, false, PANGO_ALIGN_CENTER);
    show(number, kLeft, kHeight - kBottom + 16, kPale);
    cairo_show_page(cr_.get());
    y_ = kTop;
  }

  std::vector<double> column_widths(const Listing&, const std::vector<std::vector<std::string>>&, double size);
  double draw_row(const std::vector<std::string>& cells, const std::vector<double>& widths, const std::vector<bool>& right, double size, bool head);

  std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface_;
  std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cr_;
  double y_ = kTop;
  int page_ = 0;
};

/// Each column as wide as its longest word at least (a path breaks at its strokes), the rest shared by what the columns would like.
std::vector<double> Printer::column_widths(const Listing& listing, const std::vector<std::vector<std::string>>& cells, double size) {
  const std::size_t n = listing.columns.size();
  std::vector<double> least(n), liked(n);
  const auto measure = [&](std::size_t c, const std::string& said, bool bold) {
    liked[c] = std::max(liked[c], std::min(width(laid(said, 0, size, bold)), kInner * 0.6));
    for (std::size_t at = 0; at < said.size();) {
      const std::size_t end = listing.columns[c].whole ? said.size() : std::min(said.find_first_of(" /", at), said.size());
      least[c] = std::max(least[c], std::min(width(laid(said.substr(at, end - at), 0, size, bold)), kInner * 0.3));
      at = end + 1;
    }
  };
  for (std::size_t c = 0; c < n; ++c) {
    measure(c, listing.columns[c].label, true);
    for (std::size_t r = 0; r < std::min(cells.size(), kRowsMeasured); ++r) measure(c, cells[r][c], false);
  }
  const double room = kInner - 2 * kCellPad * static_cast<double>(n);
  const double all_least = std::accumulate(least.begin(), least.end(), 0.0), all_liked = std::accumulate(liked.begin(), liked.end(), 0.0);
  std::vector<double> out(n);
  for (std::size_t c = 0; c < n; ++c) {
    if (all_least >= room) out[c] = least[c] * room / all_least;
    else if (all_liked <= room) out[c] = liked[c] + (room - all_liked) / static_cast<double>(n);
    else out[c] = least[c] + (liked[c] - least[c]) * (room - all_least) / std::max(all_liked - all_least, 1.0);
    out[c] += 2 * kCellPad;
  }
  return out;
}

/// Draws a row at the present place and goes below it.
double Printer::draw_row(const std::vector<std::string>& cells, const std::vector<double>& widths, const std::vector<bool>& right, double size, bool head) {
  std::vector<Layout> layouts;
  double tall = 0;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    layouts.push_back(laid(cells[c], widths[c] - 2 * kCellPad, size, head, right[c] ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT));
    tall = std::max(tall, height(layouts.back()) + 2 * kCellPad - 2);
  }
  if (!head && y_ + tall > kHeight - kBottom) return -1;  // the caller turns the page
  double x = kLeft;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (head) rectangle(x, y_, widths[c], tall, kHead, true);
    rectangle(x, y_, widths[c], tall, kRule, false);
    cairo_save(cr_.get());
    cairo_rectangle(cr_.get(), x, y_, widths[c], tall);
    cairo_clip(cr_.get());
    show(layouts[c], x + kCellPad, y_ + kCellPad - 1, kBlack);
    cairo_restore(cr_.get());
    x += widths[c];
  }
  y_ += tall;
  return tall;
}

void Printer::operator()(const Rows& rows) {
  const Listing& listing = rows.listing;
  if (listing.columns.empty()) return;
  const std::size_t n = std::min(rows.most, listing.rows.size());
  const double size = listing.columns.size() > kManyColumns ? kTightTable : kTable;
  std::vector<std::vector<std::string>> cells;
  std::vector<bool> right(listing.columns.size(), n > 0);
  for (std::size_t r = 0; r < n; ++r) {
    auto& row = cells.emplace_back();
    for (std::size_t c = 0; c < listing.columns.size(); ++c) {
      const std::string said = shown(listing.rows[r][c]);
      const bool day = said.size() == 10 && said[4] == '-' && said[7] == '-';
      row.push_back(day ? day_first(said) : said);
      right[c] = right[c] && (listing.rows[r][c].is_number() || listing.rows[r][c].is_null());
    }
  }
  const std::vector<double> widths = column_widths(listing, cells, size);
  std::vector<std::string> head;
  for (const Column& column : listing.columns) head.push_back(column.label);
  need(60);
  draw_row(head, widths, right, size, true);
  for (const auto& row : cells) {
    if (draw_row(row, widths, right, size, false) >= 0) continue;
    finish_page();
    draw_row(head, widths, right, size, true);
    if (draw_row(row, widths, right, size, false) < 0) {  // taller than a page: what fits is shown, and the row goes on in the workbook
      std::vector<std::string> cut = row;
      for (std::string& cell : cut) if (cell.size() > 1500) cell = wrapped(cell, 1500).front() + " …";
      draw_row(cut, widths, right, kTightTable, false);
    }
  }
  y_ += kGap;
  if (listing.rows.size() > n) (*this)(Paragraph{fmt::format(fmt::runtime(tr("… and {} more")), listing.rows.size() - n), true});
}

}  // namespace

Result<std::string> paged_pdf(const Paged& paged) {
  std::string out;
  Printer printer(out);
  for (const Part& part : paged.parts) std::visit(printer, part);
  if (const cairo_status_t status = printer.finish(); status != CAIRO_STATUS_SUCCESS)
    return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("the PDF could not be made: {}")), cairo_status_to_string(status)), tr("Is the package fonts-dejavu-core installed?"));
  return out;
}

}  // namespace sohoa
