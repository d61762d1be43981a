#pragma once
#include <string_view>

#include "core/document.hh"

namespace sohoa {

/// The words around a cited act, white space as printed.
struct CitationContext {
  std::string_view left;      // up to 160 bytes before it, its article and "kèm theo" included
  std::string_view verb;      // the same up to its article: "… sửa đổi, bổ sung "
  std::string_view sentence;  // what of its sentence stands before it
  std::string_view item;      // the whole paragraph
  bool other_act =
      false;  // another act stands earlier in the sentence: its verbs may be that act's
  Relation before = Relation::mentions;  // of the act before it
  bool linked = false;                   // only a comma or "và" parts it from that act
};

/// What the citing document does to the cited act.
Relation relation_of(const CitationContext&);

/// "… ban hành kèm theo Quyết định số …": the act an appendix or rules hang on.
bool is_attached(const CitationContext&);

}  // namespace sohoa
