#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/names.hh"
#include "pipeline/extract/extract.hh"

namespace sohoa::test {

/// What the data folder knows, loaded once; throws when it cannot be.
inline const Knowledge& knowledge() {
  static const Knowledge loaded = Knowledge::load(data_folder()).value();
  return loaded;
}

/// The document of these pages.
inline Document extracted(std::vector<Page> pages, const Knowledge& known = knowledge()) {
  Document document;
  document.pages = std::move(pages);
  extract(document, known);
  return document;
}

/// All values of a field, parted by semicolons.
inline std::string value(const Field& field) {
  std::string text;
  for (const std::string& one : field.values) text += (text.empty() ? "" : "; ") + one;
  return text;
}
inline std::string value(const Document& document, FieldId id) { return value(document.field(id)); }

/// "value|status", or "" for a missing field.
inline std::string shown(const Field& field) {
  return field.status == Status::missing ? "" : value(field) + "|" + std::string(name(field.status));
}
inline std::string shown(const Document& document, FieldId id) { return shown(document.field(id)); }

}  // namespace sohoa::test
