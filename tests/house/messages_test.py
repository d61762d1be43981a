"""Every message of the program has its Vietnamese, with the same number of {} places, and po/vi.po holds no dead rows."""
import os, re, sys


def sources(root):
    for top in ("core", "pipeline", "indexer", "ingest", "search", "check", "report", "apps"):
        for where, _, names in os.walk(os.path.join(root, top)):
            for name in names:
                if name.endswith((".cc", ".hh")):
                    yield re.sub(r"""'\\?"'""", "", open(os.path.join(where, name), encoding="utf8").read())


STRING = r'"(?:[^"\\\n]|\\.)*"'


def joined(literals):
    escapes = {r"\n": "\n", r"\"": '"', "\\\\": "\\"}
    text = "".join(s[1:-1] for s in re.findall(STRING, literals))
    return re.sub(r"\\.", lambda m: escapes.get(m.group(0), m.group(0)), text)


def main(root):
    po = open(os.path.join(root, "po/vi.po"), encoding="utf8").read()
    rows = {}
    wrong = []
    for m in re.finditer(rf"msgid ((?:{STRING}\s*)+)msgstr ((?:{STRING}\s*)+)", po):
        key = joined(m.group(1))
        if key in rows:
            wrong.append(f"twice in vi.po: {key!r}")
        rows[key] = joined(m.group(2))
    rows.pop("", None)
    said, literals = set(), set()
    for text in sources(root):
        for m in re.finditer(rf"\b(?:tr|N_)\(\s*((?:{STRING}\s*)+)\)", text):
            said.add(joined(m.group(1)))
        literals.update(joined(m) for m in re.findall(rf"(?:{STRING}\s*)+", text))
    for key in sorted(said - rows.keys()):
        wrong.append(f"no Vietnamese for: {key!r}")
    for key in sorted(rows.keys() - said - literals):
        wrong.append(f"no longer said: {key!r}")
    for key, value in rows.items():
        if not value:
            wrong.append(f"empty Vietnamese for: {key!r}")
        if sorted(re.findall(r"\{[^}]*\}", key)) != sorted(re.findall(r"\{[^}]*\}", value)):
            wrong.append(f"places differ: {key!r} / {value!r}")
    print(f"{len(said)} messages, {len(rows)} rows")
    for w in wrong:
        print(w)
    sys.exit(1 if wrong or not said else 0)


main(sys.argv[1])
