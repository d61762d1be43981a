#pragma once
#include <string>

#include "pipeline/extract/fields.hh"

namespace sohoa {

// What the digit reader saw in the blanks of the form (Page::slots), weighed against what else is known. Both leave a field alone whose
// digits were printed, and say on `handwritten` when the ink is a pen's. The likeliest value comes first, the others are candidates; the
// field's confidence is its share of all. Their rule says what spoke for them: "ink", "+engine" (the page reader saw the same digits),
// "+signature" (the day of a valid one), "+signing_time" (printed on the page), or against them: "-rest_day", "-cited", "-signature",
// "-arrival". registered.hh and series.hh go on: "+register", "+series", "-series".

/// The number of the line on `page`: digits by ink, the symbol as printed.
void weigh_written_number(Field&, const FieldInput&);

/// The day, and the month where it is not printed.
void weigh_written_date(Field&, const FieldInput&);

}  // namespace sohoa
