"""Ink on paper: handwriting, signatures, seals and stamps, each drawn as a coverage mask (0 … 1) in its own colour.

Every function takes a random generator seeded by the document, so that the same document is drawn with the same hand.
"""
import math
import subprocess

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from samples import fonts

COLOURS = {"blue": (28, 52, 150), "black": (40, 40, 48), "red": (206, 30, 44)}

# Each digit as strokes of control points in a box of width 1 and height 1.6, y downwards; a smooth curve runs through them.
DIGITS = {
    "0": [[(.55, .05), (.15, .35), (.05, .9), (.25, 1.5), (.6, 1.5), (.9, 1.0), (.85, .4), (.6, .08), (.45, .1)]],
    "1": [[(.25, .4), (.5, .15), (.62, .02), (.58, .6), (.5, 1.2), (.46, 1.58)]],
    "2": [[(.12, .4), (.25, .12), (.55, .02), (.82, .25), (.75, .65), (.4, 1.15), (.08, 1.5), (.3, 1.46), (.6, 1.52), (.95, 1.45)]],
    "3": [[(.12, .2), (.45, .02), (.8, .18), (.72, .55), (.38, .75), (.75, .85), (.88, 1.2), (.6, 1.55), (.25, 1.55), (.05, 1.35)]],
    "4": [[(.5, .05), (.3, .5), (.08, 1.0), (.4, .98), (.95, .92)], [(.68, .5), (.62, 1.0), (.58, 1.6)]],
    "5": [[(.3, .08), (.26, .4), (.2, .72), (.5, .6), (.85, .8), (.85, 1.25), (.5, 1.58), (.08, 1.45)], [(.3, .08), (.6, .08), (.92, .02)]],
    "6": [[(.72, .05), (.35, .4), (.1, 1.0), (.2, 1.45), (.55, 1.58), (.85, 1.25), (.7, .9), (.4, .9), (.15, 1.2)]],
    "7": [[(.08, .15), (.4, .1), (.9, .06), (.7, .5), (.5, 1.0), (.38, 1.58)], [(.3, .8), (.55, .78), (.8, .74)]],
    "8": [[(.75, .2), (.45, .02), (.18, .25), (.45, .65), (.82, 1.05), (.7, 1.5), (.3, 1.55), (.1, 1.15), (.45, .75), (.8, .4), (.75, .2)]],
    "9": [[(.8, .3), (.5, .04), (.15, .3), (.25, .7), (.55, .75), (.8, .35), (.82, .2), (.78, .8), (.68, 1.58)]],
    "/": [[(.85, .0), (.55, .75), (.2, 1.6)]],
}


