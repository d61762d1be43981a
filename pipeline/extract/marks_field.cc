#include "core/text/normalize.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/unread_stamp.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

struct Mark {
  std::string_view key, name;
};

constexpr Mark kUrgency[] = {{"hoatochengio", "Hỏa tốc hẹn giờ"}, {"hoatoc", "Hỏa tốc"}, {"thuongkhan", "Thượng khẩn"}, {"khan", "Khẩn"}};
constexpr Mark kSecrecy[] = {{"tuyetmat", "Tuyệt mật"}, {"toimat", "Tối mật"}, {"mat", "Mật"}};

/// Only a stand-alone stamp is a mark: "(TRỪ VĂN BẢN MẬT)" in a heading is none.
template <std::size_t n>
Field mark_in(const FieldInput& in, const Mark (&marks)[n], const char* rule) {
  for (const Line* line : lines_in(in.lines, Zone::mark))
    for (const Mark& mark : marks) {
      const int errors = edit_distance(key_of(line->text), mark.key, 1);
      if (errors > (mark.key.size() > 5 ? 1 : 0)) continue;
      Field field;
      field.values = {std::string(mark.name)};
      field.raw = line->text;
      field.confidence = errors ? 0.7 : line->confidence;
      field.evidence = evidence_of(*line, rule);
      return field;
    }
  return {};
}

}  // namespace

Field find_urgency(const FieldInput& in) {
  Field field = mark_in(in, kUrgency, "header.urgency");
  if (!field.values.empty()) return field;
  // The commonest mark is one of urgency; one that was read as another is none that was missed.
  const auto unread = unread_stamp(in, StampShape::mark, Zone::mark);
  return unread ? to_be_looked_at(*unread, "") : field;
}
Field find_secrecy(const FieldInput& in) { return mark_in(in, kSecrecy, "header.secrecy"); }

}  // namespace sohoa
