"""The three faces of the paper, and how wide words are in them."""
from functools import lru_cache

from PIL import ImageFont

FOLDER = "/usr/share/fonts/truetype/liberation2/"
FACES = {"regular": "LiberationSerif-Regular.ttf", "bold": "LiberationSerif-Bold.ttf", "italic": "LiberationSerif-Italic.ttf",
         "bolditalic": "LiberationSerif-BoldItalic.ttf"}
UNITS = 1000


def path(face):
    return FOLDER + FACES[face]


@lru_cache(maxsize=None)
def face_at(face, pixels):
    # The basic layout engine: Vietnamese needs no shaping, and results do not hang on a Raqm version.
    return ImageFont.truetype(path(face), pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=None)
def text_width(text, face, size):
    """Width in points of a text set in `size` points."""
    return face_at(face, UNITS).getlength(text) * size / UNITS
