#include "check/rulebook.hh"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/language.hh"
#include "core/names.hh"
#include "core/text/number_key.hh"

namespace sohoa {
namespace {

constexpr std::array<std::pair<Profile, std::string_view>, 3> kProfiles{{
    {Profile::office, "office"}, {Profile::archive, "archive"}, {Profile::one_stop, "one-stop"}}};

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

tl::unexpected<Error> nonsense(const char* file, int line, const std::string& cell) {
  return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}, row {}: not understood: {}")), file, line, cell));
}

/// Cells of a table by the names of its columns.
class Cells {
 public:
  static Result<Cells> of(const DataTable& table, const char* file, std::initializer_list<const char*> names) {
    Cells cells(table);
    for (const char* name : names) {
      cells.columns_[name] = table.column(name);
      if (table.column(name) < 0)
        return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("{}: there is no column \"{}\"")), file, name));
    }
    return cells;
  }
  const std::string& operator()(std::size_t row, const char* name) const {
    return table_.rows[row][static_cast<std::size_t>(columns_.at(name))];
  }

 private:
  explicit Cells(const DataTable& table) : table_(table) {}
  const DataTable& table_;
  std::map<std::string, int, std::less<>> columns_;
};

Result<std::vector<CheckRule>> read_rules(const std::filesystem::path& file) {
  constexpr const char* kFile = "rules.csv";
  const DataTable table = TRY(read_csv(file));
  const Cells cell = TRY(Cells::of(table, kFile, {"id", "severity", "profiles", "from", "until", "basis", "certainty", "vi", "en", "parameters", "source"}));
  std::vector<CheckRule> rules;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto severity = from_name<Severity>(cell(i, "severity"));
    if (!severity) return nonsense(kFile, table.lines[i], cell(i, "severity"));
    CheckRule rule{cell(i, "id"), *severity, {}, cell(i, "from"), cell(i, "until"), cell(i, "basis"), cell(i, "certainty"), cell(i, "vi"), cell(i, "en"), {}, cell(i, "source")};
    for (const std::string& one : parts_of(cell(i, "profiles"))) {
      const auto profile = profile_named(one);
      if (!profile) return nonsense(kFile, table.lines[i], one);
      rule.profiles.insert(*profile);
    }
    std::string last;
    for (const std::string& one : parts_of(cell(i, "parameters"))) {
      const std::size_t equals = one.find('=');
      if (equals == std::string::npos && last.empty()) return nonsense(kFile, table.lines[i], one);
      if (equals == std::string::npos)
        rule.parameters[last] += ';' + one;  // a further value of the same list
      else
        rule.parameters[last = one.substr(0, equals)] = one.substr(equals + 1);
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

Result<std::map<std::string, ActValidity>> read_acts(const std::filesystem::path& file) {
  const DataTable table = TRY(read_csv(file));
  const Cells cell = TRY(Cells::of(table, "act_validity.csv", {"number", "name", "from", "until", "replaced_by", "certainty", "source"}));
  std::map<std::string, ActValidity> acts;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    acts[number_key(cell(i, "number"))] = {cell(i, "number"), cell(i, "name"), cell(i, "from"), cell(i, "until"), cell(i, "replaced_by"),
                                           cell(i, "certainty") == "confirmed"};
  return acts;
}

}  // namespace

std::string_view name(Profile profile) {
  return std::find_if(kProfiles.begin(), kProfiles.end(), [&](const auto& row) { return row.first == profile; })->second;
}

std::optional<Profile> profile_named(std::string_view text) {
  for (const auto& [profile, name] : kProfiles)
    if (name == text) return profile;
  return std::nullopt;
}

double CheckRule::parameter(const std::string& name) const {
  const auto found = parameters.find(name);
  double value = 0.0;
  if (found != parameters.end()) std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
  return value;
}

std::vector<std::string> CheckRule::list(const std::string& name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::vector<std::string>() : parts_of(found->second);
}

const CheckRule* Rulebook::rule(std::string_view id) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const CheckRule& r) { return r.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

Result<Rulebook> Rulebook::load(const std::filesystem::path& data) {
  Rulebook book;
  book.rules = TRY(read_rules(data / "rules.csv"));
  book.acts = TRY(read_acts(data / "act_validity.csv"));
  book.join_weights = TRY(JoinWeights::load(data));
  book.known = TRY(Knowledge::load(data));
  return book;
}

}  // namespace sohoa
