#pragma once
#include <string>

#include "core/document.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// What the dated rows of agencies and provinces say of the issuer on the day of issue, of which at least the year is known. The value stays
/// as printed; `extra` gets "in_force": "no" when the body or its province did not bear that name then, "successor": the body that does its
/// work now, "province_now": the province that its own belongs to now. A name that was mended to one not borne then is for review.
void weigh_dated_names(Field& issuer, const Field& issued_date, const Knowledge&);

}  // namespace sohoa
