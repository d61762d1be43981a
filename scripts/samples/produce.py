"""Makes the file of a document: draws its pages, damages them as its `form` says, and writes them in its format.

    form: FORMAT LOOK DPI [blur=…] [noise=…] [quality=…]
        FORMAT is pdf tiff png jpg jp2 or txt, LOOK is bilevel grey colour photo or text (born digital)
    damage: skew=2:2.1 rotate=3 blank=4
        page 2 skewed by 2.1°, page 3 upside down, an empty back behind page 4
"""
import io
import zlib

import numpy as np

from samples import damage, pdf
from samples.letter import lay_out
from samples.plain_text import as_text
from samples.raster import print_page


def seed_of(document):
    return zlib.crc32(document.path.encode())


def settings(document, key):
    return dict(part.split("=") for part in document.get(key).split() if "=" in part)


def damaged_pages(document):
    """(skew by page, pages upside down, pages with an empty back) of the document, pages counted from 1 as laid out."""
    found = settings(document, "damage")
    pages = lambda key: [int(p) for p in found.get(key, "").split(",") if p]
    skew = dict(part.split(":") for part in found.get("skew", "").split(",") if part)
    return {int(k): float(v) for k, v in skew.items()}, pages("rotate"), pages("blank")


def scanned(document, pages, look, dpi, options):
    """The images of a scanned document, in the order they lie in the file."""
    random = np.random.RandomState(seed_of(document))
    skew, upside_down, backs = damaged_pages(document)
    images = []
    for number, page in enumerate(pages, 1):
        clean = print_page(page, dpi, document.path)
        images.append(_scan_page(clean, random, look, options, skew.get(number, random.uniform(-.35, .35))))
        if number in upside_down:
            images[-1] = images[-1].rotate(180)
        if number in backs:
            images.append(_scan_page(damage.blank_back(clean, random), random, look, options, 0))
    return images


def _scan_page(clean, random, look, options, degrees):
    blur, noise = float(options.get("blur", .55)), float(options.get("noise", 1.3))
    if look == "bilevel":
        return damage.fax(clean, random, degrees, blur, specks=int(options.get("specks", 60)))
    image = damage.scan(clean, random, degrees, blur, noise)
    return image.convert("L") if look == "grey" else image


def file_bytes(document):
    pages = lay_out(document)
    kind, look, *rest = document.get("form").split()
    options = settings(document, "form")
    dpi = int(rest[0]) if rest and rest[0].isdigit() else 200
    quality = int(options.get("quality", 38))
    if kind == "txt":
        document.pages = 1
        return as_text(document).encode()
    if look == "text":
        return pdf.text_pdf(pages, document.path)
    if look == "photo":
        random = np.random.RandomState(seed_of(document))
        return _saved([damage.photo(print_page(pages[0], dpi, document.path), random)], "JPEG", quality=quality)
    images = scanned(document, pages, look, dpi, options)
    document.pages = len(images)
    if kind == "pdf":
        return pdf.images_pdf(images, dpi, quality)
    if kind == "tiff":
        return _saved(images, "TIFF", compression="group4", dpi=(dpi, dpi))
    if kind == "png":
        return _saved([images[0].convert("L").quantize(8)], "PNG", dpi=(dpi, dpi), optimize=True)
    if kind == "jp2":
        return _saved(images, "JPEG2000", quality_mode="rates", quality_layers=[float(options.get("rate", 40))], irreversible=True)
    raise ValueError(f"{document.path}: unknown form {kind}")


def _saved(images, kind, **options):
    buffer = io.BytesIO()
    if len(images) > 1:
        options |= {"save_all": True, "append_images": images[1:]}
    images[0].save(buffer, kind, **options)
    return buffer.getvalue()
