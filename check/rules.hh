#pragma once
#include "check/checked_document.hh"

namespace sohoa {

// One function a rule of data/rules.csv, grouped by file. Each says what it saw; whether the document's day is one the rule holds for,
// and the severity, are not its business.

// parts.cc: the parts of Điều 8 of Nghị định 30/2020/NĐ-CP
Observations motto_missing(const CheckedDocument&, const CheckRule&);
Observations issuer_missing(const CheckedDocument&, const CheckRule&);
Observations number_missing(const CheckedDocument&, const CheckRule&);
Observations date_missing(const CheckedDocument&, const CheckRule&);
Observations subject_missing(const CheckedDocument&, const CheckRule&);
Observations signer_missing(const CheckedDocument&, const CheckRule&);
Observations seal_missing(const CheckedDocument&, const CheckRule&);
Observations recipients_missing(const CheckedDocument&, const CheckRule&);

// forms.cc: how number, date and ending are written
Observations type_and_number_differ(const CheckedDocument&, const CheckRule&);
Observations number_not_padded(const CheckedDocument&, const CheckRule&);
Observations number_with_spaces(const CheckedDocument&, const CheckRule&);
Observations date_not_padded(const CheckedDocument&, const CheckRule&);
Observations letter_with_type_code(const CheckedDocument&, const CheckRule&);
Observations named_type_with_about(const CheckedDocument&, const CheckRule&);
Observations archive_line_missing(const CheckedDocument&, const CheckRule&);
Observations end_mark_missing(const CheckedDocument&, const CheckRule&);
Observations title_line_missing(const CheckedDocument&, const CheckRule&);

// figures.cc: what tables of figures say
Observations sums_that_fail(const CheckedDocument&, const CheckRule&);

// validity.cc: what was in force on the document's day
Observations cites_repealed_act(const CheckedDocument&, const CheckRule&);
Observations district_issuer(const CheckedDocument&, const CheckRule&);
Observations former_province(const CheckedDocument&, const CheckRule&);
Observations agency_of_other_years(const CheckedDocument&, const CheckRule&);
Observations due_before_issue(const CheckedDocument&, const CheckRule&);
Observations due_on_day_off(const CheckedDocument&, const CheckRule&);

// digitized.cc: scans and their metadata
Observations field_too_long(const CheckedDocument&, const CheckRule&);
Observations low_resolution(const CheckedDocument&, const CheckRule&);
Observations no_colour(const CheckedDocument&, const CheckRule&);
Observations not_pdfa(const CheckedDocument&, const CheckRule&);
Observations no_text_layer(const CheckedDocument&, const CheckRule&);
Observations file_name_form(const CheckedDocument&, const CheckRule&);
Observations case_field_missing(const CheckedDocument&, const CheckRule&);

// openness.cc: what an open archive must not show
Observations secret_in_open_archive(const CheckedDocument&, const CheckRule&);
Observations personal_number(const CheckedDocument&, const CheckRule&);

}  // namespace sohoa
