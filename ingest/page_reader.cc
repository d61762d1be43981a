#include "ingest/reader.hh"
#include "pipeline/digits/read_slots.hh"
#include "pipeline/read_page.hh"
#include "pipeline/source/cms.hh"

namespace sohoa {
namespace {

class PageReader : public Reader {
 public:
  explicit PageReader(std::unique_ptr<OcrEngine> engine) : engine_(std::move(engine)) {}

  std::string fingerprint() const override { return engine_->fingerprint(); }

  Result<int> open(std::span<const std::byte> bytes, const std::string& name) override {
    source_.reset();
    source_ = TRY(open_source(bytes, name));
    return source_->page_count();
  }

  Result<Page> read(int n) override { return read_page(*source_, n, *engine_); }

 private:
  std::unique_ptr<OcrEngine> engine_;
  std::unique_ptr<PageSource> source_;
};

}  // namespace

Result<std::unique_ptr<Reader>> make_page_reader() {
  know_authorities();
  digit_network();
  return std::make_unique<PageReader>(TRY(make_line_engine()));
}

}  // namespace sohoa
