#include "report/charts.hh"

#include <fmt/format.h>

#include <algorithm>

#include "core/text/normalize.hh"
#include "report/html.hh"
#include "report/table.hh"

namespace sohoa {
namespace {

constexpr int kWidth = 360, kLabel = 150, kNote = 58, kRow = 18, kLongestLabel = 20;  // of the drawing; letters of a label

}  // namespace

std::string bar_chart(const std::vector<Bar>& bars, double target) {
  const double scale = (kWidth - kLabel - kNote) / 100.0;
  const int height = static_cast<int>(bars.size()) * kRow + 16;
  std::string out = fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" font-size=\"10\" font-family=\"inherit\">", kWidth, height);
  for (const int percent : {0, 50, 100})
    out += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"0\" y2=\"{1}\" stroke=\"#d0d7de\"/><text x=\"{0:.1f}\" y=\"{2}\" text-anchor=\"middle\" fill=\"#555\">{3}%</text>",
                       kLabel + percent * scale, height - 14, height - 3, percent);
  int y = 2;
  for (const Bar& bar : bars) {
    const double width = std::clamp(bar.share, 0.0, 100.0) * scale;
    const std::vector<std::string> label = wrapped(bar.label, kLongestLabel);
    out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}{}</text>", kLabel - 5, y + 11, escaped(label.front()), label.size() > 1 ? "…" : "");
    out += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{:.1f}\" height=\"13\" fill=\"{}\"/>", kLabel, y, width,
                       target >= 0 && bar.share < target ? "#c4622d" : "#2f6f9f");
    out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", kWidth - 2, y + 11, escaped(bar.note));
    y += kRow;
  }
  if (target >= 0)
    out += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"0\" y2=\"{1}\" stroke=\"#a4262c\" stroke-dasharray=\"4 2\"/>", kLabel + target * scale, height - 14);
  return out + "</svg>\n";
}

}  // namespace sohoa
