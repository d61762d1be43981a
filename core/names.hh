#pragma once
#include <optional>
#include <string_view>

#include "core/document.hh"

namespace sohoa {

/// Names of the enumerations in records, one table each (core/names.cc).
std::string_view name(Status);
std::string_view name(Severity);
std::string_view name(LayerKind);
std::string_view name(SlotKind);
std::string_view name(Role);
std::string_view name(Origin);
std::string_view name(TableKind);
std::string_view name(Relation);
std::string_view name(DeadlineKind);

/// What people call a field, in their language.
std::string_view label(FieldId);

/// The inverse: nothing for a name that is not in the table.
template <class Enum>
std::optional<Enum> from_name(std::string_view);

}  // namespace sohoa
