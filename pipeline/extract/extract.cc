#include "pipeline/extract/extract.hh"

#include "pipeline/extract/digital_evidence.hh"
#include "pipeline/extract/duties.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/registered.hh"
#include "pipeline/extract/table_join.hh"
#include "pipeline/layout/phrase.hh"
#include "pipeline/layout/roles.hh"
#include "pipeline/layout/zones.hh"

namespace sohoa {

void extract(Document& document, const Knowledge& knowledge) {
  std::vector<std::string> titles;
  for (const DocumentType& type : knowledge.types) titles.push_back(key_of(type.name));
  mark_roles(document.pages);
  const std::vector<Line> lines = lay_out(document.pages, titles);
  document.tables = joined_tables(document.pages);
  find_fields(lines, document, knowledge);
  weigh_signatures(document);
  weigh_register(document, knowledge);
  find_duties(lines, document, knowledge);
}

}  // namespace sohoa
