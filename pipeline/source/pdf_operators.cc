#include "pipeline/source/pdf_operators.hh"

#include <charconv>
#include <memory>

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr only
#include <qpdf/BufferInputSource.hh>
#include <qpdf/Pl_String.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFTokenizer.hh>

namespace sohoa {

void each_operator(QPDFPageObjectHelper page, const std::function<bool(std::string_view, const Operands&)>& visit) {
  constexpr std::size_t kMost = 200'000;  // operators of a page, or numbers of one: plans have millions
  std::string content;
  Pl_String bytes("content", nullptr, content);
  page.pipeContents(&bytes);
  const auto input = std::make_shared<BufferInputSource>("content", content);
  QPDFTokenizer tokenizer;
  tokenizer.allowEOF();
  Operands operands;
  for (std::size_t operators = 0; operators <= kMost && operands.numbers.size() <= kMost;) {
    const QPDFTokenizer::Token token = tokenizer.readToken(input, "content", true);
    const std::string& value = token.getValue();
    switch (token.getType()) {
      case QPDFTokenizer::tt_eof: return;
      case QPDFTokenizer::tt_name: operands.name = value; break;
      case QPDFTokenizer::tt_string: operands.text_bytes += value.size(); break;
      case QPDFTokenizer::tt_integer:
      case QPDFTokenizer::tt_real:
        if (double number = 0; std::from_chars(value.data() + (value.front() == '+'), value.data() + value.size(), number).ec == std::errc())
          operands.numbers.push_back(number);
        break;
      case QPDFTokenizer::tt_word:
        if (!visit(value, operands)) return;
        operands.numbers.clear();
        operands.text_bytes = 0;
        ++operators;
        if (value == "ID") tokenizer.expectInlineImage(input);
        break;
      default: break;
    }
  }
}

}  // namespace sohoa
