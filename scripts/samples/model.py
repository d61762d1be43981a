"""What a sample document is, before it is drawn: values read from a text in texts/ (see document_text.py)."""
from dataclasses import dataclass, field


@dataclass
class Block:
    """One paragraph or one table row of a body."""
    kind: str  # para, heading, basis, centre, title, note, table, head, row, section, appendix
    text: str = ""
    cells: list = field(default_factory=list)
    widths: list = field(default_factory=list)
    landscape: bool = False


@dataclass
class Document:
    head: dict                 # the head of the text: key to value, as written
    blocks: list
    citations: list            # {number, date}
    deadlines: list            # rows as the scorers' oracles have them
    optional: list = field(default_factory=list)       # deadlines one may find or not
    not_deadlines: list = field(default_factory=list)  # phrases that look like deadlines
    dossier: str = ""
    pages: int = 0             # set once laid out

    def get(self, key, default=""):
        return self.head.get(key, default)

    def lines(self, key):
        """A value of several lines, which the text separates by " | "."""
        return [part.strip() for part in self.get(key).split("|") if part.strip()]

    def items(self, key):
        """A list value, which the text separates by ";"."""
        return [part.strip() for part in self.get(key).split(";") if part.strip()]

    def flag(self, key, word):
        return word in self.get(key).split()

    @property
    def file(self):
        return self.get("file")

    @property
    def path(self):
        return f"{self.dossier}/{self.file}"


@dataclass
class Text:
    """A run of text on a page. Lengths are points from the top left corner, y the baseline."""
    x: float
    y: float
    text: str
    font: str
    size: float


@dataclass
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6


@dataclass
class Mark:
    """Ink put on the printed page: kind is the name of a function in ink.py, args its arguments; (x, y) its centre."""
    kind: str
    x: float
    y: float
    args: dict


@dataclass
class Page:
    width: float
    height: float
    ops: list = field(default_factory=list)