def smooth(points, steps=12):
    """A Catmull-Rom curve through the points."""
    p = [points[0]] + list(points) + [points[-1]]
    curve = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        for i in range(steps):
            t = i / steps
            curve.append(tuple(0.5 * (2 * b[k] + (c[k] - a[k]) * t + (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t
                                      + (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t ** 3) for k in (0, 1)))
    return curve + [points[-1]]


def stroke(draw, curve, width):
    """A pen line: thinner where the pen moves fast."""
    for (x0, y0), (x1, y1) in zip(curve, curve[1:]):
        speed = math.hypot(x1 - x0, y1 - y0)
        w = max(1.0, width * (1.1 - min(0.35, speed / (width * 24))))
        draw.line((x0, y0, x1, y1), fill=255, width=max(1, round(w)))
        draw.ellipse((x1 - w / 2, y1 - w / 2, x1 + w / 2, y1 + w / 2), fill=255)


def handwriting(random, scale, text, size, ink):
    """Digits by hand; `size` is their height in points."""
    unit = size * scale / 1.6
    width, height = int(unit * 0.95 * len(text) + unit), int(unit * 2.4)
    image = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(image)
    x = unit * 0.4
    for char in text:
        lift = random.uniform(-.08, .08)
        for points in DIGITS[char]:
            jittered = [(x + unit * (.72 * px + random.uniform(-.035, .035)),
                         unit * (.35 + .92 * py + lift + random.uniform(-.03, .03))) for px, py in points]
            stroke(draw, smooth(jittered), size * scale * 0.065)
        x += unit * random.uniform(.82, .94)
    return image.rotate(random.uniform(-4, 5), Image.BICUBIC, expand=True), COLOURS[ink]


def qr(random, scale, text, size):
    """A printed QR code, `size` points wide, as the program qrencode makes it; modules are whole pixels."""
    rows = subprocess.run(["qrencode", "-t", "ASCIIi", "-m", "0", "-l", "M", "-8", text], capture_output=True, text=True, check=True).stdout.splitlines()
    cells = np.array([[char == "#" for char in row[::2]] for row in rows], np.uint8)
    if cells[0, 0] == 0:  # ASCIIi prints the light modules
        cells = 1 - cells
    module = max(1, round(size * scale / len(cells)))
    return Image.fromarray(np.kron(cells, np.full((module, module), 255, np.uint8))), COLOURS["black"]


# How a signature begins, in a box of 1 x 1.
FIRST_STROKES = [
    [(.10, .55), (.20, .10), (.30, .05), (.26, .45), (.16, .80), (.24, .62), (.33, .42)],
    [(.22, .12), (.06, .30), (.05, .66), (.20, .80), (.34, .58), (.26, .34), (.14, .48), (.33, .62)],
    [(.05, .22), (.24, .10), (.34, .20), (.20, .45), (.10, .88), (.18, .92), (.28, .40), (.34, .56)],
    [(.30, .08), (.18, .50), (.08, .92), (.04, .70), (.22, .46), (.40, .40), (.34, .60)],
]


def signature(random, scale, name, ink):
    """A running hand: a tall beginning, a row of narrowing waves, a long tail below. A name has one way to begin."""
    width, height = int(150 * scale), int(78 * scale)
    image = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(image)
    base = height * random.uniform(.5, .6)
    first = FIRST_STROKES[sum(map(ord, name)) % len(FIRST_STROKES)]
    points = [(width * (px + random.uniform(-.02, .02)), height * (py + random.uniform(-.05, .05))) for px, py in first]
    waves = random.randint(4, 6)
    for i in range(waves):
        x = width * (.36 + .34 * i / waves)
        high = height * random.uniform(.10, .26) * (1 - i / (waves + 3))
        points += [(x, base - high), (x + width * .025, base + high * random.uniform(.4, .9))]
    points += [(width * .78, base - height * .12), (width * .93, base - height * random.uniform(.18, .3))]
    stroke(draw, smooth(points), 1.5 * scale)
    tail = [(width * .86, base - height * .1), (width * .5, height * random.uniform(.74, .84)), (width * .22, height * .8),
            (width * .5, height * .72), (width * .9, height * random.uniform(.6, .7))]
    if random.random() < 0.7:
        stroke(draw, smooth(tail), 1.2 * scale)
    return image.rotate(random.uniform(2, 9), Image.BICUBIC), COLOURS[ink]


def worn(random, image, amount):
    """Uneven inking: the mask is thinned by a slow random field."""
    noise = np.random.RandomState(random.randrange(2 ** 31)).rand(12, 12) * 255
    field = Image.fromarray(noise.astype(np.uint8)).resize(image.size, Image.BICUBIC)
    mask = np.asarray(image, np.float32) * (1 - amount * np.asarray(field, np.float32) / 255)
    return Image.fromarray(mask.astype(np.uint8))


def seal(random, scale, ring):
    """A round seal of 36 mm: the parent and the agency around, a star in the middle."""
    radius = 51 * scale
    side = int(radius * 2.1)
    image = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(image)
    c = side / 2
    for r, w in ((radius, 2.6), (radius * .94, .8), (radius * .62, .8)):
        draw.ellipse((c - r, c - r, c + r, c + r), outline=255, width=max(1, round(w * scale)))
    draw.polygon(_star(c, c, radius * .36), fill=255)
    draw.polygon(_star(c, c + radius * .78, radius * .08), fill=255)
    _ring_text(image, ring[0], c, radius * .73, math.radians(118), 10.5 * scale, radius)
    if len(ring) > 1:
        _centre_text(draw, ring[1], c, c + radius * .47, 7.0 * scale)
    return worn(random, image.rotate(random.uniform(-14, 14), Image.BICUBIC), .55), COLOURS["red"]


def _star(x, y, radius):
    return [(x + (radius if i % 2 == 0 else radius * .4) * math.sin(i * math.pi / 5),
             y - (radius if i % 2 == 0 else radius * .4) * math.cos(i * math.pi / 5)) for i in range(10)]


def _ring_text(image, text, centre, radius, half_angle, size, outer):
    """Capitals around the ring, tops outwards, spread evenly over twice `half_angle`."""
    font = fonts.face_at("bold", max(6, int(size)))
    total = font.getlength(text)
    span = min(2 * half_angle, total / radius * 1.05)
    position = 0.0
    for char in text:
        advance = font.getlength(char)
        angle = -span / 2 + (position + advance / 2) / total * span
        position += advance
        side = int(size * 2)
        glyph = Image.new("L", (side, side), 0)
        ImageDraw.Draw(glyph).text((side / 2, side / 2), char, 255, font, anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle), Image.BICUBIC)
        x, y = centre + radius * 1.07 * math.sin(angle), centre - radius * 1.07 * math.cos(angle)
        image.paste(255, (int(x - side / 2), int(y - side / 2)), glyph)


def _centre_text(draw, text, x, y, size):
    draw.text((x, y), text, 255, fonts.face_at("bold", max(5, int(size))), anchor="mm")


def incoming_stamp(random, scale, lines):
    """The ĐẾN stamp: agency; then number and date, written into it by hand."""
    agency, number, day = lines
    width, height = int(142 * scale), int(68 * scale)
    image = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((2, 2, width - 3, height - 3), outline=255, width=max(2, round(1.4 * scale)))
    draw.text((width / 2, 10 * scale), agency, 255, fonts.face_at("bold", int(8.5 * scale)), anchor="mm")
    draw.line((2, 18 * scale, width - 3, 18 * scale), fill=255, width=max(1, round(.8 * scale)))
    draw.line((46 * scale, 18 * scale, 46 * scale, height - 3), fill=255, width=max(1, round(.8 * scale)))
    draw.text((23 * scale, 43 * scale), "ĐẾN", 255, fonts.face_at("bold", int(16 * scale)), anchor="mm")
    for y, label in ((29, "Số: ……………"), (45, "Ngày: …………"), (60, "Chuyển: ………")):
        draw.text((50 * scale, y * scale), label, 255, fonts.face_at("regular", int(9 * scale)), anchor="lm")
    image = worn(random, image, .45)
    layers = [(image, COLOURS["red"], 0, 0)]
    for text, x, y in ((number, 88, 26), (day, 104, 42)):
        mask, colour = handwriting(random, scale, text, 11.5, "blue")
        layers.append((mask, colour, (x - 71) * scale, (y - 34) * scale))
    return layers, random.uniform(-2.5, 2.5)


def urgency_box(random, scale, lines):
    """The red frame with HỎA TỐC, THƯỢNG KHẨN or KHẨN."""
    text = lines[0]
    font = fonts.face_at("bold", int(14 * scale))
    width, height = int(font.getlength(text) + 16 * scale), int(23 * scale)
    image = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((1, 1, width - 2, height - 2), outline=255, width=max(2, round(1.5 * scale)))
    draw.text((width / 2, height / 2), text, 255, font, anchor="mm")
    return worn(random, image.rotate(random.uniform(-2, 2), Image.BICUBIC, expand=True), .3), COLOURS["red"]


def soften(mask, scale):
    """Ink runs a little into the paper."""
    return mask.filter(ImageFilter.GaussianBlur(0.12 * scale))
