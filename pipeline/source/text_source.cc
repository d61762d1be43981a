#include <algorithm>

#include "core/language.hh"
#include "core/text/normalize.hh"
#include "core/text/text_of_bytes.hh"
#include "pipeline/source/sources.hh"

namespace sohoa {
namespace {

/// Words between white space; an empty line begins a new block.
std::vector<Word> words_of(std::string_view page) {
  std::vector<Word> words;
  int line = 0, block = 0;
  bool gap = false;
  for (std::size_t begin = 0; begin <= page.size();) {
    const std::size_t end = std::min(page.find('\n', begin), page.size());
    const std::string text = text::normalize(page.substr(begin, end - begin));
    begin = end + 1;
    constexpr std::string_view kSpace = " \t\r\v\f";
    std::size_t at = text.find_first_not_of(kSpace);
    if (at == std::string::npos) {
      gap = true;
      continue;
    }
    if (gap && !words.empty()) ++block;
    gap = false;
    while (at != std::string::npos) {
      const std::size_t stop = std::min(text.find_first_of(kSpace, at), text.size());
      Word word;
      word.text = text.substr(at, stop - at);
      word.line = line;
      word.block = block;
      words.push_back(std::move(word));
      at = text.find_first_not_of(kSpace, stop);
    }
    ++line;
  }
  return words;
}

/// A text file: form feeds part its pages; it has words and no picture.
class TextSource : public PageSource {
 public:
  TextSource(std::string own, bool decoded) : text_(std::move(own)), decoded_(decoded) {
    const std::string_view text = text_;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\f', begin), text.size());
      pages_.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    // A form feed at the very end closes the last page and opens none.
    if (pages_.size() > 1 && words_of(pages_.back()).empty()) pages_.pop_back();
  }

  FileKind kind() const override { return FileKind::text; }
  int page_count() const override { return static_cast<int>(pages_.size()); }
  Result<PageFacts> facts(int n) override {
    PageFacts facts;
    facts.embedded = words_of(pages_.at(static_cast<std::size_t>(n - 1)));
    facts.decoded = decoded_;
    return facts;
  }
  Result<Image> render(int, int, bool) override {
    return fail(ErrorCode::unsupported, tr("a text file has no picture"));
  }

 private:
  std::string text_;
  bool decoded_;
  std::vector<std::string_view> pages_;  // slices of text_
};

}  // namespace

Result<std::unique_ptr<PageSource>> open_text(std::span<const std::byte> bytes) {
  const std::string_view given(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  auto text = text::text_of_bytes(given);
  if (!text)
    return fail(ErrorCode::damaged, tr("the text file is in no code that makes sense"),
                tr("Open it in an editor and save it as UTF-8."));
  if (words_of(*text).empty()) return fail(ErrorCode::empty, tr("the text file holds no word"), {});
  const bool decoded = *text != given;
  return std::make_unique<TextSource>(std::move(*text), decoded);
}

}  // namespace sohoa
