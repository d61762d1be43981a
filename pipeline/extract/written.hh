#pragma once
#include <string>

#include "pipeline/extract/fields.hh"

namespace sohoa {

// What the digit reader saw in the blanks of the form (Page::slots), weighed against what else is known. Both leave a field alone whose
// digits were printed, and say on `handwritten` when the ink is a pen's. The likeliest value comes first, the others are candidates;
// their rule says what spoke for them: "ink", and "engine", "signature", "register", or against them: "weekend", "holiday", "cited", "arrival".
// Rules that speak against are written with a minus. The field's confidence is its share of all values; `written_sure` in `extra` says that independent evidence agrees.

/// The number of the line on `page`: digits by ink, the symbol as printed.
void weigh_written_number(Field&, const FieldInput&);

/// The day, and the month where it is not printed.
void weigh_written_date(Field&, const FieldInput&);

}  // namespace sohoa
