"""Prints a laid-out page: black type and rules, then the marks in ink over them."""
import random
import zlib

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts, ink
from samples.model import Mark, Rule, Text

OPACITY = {"seal": .74, "incoming_stamp": .85, "urgency_box": .92, "handwriting": .9, "signature": .88, "qr": .97}


def mark_layers(mark, scale, seed):
    """[(mask, colour, dx, dy)] of a mark, offsets in pixels from its centre. The same mark is the same ink at any call."""
    generator = random.Random(zlib.crc32(f"{seed}{mark.kind}{mark.args}".encode()))
    if mark.kind == "incoming_stamp":
        layers, angle = ink.incoming_stamp(generator, scale, **mark.args)
        stamp = layers[0][0].rotate(angle, Image.BICUBIC, expand=True)
        return [(stamp,) + layers[0][1:]] + layers[1:]
    mask, colour = getattr(ink, mark.kind)(generator, scale, **mark.args)
    return [(mask, colour, 0, 0)]


def print_page(page, dpi, seed):
    """The page as clean RGB image. `seed` names the document: its marks are drawn with its own hand."""
    scale = dpi / 72
    image = Image.new("L", (round(page.width * scale), round(page.height * scale)), 255)
    draw = ImageDraw.Draw(image)
    for op in page.ops:
        if isinstance(op, Text):
            font = fonts.face_at(op.font, round(op.size * scale))
            draw.text((op.x * scale, op.y * scale), op.text, fill=12, font=font, anchor="ls")
        elif isinstance(op, Rule):
            draw.line([round(v * scale) for v in (op.x0, op.y0, op.x1, op.y1)], fill=20, width=max(1, round(op.width * scale)))
    paper = np.repeat(np.asarray(image, np.float32)[:, :, None], 3, axis=2)
    for op in page.ops:
        if isinstance(op, Mark):
            for mask, colour, dx, dy in mark_layers(op, scale, seed):
                _apply_ink(paper, ink.soften(mask, scale), colour, op.x * scale + dx, op.y * scale + dy, OPACITY[op.kind])
    return Image.fromarray(paper.astype(np.uint8))


def _apply_ink(paper, mask, colour, x, y, opacity):
    """Multiplies the ink into the paper, as a transparent colour does; what is black stays black."""
    a = np.asarray(mask, np.float32) / 255 * opacity
    left, top = int(x - a.shape[1] / 2), int(y - a.shape[0] / 2)
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + a.shape[1], paper.shape[1]), min(top + a.shape[0], paper.shape[0])
    a = a[y0 - top:y1 - top, x0 - left:x1 - left, None]
    paper[y0:y1, x0:x1] *= 1 - a * (1 - np.array(colour, np.float32) / 255)
