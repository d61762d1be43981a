#include "pipeline/extract/fields.hh"

namespace sohoa {

void find_fields(const std::vector<Line>&, Document&, const Knowledge&) {}

}  // namespace sohoa
