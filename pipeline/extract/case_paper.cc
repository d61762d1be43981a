#include "pipeline/extract/case_paper.hh"

#include <re2/re2.h>

#include <algorithm>

#include "core/text/digits.hh"
#include "core/text/normalize.hh"
#include "pipeline/extract/reading.hh"
#include "pipeline/extract/slot.hh"
#include "pipeline/layout/phrase.hh"

namespace sohoa {
namespace {

constexpr double kSurelyPrinted = 0.7;   // digits the engine doubts more are ink
constexpr std::size_t kMostRemarks = 8;  // words between a label and its colon
constexpr std::size_t kTitleLines = 4;

bool is_said(const Line& line) {
  return line.zone != Zone::attachment && line.zone != Zone::stamp && line.zone != Zone::copy && line.zone != Zone::furniture && line.role == Role::body;
}

bool in_capitals(const std::string& text) { return text::upper(text) == text && text::has_marks(text); }

/// A label found on a line: its words [first, last), and where its value begins.
struct FoundLabel {
  const CaseLabel* label = nullptr;
  std::size_t rank = 0, letters = 0, first = 0, last = 0, value = 0;
};

/// Where the value of a label that ends at word `last` begins: behind the colon, over remarks in brackets ("(ông/bà)") and, before
/// numbers and dates, over alternatives ("/Hộ chiếu"). Nothing when other words follow the label: "Họ và tên người mẹ:".
std::optional<std::size_t> value_behind(const std::vector<Word>& words, std::size_t last, bool remarks, bool at_start) {
  if (words[last - 1].text.find(':') != std::string::npos) return last;
  bool bracket = false;
  for (std::size_t i = last; i < words.size() && i < last + kMostRemarks; ++i) {
    const std::string& text = words[i].text;
    if (text.front() == ':') return i + (text.size() == 1 ? 1 : 0);
    bracket = bracket || text.front() == '(';
    if (!bracket && text::has_digit(text)) return remarks && at_start ? std::optional(i) : std::nullopt;
    if (text.back() == ':') return bracket || remarks ? std::optional(i + 1) : std::nullopt;
    if (!bracket && !remarks) break;
    if (text.find(')') != std::string::npos) bracket = false;
  }
  return std::nullopt;
}

/// Whether a key can be in a line with so many errors: of one part more than there are errors, one must be there as it is.
bool may_hold(const std::string& line, const std::string& key, std::size_t errors) {
  const std::size_t part = key.size() / (errors + 1);
  for (std::size_t i = 0; i <= errors; ++i)
    if (line.find(key.substr(i * part, part)) != std::string::npos) return true;
  return false;
}

/// The labels of a line from left to right; of two in one place the longer.
std::vector<FoundLabel> labels_of(const Line& line, const std::vector<CaseLabel>& labels) {
  std::vector<FoundLabel> found;
  const std::string line_key = key_of(line.text);
  for (std::size_t rank = 0; rank < labels.size(); ++rank) {
    const std::string key = key_of(labels[rank].label);
    const std::size_t errors = key.size() / 10;
    if (!may_hold(line_key, key, errors)) continue;
    const auto match = find_phrase(line.words, key, static_cast<int>(errors));
    if (!match) continue;
    // A label begins with the word it is found in: "Họ và tên" is not within "… sách họ và tên".
    if (!key_of(line.words[match->first].text).starts_with(key.substr(0, 1))) continue;
    const bool remarks = labels[rank].field && *labels[rank].field != FieldId::applicant;
    const auto value = value_behind(line.words, match->last, remarks || !labels[rank].field, match->first <= 1);
    if (value) found.push_back({&labels[rank], rank, key.size(), match->first, match->last, *value});
  }
  std::stable_sort(found.begin(), found.end(), [](const FoundLabel& a, const FoundLabel& b) { return a.letters > b.letters; });
  std::vector<FoundLabel> kept;
  for (const FoundLabel& label : found)
    if (std::none_of(kept.begin(), kept.end(), [&](const FoundLabel& other) { return label.first < other.last && other.first < label.last; }))
      kept.push_back(label);
  std::sort(kept.begin(), kept.end(), [](const FoundLabel& a, const FoundLabel& b) { return a.first < b.first; });
  return kept;
}

LabelledValue value_of(const Line& line, const FoundLabel& label, std::size_t last, const Page* page) {
  LabelledValue value{&line, label.value, last, label.rank, {}, false, 0.0};
  std::vector<Word> words(line.words.begin() + static_cast<std::ptrdiff_t>(label.value), line.words.begin() + static_cast<std::ptrdiff_t>(last));
  for (const Word& word : words) {
    (value.text += value.text.empty() ? "" : " ") += word.text;
    if (text::has_digit(word.text) && word.confidence < kSurelyPrinted) value.handwritten = true;
    if (page && word.box)
      for (const Layer& layer : page->layers) value.handwritten = value.handwritten || (layer.kind == LayerKind::handwriting && overlap(layer.box, *word.box));
  }
  value.text = trimmed_signs(value.text);
  value.confidence = least_confidence(words) * (page ? trust_in(*page) : 1.0);
  return value;
}

}  // namespace

CaseTitle case_title(const FieldInput& in) {
  CaseTitle best;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < in.lines.size(); ++i) {
    const Line& line = in.lines[i];
    if (line.page != in.lines.front().page) break;
    if (!is_said(line) || !in_capitals(line.text)) continue;
    for (const CasePaper& paper : in.known.case_papers) {
      const std::string key = key_of(paper.name);
      // "GIẤY TIẾP NHẬN HỒ SƠ" may go on below.
      const std::string have = key_of(line.text);
      const bool begins = begins_with_phrase(line.text, key, static_cast<int>(key.size()) / 12) || (have.size() >= 12 && key.starts_with(have));
      if (!begins || key.size() <= letters) continue;
      letters = key.size();
      best = {&paper, {&line}};
      for (std::size_t k = i + 1; k < in.lines.size() && best.lines.size() < kTitleLines; ++k) {
        const Line& next = in.lines[k];
        if (next.page != line.page || next.zone != line.zone || !in_capitals(next.text) || text::has_digit(next.text) || next.text.find(':') != std::string::npos) break;
        best.lines.push_back(&next);
      }
    }
    if (best.paper) break;  // the first title is the document's
  }
  return best;
}

