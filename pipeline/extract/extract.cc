#include "pipeline/extract/extract.hh"

#include "pipeline/extract/fields.hh"
#include "pipeline/layout/zones.hh"

namespace sohoa {

void extract(Document& document, const Knowledge& knowledge) {
  const std::vector<Line> lines = lay_out(document.pages);
  find_fields(lines, document, knowledge);
}

}  // namespace sohoa
