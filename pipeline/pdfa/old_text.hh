#pragma once
#include "pipeline/pdfa/qpdf.hh"

namespace sohoa::pdfa {

/// Whether all the text a page shows, if any, is invisible: a layer laid over a scan.
bool only_hidden_text(QPDFPageObjectHelper&);

/// Takes what another program read out of a page: its invisible text goes, in the page and in the forms it draws. Text that is
/// drawn stays, but is declared to say nothing, since the hidden text says it. Images and marks are not touched.
void silence_old_text(QPDF&, QPDFPageObjectHelper&);

}  // namespace sohoa::pdfa
