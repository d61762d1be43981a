"""The program from outside: each row is a command line, its exit code, and what it says on stdout and stderr."""
import hashlib, json, os, subprocess, sys, tempfile, zipfile
from xml.etree import ElementTree

SOHOA, SAMPLES = sys.argv[1:3]
LETTER = os.path.join(SAMPLES, "hoso02", "CV xa Thach Khe 64.pdf")  # one scanned page
BORN_DIGITAL = os.path.join(SAMPLES, "hoso04", "GCN-ATTP-208.pdf")
TEXT = os.path.join(SAMPLES, "hoso03", "thong-bao-19-ubnd.txt")

# arguments, exit code, in stdout, in stderr; {d} is a fresh folder. Rows build upon those before.
ROWS = [
    (["foo"], 64, "", "there is no command foo"),
    (["--kho", "x", "foo", "status"], 64, "", "foo"),
    ([], 64, "", ""),
    (["status", "--foo"], 64, "", "--foo"),
    (["ingest", "--kho", "{d}/things", TEXT], 2, "", "is no archive, and holds other things: mine.doc"),
    (["ingest", "--kho", "{d}/empty", TEXT], 0, "1 documents", ""),
    (["ingest", "--kho", "{d}/kho", LETTER, TEXT, "{d}/bad.pdf"], 3, "2 documents", ""),
    (["ingest", "--kho", "{d}/kho", TEXT], 0, "knows 3 files: 2 done, 0 with the content of another, 0 no documents, 1 failed, 0 waiting", ""),
    (["status", "--kho", "{d}/kho"], 0, "sohoa retry --kho {d}/kho", ""),
    (["status", "--kho", "{d}/kho", "--format", "json"], 0, '"failed": 1', ""),
    (["index", "--kho", "{d}/kho", "--rebuild"], 0, "", "2 documents indexed"),
    (["index", "--kho", "{d}/kho"], 64, "", "--rebuild or --check"),
    (["index", "--kho", "{d}/kho", "--rebuild", "--jobs", "1", "--include-secret"], 0, "", "2 documents indexed"),
    (["search", "--kho", "{d}/kho", "thông báo"], 0, "«", "documents"),
    (["search", "--kho", "{d}/kho", "thông báo", "--format", "json"], 0, '"boxes"', ""),
    (["search", "--kho", "{d}/kho", "thông báo", "--format", "csv"], 0, "No.,", ""),
    (["search", "--kho", "{d}/kho", "thông báo", "--format", "xlsx", "--output", "{d}/hits.xlsx"], 0, "", ""),
    (["search", "--kho", "{d}/kho", "xyzzy", "--format", "xlsx", "--output", "{d}/none.xlsx"], 1, "", "no workbook was written"),
    (["search", "--kho", "{d}/kho", "ngày:mai"], 1, "", "mai"),
    (["search", "--kho", "{d}/kho", "--batch", "{d}/none.txt"], 2, "", "cannot read"),
    (["search", "--kho", "{d}/kho", "thông báo", "--save", "a"], 0, "«", "saved as"),
    (["search", "--kho", "{d}/kho", "--saved"], 1, "a: 0 new of", ""),
    (["search", "--kho", "{d}/kho", "thông báo", "--former", "--as-of", "2025-13-45"], 64, "", "--as-of is no day: 2025-13-45"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--format", "json"], 0, '"unreadable":1', ""),
    (["report", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--period", "2030", "--as-of", "2025-05-14"], 64, "", "has not begun"),
    (["report", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--period", "2025", "--as-of", "2025-05-14", "--format", "pdf", "--output", "{d}/r.pdf"], 0, "", ""),
    (["nightly", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--as-of", "2025-10-01", "--output", "{d}/nights"], 0, "sohoa 2025-10-01: nothing new to do", ""),
    (["nightly", "--kho", "{d}/kho", "--as-of", "2025-11-05", "--output", "{d}/nights"], 1, "1 overdue, 0 this week, 0 next week; newly overdue: 1", ""),
    (["nightly", "--kho", "{d}/kho", "--as-of", "2025-11-06", "--output", "{d}/nights"], 0, "newly overdue: 0", ""),
    (["nightly", "--kho", "{d}/kho", "--as-of", "2025-11-06", "--output", "{d}/nights"], 0, "name the folder of scans", ""),
    (["nightly", "--kho", "{d}/kho", "{d}/bad.pdf", "--as-of", "2025-11-06", "--output", "{d}/nights"], 3, "some files could not be read", ""),
    (["nightly", "--kho", "{d}/kho", "--as-of", "2025-11-06", "--output", "{d}/nights", "--input", "{d}/bad.pdf"], 0, "bad.pdf: the PDF cannot be understood", ""),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--watch", "--format", "json"], 64, "", "cannot be given together"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--watch", "--output", "{d}/o.csv"], 64, "", "cannot be given together"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--watch", "--by", "unit"], 64, "", "cannot be given together"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--watch", "--strict"], 64, "", "cannot be given together"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--watch", "--target", "90"], 64, "", "cannot be given together"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/book.csv", "--watch", "--contents", "hoso03"], 64, "", "cannot be given together"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/dossiers.csv", "--watch"], 64, "", "is a register of dossiers"),
    (["nightly", "--kho", "{d}/kho", "--cases", "{d}/book.csv", "--output", "{d}/nights"], 64, "", "--register"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/right.csv", "--as-of", "xx"], 64, "", "--as-of is no day: xx"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/right.csv", "--as-of", "99"], 64, "", "--as-of is no day: 99"),
    (["coverage", "--kho", "{d}/kho", "--register", "{d}/right.csv", "--by", "foo"], 64, "", "quarter"),
    (["search", "--kho", "{d}/kho", "--saved", "b"], 1, "", "no saved search"),
    (["read", TEXT], 0, "THÔNG BÁO", ""),
    (["read", TEXT, "--overlay", "{d}/t.png"], 2, "", "no picture"),
    (["read", LETTER, "--overlay", "{d}/o.png"], 0, "", "Drawn: "),
    (["read", TEXT, "--pages", "1-99"], 0, "THÔNG BÁO", "the file has only "),
    (["read", BORN_DIGITAL, "--pages", "1", "--format", "json"], 0, '"origin": "embedded"', ""),  # a worker can decode text layers
    (["read", "{d}/bad.pdf"], 2, "", "cannot be understood"),
    (["export", "--kho", "{d}/kho", "--format", "pdf", "--output", "{d}/pdf"], 0, "1 copies written to {d}/pdf, 0 there", ""),
    (["export", "--kho", "{d}/kho", "--format", "pdf", "--output", "{d}/pdf"], 0, "0 copies written to {d}/pdf, 1 there", ""),
    (["export", "--kho", "{d}/kho", "--format", "pdf", "--output", "{d}/other"], 3, "", "is there already and differs"),
    (["export", "--kho", "{d}/kho", "--format", "pdf", "--output", "{d}/other", "--overwrite"], 0, "1 copies written", ""),
    (["export", "--kho", "{d}/kho", "--format", "pdf", "nothing"], 1, "", "no document nothing"),
    (["export", "--kho", "{d}/kho", "--format", "jsonl"], 0, '"schema":"sohoa.record/1"', ""),
    (["export", "--kho", "{d}/kho", "--format", "xlsx", "--output", "{d}/r.xlsx"], 0, "", ""),
    (["export", "--kho", "{d}/kho", "--tables"], 64, "", "Give --format xlsx or --format csv."),
    (["export", "--kho", "{d}/kho", "--tables", "--format", "csv"], 0, "Bảng,Trang,Tiêu đề", ""),
    (["export", "--kho", "{d}/kho", "--tables", "--format", "xlsx"], 1, "", "no tables"),
    (["ingest", "--kho", "{d}/pile", "{d}/pile.txt", "{d}/next.txt"], 0, "2 documents", ""),
    (["review", "--kho", "{d}/pile", "--format", "json", "--field", "colour"], 64, "", "there is no field colour"),
    (["review", "--kho", "{d}/pile", "--apply", "{d}/wrong.csv", "--who", "lan"], 2, "", "line 2: there is no document"),
    (["review", "--kho", "{d}/pile", "--apply", "{d}/wrong.csv", "--who", "lan"], 2, "", "line 3: \"31/02/2025\" is not understood"),
    (["review", "--kho", "{d}/pile", "--apply", "{d}/right.csv", "--who", "lan"], 0, "2 fields decided", ""),
    (["review", "--kho", "{d}/pile", "--apply", "{d}/right.csv", "--who", "lan"], 0, "0 fields decided. 2 were decided so before.", ""),
    (["review", "--kho", "{d}/pile", "--apply", "{d}/lost.csv", "--who", "lan"], 2, "", "has lost its column \"Quyết định (đúng / không có)\""),
    (["review", "--kho", "{d}/pile", "--apply", "{d}/empty.csv", "--who", "lan"], 1, "", "none of the 1 rows holds a decision"),
    (["search", "--kho", "{d}/pile", "77/QĐ-UBND"], 0, "77/QĐ-UBND", ""),
    (["export", "--kho", "{d}/pile", "--format", "jsonl", "77/QĐ-UBND"], 0, '"value":"2025-03-05"', ""),
    (["index", "--kho", "{d}/pile", "--rebuild"], 0, "", "2 documents indexed"),
    (["show", "--kho", "{d}/pile", "77/QĐ-UBND", "--format", "json"], 0, '"by": "lan"', ""),
    (["review", "--kho", "{d}/pile", "--undo", "77/QĐ-UBND", "--field", "issued_date", "--who", "lan"], 0, "1 decisions taken back", ""),
    (["audit", "--kho", "{d}/pile"], 0, "field: Issued; value: 2025-03-05", ""),
    (["audit", "--kho", "{d}/pile"], 0, "correction taken back", ""),
    (["audit", "--kho", "{d}/pile", "--format", "jsonl"], 0, '"what":"uncorrect"', ""),
    (["review", "--kho", "{d}/kho", "--format", "csv"], 0, ",Number,", ""),
    (["review", "--kho", "{d}/kho", "--format", "json"], 0, '"field": "number"', ""),
    (["split", "--kho", "{d}/pile", "77/QĐ-UBND", "--at", "9", "--who", "lan"], 64, "", "no document can begin on page 9"),
    (["split", "--kho", "{d}/pile", "77/QĐ-UBND", "--at", "2", "--who", "lan"], 0, "-2: pages 2 to 2 of ", ""),
    (["search", "--kho", "{d}/pile", "trang hai của tập"], 0, "Trang hai của tập", ""),
    (["split", "--kho", "{d}/pile", "77/QĐ-UBND", "--undo", "--who", "lan"], 0, ": pages 1 to 2 of ", ""),
    (["join", "--kho", "{d}/pile", "77/QĐ-UBND", "--who", "lan"], 64, "", "two documents"),
    (["join", "--kho", "{d}/pile", "--proposed", "--format", "json"], 1, "[]", ""),
    (["join", "--kho", "{d}/pile", "--proposed"], 1, "No files seem to hold one document together", ""),
    (["join", "--kho", "{d}/pile"], 64, "", "ID"),
    (["check", "--kho", "{d}/pile", "--format", "json"], 0, '"findings"', ""),
    (["check", "--kho", "{d}/pile", "--format", "sarif", "--profile", "all"], 1, '"runs"', ""),
    (["check", "--kho", "{d}/pile", "--format", "junit"], 0, "<testsuites", ""),
    (["check", "--kho", "{d}/pile", "--waive", "foo", "--document", "77/QĐ-UBND", "--reason", "old", "--who", "lan"], 64, "", "there is no rule foo"),
    (["check", "--kho", "{d}/pile", "--unwaive", "part.seal", "--document", "77/QĐ-UBND", "--who", "lan"], 1, "", "part.seal is not waived on"),
    (["check", "--kho", "{d}/pile", "--waive", "part.seal", "--document", "77/QĐ-UBND", "--reason", "old", "--who", "lan"], 0, "part.seal is waived on", ""),
    (["check", "--kho", "{d}/pile", "--waivers"], 0, "part.seal", ""),
    (["check", "--kho", "{d}/pile", "--unwaive", "part.seal", "--document", "77/QĐ-UBND", "--who", "lan"], 0, "counts again on", ""),
    (["register", "--kho", "{d}/pile", "--kind", "foo"], 64, "", "foo"),
    (["register", "--kho", "{d}/pile", "--kind", "di"], 0, "77/QĐ-UBND", ""),
    (["register", "--kho", "{d}/pile", "--kind", "den"], 0, "", "No document with an arrival stamp"),
    (["evaluate", "--kho", "{d}/pile", "--labels", "{d}/labels.json", "--errors"], 0, "Number", ""),
    (["evaluate", "--kho", "{d}/pile", "--labels", "{d}/labels.json", "--format", "json"], 0, '"silent": 1', ""),
    (["evaluate", "--kho", "{d}/pile", "--labels", "{d}/right.csv"], 2, "", "these are no labels"),
]
PILE = "QUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Trang một.\n\fTrang hai của tập giấy."
PILE_ID = hashlib.sha256(PILE.encode()).hexdigest()[:16]


def run(arguments, folder):
    arguments = [a.replace("{d}", folder) for a in arguments]
    return subprocess.run([SOHOA, "--lang", "en", *arguments], capture_output=True, cwd=folder)


def prepare(folder, row):
    if row == 0:
        os.mkdir(folder + "/things")
        os.mkdir(folder + "/empty")
        open(folder + "/things/mine.doc", "w").close()
        with open(folder + "/bad.pdf", "w") as file:
            file.write("%PDF-1.4\nrubbish")
        for name, text in {"pile.txt": PILE, "next.txt": "Phần tiếp theo.",
                           "wrong.csv": "id,field,decision,correct\n0000,number,,1/QĐ-UBND\n%s,issued_date,,31/02/2025\n" % PILE_ID,
                           "lost.csv": "Mã;Trường;Kết luận;Giá trị đúng\n%s;number;đúng;\n" % PILE_ID,
                           "empty.csv": "Mã;Trường;Quyết định;Giá trị đúng\n%s;number;;\n" % PILE_ID,
                           "right.csv": "Mã;Trường;QUYẾT ĐỊNH;Giá trị đúng\n%s;number;;Số: 77 /QĐ-UBND\n"
                                        "%s;Ngày ban hành;;5/3/2025\n%s;place;;\n" % (PILE_ID, PILE_ID, PILE_ID),
                           "dossiers.csv": "Hộp số,Số và ký hiệu hồ sơ,Tiêu đề hồ sơ,Tổng số văn bản\n1,hoso01,Cải cách,12\n",
                           "book.csv": "STT;Số ký hiệu;Trích yếu\n1;64/UBND;Việc khác\n",
                           "labels.json": '[{"file": "x/pile.txt", "number": "78/QĐ-UBND", "type": null}]'}.items():
            with open(os.path.join(folder, name), "w", encoding="utf8") as file:
                file.write(text)
    if "{d}/other" in ROWS[row][0] and "--overwrite" not in ROWS[row][0]:  # a copy of another making
        for where, _, names in os.walk(folder + "/pdf"):
            for name in names:
                other = where.replace(folder + "/pdf", folder + "/other")
                os.makedirs(other)
                with open(os.path.join(other, name), "w") as file:
                    file.write("mine")


def check_workbook_of_hits(folder):
    """The hits as a spreadsheet program reads them; nothing where nothing was found."""
    with zipfile.ZipFile(folder + "/hits.xlsx") as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        texts = book.read("xl/sharedStrings.xml").decode()
        whole = book.testzip() is None
    rows = sheet.findall(".//{*}sheetData/{*}row")
    return whole and len(rows) >= 3 and "thông báo" in texts and not os.path.exists(folder + "/none.xlsx")


def check_batch_answers_every_line(folder):
    """One line of JSON for one line asked, whatever stands in it."""
    asked = ["thông báo", "", "   ", '"', "-", "OR OR", "ngày:mai", "thông báo\r", "a\tb", "x" * 100_000, "\\", "(((", "loại:", "\u200b", "\x00y"]
    queries = "\n".join(asked).encode() + b"\n\xff\xfe\nlast without an end"
    with open(folder + "/batch.txt", "wb") as file:
        file.write(queries)
    out = run(["search", "--kho", "{d}/kho", "--batch", "{d}/batch.txt", "--format", "jsonl"], folder)
    answers = [json.loads(line) for line in out.stdout.decode().splitlines()]
    return (out.returncode == 0 and len(answers) == len(asked) + 2 and answers[0]["total"] == answers[7]["total"] > 0 and
            all(a["hits"] or a.get("note") for a in answers))


def check_bytes_that_are_no_text(folder):
    """Names of files need not be UTF-8; JSON must be."""
    name = os.path.join(os.fsencode(folder), b"V\xe3n.pdf")
    with open(name, "wb") as file:
        file.write(b"%PDF-1.4\nrubbish")
    run(["ingest", "--kho", "{d}/kho2", folder], folder)
    out = subprocess.run([SOHOA, "status", "--kho", folder + "/kho2", "--format", "json"], capture_output=True)
    return out.returncode == 0 and any("V\ufffdn.pdf" in f["path"] for f in json.loads(out.stdout)["failures"])


def check_sandbox_is_told(folder):
    """doctor says what is in force, where the kernel has something."""
    checks = json.loads(run(["doctor", "--format", "json"], folder).stdout)["checks"]
    has = os.path.exists("/proc/sys/kernel/seccomp/actions_avail")
    return not has or any(c["name"] == "sandbox" and {"landlock", "seccomp"} & set(c["message"].split()) for c in checks)


def main():
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for i, (arguments, code, stdout, stderr) in enumerate(ROWS):
            prepare(folder, i)
            done = run(arguments, folder)
            said = (done.stdout.decode(), done.stderr.decode())
            if done.returncode != code or stdout.replace("{d}", folder) not in said[0] or stderr not in said[1]:
                wrong += 1
                print(arguments, "→", done.returncode, "instead of", code, *said, sep="\n")
        for name, beginning in (("o.png", b"\x89PNG"), ("r.xlsx", b"PK\x03\x04")):
            with open(os.path.join(folder, name), "rb") as file:
                wrong += file.read(4) != beginning
        if not check_workbook_of_hits(folder):
            wrong += 1
            print("the workbook of what was found is not as it should be")
        if not check_batch_answers_every_line(folder):
            wrong += 1
            print("a batch of odd queries was not answered line by line")
        if not check_bytes_that_are_no_text(folder):
            wrong += 1
            print("status does not print names that are no UTF-8")
        if not check_sandbox_is_told(folder):
            wrong += 1
            print("doctor does not know the sandbox")
    print(f"{len(ROWS)} rows, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