Evidence LabelledValue::evidence(std::string rule) const { return evidence_of(*line, first, last, std::move(rule)); }

LabelledValue with_next_line(const FieldInput& in, LabelledValue value) {
  static const RE2 breaks_off(R"((?i)(?:,|^ngày|^tháng|^năm)$)"), goes_on(R"((?i)^(?:ngày\s+)?\d)");
  const auto next = static_cast<std::size_t>(value.line - in.lines.data()) + 1;
  if (value.last < value.line->words.size() || !RE2::PartialMatch(value.line->words.back().text, breaks_off)) return value;
  if (next >= in.lines.size() || in.lines[next].page != value.line->page) return value;
  const Line& line = in.lines[next];
  if (!RE2::PartialMatch(line.text, goes_on) || !labels_of(line, in.known.case_labels).empty()) return value;
  const LabelledValue more = value_of(line, {}, line.words.size(), in.page(line.page));
  value.text += ' ' + more.text;
  value.confidence = std::min(value.confidence, more.confidence);
  value.handwritten = value.handwritten || more.handwritten;
  return value;
}

std::vector<LabelledValue> labelled_values(const FieldInput& in, FieldId field) {
  std::vector<LabelledValue> values;
  if (!case_title(in).paper) return values;
  for (const Line& line : in.lines) {
    if (!is_said(line) || line.words.empty()) continue;
    const auto labels = labels_of(line, in.known.case_labels);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (labels[i].label->field != field) continue;
      const std::size_t last = i + 1 < labels.size() ? labels[i + 1].first : line.words.size();
      if (labels[i].value < last) values.push_back(value_of(line, labels[i], last, in.page(line.page)));
    }
  }
  std::stable_sort(values.begin(), values.end(), [](const LabelledValue& a, const LabelledValue& b) { return a.rank < b.rank; });
  return values;
}

}  // namespace sohoa
