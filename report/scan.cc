#include "report/coverage.hh"

namespace sohoa {

void ScanTable::add(const Summary& summary) {
  Scan scan;
  scan.id = texts.keep(summary.id);
  scan.dossier = texts.once(summary.dossier);
  scan.path = texts.keep(summary.path);
  scan.number = texts.keep(summary.number);
  scan.number_sure = summary.number_sure;
  scan.date = texts.once(summary.date);
  scan.date_sure = summary.date_sure;
  scan.issuer = texts.once(summary.issuer);
  scan.subject = texts.keep(summary.subject);
  scan.type = texts.once(summary.type);
  scan.expiry = texts.once(summary.expiry);
  scan.extracted = (!scan.number.empty() || !scan.subject.empty()) && !scan.date.empty() && !scan.type.empty();
  scan.reviewed = summary.reviewed;
  scan.indexed = summary.indexed;
  scan.unreadable = summary.unreadable;
  scan.pages = summary.pages;
  scan.blank_pages = summary.blank_pages;
  for (const std::string& path : summary.duplicates) scan.duplicates.push_back(texts.keep(path));
  scans.push_back(std::move(scan));
}

}  // namespace sohoa
