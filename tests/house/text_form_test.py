"""Our own text files are UTF-8 in NFC, and no source has outgrown one idea."""
import os, subprocess, sys, unicodedata

ENDINGS = (".cc", ".hh", ".py", ".md", ".csv", ".json", ".txt", ".po", ".cmake")
# The tests of normalization need the other forms, written with escapes; data files may be any length.
LONGEST = {".cc": 600, ".hh": 250, ".py": 600}


def main(root):
    names = subprocess.run(["git", "-C", root, "ls-files"], stdout=subprocess.PIPE, text=True).stdout.split("\n")
    if not any(names):  # an exported tree without git
        names = [os.path.relpath(os.path.join(d, f), root) for d, _, fs in os.walk(root) for f in fs if "/build" not in d]
    wrong, seen = [], 0
    for name in names:
        path = os.path.join(root, name)
        if not name.endswith(ENDINGS) or not os.path.isfile(path):
            continue
        seen += 1
        try:
            text = open(path, encoding="utf8").read()
        except UnicodeDecodeError as e:
            wrong.append(f"{name}: not UTF-8 ({e})")
            continue
        if unicodedata.normalize("NFC", text) != text:
            wrong.append(f"{name}: not NFC")
        limit = LONGEST.get(os.path.splitext(name)[1])
        lines = text.count("\n")
        if limit and lines > limit:
            wrong.append(f"{name}: {lines} lines; past {limit} look for the second idea")
    print(f"{seen} files")
    for w in wrong:
        print(w)
    sys.exit(1 if wrong or not seen else 0)


main(sys.argv[1])
