#include "pipeline/extract/extract.hh"

#include <iterator>
#include <utility>

#include "pipeline/extract/digital_evidence.hh"
#include "pipeline/extract/duties.hh"
#include "pipeline/extract/fields.hh"
#include "pipeline/extract/printed_type.hh"
#include "pipeline/extract/registered.hh"
#include "pipeline/extract/table_aligned.hh"
#include "pipeline/extract/table_groups.hh"
#include "pipeline/extract/table_join.hh"
#include "pipeline/extract/table_numbers.hh"
#include "pipeline/extract/table_sums.hh"
#include "pipeline/extract/table_text.hh"
#include "pipeline/layout/roles.hh"
#include "pipeline/layout/zones.hh"

namespace sohoa {

namespace {

void add_guessed_tables(Document& document, const std::vector<Line>& lines, const Knowledge& knowledge) {
  for (Table& table : text_tables(lines, knowledge.column_headings)) {
    document.issues.push_back({"table.flattened", Severity::notice, table.page, "Bảng trong tệp chữ: hàng và cột đoán theo thứ tự dòng, chỉ để xem."});
    document.tables.push_back(std::move(table));
  }
}

void check_tables(Document& document, const Knowledge& knowledge) {
  const auto add = [&](std::vector<Issue> issues) { std::move(issues.begin(), issues.end(), std::back_inserter(document.issues)); };
  for (Table& table : document.tables) {
    add(mend_row_numbers(table));
    table.groups = groups_of(table);
    add(check_sums(table, knowledge.column_sums));
  }
}

}  // namespace

void extract(Document& document, const Knowledge& knowledge) {
  const std::vector<std::string> titles = title_keys(knowledge);
  mark_roles(document.pages);
  const std::vector<Line> lines = lay_out(document.pages, titles);
  add_aligned_tables(document.pages, knowledge.column_headings);
  document.tables = joined_tables(document.pages);
  add_guessed_tables(document, lines, knowledge);
  check_tables(document, knowledge);
  find_fields(lines, document, knowledge);
  weigh_signatures(document);
  weigh_register(document, knowledge);
  find_duties(lines, document, knowledge);
}

}  // namespace sohoa
