"""What is written beside the scans: labels (the truth of every field), the register of what should be there, the table of files."""
import csv
import io
import json
from datetime import date

from samples.produce import damaged_pages

COLUMNS = ["STT", "Hồ sơ", "Số ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Cơ quan ban hành", "Số trang", "Ghi chú"]

# What papers of the one-stop shop say besides; a paper that has none of it has no label for it.
CASE_FIELDS = ("case_code", "procedure_code", "applicant", "applicant_id", "received_date", "due_date", "result_kind", "validity_term",
               "effective_date", "expiry_date")


def label(document):
    title = document.lines("title")
    _, upside_down, backs = damaged_pages(document)
    backs = [page + i + 1 for i, page in enumerate(backs)]
    return {
        "file": document.path,
        "number": document.get("number") or None,
        "issued_date": document.get("date"),
        "type": document.get("type"),
        "issuer": document.get("issuer"),
        "place": document.get("place") or None,
        "subject": document.get("subject").replace("|", " "),
        "signer": document.get("signer"),
        "signer_title": title[-1],
        "authority": ", ".join(title[:-1]) or None,
        "recipients": document.items("cc"),
        "addressees": document.items("to"),
        "urgency": document.get("urgency") or None,
        "incoming": dict(zip(("number", "date"), document.lines("incoming")[1:])) or None,
        "handwritten": {"number": document.flag("hand", "number"), "date": document.flag("hand", "date")},
        "absent": [field for field in ("number", "place") if not document.get(field)],
        "pages": document.pages,
        "blank_pages": backs,
        "upside_down_pages": upside_down,
        "citations": unique(document.citations),
        "deadlines": document.deadlines,
        "optional": document.optional,
        "not_deadlines": document.not_deadlines,
        "note": document.get("note") or None,
        **{key: document.get(key) for key in CASE_FIELDS if document.get(key)},
        "fields": {"number": document.get("number") or None},  # where the scorer of duties looks for the document's own number
    }


def unique(citations):
    """Each number once, with the first date the text gives it."""
    found = {}
    for citation in citations:
        known = found.setdefault(citation["number"], dict(citation))
        known["date"] = known["date"] or citation["date"]
    return list(found.values())


def labels_json(labels):
    return json.dumps(labels, ensure_ascii=False, indent=1) + "\n"


def register_row(document):
    """The row a clerk writes for a document; `register` in its head overrides subject and style: `short` dates are 5/3/2025."""
    day = date.fromisoformat(document.get("date"))
    written = f"{day.day}/{day.month}/{day.year}" if document.flag("register", "short") else f"{day:%d/%m/%Y}"
    subject = document.get("register_subject") or document.get("subject").replace("|", " ")
    kind = document.get("type")
    title = f"{kind} {'v/v ' if kind == 'Công văn' else ''}{subject}"
    return [document.dossier, document.get("number") or "", written, title, document.get("register_issuer") or document.get("issuer"),
            str(document.pages), document.get("register_note")]


def register_csv(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([[i, *row] for i, row in enumerate(rows, 1)])
    return out.getvalue()


def readme(rows):
    """The table of files; `rows` are (path, bytes, pages, form, purpose)."""
    lines = ["# Sample dossiers", "",
             "Invented documents in the real forms, drawn by `scripts/make-samples`; the province, the agencies' papers and the people",
             "exist only here. `register.csv` is what should have been digitized (four rows have no scan, two scans have none),",
             "`labels.json` the truth of every field. Do not edit these files: edit `scripts/samples/texts/` and run the program.", "",
             "| file | form | pages | size | what it is for |", "| --- | --- | ---: | ---: | --- |"]
    for path, size, pages, form, purpose in rows:
        lines.append(f"| `scans/{path}` | {form} | {pages or '–'} | {round(size / 1000)} kB | {purpose} |")
    total_pages, total_size = sum(row[2] for row in rows), sum(row[1] for row in rows)
    lines.append(f"| {len(rows)} files | | {total_pages} | {total_size / 1e6:.1f} MB | |")
    return "\n".join(lines) + "\n"
