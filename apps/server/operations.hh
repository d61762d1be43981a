#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record_json.hh"
#include "core/result.hh"
#include "core/store/people.hh"

namespace sohoa::server {

/// One operation of openapi.json, which is the only place that says its path, who may ask for it, and how much it takes.
struct Operation {
  std::string id, method;            // "GET"
  std::vector<std::string> path;     // pieces below /api/v1; "{id}" takes any one piece
  std::optional<Rank> rank;          // the least that is needed; none = anyone
  std::size_t largest_body = 0;      // bytes; 0 = it takes none
  bool takes_file = false;           // the body goes to a file, not into memory
  std::vector<std::string> parameters;  // of the query
};

/// The API's description, and the way from a request to its operation.
class Operations {
 public:
  /// Fails with bad_data when the description is not as described above.
  static Result<Operations> read(std::string_view openapi);

  struct Match {
    const Operation* operation = nullptr;          // null: no such path, or …
    bool other_method = false;                     // … not with this method
    std::map<std::string, std::string> parameters;
  };
  /// `path` is what stands behind /api/v1, decoded piece by piece: a %2F within a piece does not end it.
  Match match(std::string_view method, std::string_view encoded_path) const;

  const std::vector<Operation>& all() const { return all_; }

 private:
  std::vector<Operation> all_;
};

/// %41 → A; a plus stays. Bytes that are not UTF-8 become U+FFFD, zero bytes nothing.
std::string decoded(std::string_view);

}  // namespace sohoa::server
