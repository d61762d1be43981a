#include <fmt/format.h>

#include "report/html.hh"
#include "report/paged.hh"

namespace sohoa {
namespace {

std::string chart_html(const Chart& chart) { return fmt::format("<div><h2>{}</h2>\n{}</div>\n", escaped(chart.title), bar_chart(chart.bars, chart.target)); }

struct ToHtml {
  std::string operator()(const Heading& h) const { return fmt::format("<{0}>{1}</{0}>\n", h.top ? "h1" : "h2", escaped(h.text)); }
  std::string operator()(const Paragraph& p) const { return fmt::format("<p{}>{}</p>\n", p.pale ? " class=\"sub\"" : "", escaped(p.text)); }
  std::string operator()(const Tiles& all) const {
    std::string out = "<div class=\"tiles\">\n";
    for (const Tile& t : all.tiles)
      out += fmt::format("<div class=\"tile{}\"><b>{}</b><span>{}</span></div>\n", t.bad ? " bad" : "", escaped(t.value), escaped(t.label));
    return out + "</div>\n";
  }
  std::string operator()(const Charts& c) const { return "<div class=\"two\">" + chart_html(c.left) + chart_html(c.right) + "</div>\n"; }
  std::string operator()(const Rows& r) const { return html_table(r.listing, r.most); }
  std::string operator()(const NewPage&) const { return "<div class=\"annex\"></div>\n"; }
};

}  // namespace

std::string paged_html(const Paged& paged) {
  std::string body;
  for (const Part& part : paged.parts) body += std::visit(ToHtml(), part);
  return html_page(paged.title, body);
}

}  // namespace sohoa
