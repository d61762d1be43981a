#pragma once
#include <optional>

#include "pipeline/extract/fields.hh"

namespace sohoa {

/// What kind of stamp a place in the header looks like: a low and wide frame holds a mark (HỎA TỐC, MẬT), a larger one is that of the registry (ĐẾN).
enum class StampShape { mark, registry };

/// A stamp of this shape in the upper part of the document's first page, found by its ink, in which no line was read as what it says.
std::optional<Evidence> unread_stamp(const FieldInput&, StampShape, Zone read_as);

/// A field that only says: something is there that could not be read, look at it.
Field to_be_looked_at(Evidence, std::string raw);

}  // namespace sohoa
