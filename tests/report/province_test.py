"""An invented province is counted; matches, planted defects and counts are compared with what was planted, counted here anew."""
import collections, csv, json, os, shutil, sqlite3, subprocess, sys, tempfile


def main(sohoa, root, rows="3000", units="24"):
    folder = tempfile.mkdtemp(prefix="province")
    try:
        made = subprocess.run([sys.executable, root + "/scripts/make-province", folder, "--sohoa", sohoa, "--units", units, "--rows", rows],
                              check=True, stdout=subprocess.PIPE, text=True).stdout
        out = subprocess.run([sohoa, "--kho", folder + "/kho", "coverage", "--register", folder + "/so.csv", "--by", "unit,year", "--format", "json"],
                             check=True, stdout=subprocess.PIPE).stdout
        register = list(csv.DictReader(open(folder + "/so.csv", encoding="utf8")))
        return judge(made, json.loads(out), json.load(open(folder + "/truth.json")), register, rows_by_sql(folder, register))
    finally:
        shutil.rmtree(folder)


def rows_by_sql(folder, register):
    """The rows of which a record has the same number, day and dossier, by SQL alone."""
    db = sqlite3.connect(folder + "/kho/ledger.sqlite")
    db.execute("CREATE TEMP TABLE register (row INTEGER, number, day, dossier)")
    iso = lambda day: "-".join(reversed(day.split("/")))
    db.executemany("INSERT INTO register VALUES (?, ?, ?, ?)", ((n, r["Số ký hiệu"], iso(r["Ngày tháng"]), r["Hồ sơ"]) for n, r in enumerate(register, 2)))
    return {row for row, in db.execute("""SELECT DISTINCT row FROM register JOIN documents ON number = record ->> '$.fields.number.value'
        AND day = record ->> '$.fields.issued_date.value' AND register.dossier = record ->> '$.dossier'
        WHERE record ->> '$.fields.number.status' = 'accepted'""")}


def judge(made, found, truth, register, by_sql):
    wrong = []

    def check(holds, said):
        if not holds:
            wrong.append(said)

    right = {int(row): scan for row, scan in truth["match"].items()}
    matched = {m["row"]: m["scan"]["id"] for m in found["matched"]}
    doubtful = {m["row"]: m["scan"]["id"] for m in found["doubtful"]}
    good = sum(right.get(row) == scan or row in truth["duplicate"] for row, scan in matched.items())
    recall = sum(row in matched or row in doubtful for row in right) / len(right)
    print(made.strip())
    print(f"certain {len(matched)}, of them right {good}; doubtful {len(doubtful)}; recall {recall:.5f}")
    check(good >= .999 * len(matched), "precision below 99.9 %")
    check(recall >= .99, "recall below 99 %")
    planted = lambda kind: set(truth[kind])
    missing = {m["row"] for m in found["missing"]}
    check(planted("missing") <= missing, f"missing rows not found: {sorted(planted('missing') - missing)[:5]}")
    check(not missing & set(right), f"rows said to be missing that are there: {sorted(missing & set(right))[:5]}")
    short = {m["row"] for m in found["page_differences"]}
    check(planted("pages") == short, f"page counts: {sorted(planted('pages') ^ short)[:5]}")
    check(len(found["duplicates"]) == len(truth["duplicate"]), f"{len(found['duplicates'])} duplicates, planted {len(truth['duplicate'])}")
    check(truth["merged"] and truth["missing"] and truth["wrong_year"], "too small a province: some defect is not planted")
    check({u["id"] for u in found["unexpected"]} == set(truth["unexpected"]), "unexpected scans differ")
    for kind in ("typo", "wrong_year"):  # never counted as certain without a remark
        bare = {m["row"] for m in found["matched"] if not m["remarks"]} & planted(kind)
        check(not bare, f"{kind} passed without a remark: {sorted(bare)[:5]}")
    elsewhere = {m["row"] for m in found["matched"] if m["remarks"] == ["other_dossier"]}
    check(planted("merged") == elsewhere, f"scans in another dossier: {sorted(planted('merged') ^ elsewhere)[:5]}")
    clean = set(right) - set().union(*(planted(k) for k in ("unread", "typo", "wrong_year", "other_day", "pages", "merged")))
    check(clean <= set(matched), f"clean rows that are not certain: {sorted(clean - set(matched))[:5]}")
    remarked = {m["row"] for m in found["matched"] if m["remarks"]} & clean
    check(not remarked, f"remarks on the clean part: {sorted(remarked)[:5]}")

    plain = {m["row"] for m in found["matched"] if not m["remarks"]}
    check(plain == by_sql, f"certain without a remark, and equal by SQL, differ: {sorted(plain ^ by_sql)[:5]}")

    expected, digitized = collections.Counter(), collections.Counter()
    for n, row in enumerate(register, 2):
        expected[row["Đơn vị"]] += 1
        digitized[row["Đơn vị"]] += n in matched
    units = {u["unit"]: u for u in found["units"]}
    for unit in expected:
        check((units[unit]["expected"], units[unit]["digitized"]) == (expected[unit], digitized[unit]), f"counts of {unit} differ")
    check(found["total"]["expected"] == len(register), "total differs")
    for w in wrong:
        print("WRONG:", w)
    return 1 if wrong or not matched else 0


sys.exit(main(*sys.argv[1:]))
