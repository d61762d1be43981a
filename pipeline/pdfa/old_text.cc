#include "pipeline/pdfa/old_text.hh"

#include <qpdf/Pl_String.hh>
#include <qpdf/QPDFTokenizer.hh>

#include <string>
#include <vector>

namespace sohoa::pdfa {
namespace {

using Token = QPDFTokenizer::Token;

/// Copies content without what is shown in rendering mode 3, and without the fonts only that was shown in.
class WithoutInvisible : public QPDFObjectHandle::TokenFilter {
 public:
  bool removed = false, shows = false;

  void handleToken(const Token& token) override {
    operation_.push_back(token);
    if (token.getType() != QPDFTokenizer::tt_word) return;
    const std::string& op = token.getValue();
    const bool next_line = op == "'" || op == "\"";
    if (op == "Tj" || op == "TJ" || next_line) {
      if (state_.mode == kInvisible) {
        removed = true;
        operation_.clear();
        write(next_line ? " T*\n" : "\n");
        return;
      }
      shows = true;
      put(state_.font);
    } else if (op == "q") {
      outer_.push_back(state_);
    } else if (op == "Q" && !outer_.empty()) {
      state_ = std::move(outer_.back());
      outer_.pop_back();
    } else if (op == "Tf") {
      state_.font = std::move(operation_);
      operation_.clear();
    } else if (op == "Tr") {
      for (const Token& operand : operation_)
        if (operand.getType() == QPDFTokenizer::tt_integer) state_.mode = operand.getValue();
    }
    put(operation_);
  }

  void handleEOF() override { put(operation_); }

 private:
  static constexpr const char* kInvisible = "3";
  using Tokens = std::vector<Token>;  // operands, the blanks between, and the operator
  struct State {
    std::string mode = "0";
    Tokens font;  // chosen, but not written yet
  };

  void put(Tokens& tokens) {
    for (const Token& token : tokens) writeToken(token);
    tokens.clear();
  }

  State state_;
  std::vector<State> outer_;
  Tokens operation_;
};

/// Whether the form shows text that stays.
bool silence_form(QPDFObjectHandle form) {
  WithoutInvisible filter;
  std::string kept;
  Pl_String end("form", nullptr, kept);
  form.filterAsContents(&filter, &end);
  if (filter.removed) form.replaceStreamData(kept, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
  return filter.shows;
}

}  // namespace

bool only_hidden_text(QPDFPageObjectHelper& page) {
  WithoutInvisible filter;
  page.filterContents(&filter);
  page.forEachFormXObject(true, [&](QPDFObjectHandle& form, QPDFObjectHandle&, std::string const&) { form.filterAsContents(&filter); });
  return filter.removed && !filter.shows;
}

void silence_old_text(QPDF& pdf, QPDFPageObjectHelper& page) {
  WithoutInvisible filter;
  std::string kept;
  Pl_String end("page", nullptr, kept);
  page.filterContents(&filter, &end);
  bool shows = filter.shows;
  page.forEachFormXObject(true, [&](QPDFObjectHandle& form, QPDFObjectHandle&, std::string const&) { shows |= silence_form(form); });
  if (filter.removed) page.getObjectHandle().replaceKey("/Contents", pdf.newStream(kept));
  if (!shows) return;
  page.addPageContents(pdf.newStream("/Span << /ActualText <FEFF> >> BDC q\n"), true);
  page.addPageContents(pdf.newStream("\nQ EMC\n"), false);
}

}  // namespace sohoa::pdfa
