#include "pipeline/extract/duties.hh"

#include "pipeline/extract/citations.hh"
#include "pipeline/extract/flow.hh"

namespace sohoa {

void find_duties(const std::vector<Line>& lines, Document& document, const Knowledge& knowledge) {
  const Flow flow = flow_of(lines);
  document.citations = find_citations(flow, knowledge, document.field(FieldId::number).value());
}

}  // namespace sohoa
