#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hh"
#include "core/issue.hh"
#include "core/signature.hh"
#include "core/slot.hh"
#include "core/table.hh"

namespace sohoa {

/// What a word is for: what the document says, or what stands around it. Decided for whole lines by place, text and
/// repetition on other pages (pipeline/layout/roles.hh); a page that was only read has body alone.
enum class Role {
  body,
  page_number,
  furniture,  // running heads and feet, addresses of web sites
  stamp,      // lines of a digital signature or stamp
  footnote,
};

/// One word as read. Text is NFC. `box` is empty for text files, which have no geometry.
struct Word {
  std::string text;
  std::optional<Box> box;
  double confidence = 1.0;  // 0..1, as the engine says
  int line = 0;             // number of its line on the page, in reading order, from 0
  int block = 0;            // number of its block on the page, in reading order, from 0
  bool bold = false, italic = false;
  Role role = Role::body;
  std::string raw{};        // what the engine alone would read, where our knowledge of words chose another of its readings

  bool operator==(const Word&) const = default;
};

enum class LayerKind { seal, stamp, handwriting };

/// Ink that is not printed text, taken out before reading and kept with its place.
struct Layer {
  LayerKind kind = LayerKind::seal;
  Box box;
  bool operator==(const Layer&) const = default;
};

/// A QR code or barcode and what it says.
struct Barcode {
  std::string format;  // "QRCode", "DataMatrix", "Code128", …
  std::string text;    // UTF-8
  Box box;
  bool operator==(const Barcode&) const = default;
};

/// Where a page's words come from.
enum class Origin { ocr, embedded, text };

/// A page that has been read: immutable afterwards. `n` is its 1-based number in the file.
/// `width`, `height` are those of the upright page at 300 dpi (0 for text files); `dpi` is the scan's own, 0 if unknown.
struct Page {
  int n = 1;
  int width = 0, height = 0;
  int dpi = 0;
  Affine to_original = kIdentity;  // 300-dpi upright pixels → pixels of the original image (PDF: at 300 dpi)
  std::optional<Projective> to_original_projective{};  // the same exactly, of a photographed sheet; `to_original` comes near it
  bool blank = false;
  bool colourless = false;           // of a scan: every picture on it is black and white or grey, for certain
  std::optional<std::string> pdfa{};  // the PDF/A the file claims to be: "2B"; empty = it claims none; nothing = no PDF, or not looked at
  Origin origin = Origin::ocr;
  double confidence = 0.0;       // mean over words, 0..1
  double valid_syllables = 0.0;  // share of words that can be Vietnamese, 0..1
  std::vector<Word> words;       // in reading order
  std::vector<Layer> layers;
  std::vector<Table> tables;          // the parts that stand on this page
  std::vector<Barcode> barcodes;
  std::vector<Slot> slots;            // blanks of the form on a page that begins a document, as the digit reader sees them
  std::vector<Signature> signatures;  // those whose field stands on this page; invisible ones on the first
  std::vector<Issue> issues;

  bool operator==(const Page&) const = default;
};

/// `to_original`, exact at a point of the page and beside it also where the sheet was photographed.
Affine to_original_at(const Page&, double x, double y);

/// The words of a page as text, one printed line a line, blocks apart by an empty line.
std::string text_of(const Page&);

}  // namespace sohoa
