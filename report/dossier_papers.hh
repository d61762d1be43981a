#pragma once
#include <string>
#include <vector>

#include "core/document.hh"
#include "report/register.hh"

namespace sohoa {

/// Papers that lie in a dossier and speak of it: its cover (bìa hồ sơ) and its list of contents (mục lục văn bản). They are scans like others,
/// mostly filled in by pen, so what they say is for people to check.
enum class DossierPaper { none, cover, contents };
DossierPaper dossier_paper(const Document&);

/// What a cover says; empty = not read. Days ISO.
struct DossierCover {
  std::string title, number, fonds, list, retention, from, to, sheets;
  std::vector<std::string> gaps;  // numbers the series leaves out ("03-11")
};
DossierCover read_cover(const Document&);

/// Adds the documents a list of contents expects, with the dossier it lies in. A row of the list is known by its day; what could not be
/// told apart is among the problems, by page. `ordinal` is the number of the row in the list as it is counted here.
void add_contents(const Document&, Register&);

}  // namespace sohoa
