"""A document as the plain text an office's system exports: lines in reading order, no layout."""
from datetime import date

from samples.letter import padded_date


def as_text(document):
    day, month, year = padded_date(date.fromisoformat(document.get("date")))
    lines = [*document.lines("parent"), document.get("agency").replace("|", " "), "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
             "Độc lập - Tự do - Hạnh phúc", "", f"Số: {document.get('number')}",
             f"{document.get('place')}, ngày {day} tháng {month} năm {year}", "",
             document.get("type").upper(), document.get("subject"), ""]
    for block in document.blocks:
        lines.append((" | ".join(block.cells) if block.cells else block.text).replace("**", ""))
    cc = document.items("cc")
    lines += ["", "Nơi nhận:", *(f"- {item};" for item in cc[:-1]), f"- {cc[-1]}."]
    lines += ["", *document.lines("title"), "", document.get("signer")]
    return "\n".join(lines) + "\n"
