"""Lays a document out as Nghị định 30/2020/NĐ-CP, Phụ lục I says: header, title, body, signatures, recipients, appendix."""
from datetime import date

from samples.flow import LEFT, MM, Flow, Table, break_lines, words_of
from samples.fonts import text_width
from samples.model import Mark

AGENCY_MIDDLE, AGENCY_WIDTH = 55 * MM, 68 * MM
NATION_MIDDLE, NATION_WIDTH = 147 * MM, 106 * MM
SIGNER_MIDDLE, SIGNER_WIDTH = 150 * MM, 76 * MM
SIGNATURE_HEIGHT = 78
HAND_SIZE = 19
QR_SIZE = 62


def padded_date(day):
    """`ngày 05 tháng 3 năm 2025`: days below 10 and months 1 and 2 have a zero before them."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}", month, str(day.year)


def lay_out(document):
    flow = Flow(float(document.get("size", "14")), float(document.get("leading", "1.2")))
    _title(flow, document, _header(flow, document))
    signed = False
    table = None
    blocks = document.blocks
    for i, block in enumerate(blocks):
        if block.kind == "appendix":
            _close(flow, document)
            signed = True
            flow.new_page(block.landscape, restart=True, numbered=False)
            if document.get("stamp"):
                _digital_stamp(flow, document)
        elif block.kind in ("table", "head", "row", "section"):
            table = _table_block(flow, table, block)
            if i + 1 == len(blocks) or blocks[i + 1].kind not in ("head", "row", "section"):
                flow.y += 8
        else:
            last = not signed and (i + 1 == len(blocks) or blocks[i + 1].kind == "appendix")
            _text_block(flow, block, _closing_height(flow, document) if last else 0)
    if not signed:
        _close(flow, document)
    document.pages = len(flow.pages)
    return flow.pages


def _table_block(flow, table, block):
    if block.kind == "table":
        flow.y += 4
        return Table(flow, block.widths)
    {"head": table.add_head, "row": table.add_row, "section": table.add_section}[block.kind](block.cells)
    return table


def _text_block(flow, block, reserve):
    if reserve:  # The signatures do not stand alone on a page: the last paragraph goes with them.
        flow.room(flow.paragraph_height(block.text) + reserve)
    if block.kind == "heading":
        flow.paragraph(block.text, "bold", keep_with_next=True)
    elif block.text.startswith("**") and block.text.endswith("**"):
        flow.paragraph(block.text, keep_with_next=True)
    elif block.kind == "basis":
        flow.paragraph(block.text, "italic")
    elif block.kind in ("centre", "note"):
        flow.room(flow.line_height() * 3)
        flow.y += 3
        flow.centred(block.text, "bold" if block.kind == "centre" else "italic", flow.size, width=flow.width * 0.9)
        flow.y += 6
    else:
        flow.paragraph(block.text)


def _digital_stamp(flow, document):
    """The agency's electronic signature without image: size 10, top right corner (part 14)."""
    text = document.get("stamp")
    flow.text(flow.right - text_width(text, "regular", 10), 11 * MM, text, "regular", 10)


def _header(flow, document):
    """Agency, nation, number, place and the marks under the number; returns where a title may begin."""
    if document.get("stamp") and document.flag("stamp_on", "first"):
        _digital_stamp(flow, document)
    top = flow.y
    for line in document.lines("parent"):
        flow.centred(line, "regular", 13, AGENCY_MIDDLE, AGENCY_WIDTH)
    length = flow.centred(document.get("agency"), "bold", 13, AGENCY_MIDDLE, AGENCY_WIDTH)
    flow.short_rule(AGENCY_MIDDLE, length * 0.42)
    left_bottom = flow.y

    flow.y = top
    flow.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold", 13, NATION_MIDDLE, NATION_WIDTH)
    length = flow.centred("Độc lập - Tự do - Hạnh phúc", "bold", 13.5, NATION_MIDDLE, NATION_WIDTH)
    flow.short_rule(NATION_MIDDLE, length)
    baseline = max(left_bottom, flow.y) + 15
    _number_line(flow, document, baseline)
    _place_line(flow, document, baseline)
    flow.y = baseline + 6
    if document.get("type") == "Công văn":
        flow.y += 5
        flow.centred("V/v " + document.get("subject"), "regular", 12.5, AGENCY_MIDDLE, AGENCY_WIDTH)
    left_bottom = flow.y
    if document.get("qr"):
        flow.add(Mark("qr", AGENCY_MIDDLE, left_bottom + 8 + QR_SIZE / 2, {"text": document.get("qr"), "size": QR_SIZE}))
        left_bottom += QR_SIZE + 14
    for key, kind in (("incoming", "incoming_stamp"), ("urgency", "urgency_box")):
        if document.get(key):
            height = 68 if key == "incoming" else 26
            flow.add(Mark(kind, AGENCY_MIDDLE - (6 if key == "incoming" else 40), left_bottom + 6 + height / 2,
                          {"lines": document.lines(key)}))
            left_bottom += height + 8
    flow.y = left_bottom + 10
    return flow.y if document.get("qr") else baseline + 26


