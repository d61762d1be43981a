#pragma once
#include <string>
#include <vector>

#include "pipeline/pdfa/qpdf.hh"

namespace sohoa::pdfa {

/// Who signed the original digitally, as far as the PDF says it in clear ("" where it does not).
std::vector<std::string> signers_of(QPDF&);

/// Takes away what PDF/A-2 forbids and a still copy does not need: scripts, actions, attachments, form fields, signatures.
/// What annotations show becomes part of the page, so that seals and signatures stay visible; links stay.
void make_still(QPDF&);

/// What PDF/A-2b asks for and cannot be mended without changing the page (fonts that are not embedded, CMYK colours), in the
/// user's language; small departures are mended on the way. Empty = the document may say that it is PDF/A.
std::vector<std::string> departures(QPDF&);

}  // namespace sohoa::pdfa
