#include "search/saved.hh"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/data_files.hh"
#include "core/language.hh"
#include "core/text/normalize.hh"

namespace sohoa::search {
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

Result<fs::path> path_of(const fs::path& folder, const std::string& name) {
  std::string rest = name;
  for (const std::string_view word : text::words(name)) rest.replace(rest.find(word), word.size(), "");
  constexpr std::size_t kLongest = 100;
  if (rest.size() == name.size() || name.size() > kLongest || rest.find_first_not_of(" -_") != std::string::npos)
    return fail(ErrorCode::usage, fmt::format(fmt::runtime(tr("“{}” cannot be the name of a search")), name),
                tr("Use letters, digits, spaces, - and _."));
  return folder / (name + ".json");
}

}  // namespace

Result<void> save_search(const fs::path& folder, const SavedSearch& search) {
  const fs::path path = TRY(path_of(folder, search.name)), fresh = path.string() + ".new";
  std::error_code error;
  fs::create_directories(folder, error);
  {
    std::ofstream out(fresh);
    out << Json{{"query", search.query}, {"filters", search.filters}, {"seen", search.seen}}.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    out.flush();
    if (!out) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), path.string(), tr("Is the disk full?")));
  }
  fs::rename(fresh, path, error);
  if (error) return fail(ErrorCode::io, fmt::format(fmt::runtime(tr("cannot write {}: {}")), path.string(), error.message()));
  return {};
}

Result<SavedSearch> load_search(const fs::path& folder, const std::string& name) {
  const fs::path path = TRY(path_of(folder, name));
  if (!fs::exists(path))
    return fail(ErrorCode::not_found, fmt::format(fmt::runtime(tr("there is no saved search “{}”")), name), tr("Make it: sohoa search QUERY --save NAME"));
  const Json json = Json::parse(TRY(read_file(path)), nullptr, false);
  try {
    return SavedSearch{name, json.at("query"), json.at("filters").get<std::vector<std::pair<std::string, std::string>>>(),
                       json.at("seen").get<std::set<std::string>>()};
  } catch (const Json::exception&) {
    return fail(ErrorCode::bad_data, fmt::format(fmt::runtime(tr("the saved search {} cannot be read")), path.string()),
                tr("Save it again: sohoa search QUERY --save NAME"));
  }
}

std::vector<std::string> saved_searches(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".json") out.push_back(entry.path().stem().string());
  std::ranges::sort(out);
  return out;
}

}  // namespace sohoa::search
