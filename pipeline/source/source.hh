#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/page.hh"
#include "core/result.hh"
#include "pipeline/image/image.hh"

namespace sohoa {

enum class FileKind { pdf, tiff, jpeg, png, jpeg2000, text, unsupported };

/// The kind by the first bytes (a PDF may begin with up to 1 KB of rubbish), else by what the name claims, so that a damaged
/// scan is not taken for a file of another kind; .txt by name only.
FileKind kind_of(std::span<const std::byte> head, std::string_view file_name);

/// Loads what the libraries of sources would load at their first page (the C library's UTF-16 converters) and keeps it: a process
/// that is closed in afterwards takes no new code. Call before enter_sandbox.
void load_source_libraries();

/// What a page offers before any decision: its size and the text layer it carries, if any.
struct PageFacts {
  double width_pt = 0, height_pt = 0;  // upright size in points (1/72 inch); 0 where the file does not say
  int width_px = 0, height_px = 0;     // of the original image (PDF: of the upright page at 300 dpi); 0 = none
  int dpi = 0;                         // of the scan; 0 = unknown or drawn
  bool scanned = false;                // an image covers the whole page: a text layer over it is some other program's reading
  bool colourless = false;             // every image of a scanned page is black and white or grey
  std::optional<std::string> pdfa;     // see Page
  bool pictures = false;               // the page draws images, of whatever size
  bool invisible = false;              // most of the text layer is not drawn: it was laid over pixels by a reader of them
  bool decoded = false;                // words of the text layer stood in an old encoding (TCVN3, VNI …)
  std::vector<Box> rules;              // level and upright ones drawn on a page that is no scan and has text; boxes at 300 dpi
  std::vector<Word> embedded;          // words of the text layer in Unicode, boxes at 300 dpi; empty = none
};

/// A file that can be looked at page by page. Not thread-safe; holds the bytes it was opened on by reference.
class PageSource {
 public:
  virtual ~PageSource() = default;
  virtual FileKind kind() const = 0;
  virtual int page_count() const = 0;
  /// `n` is 1-based. Cheap: nothing is rendered.
  virtual Result<PageFacts> facts(int n) = 0;
  /// The whole page drawn at about `dpi` (an image file: as stored, or reduced towards it). Fails with too_large beyond the
  /// pixel budget, damaged when the page cannot be drawn.
  virtual Result<Image> render(int n, int dpi, bool colour) = 0;
  /// The digital signatures that stand on page `n`, checked; those shown nowhere are on the first. Boxes as PageFacts' words.
  virtual std::vector<Signature> signatures(int) { return {}; }
};

/// Opens a file held in memory; `bytes` must outlive the source. Errors: unsupported, damaged, encrypted, empty.
Result<std::unique_ptr<PageSource>> open_source(std::span<const std::byte> bytes, std::string_view file_name);

}  // namespace sohoa
