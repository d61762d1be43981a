"""A folder includes only what docs/architecture.md lets it, and a foreign library's headers stand in one folder."""
import os, re, sys

# folder -> our folders it may include besides itself (longest folder wins)
LAYERS = {
    "core": [],
    "core/text": ["core"],
    "core/store": ["core", "core/text"],
    "pipeline/image": ["core"],
    "pipeline/barcode": ["core", "core/text", "pipeline/image"],
    "pipeline/source": ["core", "core/text", "pipeline/image"],
    "pipeline/lines": ["core", "pipeline/image"],
    "pipeline/ocr": ["core", "core/text", "pipeline/image", "pipeline/lines"],
    "pipeline/tables": ["core", "core/text", "pipeline/image"],
    "pipeline/layout": ["core", "core/text"],
    "pipeline/digits": ["core", "core/text", "pipeline/image", "pipeline/layout"],
    "pipeline/extract": ["core", "core/text", "pipeline/layout"],
    "pipeline/pdfa": ["core", "core/text", "pipeline/image", "pipeline/source"],
    "pipeline/overlay": ["core", "pipeline/image", "pipeline/source"],
    "pipeline": ["core", "core/text", "pipeline/image", "pipeline/barcode", "pipeline/source", "pipeline/ocr", "pipeline/tables",
                 "pipeline/layout", "pipeline/digits", "pipeline/extract"],
    "indexer": ["core", "core/text"],
    "ingest": ["core", "core/text", "core/store", "pipeline", "pipeline/source", "pipeline/image", "pipeline/ocr", "pipeline/digits", "pipeline/extract", "indexer"],
    "search": ["core", "core/text", "indexer"],
    "check": ["core", "core/text", "core/store", "pipeline/extract"],
    "report": ["core", "core/text", "core/store", "search", "check"],
    "apps/server": ["core", "core/text", "core/store", "search", "check", "report", "indexer", "ingest", "pipeline/extract", "pipeline/layout"],
    "apps/cli": None,  # all
}
FOREIGN = {  # header prefix -> folders that may name it
    "unicode/": ["core/text"],
    "SQLiteCpp/": ["core/store"],
    "sqlite3.h": ["core/store"],
    "poppler": ["pipeline/source"],
    "qpdf/": ["pipeline/source", "pipeline/pdfa"],
    "cairo": ["pipeline/overlay", "report"],  # pictures there, printed pages here
    "pango/": ["report"],
    "ZXing/": ["pipeline/barcode"],
    "openssl/": ["core", "pipeline/source"],
    "lcms2.h": ["pipeline/pdfa"],
    "leptonica/": ["pipeline/image"],
    "allheaders.h": ["pipeline/image"],
    "tesseract/": ["pipeline/ocr"],
    "xapian": ["indexer", "search"],
    "re2/": ["pipeline/extract", "pipeline/layout", "search", "check", "report"],
    "seccomp.h": ["ingest"],
    "csv.h": ["core"],
    "xlsxwriter.h": ["report"],
    "archive.h": ["report"],
    "archive_entry.h": ["report"],
    "expat.h": ["report"],
    "libical/": ["report"],
    "CLI/": ["apps/cli"],
    "httplib.h": ["apps/server"],
    "sodium.h": ["apps/server"],
    "zlib.h": ["apps/server"],
}


def folder_of(path):
    while path and path not in LAYERS:
        path = os.path.dirname(path)
    return path


def main(root):
    wrong = []
    seen = 0
    types = {}  # two types of one name in two headers are one to the linker, which keeps the destructor of either
    for top in ("core", "pipeline", "indexer", "ingest", "search", "check", "report", "apps"):
        for where, _, names in os.walk(os.path.join(root, top)):
            for name in names:
                if not name.endswith((".cc", ".hh")):
                    continue
                seen += 1
                path = os.path.relpath(os.path.join(where, name), root)
                home = folder_of(os.path.dirname(path))
                for line in open(os.path.join(root, path), encoding="utf8"):
                    declared = re.match(r"(?:struct|class|enum class) (\w+)(?: : \w+)? \{", line)
                    if declared and path.endswith(".hh"):
                        other = types.setdefault(declared.group(1), path)
                        if other != path:
                            wrong.append(f"{path} declares {declared.group(1)}, which {other} has")
                    m = re.match(r'#include ["<]([^">]+)[">]', line)
                    if not m:
                        continue
                    header = m.group(1)
                    if os.path.exists(os.path.join(root, header)):
                        other = folder_of(os.path.dirname(header))
                        allowed = LAYERS[home]
                        if other != home and allowed is not None and other not in allowed:
                            wrong.append(f"{path} includes {header}: {home} may not use {other}")
                    for prefix, homes in FOREIGN.items():
                        if header.startswith(prefix) and home not in homes:
                            wrong.append(f"{path} includes {header}: that library belongs to {', '.join(homes)}")
    print(f"{seen} files")
    for w in wrong:
        print(w)
    sys.exit(1 if wrong or not seen else 0)


main(sys.argv[1])
