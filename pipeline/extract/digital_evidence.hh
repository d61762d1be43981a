#pragma once
#include "core/document.hh"

namespace sohoa {

/// Puts the signatures of the pages into the document, says as issues which do not hold and what was added behind the last, and
/// lets the time of signing speak where the day of the dateline was written by hand or is lost (rule "digital_signature.time"):
/// a day that both give is settled, any other is a candidate. A signer whose name, but for marks, is that of a valid certificate is
/// settled, too, in the certificate's spelling (rule "digital_signature.signer"). Call when the fields are found.
void weigh_signatures(Document&);

}  // namespace sohoa
