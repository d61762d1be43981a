"""Reads a sample's text: a head of `key: value` lines, a line `---`, then the body, one block a line.

    # I. HEADING        bold paragraph             > Căn cứ …        italic paragraph
    ^ QUYẾT ĐỊNH:       centred bold line          ^/ (Kèm theo …)   centred italic line
    |= 8 40 25 27       a table begins: widths     |# STT | Nội dung the header row, repeated on every page
    | 1 | Rà soát | …   a row                      |- I | MỤC        a bold row whose second cell runs to the edge
    === landscape       an appendix begins here, behind the signatures (`=== portrait` likewise)
    anything else       a paragraph; ** ** makes words bold

The truth stands where the text says it: [[Kế hoạch số 16/KH-UBND ngày 16/01/2025]] is a citation (the brackets are not
printed), and a line `@due …` under a paragraph or row says which deadline it sets:

    @due before 2025-05-15; lead=Văn phòng Sở; with=Thanh tra Sở; task=…
    @due period 2025-04-01 2025-06-30; …   @due every FREQ=MONTHLY,INTERVAL=3; …   @due after 10 day; anchor=…

`@may …` is a deadline one may find or not; `@not PHRASE` names what looks like a deadline and is none.
"""
import re
import unicodedata

from samples.model import Block, Document

PREFIXES = (("# ", "heading"), ("> ", "basis"), ("^/ ", "note"), ("^ ", "centre"))
CITATION = re.compile(r"\[\[(.+?)\]\]")
ACT = re.compile(r"(\d+(?:/[\w&.-]+)+|\d+-\w+/\w+)")
DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


def parse_document(text):
    head_text, body = unicodedata.normalize("NFC", text).split("\n---\n", 1)
    head = dict(line.split(": ", 1) for line in head_text.splitlines() if line.strip())
    document = Document(head, [], [], [])
    for line in body.splitlines():
        if line.strip():
            _add_line(document, line.rstrip())
    return document


def _add_line(document, line):
    in_table = bool(document.blocks) and document.blocks[-1].kind == "row"
    if line.startswith("@due "):
        document.deadlines.append(_deadline(line[5:], in_table))
        return
    if line.startswith("@may "):
        document.optional.append(_deadline(line[5:], in_table))
        return
    if line.startswith("@not "):
        document.not_deadlines.append(line[5:])
        return
    for cited in CITATION.findall(line):
        document.citations.append(_citation(cited))
    line = CITATION.sub(r"\1", line)
    document.blocks.append(_block(line))


def _block(line):
    if line.startswith("==="):
        return Block("appendix", landscape="landscape" in line)
    if line.startswith("|= "):
        return Block("table", widths=[float(w) for w in line[3:].split()])
    if line[0] == "|":
        kind = {"#": "head", "-": "section"}.get(line[1], "row")
        return Block(kind, cells=[cell.strip() for cell in line.lstrip("|#-").split("|")])
    for prefix, kind in PREFIXES:
        if line.startswith(prefix):
            return Block(kind, line[len(prefix):])
    return Block("para", line)


def _citation(cited):
    number = ACT.search(cited)
    if not number:
        raise ValueError(f"no number in citation: {cited}")
    date = DATE.search(cited, number.end())
    if not date:
        return {"number": number[1], "date": None}
    day, month, year = (part for part in date.groups() if part)
    return {"number": number[1], "date": f"{year}-{int(month):02d}-{int(day):02d}"}


def _deadline(text, in_table):
    rule, *rest = [part.strip() for part in text.split(";")]
    kind, *values = rule.split()
    if kind in ("before", "by"):
        row = {"kind": "absolute", "date": values[0], "bound": kind}
    elif kind == "period":
        row = {"kind": "period", "start": values[0], "end": values[1]}
    elif kind == "every":
        row = {"kind": "recurring", "rrule": [rule.replace(",", ";") for rule in values]}
    elif kind == "after":
        row = {"kind": "relative", "offset": int(values[0]), "unit": values[1], "direction": "after"}
    else:
        raise ValueError(f"unknown deadline: {text}")
    names = {"lead": "lead", "with": "coordinating", "task": "task", "anchor": "anchor"}
    for part in rest:
        key, value = part.split("=", 1)
        row[names[key]] = value
    if in_table:
        row["in"] = "table"
    return row
