#include "pipeline/extract/table_duties.hh"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "pipeline/extract/order.hh"
#include "pipeline/extract/pattern.hh"
#include "pipeline/extract/table_columns.hh"
#include "pipeline/extract/table_grid.hh"
#include "pipeline/extract/table_groups.hh"
#include "pipeline/extract/task_text.hh"
#include "pipeline/extract/unit_name.hh"

namespace sohoa {
namespace {

constexpr double kSureCell = 0.8;        // confidence of the words of a cell, and of the grid, for a value that may be accepted

using Grid = std::vector<std::vector<const TableCell*>>;

/// A row below the headings, and what its columns say.
struct DutyRow {
  Order order;
  std::vector<const TableCell*> times, targets;
  const TableCell* task = nullptr;
  const TableCell* measure = nullptr;
  void name_by(const TableCell& cell) {
    task = &cell;
    order.task = shortened(trimmed_name(cell.text));
  }
};

bool has(const std::vector<ColumnRole>& roles, ColumnRole role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

bool is_of_duties(const std::vector<ColumnRole>& roles) {
  return has(roles, ColumnRole::task) && (has(roles, ColumnRole::time) || has(roles, ColumnRole::target));
}

void add(std::string& names, const TableCell& cell) {
  const std::string name = trimmed_name(cell.text);
  if (name.empty() || names.find(name) != names.npos) return;
  names += (names.empty() ? "" : "; ") + name;
}

DutyRow row_of(const std::vector<const TableCell*>& cells, const std::vector<ColumnRole>& roles) {
  DutyRow row;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const TableCell* cell = cells[c];
    if (!cell || cell->text.empty() || (c > 0 && cells[c - 1] == cell)) continue;
    switch (roles[c]) {
      case ColumnRole::task:
        if (!row.task) row.name_by(*cell);
        break;
      case ColumnRole::lead: add(row.order.lead, *cell); break;
      case ColumnRole::coordinating: add(row.order.coordinating, *cell); break;
      case ColumnRole::time: row.times.push_back(cell); break;
      case ColumnRole::target: row.targets.push_back(cell); break;
      case ColumnRole::measure: row.measure = cell; break;
      default: break;
    }
  }
  return row;
}

/// The cell's words as running text behind a label of time, as phrases are looked for in lists of tasks.
Flow flow_of_cell(const TableCell& cell) {
  Flow flow;
  flow.text = "Thời gian thực hiện: ";
  const std::size_t begin = flow.text.size();
  flow.text += cell.text;
  flow.footnotes = flow.text.size();
  flow.places = {{begin, flow.text.size(), cell.page, cell.box, cell.confidence}};
  flow.items = {{0, flow.text.size(), 0, Marker::none, -1, false}};
  return flow;
}

/// "60", "Tối thiểu 80", "≥ 95%": the percentage of a cell of targets, when its measure is one.
std::optional<Target> target_of(const TableCell& cell, const TableCell* measure) {
  static const RE2 figure(
      R"((?i)^\s*(?:đạt\s+|phấn\s+đấu\s+)*(tối\s+thiểu|ít\s+nhất|trên|từ|hơn|không\s+dưới|[≥>])?\s*(?:đạt\s+)?(\d{1,3}(?:[.,]\d{1,2})?)\s*(%)?\s*(trở\s+lên)?[.;]?\s*$)");
  re2::StringPiece least, sign, up;
  std::string number;
  if (!RE2::PartialMatch(piece(cell.text), figure, &least, &number, &sign, &up)) return std::nullopt;
  if (sign.empty() && (!measure || measure->text.find('%') == measure->text.npos)) return std::nullopt;
  std::replace(number.begin(), number.end(), ',', '.');
  Target target;
  std::from_chars(number.data(), number.data() + number.size(), target.percent);
  if (target.percent <= 0 || target.percent > 100) return std::nullopt;
  target.at_least = !least.empty() || !up.empty();
  target.evidence = {cell.page, cell.box, "table.target"};
  return target;
}

bool holds(const TableCell& cell, const Evidence& evidence) {
  return cell.box && evidence.box && cell.page == evidence.page && evidence.box->center_x() >= cell.box->x0 && evidence.box->center_x() < cell.box->x1 &&
         evidence.box->center_y() >= cell.box->y0 && evidence.box->center_y() < cell.box->y1;
}

/// Whether what a table says may take the place of what lines of text said: columns guessed from white only where every cell was read well.
bool outweighs_lines(const Table& table) {
  return table.kind == TableKind::ruled || std::all_of(table.rows.begin(), table.rows.end(), [](const auto& row) {
           return std::all_of(row.begin(), row.end(), [](const TableCell& cell) { return cell.confidence >= kSureCell; });
         });
}

/// What one table says, and which of its cells said it.
class Reader {
 public:
  Reader(const Table& table, std::vector<ColumnRole> roles, const DocumentTime& time, const WorkingDays& calendar)
      : table_(table), roles_(std::move(roles)), grid_(grid_of(table)), time_(time), calendar_(calendar) {
    const TableCell* section = nullptr;
    auto group = table.groups.begin();
    for (std::size_t r = static_cast<std::size_t>(table.header); r < grid_.size(); ++r) {
      if (group != table.groups.end() && group->row == static_cast<int>(r))
        if (const TableCell* title = title_alone(table, *group++)) {
          section = title;
          continue;
        }
      rows_.push_back(row_of(grid_[r], roles_));
      // A row that leaves its task out is about what its section says.
      if (!rows_.back().task && section) rows_.back().name_by(*section);
    }
  }

