#pragma once
#include "core/document.hh"
#include "pipeline/extract/knowledge.hh"

namespace sohoa {

/// The parent of an appendix that lies behind a signed document of the same file: that document, when the appendix bears a note
/// ("Kèm theo …") and no number of its own. Where the note's own number agrees, it is accepted; where the note has none, or its blank was not
/// read, number and day of the document before are proposed for review; where it names another, that stays and the document before is a
/// candidate. Nothing is done when the note's kind or symbol ("/KH-UBND") is another's.
void weigh_document_before(Document& appendix, const Document& before, const Knowledge&);

}  // namespace sohoa
