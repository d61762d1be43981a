#pragma once
#include <string>
#include <vector>

#include "pipeline/extract/fields.hh"

namespace sohoa {

/// The title of a paper of the one-stop shop (thủ tục hành chính): "GIẤY PHÉP XÂY DỰNG" with its kind of data/case_papers.csv.
struct CaseTitle {
  const CasePaper* paper = nullptr;  // null: the document is no such paper
  std::vector<const Line*> lines;
};

/// What kind of paper of the one-stop shop the document is, by its title.
CaseTitle case_title(const FieldInput&);

/// The words a form has behind a label of a field, up to the next label on the line.
struct LabelledValue {
  const Line* line = nullptr;
  std::size_t first = 0, last = 0;  // words of the line
  std::size_t rank = 0;             // of the label in data/case_labels.csv: smaller tells more
  std::string text;                 // without dot leaders and signs at the ends
  bool handwritten = false;         // ink was found there, or digits the engine doubts

  Evidence evidence(std::string rule) const;
  /// The engine's least confidence in these words, and how far the page may be believed.
  double confidence = 0.0;
};

/// The value with the line below where it breaks off within a date ("… 09 giờ 15 phút, ngày") and that line goes on with one, without
/// a label of its own; as confident as the less certain of both.
LabelledValue with_next_line(const FieldInput&, LabelledValue);

/// All values of a field's labels, the most telling label first; nothing when the document is no paper of the one-stop shop.
std::vector<LabelledValue> labelled_values(const FieldInput&, FieldId);

}  // namespace sohoa
