#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hh"
#include "pipeline/extract/knowledge.hh"
#include "report/review.hh"

namespace sohoa::cli {

/// What a session of `sohoa review` works with.
struct ReviewSession {
  std::filesystem::path kho, crops;
  std::string who;
  const Knowledge& knowledge;
};

/// Shows one doubtful field after the other and asks; every answer holds at once. Ends with the list, the input or `q`. The exit code.
Result<int> review_one_by_one(const ReviewSession&, const std::vector<Doubt>&);

}  // namespace sohoa::cli
