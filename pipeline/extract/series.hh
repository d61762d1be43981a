#pragma once
#include <string>
#include <vector>

#include "core/document.hh"
#include "pipeline/extract/registered.hh"

namespace sohoa {

/// Weighs the readings of a number and a day written by hand against the series of the issuer: numbers grow with the date within a year,
/// so a number lies between those registered before and after its day. `rows`: of the same symbol, any order; with fewer than three of the
/// document's year nothing changes. Accepts nothing; the rule of a value says "+series" or "-series".
void weigh_series(Field& number, Field& date, const std::vector<RegisteredDocument>& rows);

}  // namespace sohoa
