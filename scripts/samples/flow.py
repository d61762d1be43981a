"""Sets paragraphs and tables onto pages, top to bottom, as a word processor does."""
import re

from samples.fonts import text_width
from samples.model import Page, Rule, Text

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 17 * MM
INDENT = 12.7 * MM
CELL_PAD = 3.0


def words_of(text, face):
    """(word, face) pairs; ** ** turns bold on and off."""
    bold = {"regular": "bold", "italic": "bolditalic"}
    words = []
    for i, part in enumerate(re.split(r"\*\*", text)):
        run_face = bold.get(face, face) if i % 2 else face
        words += [(word, run_face) for word in part.split()]
    return words


def break_lines(words, size, width, indent=0.0):
    """Greedy lines of (word, face) that fit `width`; the first is shorter by `indent`."""
    lines, line, used = [], [], indent
    for word, face in words:
        step = text_width(word, face, size)
        gap = text_width(" ", face, size) if line else 0
        if line and used + gap + step > width:
            lines.append(line)
            line, used, gap = [], 0.0, 0
        line.append((word, face))
        used += gap + step
    return lines + [line] if line else lines


def balanced_lines(words, size, width):
    """As many lines as `width` needs, broken so that none is left much shorter than the others."""
    count = len(break_lines(words, size, width))
    narrow = width
    while narrow > width / 2 and len(break_lines(words, size, narrow - 6)) == count:
        narrow -= 6
    return break_lines(words, size, narrow)


class Flow:
    """Pages being filled. `y` is the top of the next line on the last page."""

    def __init__(self, size=14, leading=1.2, gap=5):
        self.size, self.leading, self.gap = size, leading, gap
        self.pages = []
        self.number = 0
        self.new_page(numbered=False)

    def new_page(self, landscape=False, restart=False, numbered=True):
        width, height = A4[::-1] if landscape else A4
        self.pages.append(Page(width, height))
        self.number = 1 if restart else self.number + 1
        self.left, self.right = (TOP, width - TOP) if landscape else (LEFT, width - RIGHT)
        self.bottom = height - BOTTOM
        self.landscape = landscape
        self.y = TOP
        if numbered and self.number > 1:
            self.text(width / 2, 14 * MM, str(self.number), "regular", 13, centre=True)
        self.y = TOP

    @property
    def page(self):
        return self.pages[-1]

    @property
    def width(self):
        return self.right - self.left

    def add(self, op):
        self.page.ops.append(op)

    def text(self, x, baseline, text, face, size, centre=False):
        if centre:
            x -= text_width(text, face, size) / 2
        self.add(Text(x, baseline, text, face, size))

    def line_height(self, size=None):
        return (size or self.size) * 1.15 * self.leading

    def room(self, height):
        """Makes sure `height` points are free below, on a new page if need be."""
        if self.y + height > self.bottom and self.y > TOP:
            self.new_page(self.landscape)

    def set_line(self, line, x, size, width, justify):
        """One line of (word, face) at the cursor; justified lines stretch their spaces to `width`."""
        natural = sum(text_width(word, face, size) for word, face in line)
        gaps = len(line) - 1
        space = text_width(" ", "regular", size)
        if justify and gaps:
            space = (width - natural) / gaps
        baseline = self.y + self.line_height(size) * 0.5 + size * 0.32
        for word, face in line:
            self.add(Text(x, baseline, word, face, size))
            x += text_width(word, face, size) + space
        self.y += self.line_height(size)

    def paragraph_height(self, text, face="regular"):
        lines = break_lines(words_of(text, face), self.size, self.width, INDENT)
        return len(lines) * self.line_height() + self.gap

    def paragraph(self, text, face="regular", keep_with_next=False):
        lines = break_lines(words_of(text, face), self.size, self.width, INDENT)
        # No line of a heading and no single first line is left at the foot of a page.
        self.room(self.line_height() * (len(lines) + 2 if keep_with_next else min(2, len(lines))))
        for i, line in enumerate(lines):
            if i == len(lines) - 2 and len(lines) > 2:
                self.room(2 * self.line_height())
            self.room(self.line_height())
            indent = INDENT if i == 0 else 0
            self.set_line(line, self.left + indent, self.size, self.width - indent, justify=i < len(lines) - 1)
        self.y += self.gap

    def centred(self, text, face, size, middle=None, width=None, leading=1.15):
        """Lines of about the same length centred on `middle`; returns the width of the last."""
        middle = middle if middle is not None else (self.left + self.right) / 2
        last = 0
        for part in text.split("|"):
            for line in balanced_lines(words_of(part, face), size, width or self.width):
                baseline = self.y + size
                last = sum(text_width(w, f, size) for w, f in line) + text_width(" ", face, size) * (len(line) - 1)
                x = middle - last / 2
                for word, run_face in line:
                    self.add(Text(x, baseline, word, run_face, size))
                    x += text_width(word, run_face, size) + text_width(" ", face, size)
                self.y += size * leading
        return last

    def rule(self, x0, y0, x1, y1, width=0.6):
        self.add(Rule(x0, y0, x1, y1, width))

    def short_rule(self, middle, length):
        self.rule(middle - length / 2, self.y + 4, middle + length / 2, self.y + 4)
        self.y += 6


class Table:
    """A ruled table; `head` rows come again at the top of every page."""

    def __init__(self, flow, widths, size=12):
        self.flow, self.size = flow, size
        total = sum(widths)
        self.widths = [flow.width * w / total for w in widths]
        self.head = []

    def add_head(self, cells):
        self.head.append(cells)
        self._draw(cells, "bold", head=True)

    def add_row(self, cells):
        self._draw(cells, "regular")

    def add_section(self, cells):
        self._draw(cells, "bold", span=True)

    def _set_cells(self, cells, face, span):
        widths = self.widths
        if span:
            widths = [widths[0], sum(widths[1:])]
            cells = cells[:2]
        inner = [break_lines(words_of(c, face), self.size, w - 2 * CELL_PAD) for c, w in zip(cells, widths)]
        return widths, inner

    def _draw(self, cells, face, head=False, span=False):
        flow, step = self.flow, self.size * 1.18
        widths, inner = self._set_cells(cells, face, span)
        height = max(max((len(lines) for lines in inner), default=1), 1) * step + 2 * CELL_PAD
        if flow.y + height > flow.bottom:
            flow.new_page(flow.landscape)
            if not head:
                for row in self.head:
                    self._draw(row, "bold", head=True)
        top, x = flow.y, flow.left
        flow.rule(flow.left, top, flow.right, top)
        flow.rule(flow.left, top + height, flow.right, top + height)
        for i, (lines, width) in enumerate(zip(inner, widths)):
            flow.rule(x, top, x, top + height)
            self._draw_cell(lines, x, width, top, height, centre=head or i == 0 or self._is_figure(lines))
            x += width
        flow.rule(flow.right, top, flow.right, top + height)
        flow.y = top + height

    def _is_figure(self, lines):
        text = "".join(word for line in lines for word, _ in line)
        return text.replace(".", "").replace(",", "").isdigit()

    def _draw_cell(self, lines, x, width, top, height, centre):
        step = self.size * 1.18
        y = top + (height - len(lines) * step) / 2
        for line in lines:
            space = text_width(" ", "regular", self.size)
            length = sum(text_width(w, f, self.size) for w, f in line) + space * (len(line) - 1)
            at = x + (width - length) / 2 if centre else x + CELL_PAD
            for word, face in line:
                self.flow.add(Text(at, y + self.size * 0.95, word, face, self.size))
                at += text_width(word, face, self.size) + space
            y += step
