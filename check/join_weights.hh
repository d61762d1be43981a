#pragma once
#include <filesystem>

#include "core/result.hh"

namespace sohoa {

/// How much each piece of evidence speaks for two neighbouring files being one document; a row each of data/join_evidence.csv. The
/// weights of what holds are added up to a confidence.
struct JoinWeights {
  double page_number_goes_on = 0.0, sentence_goes_on = 0.0, begins_inside_sentence = 0.0;
  double before_has_no_signature = 0.0, behind_has_the_signature = 0.0, file_names_count_on = 0.0, before_has_a_header = 0.0;
  double threshold_propose = 1.0;  // less is not proposed
  double threshold_sure = 1.0;     // less is not sure, whatever goes on
  double threshold_most = 1.0;     // no proposal is surer

  /// Fails with bad_data when a row lacks, is unknown, or says no number from 0 to 1.
  static Result<JoinWeights> load(const std::filesystem::path& data_folder);
};

}  // namespace sohoa
