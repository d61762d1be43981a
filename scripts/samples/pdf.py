"""A small PDF writer: pages that are scanned images, and pages of real text. No clock, no random identifiers."""
import io
import zlib

from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image

from samples import fonts
from samples.model import Mark, Rule, Text
from samples.raster import OPACITY, mark_layers


class PdfFile:
    def __init__(self):
        self.objects = []

    def add(self, dictionary, stream=None):
        """Adds an object and returns its reference. A stream's Length is added here."""
        if stream is None:
            body = f"<< {dictionary} >>".encode()
        else:
            body = f"<< {dictionary} /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
        self.objects.append(body)
        return f"{len(self.objects)} 0 R"

    def write(self, page_dictionaries):
        """The file; each page is given as its dictionary without Type and Parent."""
        tree = f"{len(self.objects) + len(page_dictionaries) + 1} 0 R"
        kids = [self.add(f"/Type /Page /Parent {tree} {page}") for page in page_dictionaries]
        self.add(f"/Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}]")
        catalog = self.add(f"/Type /Catalog /Pages {tree}")
        out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
        for i, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{i} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
        out += f"trailer\n<< /Size {len(offsets) + 1} /Root {catalog} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def group4(image):
    """The CCITT Group 4 data of a bilevel image, in one strip."""
    buffer = io.BytesIO()
    image.save(buffer, "TIFF", compression="group4", strip_size=2 ** 30)
    tiff = Image.open(buffer)
    (offset,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return buffer.getvalue()[offset:offset + length], tiff.tag_v2[262] == 1


def image_object(pdf, image, quality):
    size = f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height}"
    if image.mode == "1":
        data, black_is_zero = group4(image)
        parameters = f"/K -1 /Columns {image.width} /Rows {image.height} /BlackIs1 {'true' if black_is_zero else 'false'}"
        return pdf.add(f"{size} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << {parameters} >>", data)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
    return pdf.add(f"{size} /ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode", buffer.getvalue())


def images_pdf(images, dpi, quality):
    """One page an image, at the size it was scanned."""
    pdf, pages = PdfFile(), []
    for image in images:
        width, height = (f"{v * 72 / dpi:.2f}" for v in image.size)
        name = image_object(pdf, image, quality)
        contents = pdf.add("", f"q {width} 0 0 {height} 0 0 cm /Im Do Q".encode())
        pages.append(f"/MediaBox [0 0 {width} {height}] /Resources << /XObject << /Im {name} >> >> /Contents {contents}")
    return pdf.write(pages)


class EmbeddedFont:
    """A face cut down to the glyphs that are used, embedded with its map back to Unicode."""

    def __init__(self, pdf, face, characters):
        font = TTFont(fonts.path(face), recalcTimestamp=False)
        options = subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True)
        options.drop_tables += ["FFTM"]
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(sorted(characters)))
        cutter.subset(font)
        buffer = io.BytesIO()
        font.save(buffer)
        self.glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
        units = font["head"].unitsPerEm
        widths = {self.glyphs[c]: round(font["hmtx"][font.getGlyphName(self.glyphs[c])][0] * 1000 / units) for c in self.glyphs}
        file = pdf.add(f"/Filter /FlateDecode /Length1 {len(buffer.getvalue())}", zlib.compress(buffer.getvalue(), 9))
        name = f"/SAMPLE+LiberationSerif-{face}"
        descriptor = pdf.add(f"/Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [-500 -300 1300 1000] /ItalicAngle 0 "
                             f"/Ascent 891 /Descent -216 /CapHeight 662 /StemV 80 /FontFile2 {file}")
        descendant = pdf.add(f"/Type /Font /Subtype /CIDFontType2 /BaseFont {name} /CIDToGIDMap /Identity /FontDescriptor {descriptor} "
                             f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                             f"/W [{' '.join(f'{g} [{w}]' for g, w in sorted(widths.items()))}]")
        unicode_map = pdf.add("", self._unicode_map())
        self.reference = pdf.add(f"/Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H "
                                 f"/DescendantFonts [{descendant}] /ToUnicode {unicode_map}")

    def _unicode_map(self):
        pairs = [f"<{g:04x}> <{ord(c):04x}>" for c, g in sorted(self.glyphs.items())]
        chunks = [pairs[i:i + 100] for i in range(0, len(pairs), 100)]
        maps = "\n".join(f"{len(c)} beginbfchar\n" + "\n".join(c) + "\nendbfchar" for c in chunks)
        return (f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Sample def /CMapType 2 def\n"
                f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{maps}\nendcmap end end").encode()

    def encode(self, text):
        return "".join(f"{self.glyphs[c]:04x}" for c in text)


def text_pdf(pages, seed, dpi=150):
    """A born-digital PDF: text in embedded fonts, the seal and signature as transparent images."""
    pdf = PdfFile()
    used = {}
    for page in pages:
        for op in page.ops:
            if isinstance(op, Text):
                used.setdefault(op.font, {" "}).update(op.text)
    embedded = {face: EmbeddedFont(pdf, face, characters) for face, characters in sorted(used.items())}
    dictionaries = []
    for page in pages:
        content, images = [], {}
        for op in page.ops:
            if isinstance(op, Text):
                content.append(f"BT /{op.font} {op.size} Tf {op.x:.2f} {page.height - op.y:.2f} Td "
                               f"<{embedded[op.font].encode(op.text + ' ')}> Tj ET")
            elif isinstance(op, Rule):
                content.append(f"{op.width} w {op.x0:.2f} {page.height - op.y0:.2f} m {op.x1:.2f} {page.height - op.y1:.2f} l S")
            elif isinstance(op, Mark):
                for layer in mark_layers(op, dpi / 72, seed):
                    content.append(_place_mark(pdf, images, op, layer, dpi, page.height))
        stream = pdf.add("/Filter /FlateDecode", zlib.compress("\n".join(content).encode(), 9))
        resources = " ".join(f"/{face} {font.reference}" for face, font in embedded.items())
        pictures = " ".join(f"/{name} {ref}" for name, ref in images.items())
        dictionaries.append(f"/MediaBox [0 0 {page.width:.2f} {page.height:.2f}] /Contents {stream} "
                            f"/Resources << /Font << {resources} >> /XObject << {pictures} >> >>")
    return pdf.write(dictionaries)


def _place_mark(pdf, images, mark, layer, dpi, page_height):
    mask, colour, dx, dy = layer
    alpha = mask.point(lambda v: round(v * OPACITY[mark.kind]))
    size = f"/Type /XObject /Subtype /Image /Width {mask.width} /Height {mask.height} /BitsPerComponent 8 /Filter /FlateDecode"
    soft_mask = pdf.add(f"{size} /ColorSpace /DeviceGray", zlib.compress(alpha.tobytes(), 9))
    flat = Image.new("RGB", mask.size, colour).tobytes()
    name = f"Mark{len(images)}"
    images[name] = pdf.add(f"{size} /ColorSpace /DeviceRGB /SMask {soft_mask}", zlib.compress(flat, 9))
    width, height = mask.width * 72 / dpi, mask.height * 72 / dpi
    x, y = mark.x + dx * 72 / dpi - width / 2, page_height - (mark.y + dy * 72 / dpi) - height / 2
    return f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q"
