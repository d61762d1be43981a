#include "pipeline/assemble.hh"

#include "pipeline/read_page.hh"

namespace sohoa {

Document assemble(std::vector<Page> pages, const std::string& path, const std::string& dossier,
                  const std::string& sha256, const std::string& model, const Knowledge& knowledge) {
  Document document;
  document.id = sha256.substr(0, 16);
  document.dossier = dossier;
  Source source{path, sha256, {}};
  for (const Page& page : pages) {
    source.pages.push_back(page.n);
    document.issues.insert(document.issues.end(), page.issues.begin(), page.issues.end());
  }
  document.sources = {std::move(source)};
  document.reading_version = kReadingVersion;
  document.reading_model = model;
  document.extraction_version = kExtractionVersion;
  document.extraction_data = knowledge.fingerprint;
  document.pages = std::move(pages);
  extract(document, knowledge);
  return document;
}

}  // namespace sohoa
