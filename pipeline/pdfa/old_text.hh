#pragma once
#include "pipeline/pdfa/qpdf.hh"

namespace sohoa::pdfa {

/// Takes what another program read out of a page: its invisible text goes, in the page and in the forms it draws. Text that is
/// drawn stays, but is declared to say nothing, since the hidden text says it. Images and marks are not touched.
void silence_old_text(QPDF&, QPDFPageObjectHelper&);

}  // namespace sohoa::pdfa
