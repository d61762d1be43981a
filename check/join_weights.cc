#include "check/join_weights.hh"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <string>

#include "core/data_files.hh"
#include "core/language.hh"

namespace sohoa {

Result<JoinWeights> JoinWeights::load(const std::filesystem::path& data_folder) {
  JoinWeights weights;
  std::map<std::string, double*, std::less<>> rows{
      {"page_number_goes_on", &weights.page_number_goes_on},         {"sentence_goes_on", &weights.sentence_goes_on},
      {"begins_inside_sentence", &weights.begins_inside_sentence},   {"before_has_no_signature", &weights.before_has_no_signature},
      {"behind_has_the_signature", &weights.behind_has_the_signature}, {"file_names_count_on", &weights.file_names_count_on},
      {"before_has_a_header", &weights.before_has_a_header},         {"threshold_propose", &weights.threshold_propose},
      {"threshold_sure", &weights.threshold_sure},                   {"threshold_most", &weights.threshold_most}};
  const auto nonsense = [](const std::string& what) {
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("join_evidence.csv: \"{}\" wants a row with a number from 0 to 1")), what));
  };
  const DataTable table = TRY(read_csv(data_folder / "join_evidence.csv"));
  const int evidence = table.column("evidence"), weight = table.column("weight");
  if (evidence < 0 || weight < 0) return nonsense("evidence,weight");
  for (const auto& row : table.rows) {
    const std::string &name = row[static_cast<std::size_t>(evidence)], &cell = row[static_cast<std::size_t>(weight)];
    const auto found = rows.find(name);
    if (found == rows.end()) return nonsense(name);
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), *found->second);
    if (error != std::errc() || end != cell.data() + cell.size() || !(*found->second >= 0.0 && *found->second <= 1.0)) return nonsense(name);
    rows.erase(found);
  }
  if (!rows.empty()) return nonsense(rows.begin()->first);
  return weights;
}

}  // namespace sohoa
