#include "core/names.hh"

#include <array>
#include <utility>

#include "core/language.hh"

namespace sohoa {
namespace {

template <class Enum>
constexpr std::array<std::string_view, 0> kNames{};
template <>
constexpr std::array kNames<Status>{std::string_view("missing"), std::string_view("review"),
                                    std::string_view("accepted"), std::string_view("corrected")};
template <>
constexpr std::array kNames<Severity>{std::string_view("error"), std::string_view("warning"),
                                      std::string_view("notice")};
template <>
constexpr std::array kNames<SlotKind>{std::string_view("number"), std::string_view("day"), std::string_view("month")};
template <>
constexpr std::array kNames<LayerKind>{std::string_view("seal"), std::string_view("stamp"),
                                       std::string_view("handwriting")};
template <>
constexpr std::array kNames<Role>{std::string_view("body"), std::string_view("page_number"), std::string_view("furniture"),
                                  std::string_view("stamp"), std::string_view("footnote")};
template <>
constexpr std::array kNames<Origin>{std::string_view("ocr"), std::string_view("embedded"),
                                    std::string_view("text")};
template <>
constexpr std::array kNames<TableKind>{std::string_view("ruled"), std::string_view("aligned"), std::string_view("text")};
template <>
constexpr std::array kNames<Relation>{
    std::string_view("basis"),   std::string_view("implements"), std::string_view("amends"),
    std::string_view("replaces"), std::string_view("repeals"),   std::string_view("parent"),
    std::string_view("mentions")};
template <>
constexpr std::array kNames<DeadlineKind>{
    std::string_view("absolute"),   std::string_view("period"), std::string_view("recurring"),
    std::string_view("relative"),   std::string_view("continuous"), std::string_view("event"),
    std::string_view("reference")};

}  // namespace

std::string_view name(Status v) { return kNames<Status>[static_cast<std::size_t>(v)]; }
std::string_view name(Severity v) { return kNames<Severity>[static_cast<std::size_t>(v)]; }
std::string_view name(SlotKind v) { return kNames<SlotKind>[static_cast<std::size_t>(v)]; }
std::string_view name(LayerKind v) { return kNames<LayerKind>[static_cast<std::size_t>(v)]; }
std::string_view name(Role v) { return kNames<Role>[static_cast<std::size_t>(v)]; }
std::string_view name(Origin v) { return kNames<Origin>[static_cast<std::size_t>(v)]; }
std::string_view name(TableKind v) { return kNames<TableKind>[static_cast<std::size_t>(v)]; }
std::string_view name(Relation v) { return kNames<Relation>[static_cast<std::size_t>(v)]; }
std::string_view name(DeadlineKind v) { return kNames<DeadlineKind>[static_cast<std::size_t>(v)]; }

std::string_view label(FieldId id) {
  const FieldSpec& spec = spec_of(id);
  return in_language(spec.label_vi, spec.label_en);
}

template <class Enum>
std::optional<Enum> from_name(std::string_view text) {
  const auto& names = kNames<Enum>;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}
template std::optional<Status> from_name(std::string_view);
template std::optional<Severity> from_name(std::string_view);
template std::optional<LayerKind> from_name(std::string_view);
template std::optional<SlotKind> from_name(std::string_view);
template std::optional<Role> from_name(std::string_view);
template std::optional<Origin> from_name(std::string_view);
template std::optional<TableKind> from_name(std::string_view);
template std::optional<Relation> from_name(std::string_view);
template std::optional<DeadlineKind> from_name(std::string_view);

}  // namespace sohoa