def _with_gaps(flow, x, baseline, parts, face, size, document):
    """Prints (text, gap) parts in a row; what belongs into a gap is written by hand, larger and not quite on the line."""
    for text, written in parts:
        if text:
            flow.text(x, baseline, text, face, size)
            x += text_width(text, face, size)
        if written:
            width = gap_width(written)
            flow.add(Mark("handwriting", x + width / 2, baseline - 5, {"text": written, "size": HAND_SIZE,
                                                                      "ink": document.get("ink", "blue")}))
            x += width


def gap_width(written):
    return 10 + 11 * len(written)


def _parts_width(parts, face, size):
    return sum(text_width(t, face, size) + (gap_width(w) if w else 0) for t, w in parts)


def _number_line(flow, document, baseline):
    if not document.get("number"):
        return
    digits, symbol = document.get("number").split("/", 1)
    by_hand = document.flag("hand", "number")
    parts = [("Số: ", digits), ("/" + symbol, "")] if by_hand else [(f"Số: {digits}/{symbol}", "")]
    x = AGENCY_MIDDLE - _parts_width(parts, "regular", 13) / 2
    _with_gaps(flow, x, baseline, parts, "regular", 13, document)


def _place_line(flow, document, baseline):
    if not document.get("place"):
        return
    day, month, year = padded_date(date.fromisoformat(document.get("date")))
    by_hand = document.flag("hand", "date")
    if by_hand:
        parts = [(f"{document.get('place')}, ngày ", day), (f" tháng {month} năm {year}", "")]
    else:
        parts = [(f"{document.get('place')}, ngày {day} tháng {month} năm {year}", "")]
    x = NATION_MIDDLE - _parts_width(parts, "italic", 13.5) / 2
    _with_gaps(flow, x, baseline, parts, "italic", 13.5, document)


def _title(flow, document, top):
    kind = document.get("type")
    if kind != "Công văn":
        marked = document.get("incoming") or document.get("urgency")
        # The title keeps to the middle of the sheet: it begins beside the lower edge of a stamp on the left.
        flow.y = max(top, flow.y - 26) if marked else top
        flow.centred(document.get("printed_type", kind).upper(), "bold", 14)
        flow.centred(document.get("subject"), "bold", 14, width=flow.width * 0.82)
        flow.short_rule((flow.left + flow.right) / 2, flow.width * 0.2)
        flow.y += 10
    if document.get("authority"):
        flow.centred(document.get("authority"), "bold", 14, width=flow.width * 0.9)
        flow.y += 8
    if document.get("to"):
        _addressees(flow, document.items("to"))


def _addressees(flow, to):
    flow.y += 6
    size = flow.size
    if len(to) == 1:
        flow.centred(f"Kính gửi: {to[0]}.", "regular", size, width=flow.width * 0.86)
    else:
        label = LEFT + 34 * MM
        x = label + 62
        flow.text(label, flow.y + size, "Kính gửi:", "regular", size)
        for i, name in enumerate(to):
            end = ";" if i < len(to) - 1 else "."
            for line in break_lines(words_of(f"- {name}{end}", "regular"), size, flow.right - x):
                flow.text(x, flow.y + size, " ".join(word for word, _ in line), "regular", size)
                flow.y += size * 1.3
    flow.y += 10


def _closing_height(flow, document):
    recipients = 16 + 13.5 * sum(1 + len(item) // 44 for item in document.items("cc"))
    titles = 16.5 * (len(document.lines("title")) + 1) + SIGNATURE_HEIGHT
    return max(recipients, titles) + 10


def _close(flow, document):
    """Recipients on the left, signature on the right, both from the same line."""
    flow.y += 6
    flow.room(_closing_height(flow, document))
    top = flow.y
    if document.get("signer2"):
        _signature(flow, document.lines("title2"), document.get("signer2"), 62 * MM, None, document)
    elif document.get("cc"):
        _recipients(flow, document.items("cc"))
    bottom = flow.y
    flow.y = top
    _signature(flow, document.lines("title"), document.get("signer"), SIGNER_MIDDLE, document.get("seal"), document)
    flow.y = max(flow.y, bottom)


def _recipients(flow, cc):
    flow.text(LEFT, flow.y + 12, "Nơi nhận:", "bolditalic", 12)
    flow.y += 16
    for i, item in enumerate(cc):
        end = ";" if i < len(cc) - 1 else "."
        for line in break_lines(words_of(f"- {item}{end}", "regular"), 11, 76 * MM):
            flow.text(LEFT, flow.y + 11, " ".join(word for word, _ in line), "regular", 11)
            flow.y += 13.2


def _signature(flow, titles, name, middle, seal, document):
    for title in titles:
        flow.centred(title, "bold", 13.5, middle, SIGNER_WIDTH, leading=1.2)
    y = flow.y + SIGNATURE_HEIGHT / 2
    flow.add(Mark("signature", middle + 4, y, {"name": name, "ink": "blue"}))
    if seal:
        # The seal covers about a third of the signature, on its left.
        flow.add(Mark("seal", middle - 50, y - 4, {"ring": [part.strip() for part in seal.split("|")]}))
    flow.y += SIGNATURE_HEIGHT
    flow.centred(name, "bold", 14, middle, SIGNER_WIDTH)
