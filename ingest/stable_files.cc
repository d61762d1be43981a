#include "ingest/stable_files.hh"

#include <algorithm>

namespace sohoa {

std::vector<FoundFile> StableFiles::settled(const std::vector<FoundFile>& seen, Time now) {
  std::vector<FoundFile> out;
  std::map<std::string, State> states;
  for (const FoundFile& file : seen) {
    const auto before = states_.find(file.path.native());
    const bool same = before != states_.end() && before->second.size == file.size && before->second.mtime == file.mtime;
    State state = same ? before->second : State{file.size, file.mtime, now, false};
    if (!state.given && now - state.since >= rest_) {
      state.given = true;
      out.push_back(file);
    }
    states.emplace(file.path.native(), state);
  }
  states_ = std::move(states);
  return out;
}

void StableFiles::return_all(const std::vector<FoundFile>& files) {
  for (const FoundFile& file : files)
    if (const auto found = states_.find(file.path.native()); found != states_.end()) found->second.given = false;
}

bool StableFiles::waiting() const {
  return std::ranges::any_of(states_, [](const auto& state) { return !state.second.given; });
}

}  // namespace sohoa