  void add_deadlines(std::vector<Deadline>& deadlines) const {
    for (const DutyRow& row : rows_)
      for (const TableCell* cell : row.times)
        for (Deadline& deadline : deadlines_of(row.order, flow_of_cell(*cell), time_, calendar_)) {
          if (!sure(*cell) || (row.task && !sure(*row.task))) deadline.status = Status::review;
          deadline.evidence.rule = "table." + deadline.evidence.rule;
          deadlines.push_back(std::move(deadline));
        }
  }

  /// Figures nobody could read are said, not left out.
  void add_targets(std::vector<Target>& targets, std::vector<Issue>& issues) const {
    for (const DutyRow& row : rows_)
      for (const TableCell* cell : row.targets) {
        if (!row.task) continue;
        if (auto target = target_of(*cell, row.measure)) {
          target->name = row.order.task;
          target->lead = row.order.lead;
          targets.push_back(std::move(*target));
        } else if (row.measure && row.measure->text == "%") {
          issues.push_back({"table.target_unread", Severity::warning, cell->page,
                            fmt::format("Bảng giao chỉ tiêu: chưa đọc được con số của “{}” (đọc là “{}”); xin xem ô này.", row.order.task, cell->text)});
        }
      }
  }

  /// Whether a claim of running text stands where this table says it better, or only heads a column.
  bool replaces(const Evidence& evidence, ColumnRole by) const {
    if (!has(roles_, by)) return false;
    for (std::size_t r = 0; r < grid_.size(); ++r)
      for (std::size_t c = 0; c < grid_[r].size(); ++c)
        if (grid_[r][c] && holds(*grid_[r][c], evidence)) return static_cast<int>(r) < table_.header || roles_[c] != ColumnRole::task || by == ColumnRole::target;
    return false;
  }

  /// The row whose task holds a place; null when none does.
  const DutyRow* row_around(const Evidence& evidence) const {
    const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const DutyRow& row) { return row.task && holds(*row.task, evidence); });
    return found == rows_.end() ? nullptr : &*found;
  }

 private:
  bool sure(const TableCell& cell) const { return table_.kind == TableKind::ruled && table_.confidence >= kSureCell && cell.confidence >= kSureCell; }

  const Table& table_;
  std::vector<ColumnRole> roles_;
  Grid grid_;
  const DocumentTime& time_;
  const WorkingDays& calendar_;
  std::vector<DutyRow> rows_;
};

}  // namespace

void find_table_duties(Document& document, const DocumentTime& time, const Knowledge& knowledge) {
  for (const Table& table : document.tables) {
    // Of flattened tables the lines of text say as much (table_row).
    if (table.kind == TableKind::text || !outweighs_lines(table)) continue;
    std::vector<ColumnRole> roles = column_roles(table, knowledge.column_headings);
    if (!is_of_duties(roles)) continue;
    const Reader reader(table, std::move(roles), time, knowledge.calendar);
    std::erase_if(document.deadlines, [&](const Deadline& d) { return reader.replaces(d.evidence, ColumnRole::time); });
    std::erase_if(document.targets, [&](const Target& t) { return reader.replaces(t.evidence, ColumnRole::target); });
    for (Deadline& deadline : document.deadlines)
      if (const DutyRow* row = reader.row_around(deadline.evidence)) {
        deadline.lead = row->order.lead;
        deadline.coordinating = row->order.coordinating;
      }
    reader.add_deadlines(document.deadlines);
    reader.add_targets(document.targets, document.issues);
  }
}

}  // namespace sohoa
